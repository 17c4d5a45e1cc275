package stripe

import "slices"

// takeInvoiceItem keeps a proration that no invoice has yet: it is there from the moment of a change on, and may wait
// for a year. Once it is on an invoice the line tells the same.
func (r *reading) takeInvoiceItem(doc document) {
	var i struct {
		lineItem
		Invoice ref `json:"invoice"`
	}
	if !decode(r, doc.body, &i) {
		return
	}
	r.skip("invoice item")
	if i.Proration && i.Invoice == "" && i.Price != nil {
		i.Price = r.catalogue.whole(i.Price)
		h := r.histories.of(string(i.Subscription))
		h.waiting = append(h.waiting, i.lineItem)
	}
}

// noteWaiting tells the items of a subscription what prorations say that wait for an invoice.
func (r *reading) noteWaiting(s subscription, h *history) {
	for _, line := range slices.Backward(h.waiting) {
		past, from := h.item(string(line.SubscriptionItem)), r.from(invoice{}, line)
		switch {
		case from.IsZero():
		case line.givesBack():
			past.credited = max(past.credited, from)
		case line.charges(h.waiting):
			share := withoutTax(line.TaxRates, s.DefaultTaxRates)
			if share == nil {
				share = past.untaxed
			}
			if state, err := r.stateAt(line.Price, quantityOf(line.Quantity), line.Currency, share); err == nil {
				past.became(from, state)
				past.until = max(past.until, r.until(invoice{}, line))
			}
		}
	}
}

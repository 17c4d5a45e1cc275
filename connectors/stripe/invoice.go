package stripe

import (
	"encoding/json"

	"daybook"
)

// takeInvoice takes the lines of an invoice that has been issued, and notes what they say of subscriptions.
func (r *reading) takeInvoice(doc document) {
	var i invoice
	if !decode(r, doc.body, &i) {
		return
	}
	i.Discounts = r.catalogue.withCoupons(i.Discounts)
	switch {
	case !i.issued():
		r.skip(i.Status + " invoice")
	case len(i.Lines.Data) == 0:
		r.skip("invoice without lines")
	}
	r.expectWhole(doc, i.Lines.HasMore, "lines")
	r.note(i, r.lines(i))
}

// lines reads the lines of an invoice, and puts them where it was issued.
func (r *reading) lines(i invoice) []lineItem {
	var lines []lineItem
	for _, raw := range i.Lines.Data {
		var line lineItem
		if i.issued() && !decode(r, raw, &line) || !i.issued() && unmarshal(raw, &line) != nil {
			continue
		}
		line.Price, line.Discounts = r.catalogue.whole(line.Price), r.catalogue.withCoupons(line.Discounts)
		lines = append(lines, line)
		if i.issued() {
			r.line(raw, i, line)
		}
	}
	return lines
}

// issued reports whether the invoice is one that somebody owes or has paid.
func (i invoice) issued() bool {
	return !i.Deleted && (i.Status == "open" || i.Status == "paid" || i.Status == "uncollectible")
}

// line takes one line.
func (r *reading) line(raw json.RawMessage, i invoice, line lineItem) {
	amount, err := money(line.net(), line.currencyOn(i))
	if line.ID == "" || r.day(i.issuedAt()).IsZero() {
		err = &daybook.Error{Found: "a line without id or an invoice without date", Wanted: "both"}
	}
	if err != nil {
		rejected := r.reject(raw, err)
		rejected.Raw["invoice"] = i.ID
		r.put(rejected)
		return
	}
	fact := &daybook.InvoiceLine{
		Header:       daybook.Header{Origin: r.origin(line.ID, i.ID+" "+line.ID), Day: r.day(i.issuedAt())},
		Customer:     r.customer,
		Invoice:      i.ID,
		Subscription: string(line.subscriptionOn(i)),
		Amount:       amount,
		From:         r.from(i, line),
		Until:        r.until(i, line),
		Proration:    line.Proration,
		Once:         line.once(),
	}
	if line.Price != nil {
		fact.Metered, fact.Plan = line.Price.metered(), r.catalogue.plan(line.Price)
		if every, err := line.Price.interval(); err == nil {
			fact.Interval = every
		}
	}
	r.billed[line.ID] = fact
	r.put(fact)
}

// once reports whether the line sells something that does not recur.
func (l lineItem) once() bool {
	return l.SubscriptionItem == "" && (l.Price == nil || l.Price.Recurring == nil)
}

// issuedAt is the date on the invoice, else when it was finalized, else when it was made.
func (i invoice) issuedAt() int64 {
	for _, at := range []int64{i.EffectiveAt, i.StatusTransitions.FinalizedAt} {
		if at != 0 {
			return at
		}
	}
	return i.Created
}

// net is the line's amount after its discounts and without the tax that it includes.
func (l lineItem) net() int64 { return l.Amount - l.discounted() - l.taxIncluded() }

func (l lineItem) discounted() int64 {
	var sum int64
	for _, d := range l.DiscountAmounts {
		sum += d.Amount
	}
	return sum
}

func (l lineItem) taxIncluded() int64 { return taxIncluded(l.TaxAmounts) }

func taxIncluded(amounts []taxAmount) int64 {
	var sum int64
	for _, t := range amounts {
		if t.Inclusive {
			sum += t.Amount
		}
	}
	return sum
}

func (l lineItem) currencyOn(i invoice) string {
	if l.Currency != "" {
		return l.Currency
	}
	return i.Currency
}

func (l lineItem) subscriptionOn(i invoice) string {
	if l.Subscription != "" {
		return string(l.Subscription)
	}
	return string(i.Subscription)
}

// from and until are the service days of a line; a line without a period is served on the day of the invoice.
func (m mapper) from(i invoice, line lineItem) daybook.Day {
	if line.Period == nil || line.Period.Start == 0 {
		return m.day(i.issuedAt())
	}
	return m.day(line.Period.Start)
}

func (m mapper) until(i invoice, line lineItem) daybook.Day {
	from := m.from(i, line)
	if line.Period == nil {
		return from + 1
	}
	return max(from+1, m.day(line.Period.End))
}

package stripe

import (
	"encoding/json"

	"daybook"
)

// takeCreditNote takes the lines of a credit note: each takes back a part of an invoice, on the day of the note and
// for the service days of the line that it is about. Whether the money went back to the customer's card (then there
// is a refund), to its credit balance or never came (the invoice was still open) makes no difference to what was sold.
func (r *reading) takeCreditNote(doc document) {
	var n creditNote
	if !decode(r, doc.body, &n) {
		return
	}
	switch {
	case n.Status != "issued":
		r.skip(n.Status + " credit note")
		return
	case len(n.Lines.Data) == 0:
		r.skip("credit note without lines")
		return
	}
	r.expectWhole(doc, n.Lines.HasMore, "lines")
	for _, raw := range n.Lines.Data {
		var line creditNoteLine
		if decode(r, raw, &line) {
			r.credit(raw, n, line)
		}
	}
}

func (r *reading) credit(raw json.RawMessage, n creditNote, line creditNoteLine) {
	day := r.day(n.issuedAt())
	amount, err := money(line.net(), n.Currency)
	if err == nil && (line.ID == "" || day.IsZero()) {
		err = &daybook.Error{Found: "a line without id or a credit note without date", Wanted: "both"}
	}
	if err != nil {
		rejected := r.reject(raw, err)
		rejected.Raw["credit_note"] = n.ID
		r.put(rejected)
		return
	}
	fact := daybook.InvoiceLine{From: day, Until: day + 1, Once: true}
	if billed := r.billed[string(line.InvoiceLineItem)]; billed != nil {
		fact = *billed
	}
	fact.Header = daybook.Header{Origin: r.origin(line.ID, n.ID+" "+line.ID), Day: day}
	fact.Customer, fact.Invoice, fact.Amount = r.customer, string(n.Invoice), amount.Neg()
	r.put(&fact)
}

// issuedAt is the date on the note, else when it was made.
func (n creditNote) issuedAt() int64 {
	if n.EffectiveAt != 0 {
		return n.EffectiveAt
	}
	return n.Created
}

// net is what is taken back after discounts and without the tax that the amount includes.
func (l creditNoteLine) net() int64 { return l.Amount - l.DiscountAmount - taxIncluded(l.TaxAmounts) }

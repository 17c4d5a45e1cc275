package stripe

import "daybook"

// takeCharge takes a charge.
func (r *reading) takeCharge(doc document) {
	var c charge
	if !decode(r, doc.body, &c) {
		return
	}
	switch {
	case c.Status != "succeeded":
		r.skip(c.Status + " charge")
	case c.Captured != nil && !*c.Captured:
		r.skip("uncaptured charge")
	default:
		r.pay(doc, daybook.Charge, moved{c.ID, c.Created, c.captured(), c.Currency})
	}
}

func (c charge) captured() int64 {
	if c.AmountCaptured != nil {
		return *c.AmountCaptured
	}
	return c.Amount
}

// takeRefund takes a refund. Stripe takes the money off the balance when a refund is made, also while it is
// pending, and gives it back if the refund fails. Refunds of before 2015 have no status.
func (r *reading) takeRefund(doc document) {
	var f refund
	if !decode(r, doc.body, &f) {
		return
	}
	switch f.Status {
	case "succeeded", "pending", "":
		r.pay(doc, daybook.Refund, moved{f.ID, f.Created, f.Amount, f.Currency})
	default:
		r.skip(f.Status + " refund")
	}
}

// takeDispute takes a dispute for which Stripe took the money back and has kept it.
func (r *reading) takeDispute(doc document) {
	var d dispute
	if !decode(r, doc.body, &d) {
		return
	}
	if rule := d.keeps(); rule != "" {
		r.skip(rule)
		return
	}
	at := d.Created
	if len(d.BalanceTransactions) > 0 {
		at = d.BalanceTransactions[0].Created
	}
	r.pay(doc, daybook.Dispute, moved{d.ID, at, d.withdrawn(), d.Currency})
}

// keeps names the rule by which the business keeps the money, or "" where it has lost it, at least for now.
func (d dispute) keeps() string {
	switch d.Status {
	case "won":
		return "won dispute"
	case "lost":
		if d.net() >= 0 && len(d.BalanceTransactions) > 0 {
			return "reinstated dispute"
		}
		return ""
	case "needs_response", "under_review":
		if d.net() >= 0 {
			return "dispute without a withdrawal"
		}
		return ""
	}
	return "inquiry" // warning_needs_response, warning_under_review, warning_closed, prevented: no money moved
}

// net is what the dispute did to the balance: negative while funds are withdrawn.
func (d dispute) net() int64 {
	var sum int64
	for _, t := range d.BalanceTransactions {
		sum += t.Amount
	}
	return sum
}

// withdrawn is what was taken, in the dispute's currency: what the balance says where it has that currency.
func (d dispute) withdrawn() int64 {
	for _, t := range d.BalanceTransactions {
		if t.Currency != d.Currency {
			return d.Amount
		}
	}
	if len(d.BalanceTransactions) == 0 {
		return d.Amount
	}
	return -d.net()
}

// moved is an amount that moved.
type moved struct {
	id       string
	at       int64
	amount   int64
	currency string
}

// pay puts a payment by the customer that owns the documents; by nobody where a guest paid.
func (r *reading) pay(doc document, kind daybook.PaymentType, m moved) {
	amount, err := money(m.amount, m.currency)
	if err == nil && (m.id == "" || r.day(m.at).IsZero()) {
		err = &daybook.Error{Found: "a " + string(kind) + " without id or created", Wanted: "both"}
	}
	if err != nil {
		r.put(r.reject(doc.body, err))
		return
	}
	r.put(&daybook.Payment{Header: r.head(m.id, m.id, m.at), Customer: r.customer, Type: kind, Amount: amount})
}

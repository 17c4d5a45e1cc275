package stripe

import (
	"context"
	"encoding/json"

	"daybook"
)

// charge puts a charge and remembers who paid it.
func (p *pull) charge(ctx context.Context, raw json.RawMessage) error {
	var c charge
	if ok, err := decode(ctx, p, raw, &c); !ok {
		return err
	}
	p.payers.add(c.ID, c.Customer)
	switch {
	case c.Status != "succeeded":
		return p.put(ctx, &daybook.Skip{Rule: c.Status + " charge"})
	case c.Captured != nil && !*c.Captured:
		return p.put(ctx, &daybook.Skip{Rule: "uncaptured charge"})
	}
	return p.put(ctx, p.payment(raw, daybook.Charge, moved{c.ID, c.Created, c.captured(), c.Currency, c.Customer}))
}

func (c charge) captured() int64 {
	if c.AmountCaptured != nil {
		return *c.AmountCaptured
	}
	return c.Amount
}

// refund puts a refund. Stripe takes the money off the balance when a refund is made, also while it is pending,
// and gives it back if the refund fails. Refunds of before 2015 have no status.
func (p *pull) refund(ctx context.Context, raw json.RawMessage) error {
	var r refund
	if ok, err := decode(ctx, p, raw, &r); !ok {
		return err
	}
	customer := p.payers.addFor(r.ID, r.Charge)
	switch r.Status {
	case "succeeded", "pending", "":
		return p.put(ctx, p.payment(raw, daybook.Refund, moved{r.ID, r.Created, r.Amount, r.Currency, customer}))
	}
	return p.put(ctx, &daybook.Skip{Rule: r.Status + " refund"})
}

// dispute puts a dispute for which Stripe took the money back and has kept it.
func (p *pull) dispute(ctx context.Context, raw json.RawMessage) error {
	var d dispute
	if ok, err := decode(ctx, p, raw, &d); !ok {
		return err
	}
	customer := p.payers.addFor(d.ID, d.Charge)
	if rule := d.keeps(); rule != "" {
		return p.put(ctx, &daybook.Skip{Rule: rule})
	}
	at := d.Created
	if len(d.BalanceTransactions) > 0 {
		at = d.BalanceTransactions[0].Created
	}
	return p.put(ctx, p.payment(raw, daybook.Dispute, moved{d.ID, at, d.withdrawn(), d.Currency, customer}))
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
	customer ref
}

func (s *source) payment(raw json.RawMessage, kind daybook.PaymentType, m moved) daybook.Record {
	amount, err := money(m.amount, m.currency)
	if err != nil {
		return s.reject(raw, err)
	}
	if m.id == "" || s.day(m.at).IsZero() {
		return s.reject(raw, &daybook.Error{Found: "a " + string(kind) + " without id or created", Wanted: "both"})
	}
	return &daybook.Payment{Header: s.head(m.id, m.id, m.at), Customer: string(m.customer), Type: kind, Amount: amount}
}

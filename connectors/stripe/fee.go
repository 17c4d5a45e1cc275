package stripe

import (
	"cmp"
	"context"
	"encoding/json"

	"daybook"
)

// balanceTransaction puts what Stripe kept. A transaction is either about something else, and then its fee
// is told apart, or it is a fee altogether, and then its amount is the fee, negative as it leaves the balance.
func (p *pull) balanceTransaction(ctx context.Context, raw json.RawMessage) error {
	var t balanceTransaction
	if ok, err := decode(ctx, p, raw, &t); !ok {
		return err
	}
	fee := t.Fee
	switch t.Type {
	case "stripe_fee", "stripe_fx_fee", "tax_fee":
		fee -= t.Amount
	}
	if fee == 0 {
		return p.put(ctx, &daybook.Skip{Rule: "balance transaction without a fee"})
	}
	return p.put(ctx, p.payment(raw, daybook.Fee, moved{t.ID, t.Created, fee, t.Currency, p.payers.of(string(t.Source))}))
}

// payers remembers which customer a charge, refund or dispute belongs to: a balance transaction names only
// that, and not the customer. Each customer's id is kept once.
type payers struct {
	bySource map[string]ref
	known    map[ref]ref
}

func newPayers() *payers { return &payers{bySource: map[string]ref{}, known: map[ref]ref{}} }

func (p *payers) add(source string, customer ref) {
	if source == "" || customer == "" {
		return
	}
	if _, ok := p.known[customer]; !ok {
		p.known[customer] = customer
	}
	p.bySource[source] = p.known[customer]
}

// addFor notes and returns whose charge a refund or a dispute is about.
func (p *payers) addFor(source string, about whole[payer]) ref {
	customer := cmp.Or(about.Object.Customer, p.of(string(about.ID)))
	p.add(source, customer)
	return customer
}

// of returns the customer, or "" where it is not known.
func (p *payers) of(source string) ref { return p.bySource[source] }

package billing

import "time"

// session is a sale at a checkout, without an invoice.
type session struct {
	id       string
	customer *Customer // nil for a guest
	items    []Item
	intent   *intent
	status   string
	made     time.Time
}

// Sell sells at a checkout, to a customer or to a guest (nil). It returns the charge, or nil where the payment failed.
func (b *Business) Sell(c *Customer, items ...Item) *Charge {
	s := &session{id: b.id("cs_test"), customer: c, items: items, status: "open", made: b.now}
	s.intent = &intent{id: b.id("pi"), customer: c, amount: s.total(), currency: items[0].Price.Currency, status: "requires_payment_method", made: b.now}
	b.changed(s)
	b.changed(s.intent, "payment_intent.created")
	charge := b.take(s.intent, false)
	if charge.failed {
		b.in(day, func() { s.status = "expired"; b.changed(s) })
		return nil
	}
	s.status = "complete"
	b.changed(s)
	return charge
}

// Hold authorizes a payment, to be taken by Capture.
func (b *Business) Hold(c *Customer, amount int64, currency string) *Charge {
	p := &intent{id: b.id("pi"), customer: c, amount: amount, currency: currency, status: "requires_payment_method", made: b.now}
	b.changed(p, "payment_intent.created")
	return b.take(p, true)
}

func (s *session) total() (sum int64) {
	for _, i := range s.items {
		sum += i.Price.amount(max(i.Quantity, 1))
	}
	return sum
}

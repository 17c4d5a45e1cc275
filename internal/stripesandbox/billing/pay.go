package billing

import "time"

// intent is the will to be paid for one thing, with one charge after the other until one succeeds.
type intent struct {
	id       string
	customer *Customer
	invoice  *Invoice
	amount   int64
	currency string
	status   string
	last     *Charge
	made     time.Time
}

// Charge is a try to take money, and the money if it succeeded.
type Charge struct {
	ID       string
	Amount   int64
	captured int64 // of it; 0 while it is not captured, or failed
	held     bool  // authorized, not captured
	customer *Customer
	invoice  *Invoice
	intent   *intent
	failed   bool
	movement *movement
	refunds  []*Refund
	dispute  *Dispute
	made     time.Time
}

// pay tries to collect an open invoice: a sent one is paid by its customer a day before it is due, if at all.
func (b *Business) pay(i *Invoice) {
	switch {
	case i.remaining() == 0:
		b.paid(i)
	case i.sent():
		b.in(time.Duration(i.dueDays)*day-day, func() { b.try(i, false) })
		b.in(time.Duration(i.dueDays)*day, func() { b.overdue(i) })
	default:
		b.try(i, true)
	}
}

// try charges the customer for an invoice, and plans the next try where that fails.
func (b *Business) try(i *Invoice, first bool) {
	if i.status != "open" || i.remaining() == 0 {
		return
	}
	if i.intent == nil {
		i.intent = &intent{id: b.id("pi"), customer: i.customer, invoice: i, amount: i.remaining(), currency: i.currency(), status: "requires_payment_method", made: b.now}
		b.changed(i.intent, "payment_intent.created")
	}
	i.attempts++
	if !b.take(i.intent, false).failed {
		b.paid(i)
		return
	}
	if first && len(b.Retries) > 0 {
		b.retry(i, b.now)
	}
	b.changed(i, "invoice.payment_failed", "invoice.updated")
	if !i.sent() {
		b.overdue(i)
	}
}

// retry plans the tries that follow a first one, and what becomes of the subscription after the last.
func (b *Business) retry(i *Invoice, first time.Time) {
	i.next = first.Add(b.Retries[0])
	for n, after := range b.Retries {
		b.At(first.Add(after), func() { b.tryAgain(i, first, b.Retries[n+1:]) })
	}
}

// tryAgain is one of the later tries; later are those that follow.
func (b *Business) tryAgain(i *Invoice, first time.Time, later []time.Duration) {
	if i.status != "open" || i.subscription.isOver() {
		return
	}
	i.next = time.Time{}
	if len(later) > 0 {
		i.next = first.Add(later[0])
	}
	b.try(i, false)
	if len(later) == 0 && i.status == "open" {
		b.giveUp(i)
	}
}

// giveUp does what is to be done when no try succeeded.
func (b *Business) giveUp(i *Invoice) {
	s := i.subscription
	switch {
	case s.isOver() || s.status == "incomplete":
	case b.WhenUnpaid == "cancel":
		b.cancel(s, "payment_failed")
	case b.WhenUnpaid == "mark_unpaid":
		b.setStatus(s, "unpaid")
	}
}

// overdue makes the subscription of an invoice that is still open past due, unless a later one was paid as the latest.
func (b *Business) overdue(i *Invoice) {
	if s := i.subscription; i.status == "open" && s.status == "active" && !i.made.Before(s.inOrder) {
		b.setStatus(s, "past_due")
	}
}

// paid settles an invoice, and with it its subscription.
func (b *Business) paid(i *Invoice) {
	b.settle(i, "paid")
	s := i.subscription
	if s.latest != i {
		return
	}
	s.inOrder = i.made
	if s.status == "past_due" || s.status == "incomplete" || s.status == "unpaid" {
		b.setStatus(s, "active")
	}
}

// Pay lets a customer pay an open invoice by themselves.
func (b *Business) Pay(i *Invoice) { b.try(i, false) }

// take charges for an intent; a held charge is authorized only.
func (b *Business) take(p *intent, held bool) *Charge {
	c := &Charge{ID: b.id("ch"), Amount: p.amount, customer: p.customer, invoice: p.invoice, intent: p, made: b.now, held: held}
	c.failed = p.customer != nil && (p.customer.NoCard || b.Decline != nil && b.Decline(p.customer, b.now))
	p.last, p.status = c, "succeeded"
	switch {
	case c.failed:
		p.status = "requires_payment_method"
	case held:
		p.status = "requires_capture"
	default:
		b.capture(c, c.Amount)
		b.charges = append(b.charges, c)
	}
	b.changed(c)
	if c.failed {
		b.changed(p, "payment_intent.payment_failed")
		return c
	}
	b.changed(p)
	return c
}

// capture takes the money of a charge, or a part of it; the rest is released.
func (b *Business) capture(c *Charge, amount int64) {
	c.captured, c.held = amount, false
	c.movement = b.move("charge", c.ID, c.intent.currency, amount, fee(amount))
}

// Capture takes the money of a charge that is held, or a part of it.
func (b *Business) Capture(c *Charge, amount int64) {
	b.capture(c, amount)
	b.charges = append(b.charges, c)
	c.intent.status = "succeeded"
	b.changed(c, "charge.captured")
	b.changed(c.intent)
}

// fee is what Stripe keeps of a charge.
func fee(amount int64) int64 { return share(amount, 29, 1000) + 30 }

// movement is a change of the balance.
type movement struct {
	id, kind, source, currency string
	amount, fee                int64
	made                       time.Time
}

// move changes the balance. Stripe has no event for it.
func (b *Business) move(kind, source, currency string, amount, fee int64) *movement {
	m := &movement{b.id("txn"), kind, source, currency, amount, fee, b.now}
	b.balance = append(b.balance, m)
	b.stored(m)
	return m
}

// currency is that of the invoice's prices.
func (i *Invoice) currency() string { return i.subscription.price().Currency }

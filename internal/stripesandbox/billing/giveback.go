package billing

import "time"

// Refund is money given back.
type Refund struct {
	ID       string
	charge   *Charge
	amount   int64
	movement *movement
	made     time.Time
}

// Charges are those that took money so far, oldest first.
func (b *Business) Charges() []*Charge { return b.charges }

// Left is what of a charge was neither given back nor disputed.
func (c *Charge) Left() int64 {
	if c.dispute != nil {
		return 0
	}
	return c.captured - c.returned()
}

func (c *Charge) returned() (sum int64) {
	for _, r := range c.refunds {
		sum += r.amount
	}
	return sum
}

// Refund gives back a part of a charge, at most what is left. Stripe keeps its fee.
func (b *Business) Refund(c *Charge, amount int64) *Refund {
	r := &Refund{ID: b.id("re"), charge: c, amount: min(amount, c.Left()), made: b.now}
	r.movement = b.move("refund", r.ID, c.intent.currency, -r.amount, 0)
	c.refunds = append(c.refunds, r)
	b.stored(r)
	b.changed(c, "charge.refunded")
	return r
}

// Dispute is a charge that the customer's bank takes back.
type Dispute struct {
	ID        string
	charge    *Charge
	status    string
	movements []*movement
	made      time.Time
}

// disputeFee is what Stripe takes for a dispute.
const disputeFee = 1500

// Dispute takes a charge back until the dispute is closed.
func (b *Business) Dispute(c *Charge) *Dispute {
	d := &Dispute{ID: b.id("dp"), charge: c, status: "needs_response", made: b.now}
	d.movements = []*movement{b.move("adjustment", d.ID, c.intent.currency, -c.captured, disputeFee)}
	c.dispute = d
	b.changed(d, "charge.dispute.created", "charge.dispute.funds_withdrawn")
	b.changed(c)
	return d
}

// Close ends a dispute: one that is won gives the money and the fee back.
func (b *Business) Close(d *Dispute, won bool) {
	types := []string{"charge.dispute.closed"}
	d.status = "lost"
	if won {
		d.status = "won"
		d.movements = append(d.movements, b.move("adjustment", d.ID, d.charge.intent.currency, d.charge.captured, -disputeFee))
		types = append(types, "charge.dispute.funds_reinstated")
	}
	b.changed(d, types...)
}

// creditNote takes a part of an invoice back.
type creditNote struct {
	id      string
	invoice *Invoice
	line    *line
	amount  int64 // without tax
	tax     int64
	refund  *Refund
	before  bool // the invoice was open still
	made    time.Time
}

// CreditNote takes a part of an invoice's last line back: off what is to be paid, or, once it is paid, as a refund.
func (b *Business) CreditNote(i *Invoice, amount int64) {
	l := i.lines[len(i.lines)-1]
	amount = min(amount, l.amount-l.off-l.credited)
	if amount <= 0 {
		return
	}
	l.credited += amount
	n := &creditNote{id: b.id("cn"), invoice: i, line: l, amount: amount, before: i.status == "open", made: b.now}
	if i.tax != nil && !i.tax.Inclusive {
		n.tax = share(amount, i.tax.Percent, 100)
	}
	if n.before {
		i.credited += n.total()
	} else {
		i.creditedAfter += n.total()
		if i.intent != nil && !i.intent.last.failed {
			n.refund = b.Refund(i.intent.last, n.total())
		}
	}
	b.changed(n)
	b.changed(i)
	if n.before && i.remaining() == 0 {
		b.paid(i)
	}
}

func (n *creditNote) total() int64 { return n.amount + n.tax }

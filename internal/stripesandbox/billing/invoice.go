package billing

import (
	"fmt"
	"time"
)

// TaxRate is a tax on what is sold: on top of prices, or included in them.
type TaxRate struct {
	ID        string
	Percent   int64
	Inclusive bool
	Country   string
	made      time.Time
}

// AddTaxRate makes a tax rate.
func (b *Business) AddTaxRate(t TaxRate) *TaxRate {
	t.ID, t.made = b.id("txr"), b.now
	b.changed(&t)
	return &t
}

// Invoice is an invoice of a subscription.
type Invoice struct {
	ID           string
	number       string
	customer     *Customer
	subscription *Subscription
	reason       string
	status       string
	lines        []*line
	discount     *Discount
	tax          *TaxRate
	dueDays      int
	kept         bool // it stays a draft

	made, finalized, paid, voided, givenUp time.Time
	starting, ending                       int64 // the customer's balance before and after
	intent                                 *intent
	attempts                               int
	next                                   time.Time // the next try
	credited, creditedAfter                int64     // by credit notes before and after it was paid
}

// line is a line of an invoice. Its amount is before discounts, and with the tax that it includes.
type line struct {
	id          string
	invoice     *Invoice
	item        *Item // nil where it is no subscription's
	itemID      string
	price       *Price
	quantity    int64
	amount      int64
	from, until time.Time
	pending     *invoiceItem // what it came from
	description string
	off, tax    int64
	credited    int64
}

// newLine is a line for the current period of a subscription.
func (b *Business) newLine(s *Subscription, i *Item, amount int64) *line {
	return &line{id: b.id("il"), item: i, itemID: i.id, price: i.Price, quantity: i.Quantity, amount: amount, from: s.start, until: s.end,
		description: fmt.Sprintf("%d × %s", i.Quantity, i.Price.Product.Name)}
}

// draft makes an invoice of lines and of what is pending for the customer.
func (b *Business) draft(s *Subscription, reason string, lines []*line) *Invoice {
	i := &Invoice{ID: b.id("in"), customer: s.customer, subscription: s, reason: reason, status: "draft", made: b.now,
		tax: s.terms.Tax, dueDays: s.terms.DueDays, lines: append(b.takePending(s), lines...)}
	for _, l := range i.lines {
		l.invoice = i
		if l.pending != nil {
			l.pending.invoice = i
			b.changed(l.pending)
		}
	}
	if s.discount.inForce(b.now) {
		i.discount = s.discount
		i.takeOff()
	}
	if i.tax != nil {
		i.addTax()
	}
	if d := s.discount; d != nil && (d.coupon.Duration == "once" && i.discounted() > 0 || !d.inForce(b.now)) {
		d.spent = true
		s.discount = nil
	}
	return i
}

// takePending makes lines of the invoice items that wait for an invoice of the subscription's.
func (b *Business) takePending(s *Subscription) (lines []*line) {
	var wait []*invoiceItem
	for _, p := range s.customer.pending {
		if p.subscription != nil && p.subscription != s || p.price.Currency != s.price().Currency {
			wait = append(wait, p)
			continue
		}
		lines = append(lines, &line{id: b.id("il"), itemID: p.item, price: p.price, quantity: p.quantity, amount: p.amount, from: p.from, until: p.until,
			pending: p, description: p.description})
	}
	s.customer.pending = wait
	return lines
}

// takeOff spreads the discount over the lines; prorations are after it already.
func (i *Invoice) takeOff() {
	amounts := make([]int64, len(i.lines))
	for n, l := range i.lines {
		if l.pending == nil || !l.pending.proration {
			amounts[n] = l.amount
		}
	}
	for n, off := range i.discount.off(amounts) {
		i.lines[n].off = off
	}
}

func (i *Invoice) addTax() {
	for _, l := range i.lines {
		if i.tax.Inclusive {
			l.tax = share(l.amount-l.off, i.tax.Percent, 100+i.tax.Percent)
			continue
		}
		l.tax = share(l.amount-l.off, i.tax.Percent, 100)
	}
}

func (i *Invoice) sum(of func(*line) int64) (sum int64) {
	for _, l := range i.lines {
		sum += of(l)
	}
	return sum
}

func (i *Invoice) subtotal() int64   { return i.sum(func(l *line) int64 { return l.amount }) }
func (i *Invoice) discounted() int64 { return i.sum(func(l *line) int64 { return l.off }) }
func (i *Invoice) taxed() int64      { return i.sum(func(l *line) int64 { return l.tax }) }

func (i *Invoice) total() int64 {
	total := i.subtotal() - i.discounted()
	if i.tax != nil && !i.tax.Inclusive {
		total += i.taxed()
	}
	return total
}

// due is what is to be paid: the total with what the customer's balance gives or asks for.
func (i *Invoice) due() int64 { return max(0, i.total()+i.starting) }

// remaining is what is still to be paid.
func (i *Invoice) remaining() int64 {
	if i.status == "paid" {
		return 0
	}
	return max(0, i.due()-i.credited)
}

// from is when the time begins that the invoice is about.
func (i *Invoice) from() time.Time {
	if len(i.lines) == 0 {
		return i.made
	}
	return i.lines[len(i.lines)-1].from
}

// sent reports whether the customer pays a bill, rather than being charged.
func (i *Invoice) sent() bool { return i.dueDays > 0 }

// Status is Stripe's word for what the invoice is in.
func (i *Invoice) Status() string { return i.status }

// finalize makes an invoice binding: it has a number, and settles the customer's balance.
func (b *Business) finalize(i *Invoice) {
	c := i.customer
	c.invoices++
	i.number, i.finalized, i.status = fmt.Sprintf("%s-%04d", c.ID[len(c.ID)-8:], c.invoices), b.now, "open"
	i.starting = c.balance
	if i.ending = min(0, i.total()+i.starting); i.ending != c.balance {
		c.balance = i.ending
		b.changed(c)
	}
	b.changed(i)
}

// Void makes an invoice as if it had never been.
func (b *Business) Void(i *Invoice) {
	i.voided = b.now
	b.settle(i, "void")
}

// settle ends the collection of an invoice.
func (b *Business) settle(i *Invoice, status string) {
	i.status, i.next = status, time.Time{}
	switch status {
	case "paid":
		i.paid = b.now
	case "uncollectible":
		i.givenUp = b.now
	}
	b.changed(i)
}

package billing

import (
	"fmt"
	"slices"
	"time"
)

// Change gives a subscription other items: those with the id of one that it has replace it (take them from Items),
// others are added, and what is missing is removed. What was paid for the rest of the period is credited, what is new is
// charged for it, on the next invoice; another interval begins a new period and is invoiced at once.
func (b *Business) Change(s *Subscription, items []Item, prorate bool) {
	former, anew := s.items, make([]*Item, 0, len(items))
	for _, i := range items {
		if i.id == "" {
			anew = append(anew, b.newItem(i))
			continue
		}
		i.Quantity = max(i.Quantity, 1)
		anew = append(anew, &i)
	}
	sameInterval := former[0].Price.sameInterval(anew[0].Price)
	dormant := s.status == "trialing" || s.status == "paused" // a paused subscription has no invoices
	billed := !dormant && prorate
	if billed {
		b.credit(s, former, anew)
	}
	s.items = anew
	b.replan(s, sameInterval)
	if !sameInterval && !dormant {
		b.restart(s)
		b.noteWorth(s)
		return
	}
	if billed {
		b.debit(s, former, anew)
	}
	b.noteWorth(s)
	b.changed(s)
}

// credit gives back the rest of the period of each item that is removed or changed.
func (b *Business) credit(s *Subscription, former, anew []*Item) {
	for _, i := range former {
		if !i.Price.Metered && !slices.ContainsFunc(anew, i.unchanged) {
			b.prorate(s, i, -1, "Unused time on %s")
		}
	}
}

// debit charges the rest of the period for each item that is added or changed.
func (b *Business) debit(s *Subscription, former, anew []*Item) {
	for _, i := range anew {
		if !i.Price.Metered && !slices.ContainsFunc(former, i.unchanged) {
			b.prorate(s, i, 1, "Remaining time on %s")
		}
	}
}

func (i *Item) unchanged(other *Item) bool {
	return i.id == other.id && i.Price == other.Price && i.Quantity == other.Quantity
}

// prorate makes a pending invoice item over the rest of the period, after the discount that is in force.
func (b *Business) prorate(s *Subscription, i *Item, sign int64, description string) {
	amount := i.Price.amount(i.Quantity)
	if s.discount.inForce(b.now) {
		amount -= s.discount.off([]int64{amount})[0]
	}
	rest := share(amount, s.end.Unix()-b.now.Unix(), s.end.Unix()-s.start.Unix())
	pending := &invoiceItem{id: b.id("ii"), customer: s.customer, subscription: s, item: i.id, price: i.Price, quantity: i.Quantity,
		amount: sign * rest, from: b.now, until: s.end, proration: true, made: b.now,
		description: fmt.Sprintf(description, i.Price.Product.Name)}
	if sign < 0 {
		pending.credits = i.billed
	}
	b.pend(pending)
}

// restart begins a new period now, at another interval, and bills it at once with what is pending.
func (b *Business) restart(s *Subscription) {
	s.anchor, s.periods, s.turn = b.now, 0, s.turn+1
	s.start, s.end = b.now, s.price().after(b.now, 1)
	b.bill(s, "subscription_update", s.coming(b))
	b.planRenewal(s)
}

// invoiceItem is something that the next invoice will charge.
type invoiceItem struct {
	id           string
	customer     *Customer
	subscription *Subscription // nil where it is none's
	item         string
	price        *Price
	quantity     int64
	amount       int64
	from, until  time.Time
	made         time.Time
	proration    bool
	description  string
	invoice      *Invoice
	credits      *line // what unused time was billed by
}

// AddInvoiceItem adds something to the customer's next invoice.
func (b *Business) AddInvoiceItem(c *Customer, p *Price, quantity int64) {
	b.pend(&invoiceItem{id: b.id("ii"), customer: c, price: p, quantity: quantity, amount: p.amount(quantity), from: b.now, until: b.now, made: b.now,
		description: p.Product.Name})
}

func (b *Business) pend(i *invoiceItem) {
	i.customer.pending = append(i.customer.pending, i)
	b.changed(i)
}

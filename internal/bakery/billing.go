package bakery

import (
	"fmt"
	"time"

	"daybook"
)

// newInvoice bills a subscription for its current period: at once on sign-up, an hour after the turn later.
func (c *Company) newInvoice(s *subscription, created time.Time, reason string) *invoice {
	i := &invoice{id: c.ids.next("in"), subscription: s, reason: reason, status: "open", created: created, finalized: created}
	if reason == "subscription_cycle" {
		i.finalized = created.Add(time.Hour)
	}
	i.number = fmt.Sprintf("DC%s-%04d", s.customer.id[len(s.customer.id)-6:], s.customer.invoices()+1)
	i.discount = s.discount
	if i.discount != nil && i.discount.off(100, created) == 0 {
		i.discount, s.discount = nil, nil
	}
	cents := s.price.cents * s.quantity
	description := fmt.Sprintf("%d × %s (at $%d.%02d / %s)", s.quantity, s.price.name, s.price.cents/100, s.price.cents%100, s.price.interval)
	if s.status == "trialing" {
		cents, description = 0, "Trial period for "+s.price.name
	}
	i.lines = []line{{id: c.ids.next("il"), price: s.price, quantity: s.quantity, cents: cents, off: i.discount.off(cents, created),
		start: s.start, end: s.end, description: description}}
	s.invoices = append(s.invoices, i)
	if s.discount != nil && s.discount.coupon.duration == daybook.Once {
		s.discount = nil
	}
	return i
}

func (c *customer) invoices() int {
	count := 0
	for _, s := range c.subscriptions {
		count += len(s.invoices)
	}
	return count
}

// addExtras puts what an office had besides its boxes on the bill: now and then more than Stripe shows at once.
func (l *life) addExtras(i *invoice) {
	if l.s.price != office || l.s.paused || !l.luck.permille(350) {
		return
	}
	count := l.luck.between(1, 4)
	if l.luck.permille(120) {
		count = l.luck.between(10, 12)
	}
	choice := l.luck.Perm(len(extras()))
	for _, n := range choice[:count] {
		p := extras()[n]
		quantity := int64(l.luck.between(1, 3))
		i.lines = append(i.lines, line{id: l.ids.next("il"), item: l.ids.next("ii"), price: p, quantity: quantity, cents: p.cents * quantity,
			off: i.discount.off(p.cents*quantity, i.created), start: i.created, end: i.created, description: p.name})
	}
}

func (l *life) settleNothing(i *invoice) {
	i.status, i.paid = "paid", i.finalized
}

// settle tries to have an invoice paid.
func (l *life) settle(i *invoice) {
	switch first := i.finalized.Add(2 * time.Second); {
	case l.s.paused:
		i.status, i.voided = "void", i.finalized
	case !l.s.unpaid.IsZero():
		l.try(i, first, "card_declined")
	case l.age > 0 && l.luck.permille(40):
		l.try(i, first, pick(l.luck, []share[string]{{5, "insufficient_funds"}, {3, "card_declined"}, {2, "expired_card"}}))
		l.dun(i, first)
	default:
		l.try(i, first, "")
	}
}

// retries are the days after the first attempt on which Stripe tries again; the last one is the end of it.
var retries = [...]int{3, 8, 14, 21}

// patience is how long before the end of the history the bakery stops ending what is not paid.
const patience = 70 * aDay

// dun tries again and again, and gives up in the end.
func (l *life) dun(i *invoice, first time.Time) {
	for n, days := range retries {
		attempt := first.Add(time.Duration(days) * aDay)
		last := n == len(retries)-1
		switch {
		case attempt.After(l.now):
			i.next = attempt
			l.owes(i)
			return
		case !last && l.luck.permille(450):
			l.try(i, attempt, "")
			return
		}
		l.try(i, attempt, "card_declined")
	}
	if l.now.Sub(i.created) < patience {
		l.owes(i)
		return
	}
	l.s.cause, l.s.canceled = "payment_failed", first.Add(21*aDay+time.Minute)
	i.status, i.givenUp = "uncollectible", l.s.canceled
	l.ends(l.s.canceled)
}

// owes leaves a subscription past due: for thirty days it counts as it did, then the customer is lost.
func (l *life) owes(i *invoice) {
	l.s.status, l.s.unpaid = "past_due", i.created
	if lost := l.day(i.created) + 30; lost <= l.days.To {
		l.s.customer.changes(Change{Day: lost})
	}
}

// try is one attempt to take the money of an invoice.
func (c *Company) try(i *invoice, at time.Time, failure string) {
	i.attempts++
	made := &charge{id: c.ids.next("ch"), customer: i.subscription.customer, invoice: i, cents: i.total(), created: at, failure: failure,
		description: "Subscription update"}
	if i.reason == "subscription_create" {
		made.description = "Subscription creation"
	}
	i.charges, c.charges = append(i.charges, made), append(c.charges, made)
	if failure == "" {
		i.status, i.paid = "paid", at
	}
}

package bakery

import (
	"time"

	"daybook"
)

// life takes one subscription from period to period until it ends or the history does.
type life struct {
	*Company
	luck  chance
	s     *subscription
	cycle int // periods billed since the anchor
	age   int // periods billed in all
}

const trialDays = 14

// live is a customer's time with the box: a subscription, and perhaps a second one after a while without.
func (c *Company) live(who *customer, at time.Time, o offer, luck chance) {
	l := &life{Company: c, luck: luck, s: c.newSubscription(who, at, o)}
	if o.trial && !l.tries() {
		return
	}
	for l.s.ended.IsZero() && !l.s.end.After(c.now) {
		l.period()
	}
	comesBack := !l.s.ended.IsZero() && l.s.cause == "cancellation_requested" && !who.deleted && luck.permille(130)
	if again := c.opening(c.day(l.s.ended)+daybook.Day(luck.between(30, 150)), luck); comesBack && c.day(again) <= c.days.To {
		c.live(who, again, offer{price: l.s.price, quantity: l.s.quantity}, luck)
	}
}

// tries is the free trial: an invoice over nothing. It reports whether the customer stays.
func (l *life) tries() bool {
	s := l.s
	s.trialEnd = s.created.Add(trialDays * aDay)
	s.start, s.end, s.anchor, s.status = s.created, s.trialEnd, s.trialEnd, "trialing"
	l.settleNothing(l.newInvoice(s, s.created, "subscription_create"))
	if l.luck.permille(300) {
		l.leavesAtEnd(s.created.Add(time.Duration(l.luck.between(2, trialDays-2)) * aDay))
	}
	if s.trialEnd.After(l.now) || !s.ended.IsZero() {
		return false
	}
	s.status = "active"
	return true
}

// period is one billing period, from its invoice to its last day.
func (l *life) period() {
	s := l.s
	boundary := monthsAfter(s.anchor, l.cycle*s.price.months())
	var adjustments []line
	if l.age > 0 && s.unpaid.IsZero() && !s.paused {
		adjustments = l.change(boundary)
	}
	s.start, s.end = boundary, monthsAfter(s.anchor, (l.cycle+1)*s.price.months())
	l.note()
	reason := "subscription_cycle"
	if s.trialEnd.IsZero() && l.age == 0 {
		reason = "subscription_create"
	}
	i := l.newInvoice(s, s.start, reason)
	i.lines = append(i.lines, adjustments...)
	l.addExtras(i)
	l.settle(i)
	l.leave(i)
	l.cycle, l.age = l.cycle+1, l.age+1
}

// note writes the MRR from the period's first day on into the customer's course.
func (l *life) note() {
	s := l.s
	if !s.unpaid.IsZero() {
		return
	}
	if s.paused {
		s.customer.changes(Change{Day: l.day(s.start), Paused: true})
		return
	}
	cents := s.price.cents * s.quantity
	if s.discount != nil && s.discount.coupon.duration != daybook.Once {
		cents -= s.discount.off(cents, s.start)
	}
	s.customer.changes(Change{Day: l.day(s.start), MRR: cents * 12 / int64(s.price.months())})
}

// switchTo makes another price the subscription's from a boundary on; a new interval is a new anchor.
func (l *life) switchTo(p *price, boundary time.Time) {
	if p.months() != l.s.price.months() {
		l.s.anchor, l.cycle = boundary, 0
	}
	l.s.price = p
}

// change is what happens to a subscription at the turn of a period. It returns lines that come of it.
func (l *life) change(boundary time.Time) []line {
	s := l.s
	if s.discount != nil && s.discount.coupon.duration == daybook.Repeating && boundary.Before(s.discount.end) {
		return nil
	}
	switch n := l.luck.IntN(1000); {
	case n < 2 && l.age > 1:
		s.paused = true
	case s.price == small && n < 17:
		l.switchTo(family, boundary)
	case s.price == small && n < 23:
		l.switchTo(yearly, boundary)
	case s.price == small && n < 28:
		return l.toWeekend(boundary)
	case s.price == family && n < 12, s.price == yearly && n < 100:
		l.switchTo(small, boundary)
	case s.price == office && n < 42 && s.quantity < 3:
		s.quantity++
	case s.price == office && n > 980 && s.quantity > 1:
		s.quantity--
	}
	return nil
}

// toWeekend moves the delivery to Saturdays in the middle of the period just over: another price of the same
// amount, for which Stripe writes two prorations that cancel out.
func (l *life) toWeekend(boundary time.Time) []line {
	s := l.s
	middle := s.start.Add(boundary.Sub(s.start) / 2)
	cents := s.price.cents / 2
	unused := line{id: l.ids.next("il"), item: l.ids.next("ii"), price: small, quantity: 1, cents: -cents, start: middle, end: boundary,
		description: "Unused time on Small box after " + middle.Format("02 Jan 2006"), proration: true}
	remaining := unused
	remaining.id, remaining.item, remaining.price, remaining.cents = l.ids.next("il"), l.ids.next("ii"), weekend, cents
	remaining.description = "Remaining time on Small box after " + middle.Format("02 Jan 2006")
	s.price = weekend
	return []line{unused, remaining}
}

// hazard is how likely a customer is to cancel in a period, in permille.
func (l *life) hazard() int {
	switch {
	case l.s.price == yearly:
		return 230
	case l.s.price == office:
		return 18
	case l.age < 3:
		return 60
	}
	return 36
}

// leave lets the customer cancel in the course of a period that is paid: mostly with its end, sometimes at once.
func (l *life) leave(i *invoice) {
	s := l.s
	if i.status != "paid" || len(i.charges) > 1 || s.paused || !l.luck.permille(l.hazard()) {
		return
	}
	asked := s.start.Add(aDay + time.Duration(l.luck.Int64N(int64(s.end.Sub(s.start)-2*aDay)))).Truncate(time.Second)
	if l.luck.permille(100) {
		l.leavesAtOnce(i, asked)
		return
	}
	l.leavesAtEnd(asked)
}

func (l *life) leavesAtEnd(asked time.Time) {
	if asked.After(l.now) {
		return
	}
	l.s.canceled, l.s.atEnd, l.s.cause = asked, true, "cancellation_requested"
	if !l.s.end.After(l.now) {
		l.ends(l.s.end)
	}
}

// leavesAtOnce ends the subscription there and then and gives back what was not used. Now and then the
// customer wants to be forgotten, too.
func (l *life) leavesAtOnce(i *invoice, asked time.Time) {
	if asked.After(l.now) {
		return
	}
	s := l.s
	s.canceled, s.cause = asked, "cancellation_requested"
	l.ends(asked)
	unused := i.total() * int64(s.end.Sub(asked)/time.Second) / int64(s.end.Sub(s.start)/time.Second)
	l.refund(i.charges[0], unused, asked.Add(5*time.Minute))
	s.customer.deleted = l.luck.permille(100)
}

func (l *life) ends(at time.Time) {
	l.s.status, l.s.ended = "canceled", at
	l.s.customer.changes(Change{Day: l.day(at)})
}

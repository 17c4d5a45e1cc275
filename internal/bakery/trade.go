package bakery

import (
	"time"

	"daybook"
)

// tradeDay is a day at the counter and in the bakehouse, in cents.
type tradeDay struct {
	day         daybook.Day
	counter     int64 // cash and cards at the counter
	box         int64 // Stripe: invoices paid
	cake        int64 // Stripe: the web shop
	returned    int64 // Stripe: refunds and disputes, less disputes won
	fees        int64 // Stripe's
	ingredients int64
	packaging   int64
	delivery    int64
}

// revenue is what the day sold, net of what was given back.
func (t tradeDay) revenue() int64 { return t.counter + t.box + t.cake - t.returned }

// counterWeek is how good a day of the week is at the counter, in permille. On Mondays the bakery is closed.
var counterWeek = [...]int{time.Sunday: 1400, time.Monday: 0, 850, 900, 950, 1150, 1550}

// sell runs the counter, sums up Stripe's movements day by day, and uses flour, boxes and couriers accordingly.
func (c *Company) sell() {
	luck := c.chance(streamTrade)
	for day := range c.days.Days() {
		usual := seasonal(c.grown(82_000, 104_000, day), day) * counterWeek[day.Weekday()] / 1000
		c.trade = append(c.trade, tradeDay{day: day, counter: int64(usual) * int64(luck.between(880, 1120)) / 1000})
	}
	for _, paid := range c.charges {
		c.sellOnline(paid)
	}
	for _, m := range c.balance {
		c.tradeOn(m.created).fees += m.fee
	}
	for n := range c.trade {
		t := &c.trade[n]
		t.ingredients = (t.counter + t.box + t.cake) * int64(luck.between(285, 315)) / 1000
		t.packaging = (t.box + t.cake) * int64(luck.between(60, 80)) / 1000
		t.delivery = t.box * int64(luck.between(130, 160)) / 1000
	}
}

func (c *Company) tradeOn(at time.Time) *tradeDay { return &c.trade[c.day(at)-c.days.From] }

func (c *Company) sellOnline(paid *charge) {
	switch {
	case paid.failure != "":
		return
	case paid.invoice != nil:
		c.tradeOn(paid.created).box += paid.cents
	default:
		c.tradeOn(paid.created).cake += paid.cents
	}
	for _, r := range paid.refunds {
		c.tradeOn(r.created).returned += r.cents
	}
	if d := paid.dispute; d != nil {
		c.tradeOn(d.created).returned += paid.cents
		if d.won {
			c.tradeOn(d.closed).returned -= paid.cents
		}
	}
}

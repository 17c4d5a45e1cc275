package bakery

import (
	"time"

	"daybook"
)

// offer is what a new customer signs up for.
type offer struct {
	price    *price
	quantity int64
	coupon   *coupon
	trial    bool
}

var channelShares = []share[string]{{38, google}, {27, instagram}, {18, referral}, {12, walkIn}, {5, ""}}

var boxShares = []share[*price]{{50, small}, {30, family}, {9, office}, {11, yearly}}

// expectedSignups is how many customers may come on a day, in thousandths.
func (c *Company) expectedSignups(day daybook.Day) int {
	expected := seasonal(c.grown(800, 1350, day), day)
	if weekday := day.Weekday(); weekday == time.Saturday || weekday == time.Sunday {
		return expected * 13 / 10
	}
	return expected * 9 / 10
}

// openBox lets customers sign up for a box, day by day, and live with it.
func (c *Company) openBox() {
	crowd := c.chance(streamBox)
	for day := range c.days.Days() {
		for range crowd.events(c.expectedSignups(day)) {
			luck := c.chance(lives + uint64(len(c.customers)))
			c.signUp(c.opening(day, luck), luck)
		}
	}
}

func (c *Company) signUp(at time.Time, luck chance) {
	channel := pick(luck, channelShares)
	o := offer{price: pick(luck, boxShares), quantity: 1}
	if o.price == office {
		o.quantity = int64(pick(luck, []share[int]{{6, 1}, {3, 2}, {1, 3}}))
	}
	o.trial = (o.price == small || o.price == family) && (channel == google || channel == instagram) && luck.permille(250)
	if !o.trial {
		o.coupon = couponFor(channel, o.price, luck)
	}
	who := c.newCustomer(at, channel, o.price.name, luck)
	if luck.permille(10) {
		c.cardRefused(who, at, o)
		return
	}
	if channel == referral {
		c.reward(c.day(at))
	}
	c.live(who, at.Add(time.Minute), o, luck)
}

// couponFor leaves half off to monthly prices: three months of a year are not half a bill.
func couponFor(channel string, p *price, luck chance) *coupon {
	switch {
	case channel == referral:
		return friend
	case p != yearly && luck.permille(110):
		return halfOff
	case luck.permille(100):
		return firstBox
	}
	return nil
}

// cardRefused is a sign-up whose first payment fails: Stripe lets it expire after 23 hours.
func (c *Company) cardRefused(who *customer, at time.Time, o offer) {
	s := c.newSubscription(who, at, o)
	s.start, s.end = at, monthsAfter(at, s.price.months())
	i := c.newInvoice(s, at, "subscription_create")
	c.try(i, at.Add(2*time.Second), "card_declined")
	if expiry := at.Add(23 * time.Hour); !expiry.After(c.now) {
		s.status, s.ended, s.canceled = "incomplete_expired", expiry, expiry
		i.status, i.voided = "void", expiry
		return
	}
	s.status, i.status = "incomplete", "open"
}

func (c *Company) newSubscription(who *customer, at time.Time, o offer) *subscription {
	s := &subscription{id: c.ids.next("sub"), item: c.ids.next("si"), customer: who, created: at, anchor: at,
		price: o.price, quantity: o.quantity, status: "active"}
	if o.coupon != nil {
		s.discount = &discount{id: c.ids.next("di"), coupon: o.coupon, subscription: s, start: at}
		if o.coupon.duration == daybook.Repeating {
			s.discount.end = monthsAfter(at, o.coupon.months)
		}
	}
	who.subscriptions = append(who.subscriptions, s)
	return s
}

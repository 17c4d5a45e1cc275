package billing

import (
	"fmt"
	"math/rand/v2"
	"time"
)

// Crowd lets chance move a business: customers come, subscribe, change, pause, fail to pay, leave and come back. The same
// seed does the same.
type Crowd struct {
	*Business
	chance   *rand.Rand
	prices   []*Price
	metered  *Price
	single   *Price
	coupons  []*Coupon
	taxes    []*TaxRate
	channels []string

	// Secret lets it also do what no object tells of later, only events at the time: change without proration, take a
	// discount away, give one that is over before anything is billed with it.
	Secret bool
}

// NewCrowd opens a business with a catalogue of every kind of price, coupon and tax.
func NewCrowd(b *Business, seed uint64) *Crowd {
	c := &Crowd{Business: b, chance: rand.New(rand.NewPCG(seed, 0)), channels: []string{"google", "direct", "partner"}}
	box, tool := b.AddProduct("Box"), b.AddProduct("Tool")
	for _, p := range []Price{
		{Product: box, Nickname: "small", Interval: "month", Unit: 900}, {Product: box, Nickname: "large", Interval: "month", Unit: 2900},
		{Product: box, Nickname: "small yearly", Interval: "year", Unit: 9000}, {Product: box, Nickname: "quarterly", Interval: "month", Every: 3, Unit: 7500},
		{Product: box, Nickname: "weekly", Interval: "week", Unit: 300},
		{Product: tool, Nickname: "seats", Interval: "month", Tiers: []Tier{{UpTo: 5, Unit: 1000}, {Unit: 800}}},
		{Product: tool, Nickname: "volume", Interval: "month", Volume: true, Tiers: []Tier{{UpTo: 10, Unit: 500, Flat: 1000}, {Unit: 400}}},
		{Product: tool, Nickname: "packs", Interval: "month", Package: 5, Unit: 2000},
	} {
		c.prices = append(c.prices, b.AddPrice(p))
	}
	c.metered = b.AddPrice(Price{Product: tool, Nickname: "calls", Interval: "month", Decimal: "0.5", Metered: true})
	c.single = b.AddPrice(Price{Product: box, Nickname: "gift", Unit: 3500})
	for _, k := range []Coupon{{Percent: 20, Duration: "forever"}, {Percent: 50, Duration: "repeating", Months: 3}, {Percent: 10, Duration: "once"}, {Off: 300, Currency: "usd", Duration: "forever"}} {
		c.coupons = append(c.coupons, b.AddCoupon(k))
	}
	b.Promote(c.coupons[0], "WELCOME")
	c.taxes = []*TaxRate{b.AddTaxRate(TaxRate{Percent: 19, Country: "DE"}), b.AddTaxRate(TaxRate{Percent: 20, Inclusive: true, Country: "GB"})}
	b.Decline = func(*Customer, time.Time) bool { return c.oneIn(25) }
	c.payOut()
	return c
}

// payOut sends the balance to the bank every week.
func (c *Crowd) payOut() {
	c.PayOut("usd")
	c.in(7*day, c.payOut)
}

func (c *Crowd) oneIn(n int) bool { return c.chance.IntN(n) == 0 }

func pick[T any](c *Crowd, from []T) T { return from[c.chance.IntN(len(from))] }

// Join plans for n customers to come at times spread over a span from now on.
func (c *Crowd) Join(n int, over time.Duration) {
	for range n {
		c.in(time.Duration(c.chance.Int64N(int64(over/time.Second)))*time.Second, c.join)
	}
}

// join is one customer who comes, and what follows.
func (c *Crowd) join() {
	who := c.AddCustomer(Customer{Email: fmt.Sprintf("c%d@example.com", len(c.customers)), Country: pick(c, []string{"US", "DE", "GB"}),
		Metadata: map[string]string{"channel": pick(c, c.channels)}, NoCard: c.oneIn(50)})
	if c.oneIn(10) {
		c.Sell(who, Item{Price: c.single})
		return
	}
	c.subscribe(who)
}

func (c *Crowd) subscribe(who *Customer) {
	terms := Terms{Items: []Item{{Price: pick(c, c.prices), Quantity: 1 + c.chance.Int64N(12)}}}
	if c.oneIn(4) {
		terms.Trial = 14 * day
	}
	if c.oneIn(3) && terms.Trial == 0 {
		terms.Coupon = pick(c, c.coupons)
	}
	if c.oneIn(5) {
		terms.Tax = pick(c, c.taxes)
	}
	if c.oneIn(20) {
		terms.DueDays = 14
	}
	if price := terms.Items[0].Price; c.oneIn(10) && price.sameInterval(c.metered) {
		terms.Items = append(terms.Items, Item{Price: c.metered})
	}
	s := c.Subscribe(who, terms)
	c.in(day, func() { c.live(s) }) // who leaves on the day of coming is a matter of policy, not of truth
}

// live plans what a subscription goes through next.
func (c *Crowd) live(s *Subscription) {
	c.in(time.Duration(c.chance.Int64N(int64(120*day/time.Second)))*time.Second, func() { c.step(s) })
}

// step is one thing that happens to a subscription.
func (c *Crowd) step(s *Subscription) {
	if s.isOver() {
		if c.oneIn(3) && !s.customer.deleted {
			c.subscribe(s.customer)
		}
		return
	}
	steps := []func(*Subscription){c.quantity, c.quantity, c.swap, c.swap, c.pauseOrResume, c.leave, c.leave, c.coupon, c.giveBack, c.giveBack, c.extra, c.plan, c.edit}
	pick(c, steps)(s)
	c.live(s)
}

func (c *Crowd) quantity(s *Subscription) {
	items := s.copies()
	items[0].Quantity = 1 + c.chance.Int64N(12)
	c.Change(s, items, !c.Secret || !c.oneIn(5))
}

func (c *Crowd) swap(s *Subscription) {
	if len(s.items) > 1 || s.discount != nil && s.discount.coupon.Off > 0 {
		return
	}
	items := s.copies()
	items[0].Price = pick(c, c.prices)
	c.Change(s, items, true)
}

func (c *Crowd) pauseOrResume(s *Subscription) {
	switch {
	case s.pause != "":
		c.Resume(s)
	case s.status == "active":
		c.Pause(s, pick(c, []string{"void", "keep_as_draft", "mark_uncollectible"}), time.Time{})
	}
}

func (c *Crowd) leave(s *Subscription) {
	switch {
	case c.oneIn(20):
		c.DeleteCustomer(s.customer)
	case c.oneIn(3):
		c.Cancel(s)
	default:
		c.CancelAtPeriodEnd(s, !s.atEnd)
	}
}

func (c *Crowd) coupon(s *Subscription) {
	switch {
	case s.discount == nil:
		if k := pick(c, c.coupons); c.Secret || k.Duration != "repeating" || s.end.Before(c.now.AddDate(0, k.Months, 0)) {
			c.Discount(s, k)
		}
	case c.Secret:
		c.Discount(s, nil)
	}
}

func (c *Crowd) giveBack(s *Subscription) {
	if len(c.charges) == 0 {
		return
	}
	charge := c.charges[len(c.charges)-1-c.chance.IntN(min(len(c.charges), 50))]
	switch {
	case charge.Left() == 0:
	case c.oneIn(4):
		d := c.Dispute(charge)
		c.in(20*day, func() { c.Close(d, c.oneIn(2)) })
	case c.oneIn(2) && s.latest.status == "paid":
		c.CreditNote(s.latest, 500)
	default:
		c.Refund(charge, 1+c.chance.Int64N(charge.Left()))
	}
}

func (c *Crowd) extra(s *Subscription) {
	if i := s.items[len(s.items)-1]; i.Price.Metered {
		i.Use(c.chance.Int64N(5000))
		return
	}
	c.AddInvoiceItem(s.customer, c.single, 1)
}

func (c *Crowd) plan(s *Subscription) {
	if s.schedule != nil || s.status != "active" || len(s.items) > 1 || s.atEnd {
		return
	}
	item := s.copies()[0]
	item.Quantity++
	c.Plan(s, Phase{Items: []Item{item}, Periods: 2})
}

func (c *Crowd) edit(s *Subscription) {
	if !s.customer.deleted {
		c.Edit(s.customer, func(who *Customer) { who.Metadata = map[string]string{"channel": pick(c, c.channels)} })
	}
}

package billing

import (
	"slices"
	"time"
)

// Item is a price and a quantity that a subscription has.
type Item struct {
	Price    *Price
	Quantity int64 // 1 where it is 0
	id       string
	made     time.Time
	usage    int64 // of a metered price, not billed yet
	billed   *line // the last line that billed a period of it
}

// Terms are what a customer subscribes to.
type Terms struct {
	Items   []Item
	Trial   time.Duration
	Coupon  *Coupon
	Tax     *TaxRate
	DueDays int // the invoices are sent, to be paid in so many days; 0: cards are charged
}

// Subscription is a customer's.
type Subscription struct {
	ID       string
	customer *Customer
	items    []*Item
	terms    Terms
	status   string
	discount *Discount

	made, anchor    time.Time
	periods         int // since the anchor
	start, end      time.Time
	trialEnd        time.Time
	atEnd           bool // is to be cancelled at the end of the period
	canceled, ended time.Time
	reason          string // of the cancellation
	pause           string // what becomes of invoices while collection is paused: "void", "keep_as_draft", "mark_uncollectible"
	resumes         time.Time
	unbilled        bool // a pause left the period unbilled
	schedule        *Schedule
	latest          *Invoice
	unpaidSince     time.Time
	inOrder         time.Time // when the newest invoice was made that was paid as the latest
	turn            int       // counts up when what is planned for the end of the period no longer holds
	worth           []worth
}

// Subscribe starts a subscription. Its first invoice is made and paid at once; where that fails it is incomplete,
// and expires after 23 hours. A trial has an invoice over nothing.
func (b *Business) Subscribe(c *Customer, terms Terms) *Subscription {
	s := &Subscription{ID: b.id("sub"), customer: c, terms: terms, status: "active", made: b.now, anchor: b.now}
	for _, i := range terms.Items {
		s.items = append(s.items, b.newItem(i))
	}
	if currency := s.price().Currency; c.currency != currency {
		c.currency = currency
		b.changed(c)
	}
	b.subscriptions = append(b.subscriptions, s)
	if terms.Coupon != nil {
		b.discount(s, terms.Coupon)
	}
	s.start, s.end = b.now, s.price().after(b.now, 1)
	if terms.Trial > 0 {
		s.status, s.trialEnd = "trialing", b.now.Add(terms.Trial)
		s.end = s.trialEnd
	}
	b.begin(s)
	return s
}

// begin makes the first invoice, stores the subscription and plans its renewal.
func (b *Business) begin(s *Subscription) {
	if s.status == "active" && s.terms.DueDays == 0 {
		s.status = "incomplete"
	}
	i := b.draft(s, "subscription_create", s.firstLines(b))
	s.latest = i
	b.noteWorth(s)
	b.changed(s)
	b.changed(i, "invoice.created")
	b.finalize(i)
	b.pay(i)
	if s.status == "incomplete" {
		b.in(23*time.Hour, func() { b.expire(s, i) })
	}
	b.planRenewal(s)
}

func (s *Subscription) firstLines(b *Business) []*line {
	if s.status != "trialing" {
		return s.coming(b)
	}
	var lines []*line
	for _, i := range s.items {
		l := b.newLine(s, i, 0)
		l.description = "Trial period"
		lines = append(lines, l)
	}
	return lines
}

func (b *Business) newItem(i Item) *Item {
	i.id, i.made, i.Quantity = b.id("si"), b.now, max(i.Quantity, 1)
	return &i
}

// price is one of the prices, which all have the same interval.
func (s *Subscription) price() *Price { return s.items[0].Price }

func (s *Subscription) isOver() bool {
	return s.status == "canceled" || s.status == "incomplete_expired"
}

// Items are the items that the subscription has.
func (s *Subscription) Items() []*Item { return slices.Clone(s.items) }

// Status is Stripe's word for what the subscription is in.
func (s *Subscription) Status() string { return s.status }

// Customer is whose subscription it is.
func (s *Subscription) Customer() *Customer { return s.customer }

// End is when the current period ends.
func (s *Subscription) End() time.Time { return s.end }

// Latest is the subscription's latest invoice.
func (s *Subscription) Latest() *Invoice { return s.latest }

// setStatus changes the status and tells of it.
func (b *Business) setStatus(s *Subscription, status string) {
	if s.status == status {
		return
	}
	s.status = status
	if status == "past_due" && s.unpaidSince.IsZero() {
		s.unpaidSince = b.now
	}
	if status == "active" {
		s.unpaidSince = time.Time{}
	}
	b.noteWorth(s)
	b.changed(s)
}

// expire ends a subscription whose first invoice was not paid.
func (b *Business) expire(s *Subscription, i *Invoice) {
	if s.status != "incomplete" {
		return
	}
	s.ended, s.turn = b.now, s.turn+1
	b.setStatus(s, "incomplete_expired")
	b.Void(i)
}

// Cancel ends a subscription now. What was used of metered prices is billed; no time is given back.
func (b *Business) Cancel(s *Subscription) { b.cancel(s, "cancellation_requested") }

func (b *Business) cancel(s *Subscription, reason string) {
	if s.isOver() {
		return
	}
	if s.canceled.IsZero() {
		s.canceled = b.now
	}
	s.ended, s.reason, s.turn = b.now, reason, s.turn+1
	s.status = "canceled"
	b.release(s, "canceled")
	b.noteWorth(s)
	b.changed(s)
	if lines := s.used(b, s.start, b.now); len(lines) > 0 {
		b.bill(s, "subscription_cycle", lines)
	}
}

// CancelAtPeriodEnd lets a subscription end when its period does; with keep false it goes on after all.
func (b *Business) CancelAtPeriodEnd(s *Subscription, end bool) {
	s.atEnd, s.canceled, s.reason = end, time.Time{}, ""
	if end {
		s.canceled, s.reason = b.now, "cancellation_requested"
	}
	b.noteWorth(s)
	b.changed(s)
}

// Pause stops collection: invoices go on to be made and are void, drafts or uncollectible. Resumes may be zero.
func (b *Business) Pause(s *Subscription, behavior string, resumes time.Time) {
	s.pause, s.resumes = behavior, resumes
	b.changed(s)
	if !resumes.IsZero() {
		b.At(resumes, func() {
			if s.pause != "" && s.resumes.Equal(resumes) {
				b.Resume(s)
			}
		})
	}
}

// Resume collects again.
func (b *Business) Resume(s *Subscription) {
	s.pause, s.resumes = "", time.Time{}
	b.changed(s)
}

// Use reports what was used of an item's metered price.
func (i *Item) Use(quantity int64) { i.usage += quantity }

// Discount puts a coupon on a subscription, or takes it away (nil).
func (b *Business) Discount(s *Subscription, c *Coupon) {
	b.discount(s, c)
	b.noteWorth(s)
	b.changed(s)
}

package billing

import "time"

// Coupon is something off: whole percents, or an amount.
type Coupon struct {
	ID       string
	Percent  int64
	Off      int64
	Currency string // of Off
	Duration string // "once", "repeating", "forever"
	Months   int    // of a repeating one

	made time.Time
}

// Discount is a coupon in use.
type Discount struct {
	id           string
	coupon       *Coupon
	start, end   time.Time
	spent        bool // a discount for once has been on an invoice
	subscription *Subscription
}

// AddCoupon makes a coupon.
func (b *Business) AddCoupon(c Coupon) *Coupon {
	c.ID, c.made = b.id("coupon"), b.now
	b.changed(&c)
	return &c
}

// Promote makes a code that customers may enter for a coupon, and returns its id.
func (b *Business) Promote(c *Coupon, code string) string {
	p := &promotion{b.id("promo"), code, c, b.now}
	b.changed(p)
	return p.id
}

type promotion struct {
	id, code string
	coupon   *Coupon
	made     time.Time
}

// discount puts a coupon on a subscription.
func (b *Business) discount(s *Subscription, c *Coupon) {
	if c == nil {
		s.discount = nil
		return
	}
	s.discount = &Discount{id: b.id("di"), coupon: c, start: b.now, subscription: s}
	if c.Duration == "repeating" {
		s.discount.end = b.now.AddDate(0, c.Months, 0)
	}
	b.changed(s.discount)
}

// inForce reports whether a discount takes something off at a time.
func (d *Discount) inForce(at time.Time) bool {
	return d != nil && !d.spent && (d.end.IsZero() || at.Before(d.end))
}

// off is what a discount takes off amounts, one for each; an amount off is split in proportion, and the last takes
// the rest. Nothing is taken off what is negative.
func (d *Discount) off(amounts []int64) []int64 {
	off := make([]int64, len(amounts))
	var total, last int64 = 0, -1
	for n, a := range amounts {
		if a > 0 {
			total, last = total+a, int64(n)
		}
	}
	left := min(d.coupon.Off, total)
	for n, a := range amounts {
		switch {
		case a <= 0:
		case d.coupon.Percent > 0:
			off[n] = share(a, d.coupon.Percent, 100)
		case int64(n) == last:
			off[n] = left
		default:
			off[n] = share(min(d.coupon.Off, total), a, total)
			left -= off[n]
		}
	}
	return off
}

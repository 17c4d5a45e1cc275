package billing

import (
	"math/big"
	"slices"
	"time"
)

// worth is what a subscription gave from an instant on.
type worth struct {
	from        time.Time
	monthly     *big.Rat // in minor units
	status      string
	unpaidSince time.Time
}

// patience is how long a subscription that is not paid counts.
const patience = 30 * day

// MRR is what all subscriptions gave a month at an instant, in minor units of each currency: those that are active, and
// those that are past due or unpaid since less than thirty days; not those that are on trial, paused or over.
func (b *Business) MRR(at time.Time) map[string]*big.Rat {
	sums := map[string]*big.Rat{}
	for _, s := range b.subscriptions {
		n, _ := slices.BinarySearchFunc(s.worth, at, func(w worth, at time.Time) int {
			if w.from.After(at) {
				return 1
			}
			return -1
		})
		if n == 0 || !s.worth[n-1].counts(at) {
			continue
		}
		currency := s.price().Currency
		if sums[currency] == nil {
			sums[currency] = new(big.Rat)
		}
		sums[currency].Add(sums[currency], s.worth[n-1].monthly)
	}
	return sums
}

func (w worth) counts(at time.Time) bool {
	switch w.status {
	case "active":
		return true
	case "past_due", "unpaid":
		return at.Before(w.unpaidSince.Add(patience))
	}
	return false
}

// noteWorth keeps what a subscription is worth from now on.
func (b *Business) noteWorth(s *Subscription) {
	b.noteFrom(s, b.now)
	if d := s.discount; d.inForce(b.now) && !d.end.IsZero() {
		b.At(d.end, func() {
			if s.discount == d && !s.isOver() {
				b.noteFrom(s, b.now)
			}
		})
	}
}

func (b *Business) noteFrom(s *Subscription, from time.Time) {
	s.worth = append(s.worth, worth{from, s.monthly(b.now), s.state(), s.unpaidSince})
}

// noteBilling keeps whether the period is billed, which is settled an hour after it began. What is paid for is
// served: a pause of collection counts with the periods that it leaves unbilled.
func (b *Business) noteBilling(s *Subscription, billed bool) {
	s.unbilled = !billed
	last := s.worth[len(s.worth)-1]
	if from := s.start; !last.from.After(from) {
		b.noteFrom(s, from)
		return
	}
	b.noteFrom(s, b.now)
}

// state is the status, but for a period that a pause left unbilled.
func (s *Subscription) state() string {
	if s.unbilled && !s.isOver() {
		return "paused"
	}
	return s.status
}

// monthly is the subscription's price for a month: discounts that last taken off, a year by 12, a week times 52/12, a
// day times 365/12; without what is metered and without the tax, which is included in whole units of each item.
func (s *Subscription) monthly(at time.Time) *big.Rat {
	sum := new(big.Rat)
	for _, i := range s.items {
		if !i.Price.Metered {
			sum.Add(sum, new(big.Rat).SetInt64(s.untaxed(i.Price.amount(i.Quantity))))
		}
	}
	if d := s.discount; d.inForce(at) && d.coupon.Duration != "once" {
		sum.Sub(sum, s.share(d.coupon, sum))
	}
	return sum.Mul(sum, s.price().perMonth())
}

func (s *Subscription) untaxed(amount int64) int64 {
	if t := s.terms.Tax; t != nil && t.Inclusive {
		return share(amount, 100, 100+t.Percent)
	}
	return amount
}

// share is what a coupon takes off a price without tax.
func (s *Subscription) share(c *Coupon, of *big.Rat) *big.Rat {
	if c.Percent > 0 {
		return new(big.Rat).Mul(of, big.NewRat(c.Percent, 100))
	}
	off := new(big.Rat).SetInt64(s.untaxed(c.Off))
	if off.Cmp(of) > 0 {
		return of
	}
	return off
}

// perMonth is how many intervals of a price a month has.
func (p *Price) perMonth() *big.Rat {
	every := int64(p.Every)
	switch p.Interval {
	case "year":
		return big.NewRat(1, 12*every)
	case "week":
		return big.NewRat(52, 12*every)
	case "day":
		return big.NewRat(365, 12*every)
	}
	return big.NewRat(1, every)
}

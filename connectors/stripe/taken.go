package stripe

import (
	"slices"

	"daybook"
)

// taken is a discount that invoices took off the price of an item. A subscription shows the discounts of
// today; those that are over stand on the invoices of the time, with their coupons.
type taken struct {
	discount
	amount int64       // off the newest line
	until  daybook.Day // the end of the last period that it was taken off
}

// tookOff notes the discounts of a line. Of a discount on several lines the first one told of counts: the newest.
func (h *itemHistory) tookOff(i invoice, line lineItem, until daybook.Day) {
	for _, off := range line.DiscountAmounts {
		known := append(slices.Clone(line.Discounts), i.Discounts...)
		n := slices.IndexFunc(known, func(d discount) bool { return d.ID == string(off.Discount) && d.Coupon != nil })
		if n < 0 || off.Amount <= 0 || slices.ContainsFunc(h.taken, func(t taken) bool { return t.same(known[n]) }) {
			continue
		}
		h.taken = append(h.taken, taken{known[n], off.Amount, until})
	}
}

// same reports whether two discounts are one: the same coupon from the same instant on, whatever their ids.
func (d discount) same(other discount) bool {
	return d.Coupon.ID == other.Coupon.ID && d.Start == other.Start
}

// addFormer adds to a track the discounts that its invoices tell of and the subscription shows no longer.
func (r *reading) addFormer(t *track) {
	for _, d := range slices.Backward(t.past.taken) {
		given, err := r.given(d.discount)
		until := d.until
		for _, other := range []daybook.Day{given.Until, r.shownFrom(d.discount, t.shown)} {
			if !other.IsZero() {
				until = min(until, other)
			}
		}
		if err != nil || until <= given.From {
			continue // what was paid stands on the invoice lines all the same
		}
		given.Until = until
		if given.Percent == nil {
			off, err := money(d.amount, string(t.now().amount.Currency))
			if err != nil {
				continue // a fraction of a unit, which no price has
			}
			off.Minor = untaxed(off.Minor, t.past.untaxed)
			given.Amount = &off
		}
		t.discounts = append(t.discounts, given)
	}
}

// shownFrom is the day from which the same coupon is on the subscription as it is shown; zero where it is not.
func (r *reading) shownFrom(d discount, shown []discount) daybook.Day {
	for _, s := range shown {
		if s.Coupon != nil && s.Coupon.ID == d.Coupon.ID {
			return r.day(s.Start)
		}
	}
	return 0
}

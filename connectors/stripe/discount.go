package stripe

import (
	"cmp"
	"math/big"
	"slices"
	"strings"

	"daybook"
)

// discount gives each track its discounts: the item's own, then those of the subscription, or, where that has
// none, of the customer, then those that are over. A discount that cannot be told is a reject; the price stays
// without it.
func (r *reading) discountTracks(s subscription, items []item, tracks []track) []daybook.Record {
	var rejects []daybook.Record
	general := r.general(s)
	for n := range tracks {
		own := r.catalogue.withCoupons(tracks[n].discountsOf(items))
		for _, d := range own {
			rejects = append(rejects, r.apply(s, d, tracks[n:n+1])...)
		}
		if !tracks[n].former {
			tracks[n].shown = append(own, general...)
		}
	}
	for _, d := range general {
		rejects = append(rejects, r.apply(s, d, tracks)...)
	}
	for n := range tracks {
		r.addFormer(&tracks[n])
	}
	return rejects
}

func (t track) discountsOf(items []item) []discount {
	n := slices.IndexFunc(items, func(i item) bool { return i.ID == t.item })
	if n < 0 {
		return nil
	}
	return slices.Clip(items[n].Discounts)
}

// general are the discounts on the whole subscription. Of one that Stripe shows twice the whole one counts.
func (r *reading) general(s subscription) []discount {
	all := slices.Clone(s.Discounts)
	if s.Discount != nil {
		n := slices.IndexFunc(all, func(d discount) bool { return d.ID == s.Discount.ID })
		if n < 0 {
			all = append(all, *s.Discount)
		} else if all[n].Coupon == nil {
			all[n] = *s.Discount
		}
	}
	if len(all) == 0 && r.discount != nil {
		all = append(all, *r.discount)
	}
	return r.catalogue.withCoupons(all)
}

// apply gives a discount to those tracks whose product the coupon is for. An amount is split over the items
// by their prices, so that the shares add up to it exactly.
func (r *reading) apply(s subscription, d discount, tracks []track) []daybook.Record {
	given, err := r.given(d)
	var amount daybook.Money
	if err == nil && given.Percent == nil {
		amount, err = d.Coupon.amountIn(s.Currency)
	}
	if err != nil {
		id := cmp.Or(d.ID, s.ID)
		raw := map[string]string{"object": "discount", "id": d.ID, "subscription": s.ID, "currency": s.Currency}
		return []daybook.Record{&daybook.Reject{Origin: r.origin(id, s.ID+" "+id), Reason: err.Error(), Raw: raw}}
	}
	apt := d.Coupon.aptFor(tracks)
	shares := split(amount, apt)
	for n, t := range apt {
		one := given
		if one.Duration == daybook.Once && one.Until.IsZero() {
			one.Until = one.From.After(t.now().interval) // it is spent on the first invoice
		}
		if one.Percent == nil {
			shares[n].Minor = untaxed(shares[n].Minor, t.past.untaxed)
			one.Amount = &shares[n]
		}
		t.discounts = append(t.discounts, one)
	}
	return nil
}

// aptFor picks the tracks that a coupon is for: items of today, whose price is known beforehand.
func (c *coupon) aptFor(tracks []track) []*track {
	var apt []*track
	for n := range tracks {
		if t := &tracks[n]; c.isFor(t.product) && !t.now().metered && !t.former {
			apt = append(apt, t)
		}
	}
	return apt
}

// now is the track's latest state.
func (t track) now() state { return t.steps[len(t.steps)-1].state }

// isFor reports whether the coupon is for a product: for all where it names none.
func (c *coupon) isFor(product string) bool {
	return c.AppliesTo == nil || len(c.AppliesTo.Products) == 0 || slices.Contains(c.AppliesTo.Products, product)
}

// given is what a discount takes off and when; the amount of one in money is left to be filled in.
func (m mapper) given(d discount) (daybook.Discount, error) {
	if d.Coupon == nil || d.ID == "" {
		return daybook.Discount{}, &daybook.Error{Found: "a discount without id or coupon", Wanted: "both"}
	}
	given := daybook.Discount{Duration: daybook.Duration(d.Coupon.Duration), From: m.day(d.Start), Until: m.day(d.End)}
	switch {
	case d.Invoice != "":
		given.Duration = daybook.Once
	case given.Duration != daybook.Once && given.Duration != daybook.Repeating && given.Duration != daybook.Forever:
		return given, &daybook.Error{Found: "coupon " + d.Coupon.ID + " without a duration", Wanted: "once, repeating or forever"}
	}
	if d.Coupon.PercentOff == "" {
		return given, nil
	}
	percent, err := daybook.ParseDecimal(string(d.Coupon.PercentOff))
	given.Percent = &percent
	return given, err
}

func (c *coupon) amountIn(currency string) (daybook.Money, error) {
	if option, ok := c.CurrencyOptions[strings.ToLower(currency)]; ok {
		return money(option.AmountOff, currency)
	}
	if c.AmountOff == nil || !strings.EqualFold(c.Currency, currency) {
		return daybook.Money{}, &daybook.Error{Found: "coupon " + c.ID + " without an amount in " + currency, Wanted: "percent_off or amount_off in the subscription's currency"}
	}
	return money(*c.AmountOff, currency)
}

// split divides an amount over tracks in proportion to their prices, in whole units: what is left over goes to
// the largest remainders, among equal ones to the first. Where nothing has a price the first takes it all.
func split(amount daybook.Money, tracks []*track) []daybook.Money {
	shares, rests := make([]daybook.Money, len(tracks)), make([]*big.Int, len(tracks))
	total := new(big.Int)
	for _, t := range tracks {
		total.Add(total, big.NewInt(t.now().amount.Minor))
	}
	left := amount.Minor
	for n, t := range tracks {
		shares[n].Currency, rests[n] = amount.Currency, new(big.Int)
		if total.Sign() > 0 {
			whole := new(big.Int).Mul(big.NewInt(amount.Minor), big.NewInt(t.now().amount.Minor))
			whole.QuoRem(whole, total, rests[n])
			shares[n].Minor = whole.Int64()
			left -= shares[n].Minor
		}
	}
	if total.Sign() <= 0 && len(tracks) > 0 {
		shares[0].Minor = left
		return shares
	}
	for _, n := range byRemainder(rests)[:max(0, min(left, int64(len(tracks))))] {
		shares[n].Minor++
	}
	return shares
}

// byRemainder orders indices by their remainders, the largest first.
func byRemainder(rests []*big.Int) []int {
	order := make([]int, len(rests))
	for n := range order {
		order[n] = n
	}
	slices.SortStableFunc(order, func(a, b int) int { return rests[b].Cmp(rests[a]) })
	return order
}

// during reports whether a discount is in force on any day of a span.
func during(d daybook.Discount, s span) bool {
	return (s.until.IsZero() || d.From < s.until) && (d.Until.IsZero() || d.Until > s.from)
}

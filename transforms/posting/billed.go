package posting

import (
	"math/big"

	"daybook"
)

// lineItem makes MRR of an invoice line: from the first of its service days to the last, what it bills for a month.
// The amount is after discounts and without tax, so contract and billed MRR are the same. A line that does not
// recur is an item without steps.
func (p *Poster) lineItem(fact *daybook.InvoiceLine) (*item, error) {
	line := &item{cause: fact, holding: holdingOf(fact.Origin, fact.Subscription), plan: fact.Plan, currency: fact.Amount.Currency}
	if !recurs(fact) {
		return line, nil
	}
	share, err := perMonth(served(fact), p.rules.Policy.MRR.Normalise)
	if err != nil {
		return nil, daybook.At(fact.Origin.String(), err)
	}
	amount := new(big.Rat).SetInt64(fact.Amount.Minor)
	monthly, err := scaled(amount.Mul(amount, big.NewRat(share.num, share.den)), fact, fact.Amount)
	line.steps = []step{{fact.From, level{mrr: monthly, billed: monthly, open: true}}, {fact.Until, level{}}}
	return line, err
}

// recurs reports whether a line bills a part of recurring revenue: not usage, not a proration, not what is sold once
// or taken back, and, where no subscription is named, not what is served on a single day.
func recurs(fact *daybook.InvoiceLine) bool {
	days := fact.Until - fact.From
	return !fact.Metered && !fact.Proration && !fact.Once && fact.Amount.Minor >= 0 && (days > 1 || days == 1 && fact.Subscription != "")
}

// slack is by how many days a service period may miss its billing interval and still be one: a period ends on the
// 28th for a day in the month that February does not have, and a zone's summer time may shift either end by a day.
const slack = 3

// served is the interval that a line's service days are: its billing interval where it says so and they agree, else
// a number of whole months, of weeks or of days.
func served(fact *daybook.InvoiceLine) daybook.Interval {
	days := fact.Until - fact.From
	if fact.Interval.Count > 0 {
		if missed := fact.From.After(fact.Interval) - fact.Until; -slack <= missed && missed <= slack && missed < days {
			return fact.Interval
		}
	}
	months := int(days+slack) * 12 / 365
	switch {
	case months > 0 && (fact.From.AddMonths(months) == fact.Until || fact.Until.AddMonths(-months) == fact.From):
		return daybook.Interval{Unit: daybook.PerMonth, Count: months}
	case days%7 == 0:
		return daybook.Interval{Unit: daybook.PerWeek, Count: int(days / 7)}
	}
	return daybook.Interval{Unit: daybook.PerDay, Count: int(days)}
}

package posting

import (
	"cmp"
	"slices"

	"daybook"
	"daybook/config"
)

// level is what one subscription item amounts to on a day, in 1/MonthlyScale of a minor unit.
type level struct {
	mrr, billed, trial int64
	open               bool // in force, even if it amounts to nothing
	paused             bool // keeps a customer who was active active, without MRR
	unpaid             bool // ended because nobody paid
}

// step is a change of level.
type step struct {
	day   daybook.Day
	level level
}

func (p *Poster) subscriptionItem(fact *daybook.Subscription) (*item, error) {
	steps, err := p.steps(fact)
	return &item{cause: fact, holding: holdingOf(fact.Origin, fact.Subscription), plan: fact.Plan, currency: fact.Amount.Currency, steps: steps}, err
}

// steps returns the levels of an item over its span, each from its day on; the last one is its end. An
// item that has no day (it ends on the day it begins, or before) has no steps.
func (p *Poster) steps(fact *daybook.Subscription) ([]step, error) {
	end, ends := p.end(fact)
	if ends && end <= fact.Day {
		return nil, nil
	}
	cost, err := priceOf(fact, p.rules.Policy.MRR.Normalise)
	if err != nil {
		return nil, err
	}
	var steps []step
	for _, day := range p.breaks(fact, end, ends) {
		level, err := p.level(fact, cost, day)
		if err != nil {
			return nil, err
		}
		if len(steps) == 0 || steps[len(steps)-1].level != level {
			steps = append(steps, step{day, level})
		}
	}
	if ends {
		steps = append(steps, step{end, level{unpaid: fact.Status == daybook.PastDue}})
	}
	return steps, nil
}

// end returns the first day no longer covered, and whether there is one.
func (p *Poster) end(fact *daybook.Subscription) (daybook.Day, bool) {
	end := fact.Until
	if p.rules.Policy.Churn.Recognition == config.RecogniseCancellation && !fact.Canceled.IsZero() {
		if end.IsZero() || fact.Canceled < end {
			end = fact.Canceled
		}
	}
	return end, !end.IsZero()
}

// breaks lists the days within the span on which the level may change, in order, the first one included.
func (p *Poster) breaks(fact *daybook.Subscription, end daybook.Day, ends bool) []daybook.Day {
	days := []daybook.Day{fact.Day}
	within := func(day daybook.Day) {
		if day > fact.Day && (!ends || day < end) {
			days = append(days, day)
		}
	}
	for _, discount := range fact.Discounts {
		within(discount.From)
		within(discount.Until)
	}
	if fact.Status == daybook.PastDue {
		within(p.unpaidFrom(fact))
	}
	slices.Sort(days)
	return slices.Compact(days)
}

// unpaidFrom is the day on which an item past due stops counting, or no day.
func (p *Poster) unpaidFrom(fact *daybook.Subscription) daybook.Day {
	if p.rules.Policy.MRR.PastDue == config.PastDueUntilCancelled {
		return 0
	}
	return cmp.Or(fact.UnpaidSince, fact.Day) + daybook.Day(p.rules.Policy.MRR.PastDue)
}

// level applies the policy to an item on a day of its span.
func (p *Poster) level(fact *daybook.Subscription, cost price, day daybook.Day) (level, error) {
	contract, err := cost.less(fact, day, p.rules.Policy.MRR.Discounts)
	if err != nil {
		return level{}, err
	}
	billed, err := cost.less(fact, day, config.DiscountsAll)
	if err != nil {
		return level{}, err
	}
	policy, full := p.rules.Policy.MRR, level{mrr: contract, billed: billed, open: true}
	switch {
	case fact.Metered:
		return level{open: true}, nil
	case fact.Status == daybook.Trialing && policy.Trials == config.TrialsExclude:
		return level{trial: contract, open: true}, nil
	case fact.Status == daybook.PastDue && policy.PastDue != config.PastDueUntilCancelled && day >= p.unpaidFrom(fact):
		return level{unpaid: true}, nil
	case fact.Status == daybook.Paused && policy.Paused != config.PausedCount:
		return level{open: true, paused: policy.Paused == config.PausedZero}, nil
	}
	return full, nil
}

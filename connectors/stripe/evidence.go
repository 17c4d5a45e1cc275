package stripe

import (
	"cmp"
	"slices"

	"daybook"
)

// renewal is the period that a line bills, and what became of the bill.
func (r *reading) renewal(i invoice, line lineItem) renewal {
	return renewal{status: i.Status, from: r.from(i, line), until: r.until(i, line), atOnce: i.closedAtOnce(), kept: i.AutoAdvance != nil && !*i.AutoAdvance}
}

// closedAtOnce reports whether an invoice was made void or uncollectible as soon as it was there, as collection
// that is paused does it. A person takes longer.
func (i invoice) closedAtOnce() bool {
	at := max(i.StatusTransitions.VoidedAt, i.StatusTransitions.MarkedUncollectibleAt)
	return at != 0 && at-i.Created <= secondsAtOnce
}

const secondsAtOnce = 2 * 60 * 60 // an invoice is a draft for an hour before it is finalized

// note keeps what the lines of an invoice say of subscriptions: also of one that is void or a draft, as a pause leaves
// it, for what it was to bill was in force.
func (r *reading) note(i invoice, lines []lineItem) {
	r.noteDebt(i)
	slices.SortStableFunc(lines, func(a, b lineItem) int { return cmp.Compare(b.begins(i), a.begins(i)) })
	for n, line := range lines {
		h := r.histories.of(line.subscriptionOn(i))
		if line.renewal() {
			h.renewed(r.renewal(i, line))
		}
		switch {
		case line.givesBack():
			item := h.item(string(line.SubscriptionItem))
			item.credited = max(item.credited, r.from(i, line))
		case !line.Proration || line.charges(lines):
			r.noteState(i, lines, n)
		}
	}
}

// begins is the instant from which a line tells: of two on one day the later one counts.
func (l lineItem) begins(i invoice) int64 {
	if l.Period == nil || l.Period.Start == 0 {
		return i.issuedAt()
	}
	return l.Period.Start
}

// noteDebt keeps when an invoice of a subscription was due and until when it was owed.
func (r *reading) noteDebt(i invoice) {
	at := i.StatusTransitions
	if i.Subscription == "" {
		return
	}
	h := r.histories.of(string(i.Subscription))
	followed := h.followed
	h.followed = i.Created
	if i.Status == "draft" {
		return
	}
	d := debt{issued: i.issuedAt(), due: r.dueOn(i), paid: i.Status == "paid", open: i.Status == "open", void: i.Status == "void"}
	if !d.open {
		d.settled = r.day(max(at.PaidAt, at.VoidedAt, at.MarkedUncollectibleAt))
	}
	// A first invoice that waits leaves the subscription incomplete, and a bank debit that takes days is not late:
	// only a second attempt says that the first one failed.
	first := i.BillingReason == "subscription_create"
	d.late = i.CollectionMethod == "send_invoice" || i.AttemptCount > 1 && !first
	d.newest = followed == 0 || at.PaidAt < followed
	h.debts = append(h.debts, d)
}

// dueOn is the day from which an open invoice is overdue: its due date, else the day on which it was issued,
// as with cards that are charged at once.
func (r *reading) dueOn(i invoice) daybook.Day {
	if i.DueDate != 0 {
		return r.day(i.DueDate)
	}
	return r.day(i.issuedAt())
}

// givesBack reports whether the line credits time that was paid for and is not used.
func (l lineItem) givesBack() bool {
	return l.Proration && (l.Amount < 0 || l.ProrationDetails.CreditedItems != nil)
}

// charges reports whether a proration is for what comes, rather than for what was before. One over nothing, as a discount
// or a free price leaves it, is so if another one of the same change gives back.
func (l lineItem) charges(all []lineItem) bool {
	return l.Amount > 0 || l.Amount == 0 && slices.ContainsFunc(all, func(other lineItem) bool {
		return other.givesBack() && other.SubscriptionItem == l.SubscriptionItem && other.Period != nil && l.Period != nil && *other.Period == *l.Period
	})
}

// renewal reports whether the line bills a coming period of a subscription.
func (l lineItem) renewal() bool {
	return !l.Proration && l.Price != nil && l.Price.Recurring != nil && !l.Price.metered()
}

// noteState notes the state that the n-th line tells of, if it tells of one.
func (r *reading) noteState(i invoice, lines []lineItem, n int) {
	line := lines[n]
	subscription := line.subscriptionOn(i)
	if line.Price == nil || subscription == "" {
		return
	}
	interval, err := line.Price.interval()
	if err != nil {
		return // a one-time price: nothing that recurs
	}
	item := r.histories.of(subscription).item(string(line.SubscriptionItem))
	share := line.untaxed(i)
	if item.untaxed == nil {
		item.untaxed = share
	}
	gross, known := line.fullPrice(r.sameItem(i, lines, line), line.currencyOn(i))
	amount, err := money(gross, line.currencyOn(i))
	if !known || err != nil {
		return
	}
	amount.Minor = untaxed(amount.Minor, share)
	item.told(r.from(i, line), r.until(i, line), state{amount, r.catalogue.plan(line.Price), interval, line.Price.metered()})
	if line.renewal() {
		item.tookOff(i, line, r.until(i, line))
	}
}

// sameItem sums the lines that bill one item for one period: a tiered price has a line for each tier.
func (r *reading) sameItem(i invoice, lines []lineItem, like lineItem) int64 {
	var sum int64
	for _, l := range lines {
		if l.SubscriptionItem == like.SubscriptionItem && l.Proration == like.Proration && r.from(i, l) == r.from(i, like) {
			sum += l.Amount
		}
	}
	return sum
}

// fullPrice is the price for a whole interval. A whole period of a tiered price is billed by tiers, a line for each: it
// is what they add up to, unless it was free. A proration has the quantity as a whole.
func (l lineItem) fullPrice(billed int64, currency string) (amount int64, known bool) {
	if l.Price.metered() {
		return 0, true
	}
	if l.Proration || !l.Price.tiered() {
		if amount, err := l.Price.amount(quantityOf(l.Quantity), currency); err == nil {
			return amount, true
		}
	}
	return billed, !l.Proration && billed != 0
}

func quantityOf(quantity *int64) int64 {
	if quantity == nil {
		return 1
	}
	return *quantity
}

package oracle

import (
	"daybook"
	"daybook/config"
)

// open is an amount of a receivable or payable account that waits to be settled, with what it carries of income and cost.
type open struct {
	amount, left int64
	carries      []posting
}

// linesCount says which lines count on which days. On the cash basis, what of income and cost goes through
// receivables or payables counts when those are settled, the oldest first.
func (b *Business) linesCount(lines []*daybook.Entry) []posting {
	var all []posting
	waiting := map[string][]*open{}
	byTransaction := map[string][]*daybook.Entry{}
	var order []string
	for _, e := range lines {
		name := e.Origin.Source + "|" + e.Transaction
		if e.Transaction == "" || b.policy.Accounting.Basis == config.AccountingAccrual {
			all = append(all, b.posted(e))
			continue
		}
		if byTransaction[name] == nil {
			order = append(order, name)
		}
		byTransaction[name] = append(byTransaction[name], e)
	}
	for _, name := range order {
		all = append(all, b.transaction(byTransaction[name], waiting)...)
	}
	return all
}

func (b *Business) posted(e *daybook.Entry) posting {
	return posting{account: b.account(e.Account), day: e.Day, amount: b.natural(e), line: true}
}

// transaction counts what is paid at once, and lets the rest wait; or settles what waits.
func (b *Business) transaction(lines []*daybook.Entry, waiting map[string][]*open) []posting {
	var all, earned []posting
	var debits, credits int64
	for _, e := range lines {
		if p := b.posted(e); p.account.earns() {
			earned = append(earned, p)
		} else {
			all = append(all, p)
		}
		debits, credits = debits+max(b.debit(e), 0), credits+max(-b.debit(e), 0)
	}
	if b.isPayment(lines) { // what is kept back of it is paid with it
		all, earned = append(all, earned...), nil
	}
	later := daybook.Ratio{}
	for _, e := range lines {
		if !b.account(e.Account).owed() {
			continue
		}
		side := debits
		if b.debit(e) < 0 {
			side = credits
		}
		share := daybook.Whole(max(b.debit(e), -b.debit(e))).Over(daybook.Whole(side), "")
		later = later.Add(share)
		name := e.Account.Name + "|" + e.Origin.Source + "|" + string(e.Amount.Currency)
		all = append(all, settle(waiting, name, &open{b.debit(e), b.debit(e), shares(earned, share)}, e.Day)...)
	}
	return append(all, shares(earned, daybook.Whole(1).Sub(later))...)
}

// isPayment reports whether cash moves against what is owed.
func (b *Business) isPayment(lines []*daybook.Entry) bool {
	var owed, cash int64
	for _, e := range lines {
		switch a := b.account(e.Account); {
		case a.owed():
			owed += b.debit(e)
		case a.class == daybook.ClassCash:
			cash += b.debit(e)
		}
	}
	return owed > 0 && cash < 0 || owed < 0 && cash > 0
}

// debit is an entry's amount, positive for a debit.
func (b *Business) debit(e *daybook.Entry) int64 {
	if b.account(e.Account).class.CreditNormal() {
		return -b.natural(e).Minor
	}
	return b.natural(e).Minor
}

func shares(all []posting, share daybook.Ratio) []posting {
	var parts []posting
	for _, p := range all {
		p.amount.Minor = daybook.Whole(p.amount.Minor).Mul(share).Round(1)
		if p.amount.Minor != 0 {
			parts = append(parts, p)
		}
	}
	return parts
}

// settle lets an amount meet what waits on the other side. Where one of the two carries income or cost and the other is
// money, it counts now; where both do, one takes the other back and neither counts.
func settle(waiting map[string][]*open, name string, o *open, day daybook.Day) []posting {
	var all []posting
	for o.left != 0 && len(waiting[name]) > 0 && (waiting[name][0].left > 0) != (o.left > 0) {
		oldest := waiting[name][0]
		met := min(max(o.left, -o.left), max(oldest.left, -oldest.left))
		for _, pair := range [][2]*open{{o, oldest}, {oldest, o}} {
			if one, other := pair[0], pair[1]; len(other.carries) == 0 {
				for _, p := range shares(one.carries, daybook.Whole(met).Over(daybook.Whole(max(one.amount, -one.amount)), "")) {
					p.day = day
					all = append(all, p)
				}
			}
		}
		o.left, oldest.left = towardsZero(o.left, met), towardsZero(oldest.left, met)
		if oldest.left == 0 {
			waiting[name] = waiting[name][1:]
		}
	}
	if o.left != 0 {
		waiting[name] = append(waiting[name], o)
	}
	return all
}

func towardsZero(n, by int64) int64 {
	if n < 0 {
		return n + by
	}
	return n - by
}

package statement

import (
	"cmp"
	"iter"
	"slices"

	"daybook"
	"daybook/config"
	"daybook/transforms/posting"
)

// ledger sums entries by account.
type ledger struct {
	rules   []config.AccountRule
	days    daybook.Range // zero ends are open
	classes map[daybook.Account]daybook.Class
	sums    map[daybook.Currency]map[daybook.Account]*sum
	reach   daybook.Range // the days that there are entries of
	open    groups
}

// sum is what an account comes to, in debits less credits where its side is known, else as it came.
type sum struct {
	within int64 // in the days of the statement
	close  int64 // up to their end
	sided  bool  // false: an account without a class, whose amounts say nothing of debit and credit
}

// Of draws up the statements of a source's entries, by currency. Facts of other kinds are passed over. Days without a
// beginning begin with the first entry, and days without an end end with the last. Where something does not
// balance, entries is walked a second time.
func Of(entries iter.Seq2[daybook.Fact, error], rules []config.AccountRule, days daybook.Range) ([]Statement, error) {
	l := &ledger{rules: rules, days: days, classes: map[daybook.Account]daybook.Class{}, sums: map[daybook.Currency]map[daybook.Account]*sum{}, open: groups{}}
	if err := each(entries, l.add); err != nil {
		return nil, err
	}
	l.open.settle()
	if len(l.open) > 0 {
		if err := each(entries, l.name); err != nil {
			return nil, err
		}
	}
	var all []Statement
	for _, currency := range sorted(l.sums) {
		s, err := l.statement(currency)
		if err != nil {
			return nil, daybook.At(string(currency), err)
		}
		all = append(all, s)
	}
	return all, nil
}

func each(facts iter.Seq2[daybook.Fact, error], use func(*daybook.Entry) error) error {
	for fact, err := range facts {
		if err != nil {
			return err
		}
		if entry, ok := fact.(*daybook.Entry); ok {
			if err := use(entry); err != nil {
				return daybook.At(entry.Origin.String(), err)
			}
		}
	}
	return nil
}

func sorted[K cmp.Ordered, V any](m map[K]V) []K {
	var keys []K
	for key := range m {
		keys = append(keys, key)
	}
	slices.Sort(keys)
	return keys
}

func (l *ledger) class(account daybook.Account) daybook.Class {
	class, known := l.classes[account]
	if !known {
		class = posting.ClassOf(account, l.rules)
		l.classes[account] = class
	}
	return class
}

// debit is an entry's amount as debits less credits, and whether that can be said.
func (l *ledger) debit(entry *daybook.Entry) (amount int64, sided bool) {
	class := l.class(entry.Account)
	switch {
	case entry.Sign == daybook.DebitPositive:
		return entry.Amount.Minor, true
	case class.CreditNormal():
		return -entry.Amount.Minor, true
	}
	return entry.Amount.Minor, class != ""
}

// add counts an entry.
func (l *ledger) add(entry *daybook.Entry) error {
	span := spanOf(entry)
	l.reach = daybook.Range{From: earlier(l.reach.From, span.From), To: max(l.reach.To, span.To)}
	amount, sided := l.debit(entry)
	s := l.sum(entry.Amount.Currency, entry.Account)
	s.sided = s.sided || sided
	upTo := posting.Share(amount, span, daybook.Range{From: span.From, To: l.end(span.To)})
	within := posting.Share(amount, span, daybook.Range{From: max(span.From, l.days.From), To: l.end(span.To)})
	if sided {
		l.open.add(entry, upTo)
	}
	return firstError(increase(&s.close, upTo), increase(&s.within, within))
}

// end is the last day that counts, of days up to another.
func (l *ledger) end(to daybook.Day) daybook.Day {
	if l.days.To.IsZero() {
		return to
	}
	return min(to, l.days.To)
}

func spanOf(entry *daybook.Entry) daybook.Range {
	if entry.Span.Len() > 0 {
		return entry.Span
	}
	return daybook.Range{From: entry.Day, To: entry.Day}
}

func earlier(a, b daybook.Day) daybook.Day {
	if a.IsZero() {
		return b
	}
	return min(a, b)
}

func (l *ledger) sum(currency daybook.Currency, account daybook.Account) *sum {
	accounts := l.sums[currency]
	if accounts == nil {
		accounts = map[daybook.Account]*sum{}
		l.sums[currency] = accounts
	}
	if accounts[account] == nil {
		accounts[account] = &sum{}
	}
	return accounts[account]
}

func increase(total *int64, by int64) error {
	next := *total + by
	if (next > *total) != (by > 0) && by != 0 {
		return &daybook.Error{Found: "a sum beyond 64 bits", Wanted: "amounts that add up within them"}
	}
	*total = next
	return nil
}

func firstError(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

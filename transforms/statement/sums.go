package statement

import (
	"cmp"
	"iter"
	"maps"
	"slices"
	"strings"

	"daybook"
	"daybook/transforms/posting"
)

// ledger sums entries by account.
type ledger struct {
	days  daybook.Range // zero ends are open
	reach daybook.Range // the days that there are entries of
	sums  map[daybook.Currency]*sums
	open  groups
}

// sums are those of one currency.
type sums struct {
	accounts map[accountKey]*sum
	earned   map[daybook.Day]int64 // income less costs by day
	closed   daybook.Day           // up to this day an equity account of the balance sheets holds what was earned
}

// accountKey is an account: reports of one program name it alike, though some leave out its type.
type accountKey struct {
	name, code string
	class      daybook.Class
}

// sum is what an account comes to, in debits less credits where its side is known, else as it came.
type sum struct {
	account daybook.Account
	class   daybook.Class
	within  int64 // in the days of the statement
	close   int64 // up to their end
	sided   bool  // false: an account without a class, whose amounts say nothing of debit and credit
}

// Of draws up the statements of a source's entries, by currency. Facts of other kinds are passed over. Days without a
// beginning begin with the first entry, and days without an end end with the last. The entries are walked again
// where there are totals, and where something does not balance.
func Of(entries iter.Seq2[daybook.Fact, error], rules posting.Rules, days daybook.Range) ([]Statement, error) {
	l := &ledger{days: days, sums: map[daybook.Currency]*sums{}, open: groups{}}
	if err := posting.Books(entries, rules, l.add); err != nil {
		return nil, err
	}
	l.open.settle()
	if err := l.nameGroups(entries); err != nil {
		return nil, err
	}
	var all []Statement
	for _, currency := range slices.Sorted(maps.Keys(l.sums)) {
		s, err := l.statement(currency)
		if err != nil {
			return nil, daybook.At(string(currency), err)
		}
		all = append(all, s)
	}
	return all, nil
}

// add counts what an entry comes to on a day.
func (l *ledger) add(b posting.Booked) error {
	of := l.in(b.Entry.Amount.Currency)
	if b.Entry.Level && b.Class == daybook.ClassEquity && isResult(b.Entry.Account) {
		of.closed = max(of.closed, b.Entry.Day)
	}
	l.reach = daybook.Range{From: earlier(l.reach.From, b.Day), To: max(l.reach.To, b.Day)}
	if !l.days.To.IsZero() && b.Day > l.days.To {
		return nil
	}
	debit := b.Amount
	if b.Class.CreditNormal() {
		debit = -debit
	}
	s := of.sum(b)
	if s.sided && b.Entry.Span.Len() == 0 && !b.Entry.Level {
		l.open.add(b.Entry, debit)
	}
	if isIncome(b.Class) {
		of.earned[b.Day] -= debit
	}
	if err := increase(&s.close, debit); err != nil || b.Opening || b.Day < l.days.From {
		return err
	}
	return increase(&s.within, debit)
}

func (l *ledger) in(currency daybook.Currency) *sums {
	if l.sums[currency] == nil {
		l.sums[currency] = &sums{accounts: map[accountKey]*sum{}, earned: map[daybook.Day]int64{}}
	}
	return l.sums[currency]
}

func (s *sums) sum(b posting.Booked) *sum {
	account := b.Entry.Account
	key := accountKey{strings.ToLower(account.Name), account.Code, b.Class}
	one := s.accounts[key]
	if one == nil {
		one = &sum{account: account, class: b.Class}
		s.accounts[key] = one
	}
	one.account.Type = cmp.Or(one.account.Type, account.Type)
	one.sided = one.sided || b.Class != "" || b.Entry.Sign == daybook.DebitPositive
	return one
}

// isResult reports whether an account of a balance sheet is what was earned and not closed: "Net Income".
func isResult(account daybook.Account) bool {
	name := strings.ToLower(account.Name)
	return slices.ContainsFunc([]string{"net income", "net profit", "net earnings", "current year earnings", "current earnings",
		"profit for the", "year to date earnings", "undistributed profit"}, func(words string) bool { return strings.Contains(name, words) })
}

func isIncome(class daybook.Class) bool {
	return class != "" && slices.ContainsFunc(income(), func(p part) bool { return p.class == class })
}

func earlier(a, b daybook.Day) daybook.Day {
	if a.IsZero() {
		return b
	}
	return min(a, b)
}

func increase(total *int64, by int64) error {
	next := *total + by
	if (next > *total) != (by > 0) && by != 0 {
		return &daybook.Error{Found: "a sum beyond 64 bits", Wanted: "amounts that add up within them"}
	}
	*total = next
	return nil
}

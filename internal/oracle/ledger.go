package oracle

import (
	"cmp"
	"slices"
	"strings"

	"daybook"
	"daybook/config"
)

// posting is what the ledger says of an account on a day, positive where the account grows.
type posting struct {
	account account
	day     daybook.Day
	amount  daybook.Money
	line    bool // an entry of its own, which its account may spread
}

// keepBooks notes what the ledger says of each day.
func (b *Business) keepBooks(facts []daybook.Fact) {
	var entries []*daybook.Entry
	for _, fact := range facts {
		if entry, ok := fact.(*daybook.Entry); ok && b.account(entry.Account).class != "" {
			entries = append(entries, entry)
		}
	}
	slices.SortStableFunc(entries, func(a, b *daybook.Entry) int { return cmp.Compare(a.Day, b.Day) })
	var lines []*daybook.Entry
	told := map[string][]*daybook.Entry{}
	for _, e := range entries {
		if e.Span.IsZero() && !e.Level {
			lines = append(lines, e)
		}
		name := strings.ToLower(e.Account.Name) + "|" + e.Origin.Source + "|" + string(e.Amount.Currency)
		told[name] = append(told[name], e)
	}
	for _, e := range lines {
		if a := b.account(e.Account); a.earns() {
			b.postpone(a, e.Day, b.natural(e))
		}
	}
	for _, p := range b.linesCount(lines) {
		b.post(p)
	}
	for _, same := range told {
		b.totalsCount(same)
	}
}

// natural is an entry's amount, positive where it increases its account.
func (b *Business) natural(e *daybook.Entry) daybook.Money {
	if e.Sign == daybook.DebitPositive && b.account(e.Account).class.CreditNormal() {
		return e.Amount.Neg()
	}
	return e.Amount
}

// post notes a posting, spread over the months of its account.
func (b *Business) post(p posting) {
	parts := map[daybook.Day]daybook.Money{p.day: p.amount}
	if p.account.over > 0 && p.line && b.policy.Accounting.Basis == config.AccountingAccrual {
		parts = spread(p.amount, daybook.Range{From: p.day, To: p.day.AddMonths(p.account.over) - 1})
	}
	for day, part := range parts {
		if p.line && p.account.earns() {
			b.postpone(p.account, day, part.Neg())
		}
		a := amount{day: day, currency: part.Currency, value: part.Ratio()}
		for _, m := range p.account.measures() {
			b.add(m, a)
		}
		b.addIf(p.account.class == daybook.ClassRevenue && b.policy.Revenue.Basis == config.RevenueLedger, "revenue", a)
		b.addIf(p.account.class == daybook.ClassSalesMarketing && b.policy.Spend.Basis != config.SpendFacts, "spend", a)
	}
}

// postpone puts what an entry comes to among the assets on its day, and takes it off when it counts: nothing, where that
// is the same day.
func (b *Business) postpone(a account, day daybook.Day, earned daybook.Money) {
	if a.class.CreditNormal() {
		earned = earned.Neg()
	}
	b.add("assets", amount{day: day, currency: earned.Currency, value: earned.Ratio()})
}

// totalsCount notes what totals and balances of one account say besides its lines: the finest first, each what finer ones
// leave of it, over the days that they do not reach.
func (b *Business) totalsCount(entries []*daybook.Entry) {
	var totals []*total
	for _, e := range entries {
		if !e.Span.IsZero() {
			totals = append(totals, &total{e.Span, b.natural(e), e.Origin.ID})
		}
	}
	totals = append(totals, b.between(entries)...)
	slices.SortFunc(totals, func(a, b *total) int {
		return cmp.Or(cmp.Compare(a.days.Len(), b.days.Len()), cmp.Compare(a.days.From, b.days.From), cmp.Compare(a.id, b.id))
	})
	reached, counted := map[daybook.Day]bool{}, map[daybook.Day]int64{}
	for _, e := range entries {
		if e.Span.IsZero() && !e.Level {
			counted[e.Day] += b.natural(e).Minor
		}
	}
	for _, t := range totals {
		b.totalCounts(b.account(entries[0].Account), t, entries, reached, counted)
	}
	b.begin(entries, counted)
}

// begin notes what there was of cash, receivables or inventory before all that is told of its account: what its first balance has more.
func (b *Business) begin(entries []*daybook.Entry, counted map[daybook.Day]int64) {
	at := slices.IndexFunc(entries, func(e *daybook.Entry) bool { return e.Level })
	if at < 0 {
		return
	}
	name := b.account(entries[at].Account).opening()
	if name == "" {
		return
	}
	balance, day := b.natural(entries[at]), entries[at].Day
	for told, amount := range counted {
		if told <= entries[at].Day {
			balance.Minor -= amount
		}
		day = min(day, told)
	}
	b.add(name, amount{day: day, currency: balance.Currency, value: balance.Ratio()})
}

// total is what an account came to over some days.
type total struct {
	days   daybook.Range
	amount daybook.Money
	id     string // of two that tell of the same days, the first by id counts
}

func (b *Business) totalCounts(a account, t *total, entries []*daybook.Entry, reached map[daybook.Day]bool, counted map[daybook.Day]int64) {
	byLines := linesReach(t.days, entries)
	rest := t.amount
	var free []daybook.Day
	for day := range t.days.Days() {
		rest.Minor -= counted[day]
		if !reached[day] && !byLines[day] {
			free = append(free, day)
		}
	}
	parts := spread(rest, daybook.Range{From: 1, To: daybook.Day(max(len(free), 1))})
	for i, day := range free {
		part := parts[daybook.Day(i+1)]
		counted[day] += part.Minor
		b.post(posting{account: a, day: day, amount: part})
	}
	for day := range t.days.Days() {
		reached[day] = true
	}
}

// linesReach are the days of a total that lines tell of: from the first to the last, by whole months.
func linesReach(days daybook.Range, entries []*daybook.Entry) map[daybook.Day]bool {
	var first, last daybook.Day
	for _, e := range entries {
		if e.Span.IsZero() && !e.Level && days.Contains(e.Day) {
			if first == 0 {
				first = e.Day
			}
			last = e.Day
		}
	}
	reach := map[daybook.Day]bool{}
	if first == 0 {
		return reach
	}
	_, _, date := first.Date()
	for day := first - daybook.Day(date-1); ; day++ {
		if _, _, date := day.Date(); day > last && date == 1 {
			return reach
		}
		reach[day] = true
	}
}

// between turns balances into what the account came to since the balance before.
func (b *Business) between(entries []*daybook.Entry) []*total {
	var all []*total
	var before *daybook.Entry
	for _, e := range entries {
		if !e.Level {
			continue
		}
		t := &total{days: daybook.Range{To: e.Day}, amount: b.natural(e), id: e.Origin.ID}
		year := b.unit("year", e.Day).From
		earns := b.account(e.Account).earns()
		switch {
		case before != nil && !(earns && before.Day < year):
			t.days.From, t.amount.Minor = before.Day+1, t.amount.Minor-b.natural(before).Minor
		case earns:
			t.days.From = year
		}
		if before = e; t.days.From > 0 {
			all = append(all, t)
		}
	}
	return all
}

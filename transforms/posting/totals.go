package posting

import (
	"cmp"
	"iter"
	"slices"
	"strings"

	"daybook"
	"daybook/config"
)

// totals are the entries that say what an account came to over a span of days, or what its balance was. They are posted
// after all others, as they give way to what is told in a finer grain (docs/decisions/0057-totals-give-way.md).
type totals struct {
	held  []*daybook.Entry
	first []*daybook.Entry // the balances that a ledger starts with
	gave  []Replaced
}

// Replaced is a total of a statement that counts nowhere, because lines or finer totals tell all of its days, and tell
// something else.
type Replaced struct {
	Origin  daybook.Origin
	Account daybook.Account
	Days    daybook.Range
	Printed daybook.Money // in the natural sign of the account
	Finer   daybook.Money
}

// ledgerAccount is an account of one source in one currency.
type ledgerAccount struct {
	accountName
	currency daybook.Currency
}

func ledgerAccountOf(fact *daybook.Entry) ledgerAccount {
	return ledgerAccount{nameOf(fact), fact.Amount.Currency}
}

// told is what is known of an account in a finer grain than the claim at hand, by day and in its natural sign.
type told struct {
	lines, spread map[daybook.Day]int64
	reached       map[daybook.Day]bool // by totals, whether they count on the day or have given way there
}

// claim says what an account came to over days, before it is known what is told in a finer grain.
type claim struct {
	fact   *daybook.Entry
	days   daybook.Range
	amount int64
}

// isTotal reports whether an entry speaks for more than its day.
func isTotal(fact *daybook.Entry) bool { return fact.Span.Len() > 0 || fact.Level }

// postTotals posts the totals, and what accounts of cash, receivables and inventory began with.
func (p *Poster) postTotals(facts iter.Seq2[daybook.Fact, error]) error {
	of, err := p.settleTotals(facts, func(c claim, day daybook.Day, part int64) error {
		for _, measure := range p.ledgerMeasures(p.account(c.fact)) {
			if err := p.post(c.fact, day, measure, daybook.Money{Minor: part, Currency: c.fact.Amount.Currency}, nil); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return p.openings(of, func(b Booked) error {
		measure := openingMeasure(p.account(b.Entry))
		if measure == "" {
			return nil
		}
		return p.post(b.Entry, of[ledgerAccountOf(b.Entry)].since(b.Day), measure, daybook.Money{Minor: b.Amount, Currency: b.Entry.Amount.Currency}, nil)
	})
}

// openingMeasure is the measure of what an account began with; "" where no figure asks for it.
func openingMeasure(t treatment) daybook.Measure {
	switch {
	case t.class == daybook.ClassCash:
		return CashOpening
	case t.role == config.RoleReceivable:
		return ReceivablesOpening
	case t.role == config.RoleInventory:
		return InventoryOpening
	}
	return ""
}

// since is the first day that something is told of, but no later than day.
func (t *told) since(day daybook.Day) daybook.Day {
	for _, days := range []map[daybook.Day]int64{t.lines, t.spread} {
		for told := range days {
			day = min(day, told)
		}
	}
	return day
}

// settleTotals hands on what is left of each total, by day, and returns what is then told of each account. It walks
// the facts again for the lines of their accounts; a ledger without totals has none to settle.
func (p *Poster) settleTotals(facts iter.Seq2[daybook.Fact, error], post func(c claim, day daybook.Day, part int64) error) (map[ledgerAccount]*told, error) {
	of := map[ledgerAccount]*told{}
	if len(p.totals.held) == 0 {
		return of, nil
	}
	for _, fact := range p.totals.held {
		of[ledgerAccountOf(fact)] = &told{map[daybook.Day]int64{}, map[daybook.Day]int64{}, map[daybook.Day]bool{}}
	}
	for fact, err := range facts {
		if err != nil {
			return nil, err
		}
		line, ok := fact.(*daybook.Entry)
		if !ok || isTotal(line) {
			continue
		}
		if account := toldOf(of, ledgerAccountOf(line)); account != nil {
			account.lines[line.Day] += p.minor(line)
		}
	}
	held := p.totals.held
	p.totals.held = nil
	for _, c := range p.claims(held) {
		if err := p.settleTotal(c, of[ledgerAccountOf(c.fact)], post); err != nil {
			return nil, err
		}
	}
	return of, nil
}

// toldOf finds the account of a line among those that have totals. A line of a sub-account without totals is told by
// those of the account above it: a statement may be collapsed to its parent accounts.
func toldOf(of map[ledgerAccount]*told, account ledgerAccount) *told {
	for {
		if found := of[account]; found != nil {
			return found
		}
		at := strings.LastIndexByte(account.name, ':')
		if at < 0 {
			return nil
		}
		account.name = account.name[:at]
	}
}

// claims turns totals and balances into claims, the finest first.
func (p *Poster) claims(held []*daybook.Entry) []claim {
	var all []claim
	levels := map[ledgerAccount][]*daybook.Entry{}
	for _, fact := range held {
		if fact.Level {
			key := ledgerAccountOf(fact)
			levels[key] = append(levels[key], fact)
			continue
		}
		all = append(all, claim{fact, fact.Span, p.minor(fact)})
	}
	for _, of := range levels {
		all = append(all, p.changes(of)...)
	}
	slices.SortFunc(all, func(a, b claim) int {
		return cmp.Or(cmp.Compare(a.days.Len(), b.days.Len()), cmp.Compare(a.days.From, b.days.From),
			cmp.Compare(a.fact.Origin.Source, b.fact.Origin.Source), cmp.Compare(a.fact.Origin.ID, b.fact.Origin.ID))
	})
	return all
}

// changes turns the balances of one account into what happened between them. The first balance of assets, liabilities
// and equity is where the ledger starts, and no change; income and costs start from nothing with every fiscal year.
func (p *Poster) changes(levels []*daybook.Entry) []claim {
	slices.SortFunc(levels, func(a, b *daybook.Entry) int {
		return cmp.Or(cmp.Compare(a.Day, b.Day), cmp.Compare(a.Origin.ID, b.Origin.ID))
	})
	var all []claim
	for i, level := range levels {
		if i > 0 && levels[i-1].Day == level.Day {
			continue
		}
		from, before := daybook.Day(0), int64(0)
		if i > 0 {
			from, before = levels[i-1].Day+1, p.minor(levels[i-1])
		}
		if isResult(p.account(level).class) {
			if year := p.rules.Calendar.Year.Around(level.Day); from <= year.From {
				from, before = year.From, 0
			}
		}
		if from.IsZero() {
			p.totals.first = append(p.totals.first, level)
		} else {
			all = append(all, claim{level, daybook.Range{From: from, To: level.Day}, p.minor(level) - before})
		}
	}
	return all
}

// settleTotal hands on what finer facts leave of a claim, over the days that they do not reach.
func (p *Poster) settleTotal(c claim, finer *told, post func(c claim, day daybook.Day, part int64) error) error {
	rest, days := finer.leave(c)
	for day := range c.days.Days() {
		finer.reached[day] = true
	}
	if len(days) == 0 {
		if rest != 0 {
			p.totals.gave = append(p.totals.gave, replaced(c, rest))
		}
		return nil
	}
	parts := shares(rest, len(days))
	for i, day := range days {
		finer.spread[day] += parts[i]
		if err := post(c, day, parts[i]); err != nil {
			return err
		}
	}
	return nil
}

// leave returns what a claim has more than what is told of its days, and the days that nothing finer reaches.
func (t *told) leave(c claim) (rest int64, days []daybook.Day) {
	rest = c.amount
	reach := t.reach(c.days)
	for day := range c.days.Days() {
		rest -= t.spread[day] + t.lines[day]
		if !t.reached[day] && !reach.Contains(day) {
			days = append(days, day)
		}
	}
	return rest, days
}

// reach is the days of which lines tell: from the first to the last that has one, and whole calendar months, as
// ledgers are exported.
func (t *told) reach(within daybook.Range) (reach daybook.Range) {
	for day := range within.Days() {
		if _, any := t.lines[day]; any && reach.Len() == 0 {
			reach.From, reach.To = firstOfMonth(day), day
		} else if any {
			reach.To = day
		}
	}
	if reach.Len() > 0 {
		reach.To = firstOfMonth(reach.To).AddMonths(1) - 1
	}
	return reach
}

func firstOfMonth(day daybook.Day) daybook.Day {
	year, month, _ := day.Date()
	return daybook.NewDay(year, month, 1)
}

func replaced(c claim, rest int64) Replaced {
	currency := c.fact.Amount.Currency
	return Replaced{c.fact.Origin, c.fact.Account, c.days, daybook.Money{Minor: c.amount, Currency: currency}, daybook.Money{Minor: c.amount - rest, Currency: currency}}
}

// isResult reports whether a class is one of income and costs, which start from nothing with every fiscal year.
func isResult(class daybook.Class) bool {
	switch class {
	case daybook.ClassCash, daybook.ClassAsset, daybook.ClassLiability, daybook.ClassEquity, "":
		return false
	}
	return true
}

// minor is an entry's amount in the natural sign of its account.
func (p *Poster) minor(fact *daybook.Entry) int64 {
	return p.natural(fact).Minor
}

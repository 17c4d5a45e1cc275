package statement

import (
	"cmp"
	"maps"
	"slices"

	"daybook"
)

// part is a section to be drawn up: the accounts of a class, or a sum of the sections so far.
type part struct {
	title string
	class daybook.Class
	less  bool // a cost: it lessens the sums below
}

// income is the order of the profit and loss statement. Its sums are those of the KPIs: gross_profit,
// the numerator of contribution_margin, operating_profit, net_income.
func income() []part {
	return []part{
		{"Revenue", daybook.ClassRevenue, false},
		{"Cost of goods sold", daybook.ClassCOGS, true},
		{GrossProfit, "", false},
		{"Variable costs", daybook.ClassVariable, true},
		{"Contribution", "", false},
		{"Sales and marketing", daybook.ClassSalesMarketing, true},
		{"Research", daybook.ClassResearch, true},
		{"General costs", daybook.ClassGeneral, true},
		{OperatingProfit, "", false},
		{"Other income", daybook.ClassOtherIncome, false},
		{"Other expense", daybook.ClassOtherExpense, true},
		{"Tax", daybook.ClassTax, true},
		{NetIncome, "", false},
	}
}

// The sums of the statements.
const (
	GrossProfit     = "Gross profit"
	OperatingProfit = "Operating profit"
	NetIncome       = "Net income"
	TotalAssets     = "Total assets"
	Earnings        = "Earnings not closed"
	TotalClaims     = "Total liabilities and equity"
)

func (l *ledger) statement(currency daybook.Currency) (Statement, error) {
	s := Statement{Currency: currency, Days: daybook.Range{From: max(l.days.From, l.reach.From), To: l.days.To}}
	if s.Days.To.IsZero() {
		s.Days.To = l.reach.To
	}
	d := drawing{sums: l.sums[currency], currency: currency}
	s.Income = d.income()
	s.Balance = d.balance()
	s.Unmapped = d.lines("", d.close)
	s.Trial = d.trial()
	if d.err != nil {
		return s, d.err
	}
	s.Checks = l.checks(s)
	return s, nil
}

// drawing draws up one currency.
type drawing struct {
	*sums
	currency daybook.Currency
	err      error
}

func (d *drawing) within(s *sum) int64 { return s.within }
func (d *drawing) close(s *sum) int64  { return s.close }

// lines lists the accounts of a class that do not come to nothing, by code and name.
func (d *drawing) lines(class daybook.Class, take func(*sum) int64) []Line {
	var lines []Line
	for _, sum := range d.ordered() {
		amount := take(sum)
		if sum.class != class || amount == 0 {
			continue
		}
		if class.CreditNormal() {
			amount = -amount
		}
		lines = append(lines, Line{sum.account, class, daybook.Money{Minor: amount, Currency: d.currency}})
	}
	return lines
}

// ordered lists the accounts by code and name.
func (d *drawing) ordered() []*sum {
	return slices.SortedFunc(maps.Values(d.accounts), func(a, b *sum) int {
		return cmp.Or(compareAccounts(a.account, b.account), cmp.Compare(a.class, b.class))
	})
}

func compareAccounts(a, b daybook.Account) int {
	return cmp.Or(cmp.Compare(a.Code, b.Code), cmp.Compare(a.Name, b.Name), cmp.Compare(a.Type, b.Type))
}

// section is a class of accounts with its sum.
func (d *drawing) section(title string, class daybook.Class, take func(*sum) int64) Section {
	s := Section{Title: title, Class: class, Amount: daybook.Money{Currency: d.currency}, Lines: d.lines(class, take)}
	for _, line := range s.Lines {
		d.keep(increase(&s.Amount.Minor, line.Amount.Minor))
	}
	return s
}

func (d *drawing) keep(err error) {
	if d.err == nil {
		d.err = err
	}
}

func (d *drawing) income() []Section {
	var sections []Section
	total := daybook.Money{Currency: d.currency}
	for _, p := range income() {
		if p.class == "" {
			sections = append(sections, Section{Title: p.title, Amount: total})
			continue
		}
		s := d.section(p.title, p.class, d.within)
		amount := s.Amount.Minor
		if p.less {
			amount = -amount
		}
		d.keep(increase(&total.Minor, amount))
		sections = append(sections, s)
	}
	return sections
}

// balance is the balance sheet; none for a ledger that has income and expenses only.
func (d *drawing) balance() []Section {
	cash, assets := d.section("Cash", daybook.ClassCash, d.close), d.section("Other assets", daybook.ClassAsset, d.close)
	liabilities, equity := d.section("Liabilities", daybook.ClassLiability, d.close), d.section("Equity", daybook.ClassEquity, d.close)
	if !d.has(daybook.ClassCash, daybook.ClassAsset, daybook.ClassLiability, daybook.ClassEquity) {
		return nil
	}
	earnings := d.earnings()
	return []Section{
		cash, assets, d.sumOf(TotalAssets, cash, assets),
		liabilities, equity, earnings, d.sumOf(TotalClaims, liabilities, equity, earnings),
	}
}

func (d *drawing) has(classes ...daybook.Class) bool {
	for _, sum := range d.accounts {
		if slices.Contains(classes, sum.class) {
			return true
		}
	}
	return false
}

// earnings are all income less all costs up to the end, but for those that a balance sheet has in an account of its own.
func (d *drawing) earnings() Section {
	return Section{Title: Earnings, Amount: daybook.Money{Minor: d.earnedIn(func(day daybook.Day) bool { return day > d.closed }), Currency: d.currency}}
}

func (d *drawing) earnedIn(days func(daybook.Day) bool) int64 {
	var total int64
	for day, amount := range d.earned {
		if days(day) {
			d.keep(increase(&total, amount))
		}
	}
	return total
}

func (d *drawing) sumOf(title string, sections ...Section) Section {
	s := Section{Title: title, Amount: daybook.Money{Currency: d.currency}}
	for _, one := range sections {
		d.keep(increase(&s.Amount.Minor, one.Amount.Minor))
	}
	return s
}

// trial lists every account whose side is known, in the order of the statements. Of an account that holds what was
// earned only that is listed which the accounts of income and costs do not show.
func (d *drawing) trial() Trial {
	none := daybook.Money{Currency: d.currency}
	t := Trial{Debit: none, Credit: none}
	shown := d.earnedIn(func(day daybook.Day) bool { return day <= d.closed })
	for _, sum := range d.ordered() {
		amount := sum.close
		if sum.class == daybook.ClassEquity && isResult(sum.account) {
			amount += shown
			shown = 0
		}
		if !sum.sided || amount == 0 {
			continue
		}
		line := TrialLine{Account: sum.account, Class: sum.class, Debit: none, Credit: none}
		line.Debit.Minor, line.Credit.Minor = max(amount, 0), max(-amount, 0)
		d.keep(increase(&t.Debit.Minor, line.Debit.Minor))
		d.keep(increase(&t.Credit.Minor, line.Credit.Minor))
		t.Lines = append(t.Lines, line)
	}
	order := slices.Concat([]daybook.Class{daybook.ClassCash, daybook.ClassAsset, daybook.ClassLiability, daybook.ClassEquity}, daybook.Classes(), []daybook.Class{""})
	slices.SortStableFunc(t.Lines, func(a, b TrialLine) int {
		return cmp.Compare(slices.Index(order, a.Class), slices.Index(order, b.Class))
	})
	return t
}

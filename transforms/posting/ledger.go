package posting

import (
	"cmp"
	"slices"

	"daybook"
	"daybook/config"
)

// classMeasure is the measure of an account class. Revenue and sales and marketing have rules of their own.
func classMeasure(class daybook.Class) daybook.Measure {
	switch class {
	case daybook.ClassRevenue:
		return Revenue
	case daybook.ClassCOGS:
		return COGS
	case daybook.ClassVariable:
		return Variable
	case daybook.ClassSalesMarketing:
		return SalesMarketing
	case daybook.ClassResearch:
		return Research
	case daybook.ClassGeneral:
		return General
	case daybook.ClassOtherIncome:
		return OtherIncome
	case daybook.ClassOtherExpense:
		return OtherExpense
	case daybook.ClassTax:
		return Tax
	case daybook.ClassCash:
		return Cash
	case daybook.ClassAsset:
		return Assets
	case daybook.ClassLiability:
		return Liabilities
	case daybook.ClassEquity:
		return Equity
	}
	return Unmapped
}

// entry posts a ledger line to the measures of its account's class and role; on the cash basis one of a
// transaction waits until the ledger is complete.
func (p *Poster) entry(fact *daybook.Entry) error {
	account := p.account(fact)
	p.balance.add(fact)
	if account.class == "" {
		p.unmapped.add(fact)
	}
	if isTotal(fact) {
		p.totals.held = append(p.totals.held, fact)
		return nil
	}
	if p.rules.Policy.Accounting.Basis == config.AccountingCash && fact.Transaction != "" {
		p.settling.add(fact)
		return nil
	}
	return p.accrue(fact)
}

// accrue posts a ledger line as the ledger dates it, spread over the months of its account. What is spread is prepaid
// until it counts. On the cash basis nothing is spread: what is paid counts when it is paid.
func (p *Poster) accrue(fact *daybook.Entry) error {
	account, amount := p.account(fact), p.natural(fact)
	var span daybook.Range
	if account.over > 0 && p.rules.Policy.Accounting.Basis != config.AccountingCash {
		span = daybook.Range{From: fact.Day, To: fact.Day.AddMonths(account.over) - 1}
		if err := p.spread(fact, span, Assets, deferred(amount, account.class).Neg(), nil); err != nil {
			return err
		}
		if err := p.post(fact, fact.Day, Assets, deferred(amount, account.class), nil); err != nil {
			return err
		}
	}
	for _, measure := range p.ledgerMeasures(account) {
		if err := p.spread(fact, span, measure, amount, nil); err != nil {
			return err
		}
	}
	return nil
}

// deferred is what an amount of income or cost adds to the assets while it does not count yet: a cost is paid ahead,
// income is owed. So the books balance every day, and the indirect cash flow comes to the direct one.
func deferred(amount daybook.Money, class daybook.Class) daybook.Money {
	if class.CreditNormal() {
		return amount.Neg()
	}
	return amount
}

// natural is an entry's amount, positive where it increases the account.
func (p *Poster) natural(fact *daybook.Entry) daybook.Money {
	if fact.Sign == daybook.DebitPositive && p.account(fact).class.CreditNormal() {
		return fact.Amount.Neg()
	}
	return fact.Amount
}

// ledgerMeasures lists what an account adds to, under the policy.
func (p *Poster) ledgerMeasures(account treatment) []daybook.Measure {
	measures := p.classMeasures(account.class)
	if part := roleMeasure(account); part != "" {
		measures = append(measures, part)
	}
	return measures
}

func (p *Poster) classMeasures(class daybook.Class) []daybook.Measure {
	switch class {
	case daybook.ClassRevenue:
		if p.rules.Policy.Revenue.Basis == config.RevenueLedger {
			return []daybook.Measure{Revenue}
		}
		return []daybook.Measure{LedgerRevenue}
	case daybook.ClassSalesMarketing:
		if p.ledgerSpend() {
			return []daybook.Measure{SalesMarketing, Spend}
		}
	}
	return []daybook.Measure{classMeasure(class)}
}

// spread posts an amount over the days of a span, or on the fact's day where there is none.
func (p *Poster) spread(fact daybook.Fact, span daybook.Range, measure daybook.Measure, amount daybook.Money, dimensions map[string]string) error {
	if span.Len() == 0 {
		return p.post(fact, fact.Head().Day, measure, amount, dimensions)
	}
	for i, part := range shares(amount.Minor, span.Len()) {
		day := span.From + daybook.Day(i)
		if err := p.post(fact, day, measure, daybook.Money{Minor: part, Currency: amount.Currency}, dimensions); err != nil {
			return err
		}
	}
	return nil
}

// shares splits an amount into n parts that differ by at most one and sum to it (largest remainder: the
// first parts take what is left over).
func shares(amount int64, n int) []int64 {
	parts := make([]int64, n)
	each, rest := amount/int64(n), amount%int64(n)
	step := int64(cmp.Compare(rest, 0))
	for i := range parts {
		parts[i] = each
		if rest != 0 {
			parts[i] += step
			rest -= step
		}
	}
	return parts
}

// account looks an account up once: ledgers have few accounts and many lines.
func (p *Poster) account(fact *daybook.Entry) treatment {
	account := p.rules.Types.typed(fact)
	t, known := p.accounts[account]
	if !known {
		t = treatmentOf(account, p.rules.Accounts)
		p.accounts[account] = t
	}
	return t
}

// UnmappedAccount is a ledger account that neither a rule nor its exported type gives a class.
type UnmappedAccount struct {
	Source    string
	Account   daybook.Account
	Amounts   []daybook.Money // as they came, one sum for each currency
	Entries   int
	First     daybook.Origin // its first entry, by id
	Suggested daybook.Class  // a guess, for the operator to confirm
	Because   string         // what it rests on
}

type unmappedKey struct {
	source  string
	account daybook.Account
}

type unmapped map[unmappedKey]*UnmappedAccount

func (u unmapped) add(fact *daybook.Entry) {
	key := unmappedKey{fact.Origin.Source, fact.Account}
	seen, known := u[key]
	if !known {
		seen = &UnmappedAccount{Source: key.source, Account: key.account, First: fact.Origin}
		u[key] = seen
	}
	if fact.Origin.ID < seen.First.ID {
		seen.First = fact.Origin
	}
	seen.Entries++
	seen.Amounts = addMoney(seen.Amounts, fact.Amount)
}

// addMoney adds an amount to the sum of its currency.
func addMoney(sums []daybook.Money, amount daybook.Money) []daybook.Money {
	at, found := slices.BinarySearchFunc(sums, amount, func(a, b daybook.Money) int { return cmp.Compare(a.Currency, b.Currency) })
	if !found {
		return slices.Insert(sums, at, amount)
	}
	sums[at].Minor += amount.Minor
	return sums
}

// list begins with the account on which the most hangs, whatever its sign and currency.
func (u unmapped) list(accounts map[daybook.Account]treatment) []UnmappedAccount {
	var all []UnmappedAccount
	for _, account := range u {
		one := *account
		one.Suggested, one.Because = suggest(one.Account, accounts)
		all = append(all, one)
	}
	slices.SortFunc(all, func(a, b UnmappedAccount) int {
		return cmp.Or(b.weight().Cmp(a.weight()), cmp.Compare(a.Source, b.Source), cmp.Compare(a.Account.Code, b.Account.Code),
			cmp.Compare(a.Account.Name, b.Account.Name), cmp.Compare(a.Account.Type, b.Account.Type))
	})
	return all
}

// weight is how much hangs on an account, in major units of any currency.
func (u UnmappedAccount) weight() daybook.Ratio {
	total := daybook.Whole(0)
	for _, amount := range u.Amounts {
		total = total.Add(amount.Abs().Ratio())
	}
	return total
}

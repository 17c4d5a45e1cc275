package report

import (
	"daybook"
	"daybook/internal/sheet"
)

// trial reads a trial balance: each row is an account and what stands on it, in debit and credit columns at the close of
// the day in the title, and signed in columns of earlier days.
func (s *statement) trial() {
	for _, row := range s.body() {
		s.names.add(s.columns.text(row, Account))
	}
	section, sums, accounts := "", [2]int64{}, s.calledTotal()
	for _, row := range s.body() {
		_, name := labelOf(row)
		debit, credit := s.sides(row)
		of := name
		switch {
		case row.Blank():
			s.keep(row.Number, &daybook.Skip{Rule: "blank"})
		case row.Broken != "":
			s.setAside(row, &node{}, fault{-1, broken(row)})
		case sheet.Fold(name.text) == "total" || totalOf(&of) && !accounts[row.Number]:
			s.keepSum(row, total)
			s.balances(row, sums)
		case !s.trialAmounts(row) && footerText(name.text):
			s.keep(row.Number, &daybook.Skip{Rule: "footer"})
		case !s.trialAmounts(row):
			section = s.preset.Types[folded(name.text)]
			s.keep(row.Number, &daybook.Skip{Rule: "account group"})
		default:
			sums[0], sums[1] = sums[0]+debit, sums[1]+credit
			s.levels(row, section)
		}
	}
}

// calledTotal finds the accounts that are called like totals: the total of all accounts foots with them, and not without.
func (s *statement) calledTotal() map[int]bool {
	var all, lines, doubts [2]int64
	rows := map[int]bool{}
	for _, row := range s.body() {
		_, name := labelOf(row)
		sums := &lines
		if sheet.Fold(name.text) == "total" {
			sums = &all
		} else if totalOf(&name) {
			sums, rows[row.Number] = &doubts, true
		}
		debit, credit := s.sides(row)
		sums[0], sums[1] = sums[0]+debit, sums[1]+credit
	}
	if all == lines || all != [2]int64{lines[0] + doubts[0], lines[1] + doubts[1]} {
		return nil
	}
	return rows
}

// pair is the debit and credit columns that hold the balances: those of the year to date, where there are any.
func (s *statement) pair() (debit, credit int) {
	if at := s.columns.at; s.columns.has(Sum) && s.columns.has(SumCredit) {
		return at[Sum], at[SumCredit]
	}
	return s.columns.at[Debit], s.columns.at[Credit]
}

func (s *statement) trialAmounts(row sheet.Row) bool {
	debit, credit := s.pair()
	return row.Cell(debit).Kind != sheet.Empty || row.Cell(credit).Kind != sheet.Empty || s.hasAmounts(row)
}

// sides reads debit and credit; what cannot be read counts as nothing here and is rejected by levels.
func (s *statement) sides(row sheet.Row) (debit, credit int64) {
	d, c := s.pair()
	if money, _, bad := s.money(row, d, daybook.DebitPositive); bad == nil && money != nil {
		debit = money.Minor
	}
	if money, _, bad := s.money(row, c, daybook.DebitPositive); bad == nil && money != nil {
		credit = money.Minor
	}
	return debit, credit
}

// levels makes the balances of an account.
func (s *statement) levels(row sheet.Row, section string) {
	account := s.names.account(s.columns.text(row, Account))
	if code := s.columns.text(row, Code); code != "" {
		account.Code = code
	}
	if account == (daybook.Account{}) {
		s.setAside(row, &node{}, fault{s.columns.at[Account], broken(row)})
		return
	}
	if account.Type = s.columns.text(row, AccountType); account.Type == "" {
		account.Type = section
	}
	d, c := s.pair()
	debit, _, bad := s.money(row, d, daybook.DebitPositive)
	credit, _, worse := s.money(row, c, daybook.DebitPositive)
	for _, fault := range []*fault{bad, worse} {
		if fault != nil {
			s.setAside(row, &node{account: account}, *fault)
			return
		}
	}
	balance, err := less(debit, credit)
	if err != nil {
		s.setAside(row, &node{account: account}, fault{c, err})
		return
	}
	if days := s.period(); days.Len() > 0 {
		s.keep(row.Number, s.entry(row.Number, figure{d, daybook.Range{From: days.To, To: days.To}}, account, balance.Minor, daybook.DebitPositive))
	}
	s.earlier(row, account)
}

// earlier makes the balances of the columns that compare with earlier days.
func (s *statement) earlier(row sheet.Row, account daybook.Account) {
	for _, f := range s.figures {
		money, _, bad := s.money(row, f.column, daybook.DebitPositive)
		switch {
		case bad != nil:
			s.setAside(row, &node{account: account}, *bad)
		case money != nil:
			s.keep(row.Number, s.entry(row.Number, f, account, money.Minor, daybook.DebitPositive))
		}
	}
}

// balances proves a trial balance: debits are credits, and both are the sums of their columns.
func (s *statement) balances(row sheet.Row, sums [2]int64) {
	debit, credit := s.sides(row)
	if debit != credit || debit != sums[0] || credit != sums[1] {
		at, _ := s.pair()
		s.warn("the trial balance does not balance", row.Number, at, "printed", s.shown(debit)+" and "+s.shown(credit),
			"lines", s.shown(sums[0])+" and "+s.shown(sums[1]))
	}
}

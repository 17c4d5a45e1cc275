package spreadsheet

import (
	"daybook"
	"daybook/internal/cells"
	"daybook/internal/chart"
	"daybook/internal/numeral"
	"daybook/internal/sheet"
)

func invoiceLines() *table {
	return &table{
		fields: []field{need("id", words), need("customer", words), need("amount", numbers), need("start", dates), need("end", dates),
			optional("day", dates), optional("plan", words), optional("invoice", words), optional("subscription", words), optional("currency", words)},
		dates: []string{"start"}, at: []string{"amount"}, build: invoiceLine,
	}
}

func invoiceLine(r *record) ([]daybook.Record, error) {
	id, err := r.required("id")
	if err != nil {
		return nil, err
	}
	from, until, err := r.span("start", "end")
	if err != nil {
		return nil, err
	}
	if until == 0 {
		return nil, r.wanted("end", "the first day that is no longer served", "")
	}
	issued, err := r.dayOr("day", from)
	if err != nil {
		return nil, err
	}
	amount, err := r.money("amount")
	if err != nil {
		return nil, err
	}
	texts, err := r.texts("customer", "invoice", "subscription", "plan")
	if err != nil {
		return nil, err
	}
	fact := &daybook.InvoiceLine{Customer: texts[0], Invoice: texts[1], Subscription: texts[2], Plan: texts[3], Amount: amount, From: from, Until: until}
	fact.Day = issued
	return r.finish(fact, id)
}

func entries() *table {
	return &table{
		fields: []field{optional("id", words), need("day", dates), need("account", words), optional("name", words), optional("type", words),
			optional("amount", numbers), optional("side", words), optional("debit", numbers), optional("credit", numbers), optional("currency", words),
			optional("memo", words), optional("transaction", words)},
		oneOf: []string{"amount", "debit", "credit"}, value: "amount", dates: []string{"day"}, at: []string{"amount", "debit", "credit"}, build: entry,
	}
}

func entry(r *record) ([]daybook.Record, error) {
	day, err := r.day("day")
	if err != nil {
		return nil, err
	}
	account, err := r.required("account")
	if err != nil {
		return nil, err
	}
	texts, err := r.texts("id", "name", "type", "memo", "transaction")
	if err != nil {
		return nil, err
	}
	amount, sign, err := r.posted()
	if err != nil {
		return nil, err
	}
	fact := &daybook.Entry{Account: chart.Path(account), Amount: amount, Sign: sign, Transaction: texts[4]}
	if texts[1] != "" {
		fact.Account = daybook.Account{Code: account, Name: texts[1]}
	}
	fact.Account.Type = texts[2]
	fact.Day = day
	return r.finish(fact, texts[0], texts[3])
}

// posted returns what a row posts to its account: debits less credits where it has them, else the amount, on the side
// that is written to it, else with the sign that the configuration gives it.
func (r *record) posted() (daybook.Money, daybook.Sign, error) {
	if r.cell("debit").Kind == sheet.Empty && r.cell("credit").Kind == sheet.Empty {
		if r.column("amount") < 0 {
			return daybook.Money{}, "", r.wanted("debit", "an amount in debit or in credit", "")
		}
		return r.signed()
	}
	debit, err := r.moneyOrZero("debit")
	if err != nil {
		return debit, "", err
	}
	credit, err := r.moneyOrZero("credit")
	if err != nil {
		return credit, "", err
	}
	amount, err := debit.Add(credit.Neg())
	if err != nil {
		err = r.wrong("credit", err)
	}
	return amount, daybook.DebitPositive, err
}

// signed returns the amount of a row that has no debit and credit.
func (r *record) signed() (daybook.Money, daybook.Sign, error) {
	amount, err := r.amount("amount")
	if err != nil {
		return daybook.Money{}, "", err
	}
	side, err := r.side(amount)
	if err != nil {
		return daybook.Money{}, "", err
	}
	money, err := r.rounded("amount", amount)
	switch {
	case side == numeral.Credit:
		return money.Neg(), daybook.DebitPositive, err
	case side == numeral.Debit || r.options.Sign == daybook.DebitPositive:
		return money, daybook.DebitPositive, err
	}
	return money, daybook.Natural, err
}

// side returns the side that an amount is written to: beside it, or in a column of its own.
func (r *record) side(amount cells.Amount) (numeral.Side, error) {
	text, err := r.text("side")
	if err != nil || text == "" {
		return amount.Side, err
	}
	side := numeral.SideOf(text)
	if side == numeral.NoSide || amount.Side != numeral.NoSide && amount.Side != side {
		return side, r.wanted("side", "Dr or Cr, D or C, Debit or Credit", "")
	}
	return side, nil
}

func (r *record) moneyOrZero(name string) (daybook.Money, error) {
	if r.cell(name).Kind == sheet.Empty {
		return daybook.Money{}, nil
	}
	return r.money(name)
}

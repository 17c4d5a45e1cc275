package kpi_test

import (
	"fmt"
	"strings"

	"pgregory.net/rapid"

	"daybook"
)

// keepLedger draws a ledger: lines, what is bought and sold on credit, and statements with totals or balances.
func (g *founder) keepLedger() {
	if g.oneOf("books", "no", "yes", "yes") == "no" {
		return
	}
	for range rapid.IntRange(0, 12).Draw(g.T, "entries") {
		name := g.oneOf("account", "Sales", "Sales", "Flour", "Postage", "Advertising", "Kitchen", "Rent", "Insurance", "Wear", "Old wear", "Interest", "Fines", "Duty",
			"Till", "Till", "Debtors", "Stock", "Oven", "Deposit", "Creditors", "Bank", "Capital",
			"Consulting", "Wages", "Wheat", "Gains", "Losses", "Checking", "Machine", "Shares")
		e := g.entry(name)
		if g.oneOf("negative", "no", "no", "no", "yes") == "yes" {
			e.Amount = e.Amount.Neg()
		}
		g.put(e)
	}
	for range max(0, rapid.IntRange(-3, 8).Draw(g.T, "transactions")) {
		g.onCredit()
	}
	for range max(0, rapid.IntRange(-3, 5).Draw(g.T, "statements")) {
		g.statement()
	}
}

// typeOf is the type of accounts that no rule is about.
var typeOf = map[string]string{
	"Consulting": "Income", "Wages": "Expenses", "Wheat": "Cost of Goods Sold", "Gains": "Other Income", "Losses": "Other Expense",
	"Checking": "Bank", "Machine": "Fixed Assets", "Shares": "Equity",
}

func (g *founder) entry(name string) *daybook.Entry {
	return &daybook.Entry{
		Header: g.head("books"), Account: daybook.Account{Name: name, Type: typeOf[name]}, Amount: g.money(),
		Sign: daybook.Sign(g.oneOf("sign", string(daybook.Natural), string(daybook.DebitPositive))),
	}
}

// onCredit draws a transaction on receivables or payables. All invoices are so many times a box of 10.00, bread of 2.00 and a
// tax of 1.20, and all payments so many times the 13.20 that they come to, so that no share of one has a fraction of a cent. Each
// has a day of its own: what came first on one day nobody can tell.
func (g *founder) onCredit() {
	units, day := int64(rapid.IntRange(1, 4).Draw(g.T, "units")), g.day()
	for g.busy[day] {
		day++
	}
	g.busy[day] = true
	lines := map[string]map[string]int64{
		"invoice": {"Debtors": 1320, "Sales": -1000, "Other sales": -200, "VAT": -120}, "half paid": {"Debtors": 660, "Till": 660, "Sales": -1000, "Other sales": -200, "VAT": -120},
		"credit note": {"Debtors": -1320, "Sales": 1000, "Other sales": 200, "VAT": 120}, "payment": {"Debtors": -1320, "Till": 1320},
		"bill": {"Creditors": -1000, "Flour": 1000}, "paid bill": {"Creditors": 1000, "Till": -1000}, "at once": {"Rent": 500, "Till": -500},
		"less a fee": {"Debtors": -1320, "Till": 1300, "Rent": 20}, "discount": {"Creditors": 1000, "Till": -990, "Interest": -10},
	}
	what := g.oneOf("transaction", "invoice", "invoice", "half paid", "credit note", "payment", "payment", "less a fee", "bill", "paid bill", "discount", "at once")
	transaction := fmt.Sprintf("%s %d", what, len(g.facts))
	for _, name := range []string{"Debtors", "Creditors", "Till", "Sales", "Other sales", "VAT", "Flour", "Rent", "Interest"} {
		if debit := lines[what][name]; debit != 0 {
			e := &daybook.Entry{Header: g.head("books"), Account: daybook.Account{Name: name}, Transaction: transaction, Sign: daybook.DebitPositive}
			e.Day, e.Amount = day, daybook.Money{Minor: units * debit, Currency: g.own}
			g.put(e)
		}
	}
}

// statement draws a total of a month or a quarter, or a balance at the end of a month.
func (g *founder) statement() {
	e := g.entry(g.oneOf("account of the statement", "Sales", "Sales", "Rent", "Flour", "Till", "Stock"))
	e.Amount.Currency = g.own
	month := (daybook.Calendar{}).Unit("month", e.Day)
	switch g.oneOf("statement", "month", "quarter", "balance") {
	case "month":
		e.Span = month
	case "quarter":
		e.Span = (daybook.Calendar{}).Unit("quarter", e.Day)
	case "balance":
		e.Day, e.Level = month.To, true
	}
	if !e.Span.IsZero() {
		e.Day = e.Span.To
	}
	e.Origin.ID = strings.Join([]string{e.Account.Name, e.Day.String(), e.Span.String()}, " ") // a statement says a thing once
	g.put(e)
}

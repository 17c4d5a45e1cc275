package kpi_test

import (
	"pgregory.net/rapid"

	"daybook"
)

// keepLedger draws entries: lines, totals of months, and transactions on credit.
func (g *founder) keepLedger() {
	if g.oneOf("books", "no", "yes", "yes") == "no" {
		return
	}
	for range rapid.IntRange(0, 12).Draw(g.T, "entries") {
		name := g.oneOf("account", "Sales", "Sales", "Flour", "Postage", "Advertising", "Kitchen", "Rent", "Insurance", "Wear", "Interest", "Fines", "Duty",
			"Till", "Till", "Debtors", "Stock", "Oven", "Deposit", "Creditors", "Bank", "Capital")
		e := g.entry(name)
		if g.oneOf("negative", "no", "no", "no", "yes") == "yes" {
			e.Amount = e.Amount.Neg()
		}
		g.put(e)
	}
}

func (g *founder) entry(name string) *daybook.Entry {
	return &daybook.Entry{
		Header: g.head("books"), Account: daybook.Account{Name: name}, Amount: g.money(),
		Sign: daybook.Sign(g.oneOf("sign", string(daybook.Natural), string(daybook.DebitPositive))),
	}
}

package bakery

import "daybook"

// account is an account of the books.
type account struct {
	code   string
	name   string
	parent *account // nil for an account at the top
	class  daybook.Class
}

// label is the account as a group of a report is headed: "4010 Box subscriptions".
func (a *account) label() string { return a.code + " " + a.name }

// path is the account as a split names it: "4010 Sales:Box subscriptions".
func (a *account) path() string {
	if a.parent == nil {
		return a.label()
	}
	return a.code + " " + a.parent.name + ":" + a.name
}

// chart is the chart of accounts. No account that has sub-accounts is posted to.
type chart struct {
	checking, clearing, ovens, payable, loan, equity, draws           *account
	sales, box, counter, cake, returned                               *account
	cogs, ingredients, packaging, delivery                            *account
	advertising, google, instagram, rewards, flyers                   *account
	fees, rent, payroll, wages, payrollTaxes                          *account
	software, insurance, utilities, repairs, interestEarned, interest *account
	incomeTax                                                         *account
	all                                                               []*account // in the order of their codes
}

func newChart() *chart {
	c := &chart{}
	add := func(code, name string, parent *account, class daybook.Class) *account {
		a := &account{code, name, parent, class}
		c.all = append(c.all, a)
		return a
	}
	c.balanceSheet(add)
	c.incomeStatement(add)
	return c
}

type adder func(code, name string, parent *account, class daybook.Class) *account

func (c *chart) balanceSheet(add adder) {
	c.checking = add("1000", "Checking", nil, daybook.ClassCash)
	c.clearing = add("1050", "Stripe clearing", nil, daybook.ClassAsset)
	c.ovens = add("1500", "Ovens and equipment", nil, daybook.ClassAsset)
	c.payable = add("2000", "Accounts Payable (A/P)", nil, daybook.ClassLiability)
	c.loan = add("2500", "Oven loan", nil, daybook.ClassLiability)
	c.equity = add("3000", "Owner's equity", nil, daybook.ClassEquity)
	c.draws = add("3100", "Owner's draws", nil, daybook.ClassEquity)
}

func (c *chart) incomeStatement(add adder) {
	c.sales = add("4000", "Sales", nil, daybook.ClassRevenue)
	c.box = add("4010", "Box subscriptions", c.sales, daybook.ClassRevenue)
	c.counter = add("4020", "Counter sales", c.sales, daybook.ClassRevenue)
	c.cake = add("4030", "Web shop cakes", c.sales, daybook.ClassRevenue)
	c.returned = add("4090", "Refunds and chargebacks", c.sales, daybook.ClassRevenue)
	c.cogs = add("5000", "Cost of goods sold", nil, daybook.ClassCOGS)
	c.ingredients = add("5010", "Ingredients", c.cogs, daybook.ClassCOGS)
	c.packaging = add("5020", "Packaging", c.cogs, daybook.ClassCOGS)
	c.delivery = add("5030", "Box delivery", c.cogs, daybook.ClassCOGS)
	c.advertising = add("6000", "Advertising and marketing", nil, daybook.ClassSalesMarketing)
	c.google = add("6010", "Google Ads", c.advertising, daybook.ClassSalesMarketing)
	c.instagram = add("6020", "Instagram", c.advertising, daybook.ClassSalesMarketing)
	c.rewards = add("6030", "Friend rewards", c.advertising, daybook.ClassSalesMarketing)
	c.flyers = add("6040", "Flyers", c.advertising, daybook.ClassSalesMarketing)
	c.fees = add("6100", "Merchant fees", nil, daybook.ClassVariable)
	c.rent = add("6200", "Rent", nil, daybook.ClassGeneral)
	c.payroll = add("6300", "Payroll", nil, daybook.ClassGeneral)
	c.wages = add("6310", "Wages", c.payroll, daybook.ClassGeneral)
	c.payrollTaxes = add("6320", "Payroll taxes", c.payroll, daybook.ClassGeneral)
	c.software = add("6400", "Software", nil, daybook.ClassGeneral)
	c.insurance = add("6500", "Insurance", nil, daybook.ClassGeneral)
	c.utilities = add("6600", "Utilities", nil, daybook.ClassGeneral)
	c.repairs = add("6700", "Repairs and maintenance", nil, daybook.ClassGeneral)
	c.interestEarned = add("7000", "Interest earned", nil, daybook.ClassOtherIncome)
	c.interest = add("8000", "Interest paid", nil, daybook.ClassOtherExpense)
	c.incomeTax = add("9000", "Income taxes", nil, daybook.ClassTax)
}

// children are the accounts below one, in order; nil asks for the top.
func (c *chart) children(parent *account) []*account {
	var below []*account
	for _, a := range c.all {
		if a.parent == parent {
			below = append(below, a)
		}
	}
	return below
}

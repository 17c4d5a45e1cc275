package bakery

import (
	"cmp"
	"slices"
	"time"

	"daybook"
)

// keepBooks writes the books of the whole history, day by day.
func (c *Company) keepBooks() {
	c.books = ledger{chart: newChart(), numbers: map[string]int{}}
	b, a := &c.books, c.books.chart
	b.post(c.days.From, "Journal Entry", "", "Opening balances", leg{a.checking, 24_000_00}, leg{a.ovens, 46_000_00},
		leg{a.loan, -30_000_00}, leg{a.equity, -40_000_00})
	luck := c.chance(streamBooks)
	for n, t := range c.trade {
		c.bookSales(t)
		c.bookPurchases(t.day, c.trade[:n+1])
		c.bookPayroll(t.day)
		c.bookHouse(t.day, luck)
		c.bookOwner(t.day)
		c.bookAdvertising(t.day)
	}
	c.bookPayouts()
	slices.SortFunc(b.transactions, func(x, y *transaction) int { return cmp.Or(cmp.Compare(x.day, y.day), cmp.Compare(x.order, y.order)) })
}

// bookSales is the day's takings: the counter's go to the bank, the web's to Stripe.
func (c *Company) bookSales(t tradeDay) {
	b, a := &c.books, c.books.chart
	b.post(t.day, "Deposit", "Counter", "Counter sales", leg{a.checking, t.counter}, leg{a.counter, -t.counter})
	b.post(t.day, "Journal Entry", "Stripe", "Daily sales, Stripe", leg{a.clearing, t.box + t.cake - t.returned - t.fees},
		leg{a.box, -t.box}, leg{a.cake, -t.cake}, leg{a.returned, t.returned}, leg{a.fees, t.fees})
}

func (c *Company) bookPayouts() {
	for _, m := range c.balance {
		if m.kind == "payout" {
			c.books.post(c.day(m.created), "Transfer", "", "Stripe payout", leg{c.books.chart.checking, -m.cents}, leg{c.books.chart.clearing, m.cents})
		}
	}
}

// bookPurchases is what the suppliers bill for the days since their last bill; it is paid two weeks later.
func (c *Company) bookPurchases(day daybook.Day, until []tradeDay) {
	var used tradeDay
	for n := len(until) - 1; n >= 0 && (n == len(until)-1 || !c.billed(until[n].day)); n-- {
		used.ingredients += until[n].ingredients
		used.packaging += until[n].packaging
		used.delivery += until[n].delivery
	}
	if !c.billed(day) {
		return
	}
	a := c.books.chart
	c.bill(day, "Hudson Mills", "Flour, butter, eggs", a.ingredients, used.ingredients)
	c.bill(day, "Paper & Twine Co.", "Boxes and bags", a.packaging, used.packaging)
	c.bill(day, "Velo Couriers", "Box delivery", a.delivery, used.delivery)
}

// billed reports whether the suppliers bill on a day: twice a week, and when a month or the history ends.
func (c *Company) billed(day daybook.Day) bool {
	return day.Weekday() == time.Monday || day.Weekday() == time.Thursday || isMonthEnd(day) || day == c.days.To
}

func (c *Company) bill(day daybook.Day, vendor, memo string, cost *account, cents int64) {
	b := &c.books
	b.post(day, "Bill", vendor, memo, leg{cost, cents}, leg{b.chart.payable, -cents})
	if due := day + 14; due <= c.days.To {
		b.pay(due, "Bill Payment (Check)", vendor, "", b.chart.payable, cents)
	}
}

// bookPayroll pays wages every other Friday.
func (c *Company) bookPayroll(day daybook.Day) {
	if day.Weekday() != time.Friday || int(day)/7%2 != 0 {
		return
	}
	a, gross := c.books.chart, int64(c.grown(3_600_00, 8_400_00, day))
	taxes := gross * 765 / 10_000 // the employer's share of social security and Medicare
	c.books.post(day, "Journal Entry", "Payroll", "Wages, two weeks", leg{a.wages, gross}, leg{a.payrollTaxes, taxes}, leg{a.checking, -gross - taxes})
}

// bookHouse is what the house costs whether it sells or not.
func (c *Company) bookHouse(day daybook.Day, luck chance) {
	b, a := &c.books, c.books.chart
	_, _, date := day.Date()
	switch date {
	case 1:
		b.pay(day, "Check", "Orchard Street Realty", "Rent", a.rent, int64(3_200_00+c.grown(0, 2, day)*150_00))
	case 2:
		b.pay(day, "Expense", "Register & Co.", "Point of sale and web shop", a.software, 189_00)
	case 5:
		b.pay(day, "Expense", "Five Boroughs Mutual", "Liability insurance", a.insurance, 310_00)
	case 18:
		b.pay(day, "Expense", "City Power & Gas", "Electricity and gas", a.utilities, int64(luck.between(420_00, 690_00)))
	}
	if luck.permille(12) {
		b.pay(day, "Expense", "Oven Doctors", "Repair", a.repairs, int64(luck.between(90_00, 640_00)))
	}
}

// bookOwner is the loan, the interest, the taxes and what the owner takes home.
func (c *Company) bookOwner(day daybook.Day) {
	b, a := &c.books, c.books.chart
	_, month, date := day.Date()
	switch {
	case date == 15:
		interest := int64(c.grown(162_00, 110_00, day))
		b.post(day, "Expense", "Harbor Credit Union", "Oven loan", leg{a.loan, 400_00}, leg{a.interest, interest}, leg{a.checking, -400_00 - interest})
	case date == 28:
		b.pay(day, "Check", "", "Owner's draw", a.draws, int64(c.grown(1_500_00, 4_500_00, day)))
	case isMonthEnd(day):
		b.post(day, "Deposit", "Harbor Credit Union", "Interest", leg{a.checking, 1_84}, leg{a.interestEarned, -1_84})
	}
	if date == 16 && (month == time.January || month == time.April || month == time.June || month == time.September) {
		b.pay(day, "Check", "United States Treasury", "Estimated income tax", a.incomeTax, int64(c.grown(1_100_00, 4_200_00, day)))
	}
}

// bookAdvertising books the month's marketing on its last day, as the bills come: the workbook knows the days.
func (c *Company) bookAdvertising(day daybook.Day) {
	if !isMonthEnd(day) && day != c.days.To {
		return
	}
	a := c.books.chart
	year, month, _ := day.Date()
	spent := c.spent(daybook.Range{From: max(daybook.NewDay(year, month, 1), c.days.From), To: day})
	bills := []struct {
		channel, vendor string
		account         *account
	}{{google, "Google", a.google}, {instagram, "Meta", a.instagram}, {referral, "Friends of the bakery", a.rewards}, {walkIn, "Corner Print", a.flyers}}
	for _, bill := range bills {
		c.books.pay(day, "Expense", bill.vendor, "Marketing of the month", bill.account, spent[bill.channel])
	}
}

// spent sums the workbook's outlays by channel.
func (c *Company) spent(days daybook.Range) map[string]int64 {
	sums := map[string]int64{}
	for _, today := range c.marketing {
		if !days.Contains(today.day) {
			continue
		}
		for _, o := range today.outlays {
			sums[o.channel] += o.cents
		}
	}
	return sums
}

func isMonthEnd(day daybook.Day) bool {
	_, _, next := (day + 1).Date()
	return next == 1
}

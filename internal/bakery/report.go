package bakery

import (
	"fmt"
	"strings"
	"time"

	"daybook"
)

// report is a QuickBooks Online report as rows of cells, for whichever file it ends up in.
type report struct {
	title    string
	days     daybook.Range
	balances bool // General Ledger: accounts of the balance sheet begin with their balance
	books    *ledger
	rows     []reportRow
}

// reportRow is one row: text cells, and in the last two columns amounts where there are any.
type reportRow struct {
	text    [7]string
	amount  *int64
	balance *int64
	total   bool // totals are shown with a currency sign
}

const companyName = "The Daily Crumb LLC"

var reportHeader = [...]string{"", "Date", "Transaction Type", "Num", "Name", "Memo/Description", "Split", "Amount", "Balance"}

// period is how QuickBooks writes the days of a report: "January 1 - December 31, 2024".
func (r *report) period() string {
	year, from, first := r.days.From.Date()
	_, to, last := r.days.To.Date()
	return fmt.Sprintf("%s %d - %s %d, %d", from, first, to, last, year)
}

// footer is QuickBooks' last line: when the report was made.
func (r *report) footer() string {
	made := (r.days.To + 1).Start(time.UTC)
	return made.Format("Monday, Jan 02, 2006") + " 09:12:40 AM GMT-05:00 - Accrual Basis"
}

// build lays out every account that has something to show.
func (r *report) build() {
	for _, a := range r.books.chart.children(nil) {
		r.group(a, 0)
	}
}

// group is an account with its transactions, its sub-accounts and its total; an account with nothing to show
// is left out.
func (r *report) group(a *account, depth int) (total int64, some bool) {
	head := len(r.rows)
	indent := strings.Repeat("   ", depth)
	r.add(reportRow{text: [7]string{indent + a.label()}})
	total, some = r.lines(a)
	children := r.books.chart.children(a)
	for _, child := range children {
		below, more := r.group(child, depth+1)
		total, some = total+below, some || more
	}
	if !some {
		r.rows = r.rows[:head]
		return 0, false
	}
	label := indent + "Total for " + a.label()
	if len(children) > 0 {
		label += " with sub-accounts"
	}
	r.add(reportRow{text: [7]string{label}, amount: new(total), total: true})
	return total, true
}

func (r *report) lines(a *account) (total int64, some bool) {
	var balance int64
	if r.balances && onBalanceSheet(a) {
		balance = r.before(a)
		r.add(reportRow{text: [7]string{"", "Beginning Balance"}, balance: new(balance)})
		some = balance != 0
	}
	for _, t := range r.books.transactions {
		for n, l := range t.legs {
			if l.account != a || !r.days.Contains(t.day) {
				continue
			}
			total, balance, some = total+l.natural(), balance+l.natural(), true
			r.add(reportRow{text: [7]string{"", usDate(t.day), t.kind, t.num, t.name, t.memo, t.split(n)}, amount: new(l.natural()), balance: new(balance)})
		}
	}
	return total, some
}

// onBalanceSheet reports whether an account carries its balance from year to year.
func onBalanceSheet(a *account) bool {
	switch a.class {
	case daybook.ClassCash, daybook.ClassAsset, daybook.ClassLiability, daybook.ClassEquity:
		return true
	}
	return false
}

// before is an account's balance when the report begins.
func (r *report) before(a *account) int64 {
	var balance int64
	for _, t := range r.books.transactions {
		for _, l := range t.legs {
			if l.account == a && t.day < r.days.From {
				balance += l.natural()
			}
		}
	}
	return balance
}

func (r *report) add(row reportRow) { r.rows = append(r.rows, row) }

func usDate(day daybook.Day) string { return day.Start(time.UTC).Format("01/02/2006") }

// dollars writes cents as QuickBooks does: "-1,234.50".
func dollars(n int64) string {
	text := fmt.Sprintf("%d.%02d", max(n, -n)/100, max(n, -n)%100)
	for at := len(text) - 6; at > 0; at -= 3 {
		text = text[:at] + "," + text[at:]
	}
	if n < 0 {
		return "-" + text
	}
	return text
}

package bakery

import (
	"bytes"
	"encoding/csv"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"daybook"
)

// reader reads a report as a person does: line by line, account within account.
type reader struct {
	t      *testing.T
	open   []*heading
	totals map[string]string
}

// heading is an account whose total has not come yet.
type heading struct {
	account      string
	sum, balance int64
}

// totals returns the total of each account, checked against the lines under its heading.
func totals(t *testing.T, rows [][]string) map[string]string {
	t.Helper()
	r := &reader{t: t, totals: map[string]string{}}
	for n, row := range rows[5:] {
		row = append(slices.Clone(row), make([]string, 9-min(len(row), 9))...)
		if !strings.Contains(row[0], "Accrual Basis") && row[0]+row[1] != "" {
			r.read(n+6, strings.TrimLeft(row[0], " "), row)
		}
	}
	if len(r.open) > 0 {
		t.Fatalf("%s has no total", r.open[0].account)
	}
	return r.totals
}

func (r *reader) read(line int, name string, row []string) {
	r.t.Helper()
	if name == "" {
		r.amounts(line, r.open[len(r.open)-1], row)
		return
	}
	account, closes := strings.CutPrefix(name, "Total for ")
	if !closes {
		r.open = append(r.open, &heading{account: name})
		return
	}
	last, total := r.open[len(r.open)-1], amountOf(r.t, row[7])
	if account = strings.TrimSuffix(account, " with sub-accounts"); account != last.account || total != last.sum {
		r.t.Fatalf("row %d: %s of %d, but %s has %d", line, name, total, last.account, last.sum)
	}
	r.totals[account] = row[7]
	if r.open = r.open[:len(r.open)-1]; len(r.open) > 0 {
		r.open[len(r.open)-1].sum += total
	}
}

func (r *reader) amounts(line int, in *heading, row []string) {
	r.t.Helper()
	if row[1] == "Beginning Balance" {
		in.balance = amountOf(r.t, row[8])
		return
	}
	in.sum += amountOf(r.t, row[7])
	if in.balance += amountOf(r.t, row[7]); in.balance != amountOf(r.t, row[8]) {
		r.t.Fatalf("row %d: the balance is %s, wanted %d", line, row[8], in.balance)
	}
}

// amountOf reads "-$1,234.50", "1234.5" and "7".
func amountOf(t *testing.T, text string) int64 {
	t.Helper()
	d, err := daybook.ParseDecimal(strings.NewReplacer("$", "", ",", "").Replace(text))
	if err != nil {
		t.Fatal(err)
	}
	amount, err := daybook.MoneyOf(d, Currency)
	if err != nil {
		t.Fatal(err)
	}
	return amount.Minor
}

func readDetail(t *testing.T, c *Company, days daybook.Range) [][]string {
	t.Helper()
	var file bytes.Buffer
	if err := c.writeDetail(&file, days); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(&file).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func TestTheCSVExportIsATransactionDetailByAccount(t *testing.T) {
	c := generate(t, usual())
	days := c.years()[2]
	rows := readDetail(t, c, days)
	want := [][]string{
		{"The Daily Crumb LLC", "", "", "", "", "", "", "", ""},
		{"Transaction Detail by Account", "", "", "", "", "", "", "", ""},
		{"January 1 - November 22, 2025", "", "", "", "", "", "", "", ""},
		{"", "", "", "", "", "", "", "", ""},
		{"", "Date", "Transaction Type", "Num", "Name", "Memo/Description", "Split", "Amount", "Balance"},
		{"1000 Checking", "", "", "", "", "", "", "", ""},
	}
	if diff := cmp.Diff(want, rows[:6]); diff != "" {
		t.Errorf("the head (-wanted +found):\n%s", diff)
	}
	if rows[len(rows)-1][0] != "Sunday, Nov 23, 2025 09:12:40 AM GMT-05:00 - Accrual Basis" {
		t.Errorf("the footer is %q", rows[len(rows)-1][0])
	}
	shown := totals(t, rows)
	if sales, truth := shown["4000 Sales"], c.Truth().Over(days).Revenue; amountOf(t, sales) != truth || !strings.HasPrefix(sales, "$") {
		t.Errorf("the total of sales is %s, wanted %d cents", sales, truth)
	}
	if refunds := shown["4090 Refunds and chargebacks"]; !strings.HasPrefix(refunds, "-$") {
		t.Errorf("the total of refunds is %s, wanted a negative one", refunds)
	}
}

func TestTheExcelExportIsAGeneralLedgerWithBalances(t *testing.T) {
	c := generate(t, usual())
	days := c.years()[1]
	var file bytes.Buffer
	if err := c.writeGeneralLedger(&file, days); err != nil {
		t.Fatal(err)
	}
	book, err := excelize.OpenReader(&file)
	if err != nil {
		t.Fatal(err)
	}
	rows, err := book.GetRows("General Ledger")
	if err != nil {
		t.Fatal(err)
	}
	if rows[1][0] != "General Ledger" || rows[2][0] != "January 1 - December 31, 2024" {
		t.Errorf("the titles are %v", rows[:3])
	}
	if diff := cmp.Diff([]string{"", "Beginning Balance"}, rows[6][:2]); diff != "" {
		t.Errorf("checking does not begin with its balance: %s", diff)
	}
	if sales, truth := totals(t, rows)["4000 Sales"], c.Truth().Over(days).Revenue; amountOf(t, sales) != truth {
		t.Errorf("the total of sales is %s, wanted %d cents", sales, truth)
	}
}

func TestTheExportsOfAllYearsHoldEveryLegOnce(t *testing.T) {
	c := generate(t, usual())
	exported, legs := 0, 0
	for _, days := range c.years() {
		for _, row := range readDetail(t, c, days)[5:] {
			exported += count(row[0] == "" && row[1] != "")
		}
	}
	for _, b := range c.books.transactions {
		legs += len(b.legs)
	}
	if exported != legs {
		t.Errorf("found %d lines, wanted %d", exported, legs)
	}
}

func TestAmountsAreWrittenAsQuickBooksDoes(t *testing.T) {
	for cents, want := range map[int64]string{0: "0.00", 5: "0.05", -5: "-0.05", 99999: "999.99", 100000: "1,000.00", -123456789: "-1,234,567.89"} {
		if found := dollars(cents); found != want {
			t.Errorf("%d: found %s, wanted %s", cents, found, want)
		}
	}
}

func openWorkbook(t *testing.T, c *Company) *excelize.File {
	t.Helper()
	var file bytes.Buffer
	if err := c.writeWorkbook(&file); err != nil {
		t.Fatal(err)
	}
	book, err := excelize.OpenReader(&file)
	if err != nil {
		t.Fatal(err)
	}
	return book
}

func TestTheWorkbookHasTitlesRealDatesAMergedHeadingAndATotal(t *testing.T) {
	o := usual()
	o.Days = 30
	c := generate(t, o)
	book := openWorkbook(t, c)
	rows, err := book.GetRows("Spend")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"Date", "Channel", "Campaign", "Cost"}, rows[2]); diff != "" {
		t.Errorf("the header (-wanted +found):\n%s", diff)
	}
	if date, _ := book.GetCellValue("Spend", "A4", excelize.Options{RawCellValue: true}); rows[3][0] != "2025-10-24" || date != "45954" {
		t.Errorf("the first day is shown as %s and stored as %s", rows[3][0], date)
	}
	merged, err := book.GetMergeCells("Spend")
	if err != nil || len(merged) != 2 || merged[1].GetCellValue() != "Where" {
		t.Errorf("merged cells: %v %v", merged, err)
	}
	var spend int64
	for _, cents := range c.Truth().Over(c.days).Spend {
		spend += cents
	}
	last := rows[len(rows)-1]
	if last[0] != "Total" || amountOf(t, last[3]) != spend {
		t.Errorf("the last row is %v, wanted a total of %d cents", last, spend)
	}
}

func TestRowsAreBrokenOnlyWhereAskedFor(t *testing.T) {
	o := usual()
	o.Days = 30
	sound, err := openWorkbook(t, generate(t, o)).GetRows("Spend")
	if err != nil {
		t.Fatal(err)
	}
	o.Broken = true
	broken, err := openWorkbook(t, generate(t, o)).GetRows("Spend")
	if err != nil {
		t.Fatal(err)
	}
	n := len(sound) - 1 // the total stays last
	want := [][]string{{"the day after the fair", "google", "Brand", "18.5"}, {"2025-11-22", "instagram", "Stories", "n/a"},
		{"2025-11-22", "google", "Brand", "about twenty"}, sound[n]}
	if diff := cmp.Diff(append(sound[:n:n], want...), broken); diff != "" {
		t.Errorf("(-wanted +found):\n%s", diff)
	}
}

func TestVisitsAreTheTruths(t *testing.T) {
	o := usual()
	o.Days = 30
	c := generate(t, o)
	rows, err := openWorkbook(t, c).GetRows("Visits")
	if err != nil {
		t.Fatal(err)
	}
	var visits int64
	for _, row := range rows[2:] {
		visits += amountOf(t, row[1]) / 100
	}
	if truth := c.Truth().Over(c.days).Visits; visits != truth || len(rows) != 32 {
		t.Errorf("found %d visits in %d rows, wanted %d", visits, len(rows), truth)
	}
}

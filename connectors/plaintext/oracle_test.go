package plaintext_test

import (
	"encoding/csv"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"daybook"
	"daybook/config"
	"daybook/connectors"
	"daybook/connectors/plaintext"
	"daybook/internal/numeral"
	"daybook/internal/testhledger"
	"daybook/pipeline"
	"daybook/pipeline/journal"
)

// years are the days of the generated journal.
var years = daybook.Range{From: daybook.NewDay(2023, 1, 1), To: daybook.NewDay(2024, 12, 31)}

// generated writes a journal of a bakery's two years: sales for cash and on account, their settlement, flour and rent,
// refunds, loans, transfers, splits over many accounts.
func generated(transactions int) string {
	chance := rand.New(rand.NewPCG(4, 2024))
	var text strings.Builder
	text.WriteString("2022-12-31 opening\n  assets:bank:checking  $25000.00\n  equity:opening\n\n")
	for range transactions {
		day := years.From + daybook.Day(chance.IntN(years.Len()))
		cents := 1 + chance.Int64N(500_000)
		amount := func(c int64) string { return "$" + daybook.Decimal{Coefficient: c, Scale: 2}.String() }
		fmt.Fprintf(&text, "%s * \"%d, %d\" a buyer | a box\n", day, chance.IntN(1000), cents)
		switch chance.IntN(9) {
		case 0, 1:
			fmt.Fprintf(&text, "  assets:receivable  %s\n  income:sales:box  %s\n  income:sales:shop\n", amount(cents), amount(-cents/3))
		case 2:
			fmt.Fprintf(&text, "  assets:bank:checking  %s\n  assets:receivable\n", amount(cents))
		case 3:
			fmt.Fprintf(&text, "  expenses:cogs:flour  %s\n  liabilities:payable\n", amount(cents/2))
		case 4:
			fmt.Fprintf(&text, "  liabilities:payable  %s\n  assets:bank:checking\n", amount(cents/2))
		case 5:
			fmt.Fprintf(&text, "  expenses:rent  %s\n  expenses:ads  %s\n  liabilities:card\n", amount(cents/4), amount(cents/9))
		case 6:
			fmt.Fprintf(&text, "  income:sales:box  %s\n  assets:cash\n", amount(cents/20))
		case 7:
			fmt.Fprintf(&text, "  assets:cash  %s\n  income:sales:shop\n", amount(cents/5))
		case 8:
			fmt.Fprintf(&text, "  assets:bank:savings  %s\n  assets:bank:checking\n", amount(cents))
		}
		text.WriteString("\n")
	}
	return text.String()
}

const books = `
company: {name: Oracle, currency: USD}
book: book.db
sources: [{name: books, type: plaintext, path: journal.csv}]
kpis: {periods: [month]}
`

// oracle is a journal as hledger has it, and a book that has read its CSV.
type oracle struct {
	t       *testing.T
	journal string
	book    *journal.Book
	figures map[daybook.Key]daybook.Revision
}

func ask(t *testing.T, command string) oracle {
	t.Helper()
	dir := t.TempDir()
	path := filepath.Join(dir, "books.journal")
	write := func(path, content string) {
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write(path, generated(3000))
	write(filepath.Join(dir, "journal.csv"), testhledger.Run(t, path, command, "-O", "csv"))
	write(filepath.Join(dir, "daybook.yaml"), books)
	loaded, err := config.Load(filepath.Join(dir, "daybook.yaml"), func(string) (string, bool) { return "", false })
	if err != nil {
		t.Fatal(err)
	}
	now := func() time.Time { return (years.To + 1).Start(time.UTC) }
	o := oracle{t: t, journal: path, figures: map[daybook.Key]daybook.Revision{}}
	if o.book, err = journal.Open(t.Context(), loaded.Book.Reveal(), journal.Options{Company: loaded.Company.Name, Now: now}); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { o.book.Close() })
	p, err := pipeline.New(loaded, o.book, pipeline.Parts{Connectors: []connectors.Connector{plaintext.Connector()}, Now: now, Log: slog.New(slog.DiscardHandler), Holder: "oracle"})
	if err != nil {
		t.Fatal(err)
	}
	report, err := p.Run(t.Context(), pipeline.Options{Command: "backfill", Days: years})
	if err != nil || report.Rejects > 0 || len(report.Notices) > 0 {
		t.Fatalf("%d rejects, notices %v, %v", report.Rejects, report.Notices, err)
	}
	o.read()
	return o
}

func (o *oracle) read() {
	for revision, err := range o.book.Snapshots(o.t.Context(), journal.SnapshotQuery{}) {
		if err != nil {
			o.t.Fatal(err)
		}
		o.figures[revision.Key] = revision
	}
}

// statement is a table of hledger's: the amounts of a row by the months in its header.
func (o *oracle) statement(arguments ...string) map[string]map[string]daybook.Ratio {
	o.t.Helper()
	reader := csv.NewReader(strings.NewReader(testhledger.Run(o.t, o.journal, append(arguments, "-O", "csv", "--monthly", "-b", "2023-01-01", "-e", "2025-01-01", "--flat")...)))
	reader.FieldsPerRecord = -1
	rows, err := reader.ReadAll()
	if err != nil {
		o.t.Fatal(err)
	}
	found, months, section := map[string]map[string]daybook.Ratio{}, []string(nil), ""
	for _, row := range rows {
		switch {
		case strings.EqualFold(row[0], "account"):
			months = row[1:]
		case len(months) == 0:
		case strings.Join(row[1:], "") == "":
			section = row[0]
		default:
			line := map[string]daybook.Ratio{}
			for i, text := range row[1:] {
				line[months[i]] = number(o.t, text)
			}
			found[strings.Trim(section+" "+row[0], " :")] = line
		}
	}
	return found
}

func number(t testing.TB, text string) daybook.Ratio {
	t.Helper()
	found, err := numeral.ParseNumber(text, numeral.Point)
	if err != nil {
		t.Fatal(err)
	}
	return found.Value.Ratio()
}

// agrees compares a KPI with a row of a statement, month by month.
func (o *oracle) agrees(what string, row map[string]daybook.Ratio, kpi func(daybook.Day) daybook.Ratio) {
	o.t.Helper()
	if len(row) != 24 {
		o.t.Fatalf("%s: hledger has %d months, wanted 24", what, len(row))
	}
	for month, want := range row {
		first, err := time.Parse("2006-01", month)
		if err != nil {
			o.t.Fatal(err)
		}
		end := daybook.NewDay(first.Year(), first.Month()+1, 0)
		if got := kpi(end); !got.Equal(want) {
			o.t.Errorf("%s of %s: %s, and hledger says %s", what, month, got.Text(2), want.Text(2))
		}
	}
}

func (o *oracle) figure(kpi string, part func(daybook.Revision) string) func(daybook.Day) daybook.Ratio {
	return func(end daybook.Day) daybook.Ratio {
		found, published := o.figures[daybook.Key{KPI: kpi, Period: "month", Day: end}]
		if !published {
			o.t.Fatalf("%s of %s is not published", kpi, end)
		}
		return number(o.t, part(found))
	}
}

func value(r daybook.Revision) string     { return r.Value }
func numerator(r daybook.Revision) string { return r.Numerator }

func TestHledgersStatementsAreDaybooksFigures(t *testing.T) {
	for _, command := range []string{"print", "register"} {
		t.Run(command, func(t *testing.T) {
			o := ask(t, command)
			income := o.statement("incomestatement")
			revenue, profit := o.figure("revenue", value), o.figure("gross_profit", value)
			o.agrees("revenue", income["Revenues total"], revenue)
			o.agrees("cost of goods sold", o.statement("incomestatement", "cogs")["Expenses total"], func(d daybook.Day) daybook.Ratio { return revenue(d).Sub(profit(d)) })
			o.agrees("net income", income["Expenses Net"], o.figure("net_margin", numerator))
			o.agrees("cash flow", o.statement("cashflow")["Cash flows total"], o.figure("cash_flow", value))
			o.marginsAgree(income["Revenues total"], o.statement("incomestatement", "cogs")["Expenses total"])
			o.balancesAgree()
		})
	}
}

// marginsAgree divides what hledger says.
func (o *oracle) marginsAgree(revenue, cogs map[string]daybook.Ratio) {
	margins := map[string]daybook.Ratio{}
	for month := range revenue {
		margin := revenue[month].Sub(cogs[month]).Over(revenue[month], "")
		margins[month] = number(o.t, margin.Text(10))
	}
	o.agrees("gross margin", margins, o.figure("gross_margin", value))
}

// balancesAgree compares the trial balance: what the entries of the book come to, account by account, at every month's close.
func (o *oracle) balancesAgree() {
	closes := map[string]map[string]daybook.Ratio{}
	for account, row := range o.statement("balance", "--historical") {
		if account != "total" {
			closes[account] = row
		}
	}
	kept := map[string]map[daybook.Day]int64{}
	for fact, err := range o.book.Facts(o.t.Context(), journal.FactQuery{}) {
		if err != nil {
			o.t.Fatal(err)
		}
		entry := fact.(*daybook.Entry)
		if kept[entry.Account.Name] == nil {
			kept[entry.Account.Name] = map[daybook.Day]int64{}
		}
		kept[entry.Account.Name][entry.Day] += entry.Amount.Minor
	}
	if len(kept) != len(closes) || len(kept) < 10 {
		o.t.Errorf("%d accounts, and hledger has %d", len(kept), len(closes))
	}
	for account, row := range closes {
		o.agrees("balance of "+account, row, func(end daybook.Day) daybook.Ratio {
			sum := int64(0)
			for day, minor := range kept[account] {
				if day <= end {
					sum += minor
				}
			}
			return daybook.Decimal{Coefficient: sum, Scale: 2}.Ratio()
		})
	}
}

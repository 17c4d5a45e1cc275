package all_test

import (
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"daybook"
	"daybook/connectors"
	"daybook/connectors/connectortest"
	"daybook/connectors/spreadsheet"
	"daybook/internal/report/reporttest"
)

// tableKind is a kind of sheet: its header, and how a record is written and told.
type tableKind struct {
	facts   spreadsheet.Facts
	columns map[string]string
	header  []reporttest.Cell
	row     func(n int, r sheetRecord) []reporttest.Cell
	tell    func(daybook.Fact) string
	truth   func(n int, r sheetRecord) string
}

// sheetRecord is what any kind of sheet can say in a row.
type sheetRecord struct {
	day    daybook.Day
	minor  int64
	text   string
	broken string // a cell of it that cannot be read: "date", "amount", or "" for none
}

// tableKinds are the kinds of the corpus.
func tableKinds() []tableKind {
	return []tableKind{
		{facts: "spend", columns: map[string]string{"day": "Datum", "amount": "Cost", "channel": "Channel"}, header: []reporttest.Cell{"Datum", "Channel", "Cost"},
			row: func(_ int, r sheetRecord) []reporttest.Cell { return []reporttest.Cell{r.date(), r.text, r.amount()} },
			tell: func(f daybook.Fact) string {
				s := f.(*daybook.Spend)
				return told(s.Day, s.Amount, s.Attributes["channel"])
			},
			truth: func(_ int, r sheetRecord) string { return told(r.day, r.money(), r.text) }},
		{facts: "payments", header: []reporttest.Cell{"id", "customer", "day", "amount"},
			row: func(n int, r sheetRecord) []reporttest.Cell {
				return []reporttest.Cell{fmt.Sprint("p", n), "c1", r.date(), r.amount()}
			},
			tell: func(f daybook.Fact) string {
				p := f.(*daybook.Payment)
				if p.Type == daybook.Refund {
					p.Amount = p.Amount.Neg()
				}
				return told(p.Day, p.Amount, p.Origin.ID)
			},
			truth: func(n int, r sheetRecord) string { return told(r.day, r.money(), fmt.Sprint("p", n)) }},
		{facts: "entries", columns: map[string]string{"day": "Posted on", "account": "Account"}, header: []reporttest.Cell{"Account", "Posted on", "Debit", "Credit"},
			row: func(_ int, r sheetRecord) []reporttest.Cell {
				debit, credit := r.amount(), reporttest.Cell(nil)
				if r.minor < 0 && r.broken != "amount" {
					debit, credit = nil, reporttest.Money(-r.minor)
				}
				return []reporttest.Cell{"4000 Sales", r.date(), debit, credit}
			},
			tell:  func(f daybook.Fact) string { e := f.(*daybook.Entry); return told(e.Day, e.Amount, e.Account.Code) },
			truth: func(_ int, r sheetRecord) string { return told(r.day, r.money(), "4000") }},
	}
}

func told(day daybook.Day, amount daybook.Money, text string) string {
	return fmt.Sprintf("%s %s %q", day, amount, text)
}

func (r sheetRecord) money() daybook.Money { return daybook.Money{Minor: r.minor, Currency: "USD"} }

func (r sheetRecord) date() reporttest.Cell {
	if r.broken == "date" {
		return "soon"
	}
	return r.day
}

func (r sheetRecord) amount() reporttest.Cell {
	if r.broken == "amount" {
		return "n/a"
	}
	return reporttest.Money(r.minor)
}

// drawSheet makes up records, and lays them out among what is no record: a title, blank rows, the header again, a total.
func drawSheet(t *rapid.T, kind tableKind) (records []sheetRecord, rows [][]reporttest.Cell) {
	texts := []string{"google", "Zürich, Messe", `a "fair"`, "two\nlines", "50% off; cheap", "a|b", "x"}
	if rapid.Bool().Draw(t, "title") {
		rows = append(rows, []reporttest.Cell{"Made by hand, 2024"}, []reporttest.Cell{nil})
	}
	rows = append(rows, kind.header)
	var total int64
	for n := range rapid.IntRange(1, 12).Draw(t, "records") {
		r := sheetRecord{day: daybook.NewDay(2024, 1, 1) + daybook.Day(rapid.IntRange(0, 365).Draw(t, "day")),
			minor: rapid.Int64Range(-9_999_999, 9_999_999).Filter(func(n int64) bool { return n != 0 }).Draw(t, "minor"),
			text:  rapid.SampledFrom(texts).Draw(t, "text"), broken: rapid.SampledFrom([]string{"", "", "", "", "date", "amount"}).Draw(t, "broken")}
		records, rows, total = append(records, r), append(rows, kind.row(n, r)), total+r.minor
		switch rapid.IntRange(0, 9).Draw(t, "between") {
		case 0:
			rows = append(rows, []reporttest.Cell{nil})
		case 1:
			rows = append(rows, kind.header)
		}
	}
	if rapid.Bool().Draw(t, "total") {
		last := []reporttest.Cell{"Total"}
		for range len(kind.header) - 2 {
			last = append(last, nil)
		}
		rows = append(rows, append(last, reporttest.Money(total)))
	}
	return records, rows
}

// Whatever a sheet holds, and in whatever locale and encoding it was saved: told how it is written, daybook reads back
// the records, and sets aside exactly those that are broken. Not told, it may set more aside, and reads none wrongly.
func TestEverySheetInEveryLocaleAndEncodingIsReadBackOrRefused(t *testing.T) {
	fewerChecks(t)
	for _, kind := range tableKinds() {
		t.Run(string(kind.facts), func(t *testing.T) {
			rapid.Check(t, func(r *rapid.T) {
				records, rows := drawSheet(r, kind)
				style := reporttest.DrawStyle(r)
				content, extension, err := style.Write(rows)
				if err != nil {
					r.Fatal(err)
				}
				path := filepath.Join(t.TempDir(), "sheet"+extension)
				if err := os.WriteFile(path, content, 0o600); err != nil {
					r.Fatal(err)
				}
				options := spreadsheet.Options{Path: path, Facts: kind.facts, Columns: kind.columns}
				nothingIsMisread(r, kind, records, pullSheet(r, options), rows)
				options.DateOrder, options.Decimal = spreadsheet.DateOrder(style.Order), spreadsheet.Decimal(style.DecimalName())
				everythingIsRead(r, kind, records, pullSheet(r, options), rows)
			})
		})
	}
}

func pullSheet(t *rapid.T, options spreadsheet.Options) *connectortest.Recorder {
	source, err := spreadsheet.Connector().Open(connectors.Env{Name: "sheet", Dir: ".", Zone: time.UTC, Currency: "USD", Now: time.Now, Log: slog.New(slog.DiscardHandler)}, &options)
	if err != nil {
		t.Fatal(err)
	}
	into := &connectortest.Recorder{}
	if err := source.Pull(t.Context(), daybook.Request{}, into); err != nil {
		t.Fatal(err)
	}
	return into
}

// truths tells the records that are not broken.
func truths(kind tableKind, records []sheetRecord) (all []string) {
	for n, r := range records {
		if r.broken == "" {
			all = append(all, kind.truth(n, r))
		}
	}
	slices.Sort(all)
	return all
}

func tells(kind tableKind, facts []daybook.Fact) (all []string) {
	for _, fact := range facts {
		all = append(all, kind.tell(fact))
	}
	slices.Sort(all)
	return all
}

func nothingIsMisread(t *rapid.T, kind tableKind, records []sheetRecord, into *connectortest.Recorder, rows [][]reporttest.Cell) {
	left := truths(kind, records)
	for _, fact := range tells(kind, into.Facts()) {
		at := slices.Index(left, fact)
		if at < 0 {
			t.Fatalf("read %s, which is not in the sheet\n%v", fact, rows)
		}
		left = slices.Delete(left, at, at+1)
	}
	if len(into.Facts())+len(into.Rejects()) != len(records) {
		t.Fatalf("%d facts and %d rejects of %d records\n%v\n%v", len(into.Facts()), len(into.Rejects()), len(records), shownRejects(into), rows)
	}
	for _, reject := range into.Rejects() {
		if bad := reject.Value == "soon" || reject.Value == "n/a"; !bad && !strings.Contains(reject.Reason, "date_order") && !strings.Contains(reject.Reason, "decimal") {
			t.Fatalf("set aside because %s\n%v", reject.Reason, rows)
		}
	}
}

func everythingIsRead(t *rapid.T, kind tableKind, records []sheetRecord, into *connectortest.Recorder, rows [][]reporttest.Cell) {
	if diff := cmp.Diff(truths(kind, records), tells(kind, into.Facts())); diff != "" {
		t.Fatalf("%s\n%v\n%v", diff, shownRejects(into), rows)
	}
	broken := len(records) - len(into.Facts())
	if len(into.Rejects()) != broken {
		t.Fatalf("%d rejects, want %d\n%v", len(into.Rejects()), broken, rows)
	}
}

func shownRejects(into *connectortest.Recorder) (all []string) {
	for _, reject := range into.Rejects() {
		all = append(all, reject.Origin.Place+" "+reject.Column+": "+reject.Reason)
	}
	return all
}

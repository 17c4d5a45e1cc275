//go:build conformance

package conformance

import (
	"encoding/csv"
	"log/slog"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"daybook"
	"daybook/config"
	"daybook/connectors/all"
	"daybook/pipeline"
	"daybook/pipeline/journal"
)

// company is what a check sets up.
type company struct {
	currency daybook.Currency
	config   string            // what daybook.yaml says besides the company
	files    map[string]string // what lies beside it, by name
	days     daybook.Range     // the days to compute
}

// book is what a run has made of a company.
type book struct {
	t       *testing.T
	figures map[daybook.Key]daybook.Revision
	rejects []daybook.StoredReject
	report  pipeline.Report
}

// run walks the whole road: the files are read by the connectors into a book, and what the book publishes
// comes back.
func run(t *testing.T, c company) book {
	t.Helper()
	p := open(t, c)
	report, err := p.Run(t.Context(), pipeline.Options{Command: "backfill", Days: c.days})
	if err != nil {
		t.Fatal(err)
	}
	b := book{t: t, figures: map[daybook.Key]daybook.Revision{}, report: report}
	if b.rejects, err = p.Book.Rejects(t.Context(), ""); err != nil {
		t.Fatal(err)
	}
	for revision, err := range p.Book.Snapshots(t.Context(), journal.SnapshotQuery{Segment: "*"}) {
		if err != nil {
			t.Fatal(err)
		}
		b.figures[revision.Key] = revision
	}
	return b
}

func open(t *testing.T, c company) *pipeline.Pipeline {
	t.Helper()
	dir := t.TempDir()
	files := maps.Clone(c.files)
	if files == nil {
		files = map[string]string{}
	}
	files["daybook.yaml"] = "company: {name: Conformance, currency: " + string(c.currency) + "}\nbook: book.db\n" + c.config
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	loaded, err := config.Load(filepath.Join(dir, "daybook.yaml"), func(string) (string, bool) { return "", false })
	if err != nil {
		t.Fatal(err)
	}
	now := func() time.Time { return (c.days.To + 1).Start(time.UTC) }
	kept, err := journal.Open(t.Context(), loaded.Book.Reveal(), journal.Options{Company: loaded.Company.Name, Now: now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { kept.Close() })
	p, err := pipeline.New(loaded, kept, pipeline.Parts{
		Connectors: append(all.List(), lines()), Now: now, Log: slog.New(slog.DiscardHandler), Holder: "conformance",
	})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// key names a figure; without a segment, the total.
func key(kpi string, period daybook.Period, on daybook.Day, segment ...string) daybook.Key {
	return daybook.Key{KPI: kpi, Period: period, Day: on, Segment: strings.Join(segment, ",")}
}

// figure returns a figure that must have been published.
func (b book) figure(k daybook.Key) daybook.Revision {
	b.t.Helper()
	found, published := b.figures[k]
	if !published {
		b.t.Fatalf("%s %s %s %s is not published", k.KPI, k.Period, k.Day, k.Segment)
	}
	return found
}

// value returns a figure as it is published.
func (b book) value(k daybook.Key) daybook.Ratio {
	b.t.Helper()
	found := b.figure(k)
	if found.Reason != "" {
		b.t.Fatalf("%s %s %s %s is undefined: %s", k.KPI, k.Period, k.Day, k.Segment, found.Reason)
	}
	return number(b.t, found.Value)
}

// is checks a figure.
func (b book) is(k daybook.Key, want daybook.Ratio) {
	b.t.Helper()
	if got := b.value(k); !got.Equal(want) {
		b.t.Errorf("%s %s %s %s: found %s, wanted %s", k.KPI, k.Period, k.Day, k.Segment, got.Text(4), want.Text(4))
	}
}

// undefined checks that a figure has no value, and why.
func (b book) undefined(k daybook.Key, why daybook.Reason) {
	b.t.Helper()
	if got := b.figure(k); got.Reason != why || got.Value != "" {
		b.t.Errorf("%s %s %s: found %q %q, wanted %q", k.KPI, k.Period, k.Day, got.Value, got.Reason, why)
	}
}

// clean checks that no record was rejected and nothing was found odd.
func (b book) clean() {
	b.t.Helper()
	for _, reject := range b.rejects {
		b.t.Errorf("%s: %s", reject.Origin, reject.Reason)
	}
	for _, notice := range b.report.Notices {
		b.t.Errorf("%s: %s", notice.Place, notice.Text)
	}
}

// number reads a plain number.
func number(t testing.TB, text string) daybook.Ratio {
	t.Helper()
	value, err := daybook.ParseDecimal(text)
	if err != nil {
		t.Fatal(err)
	}
	return value.Ratio()
}

// day reads a date.
func day(t testing.TB, text string) daybook.Day {
	t.Helper()
	found, err := daybook.ParseDay(text)
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// monthEnd is the last day of the month around a day.
func monthEnd(day daybook.Day) daybook.Day {
	year, month, _ := day.Date()
	return daybook.NewDay(year, month+1, 0)
}

// cents is an amount of hundredths in major units.
func cents(minor int64) daybook.Ratio { return daybook.Decimal{Coefficient: minor, Scale: 2}.Ratio() }

// major writes an amount of hundredths in major units.
func major(minor int64) string { return daybook.Decimal{Coefficient: minor, Scale: 2}.String() }

// sheet writes a CSV file.
func sheet(t testing.TB, rows [][]string) string {
	t.Helper()
	var text strings.Builder
	if err := csv.NewWriter(&text).WriteAll(rows); err != nil {
		t.Fatal(err)
	}
	return text.String()
}

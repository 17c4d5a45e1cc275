package daybook_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"daybook"
)

var (
	calendar = daybook.FiscalYear{}
	april6   = daybook.FiscalYear{Month: time.April, Day: 6} // the British tax year
)

func anyPeriod() *rapid.Generator[daybook.Period] { return rapid.SampledFrom(daybook.Periods()) }

func anyFiscalYear() *rapid.Generator[daybook.FiscalYear] {
	return rapid.Custom(func(t *rapid.T) daybook.FiscalYear {
		return daybook.FiscalYear{Month: time.Month(rapid.IntRange(1, 12).Draw(t, "month")), Day: rapid.IntRange(1, 28).Draw(t, "day")}
	})
}

func TestWhatAPeriodLooksAt(t *testing.T) {
	for _, test := range []struct {
		period daybook.Period
		day    string
		fiscal daybook.FiscalYear
		want   string // "" where there is no snapshot on that day
		before string
	}{
		{"day", "2024-03-01", calendar, "2024-03-01..2024-03-01", "2024-02-29..2024-02-29"},
		{"7d", "2024-03-01", calendar, "2024-02-24..2024-03-01", "2024-02-17..2024-02-23"},
		{"30d", "2024-03-01", calendar, "2024-02-01..2024-03-01", "2024-01-02..2024-01-31"},
		{"365d", "2024-12-31", calendar, "2024-01-02..2024-12-31", "2023-01-02..2024-01-01"},
		{"mtd", "2024-02-29", calendar, "2024-02-01..2024-02-29", "2024-01-01..2024-01-29"},
		{"mtd", "2024-03-31", calendar, "2024-03-01..2024-03-31", "2024-02-01..2024-02-29"},
		{"month", "2024-02-29", calendar, "2024-02-01..2024-02-29", "2024-01-01..2024-01-31"},
		{"month", "2024-02-28", calendar, "", "2024-01-01..2024-01-31"},
		{"month", "2023-02-28", calendar, "2023-02-01..2023-02-28", "2023-01-01..2023-01-31"},
		{"month", "2024-04-05", april6, "", "2024-03-01..2024-03-31"}, // months are calendar months
		{"qtd", "2024-05-15", calendar, "2024-04-01..2024-05-15", "2024-01-01..2024-02-14"},
		{"qtd", "2024-05-15", april6, "2024-04-06..2024-05-15", "2024-01-06..2024-02-14"},
		{"quarter", "2024-06-30", calendar, "2024-04-01..2024-06-30", "2024-01-01..2024-03-31"},
		{"quarter", "2024-07-05", april6, "2024-04-06..2024-07-05", "2024-01-06..2024-04-05"},
		{"quarter", "2024-06-30", april6, "", "2024-01-06..2024-04-05"},
		{"ytd", "2024-12-31", calendar, "2024-01-01..2024-12-31", "2023-01-01..2023-12-31"},
		{"ytd", "2024-02-29", calendar, "2024-01-01..2024-02-29", "2023-01-01..2023-03-01"},
		{"ytd", "2024-04-05", april6, "2023-04-06..2024-04-05", "2022-04-06..2023-04-05"},
		{"year", "2024-04-05", april6, "2023-04-06..2024-04-05", "2022-04-06..2023-04-05"},
		{"year", "2024-12-31", april6, "", "2023-04-06..2024-04-05"},
		{"year", "2024-12-31", calendar, "2024-01-01..2024-12-31", "2023-01-01..2023-12-31"},
	} {
		got, has := test.period.Range(day(t, test.day), test.fiscal)
		if has != (test.want != "") || has && got.String() != test.want {
			t.Errorf("%s on %s is %s (%v), want %s", test.period, test.day, got, has, test.want)
		}
		if before := test.period.Previous(day(t, test.day), test.fiscal); before.String() != test.before {
			t.Errorf("before %s on %s comes %s, want %s", test.period, test.day, before, test.before)
		}
	}
}

func TestAPeriodEndsOnItsDay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p, d, fiscal := anyPeriod().Draw(t, "period"), anyDay().Draw(t, "day"), anyFiscalYear().Draw(t, "fiscal year")
		r, has := p.Range(d, fiscal)
		if !has {
			if !p.Complete() {
				t.Fatalf("%s has no range on %s", p, d)
			}
			return
		}
		before := p.Previous(d, fiscal)
		if r.To != d || r.From > d || p.Trailing() > 0 && r.Len() != p.Trailing() || before.Len() == 0 || before.To >= r.From {
			t.Fatalf("%s on %s is %s after %s", p, d, r, before)
		}
		if (p.Trailing() > 0 || p.Complete()) && before.To != r.From-1 {
			t.Fatalf("%s does not follow on %s", r, before)
		}
	})
}

func TestCompleteUnitsTileTheCalendar(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := rapid.SampledFrom([]daybook.Period{"month", "quarter", "year"}).Draw(t, "period")
		d, fiscal := anyDay().Draw(t, "day"), anyFiscalYear().Draw(t, "fiscal year")
		var last daybook.Range
		for on := d; on < d+800; on++ {
			r, has := p.Range(on, fiscal)
			if has && !last.IsZero() && (r.From != last.To+1 || p.Previous(on, fiscal) != last) {
				t.Fatalf("after %s comes %s", last, r)
			}
			if has {
				last = r
			}
		}
	})
}

func TestToDateGrowsIntoTheCompleteUnit(t *testing.T) {
	unit := map[daybook.Period]daybook.Period{"month": "mtd", "quarter": "qtd", "year": "ytd"}
	rapid.Check(t, func(t *rapid.T) {
		d, fiscal := anyDay().Draw(t, "day"), anyFiscalYear().Draw(t, "fiscal year")
		for whole, toDate := range unit {
			want, _ := toDate.Range(d, fiscal)
			if got, has := whole.Range(d, fiscal); has && got != want {
				t.Fatalf("%s is %s and %s is %s", whole, got, toDate, want)
			}
		}
	})
}

func TestTheFiscalYearHasItsDay(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		d, fiscal := anyDay().Draw(t, "day"), anyFiscalYear().Draw(t, "fiscal year")
		start := fiscal.Start(d)
		_, month, dom := start.Date()
		if start > d || start.AddMonths(12) <= d || month != fiscal.Month || dom != fiscal.Day {
			t.Fatalf("%v around %s starts on %s", fiscal, d, start)
		}
	})
	if got := calendar.Start(day(t, "2024-07-01")); got.String() != "2024-01-01" {
		t.Errorf("the zero fiscal year starts on %s", got)
	}
}

func TestOnlyKnownPeriodsAndFiscalYearsAreRead(t *testing.T) {
	for _, p := range daybook.Periods() {
		if got, err := daybook.ParsePeriod(string(p)); err != nil || got != p {
			t.Errorf("%s: %v", p, err)
		}
	}
	for _, text := range []string{"", "31d", "Month", "week"} {
		if _, err := daybook.ParsePeriod(text); err == nil {
			t.Errorf("%q is a period", text)
		}
	}
	if got, err := daybook.ParseFiscalYear("04-06"); err != nil || got != april6 {
		t.Errorf("%v, %v", got, err)
	}
	for _, text := range []string{"", "4-6", "02-29", "01-31", "13-01", "00-01", "2024-04-06"} {
		if got, err := daybook.ParseFiscalYear(text); err == nil {
			t.Errorf("%q is the fiscal year %v", text, got)
		}
	}
}

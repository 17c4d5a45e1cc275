package spreadsheet

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"daybook"
	"daybook/internal/numeral"
	"daybook/internal/sheet"
)

// Wide is the field that the headers of a wide sheet give, "channel" say; true is the name of observations.
type Wide string

// field is the field as the table calls it.
func (w Wide) field() string {
	if w == "true" {
		return "name"
	}
	return string(w)
}

// validateWide checks that the headers can give that field of that kind of fact.
func (o *Options) validateWide() error {
	if o.Wide == "" || o.Wide == "false" {
		return nil
	}
	t := narrowTable(o)
	if t.value == "" {
		return misconfigured("wide", &daybook.Error{Found: "wide with facts: " + string(o.Facts), Wanted: "facts: observations, spend, entries or rates"})
	}
	fields := t.headable()
	if slices.Contains(fields, o.Wide.field()) || t.attributes && o.Wide != "true" && t.field(o.Wide.field()) == nil && !personal(o.Wide.field()) {
		return nil
	}
	return misconfigured("wide", &daybook.Error{Found: fmt.Sprintf("wide: %s", o.Wide), Wanted: "what the headers of " + string(o.Facts) + " give: " + strings.Join(fields, ", ")})
}

// headable are the fields that headers can give: those that tell records apart.
func (t *table) headable() []string {
	var names []string
	for _, f := range t.fields {
		if f.name == "day" || f.content == words && (f.required || f.name == "channel") {
			names = append(names, f.name)
		}
	}
	return names
}

// widened is the table of a sheet in which the headers of further columns give one field, and their cells the value.
func (t *table) widened(by string) *table {
	wide := *t
	wide.fields = slices.DeleteFunc(slices.Clone(t.fields), func(f field) bool {
		return f.name == by || f.name == t.value || slices.Contains(t.oneOf, f.name)
	})
	wide.dates = slices.DeleteFunc(slices.Clone(t.dates), func(name string) bool { return name == by })
	wide.wide, wide.narrow, wide.build = by, t.build, wideRow
	wide.tells = t.field(by) == nil
	wide.oneOf, wide.at, wide.others = nil, nil, false
	return &wide
}

// wideRow makes a record of each cell that has something. A cell that will not do is a reject of its own and leaves the
// others as they are; what is wrong with the row itself is the row's.
func wideRow(r *record) ([]daybook.Record, error) {
	var records []daybook.Record
	for _, column := range r.layout.others {
		if r.row.Cell(column).Kind == sheet.Empty {
			continue
		}
		one := &record{reading: r.reading, row: r.row, at: column + 1}
		made, err := r.layout.table.narrow(one)
		var bad *fault
		switch {
		case errors.As(err, &bad) && bad.column == column:
			made = []daybook.Record{r.reject(r.row, bad)}
		case err != nil:
			return nil, err
		}
		for _, record := range made {
			records = append(records, within(record, r.layout.spans[column])...)
		}
	}
	if len(records) == 0 {
		records = append(records, &daybook.Skip{Rule: "no value"})
	}
	return records, nil
}

// within puts a record, dated on the first day of its column's period, into the period: an entry spans it, an observation is
// made at its close, and money spent is spread over its days.
func within(record daybook.Record, period daybook.Range) []daybook.Record {
	if period.Len() < 2 {
		return []daybook.Record{record}
	}
	switch fact := record.(type) {
	case *daybook.Entry:
		fact.Span = period
	case *daybook.Observation:
		fact.Day = period.To
	case *daybook.Spend:
		return spread(fact, period)
	}
	return []daybook.Record{record}
}

// spread divides money by days, in amounts that differ by one minor unit at most and add up: the first days have more.
func spread(whole *daybook.Spend, period daybook.Range) []daybook.Record {
	var records []daybook.Record
	left, days := whole.Amount.Minor, int64(period.Len())
	for day := range period.Days() {
		share := left / days
		if left%days > 0 {
			share++
		} else if left%days < 0 {
			share--
		}
		left, days = left-share, days-1
		if share == 0 {
			continue
		}
		part := *whole
		part.Day, part.Amount.Minor = day, share
		part.Origin.ID = whole.Origin.ID + "/" + day.String()
		records = append(records, &part)
	}
	if len(records) == 0 {
		return []daybook.Record{&daybook.Skip{Rule: "no value"}}
	}
	return records
}

// wideColumn takes a column into a wide layout, or leaves it out: totals of money, personal data, and where headers are days those
// that are none.
func (l *layout) wideColumn(o *Options, column int, header string, periods map[int]daybook.Range) {
	period, dated := periods[column]
	switch {
	case l.table.wide != "day" && o.dimension(header):
		l.names[column] = attributeName(header)
		return
	case l.table.wide == "day" && !dated && l.table.attributes && o.dimension(header):
		l.names[column] = attributeName(header)
		return
	case l.table.wide == "day" && !dated, slices.Contains(personalWords, sheet.Fold(header)),
		l.table.wide != "name" && totalWord(sheet.Cell{Kind: sheet.Text, Text: header}):
		return
	}
	l.others = append(l.others, column)
	if l.names[column] = header; dated {
		l.names[column], l.spans[column] = period.From.String(), period
	}
}

// periods reads headers as days, months, quarters or years. Where all are the first days of different months, as a workbook writes
// the headers "Jan 24" and "Feb 24", they are months.
func (o *Options) periods(headers []string) map[int]daybook.Range {
	found := map[int]daybook.Range{}
	months := map[daybook.Day]bool{}
	days, firsts := 0, 0
	for column, header := range headers {
		if period, ok := numeral.ParsePeriod(header); ok {
			found[column] = period
			continue
		}
		day, err := numeral.ParseDate(header, o.order(), nil)
		if err != nil {
			continue
		}
		found[column] = daybook.Range{From: day, To: day}
		days++
		if _, _, date := day.Date(); date == 1 && !months[day] {
			months[day] = true
			firsts++
		}
	}
	if days > 1 && days == firsts {
		for column, period := range found {
			if period.Len() == 1 {
				found[column] = daybook.Range{From: period.From, To: period.From.AddMonths(1) - 1}
			}
		}
	}
	return found
}

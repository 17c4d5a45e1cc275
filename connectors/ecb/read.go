package ecb

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"daybook"
	"daybook/connectors"
	"daybook/internal/files"
	"daybook/internal/sheet"
)

// source reads the files of one configuration entry.
type source struct {
	env     connectors.Env
	options Options
}

// Inspect reads a file as far as its header.
func (s *source) Inspect(ctx context.Context, file files.File) ([]daybook.Notice, error) {
	return nil, s.rows(ctx, file, func(*table, sheet.Row) error { return errEnough })
}

// Read puts every rate, in the order of the file.
func (s *source) Read(ctx context.Context, file files.File, put func(daybook.Record) error) error {
	return s.rows(ctx, file, func(t *table, row sheet.Row) error { return t.read(row, put) })
}

var errEnough = errors.New("enough")

// rows hands on every row below the header.
func (s *source) rows(ctx context.Context, file files.File, each func(*table, sheet.Row) error) (err error) {
	reader, err := sheet.Open(file.Path, sheet.Options{Name: file.Name})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, reader.Close()) }()
	t := &table{source: s, file: file.Name}
	for row, err := range reader.Rows() {
		if err := errors.Join(err, ctx.Err()); err != nil {
			return err
		}
		if t.currencies == nil {
			if err := t.header(row); err != nil {
				return err
			}
			continue
		}
		if err := each(t, row); errors.Is(err, errEnough) {
			return nil
		} else if err != nil {
			return err
		}
	}
	if t.currencies == nil {
		return t.foreign("no row")
	}
	return nil
}

// table is a file whose header is known.
type table struct {
	*source
	file       string
	currencies []daybook.Currency // by column; "" for the date and for those that are left out
}

func (t *table) header(row sheet.Row) error {
	if !strings.EqualFold(row.Cell(0).Trim(), "Date") {
		return t.foreign(fmt.Sprintf("%q at the start of the first row", row.Cell(0).Trim()))
	}
	t.currencies = make([]daybook.Currency, len(row.Cells))
	for i := range row.Cells {
		code, err := daybook.ParseCurrency(row.Cell(i).Trim())
		if i > 0 && err == nil && t.wanted(code) {
			t.currencies[i] = code
		}
	}
	return t.missing()
}

func (t *table) wanted(code daybook.Currency) bool {
	return code != "EUR" && (len(t.options.Currencies) == 0 || slices.Contains(t.options.Currencies, code))
}

// missing refuses a file without a currency that was asked for.
func (t *table) missing() error {
	for _, code := range t.options.Currencies {
		if code != "EUR" && !slices.Contains(t.currencies, code) {
			return &daybook.Error{Place: t.file, Found: "no column " + string(code), Wanted: "one for each currency", Remedy: "take it out of currencies:, the bank sets no rate for it"}
		}
	}
	return nil
}

func (t *table) foreign(found string) error {
	return &daybook.Error{Place: t.file, Found: found, Wanted: "Date and a column for each currency, as in eurofxref-hist.csv", Remedy: "download the file again"}
}

// read puts the rates of a row.
func (t *table) read(row sheet.Row, put func(daybook.Record) error) error {
	if row.Blank() {
		return put(&daybook.Skip{Rule: "blank"})
	}
	day, err := dayOf(row.Cell(0).Trim())
	if err != nil {
		return put(t.reject(row, 0, err))
	}
	if day < t.options.Start {
		return put(&daybook.Skip{Rule: "before start"})
	}
	quoted := false
	for column, code := range t.currencies {
		text := row.Cell(column).Trim()
		if code == "" || text == "" || text == "N/A" {
			continue
		}
		quoted = true
		if err := put(t.rate(row, column, code, day, text)); err != nil {
			return err
		}
	}
	if !quoted {
		return put(&daybook.Skip{Rule: "no rate"})
	}
	return nil
}

// dayOf reads "2024-01-05" of the history, or "05 January 2024" of the day's file.
func dayOf(text string) (daybook.Day, error) {
	if instant, err := time.Parse("02 January 2006", text); err == nil {
		return daybook.DayOf(instant, time.UTC), nil
	}
	return daybook.ParseDay(text)
}

func (t *table) rate(row sheet.Row, column int, code daybook.Currency, day daybook.Day, text string) daybook.Record {
	rate, err := daybook.ParseDecimal(text)
	if err == nil && rate.Coefficient <= 0 {
		err = &daybook.Error{Found: fmt.Sprintf("%q", text), Wanted: "a rate above 0"}
	}
	if err != nil {
		return t.reject(row, column, err)
	}
	return &daybook.Rate{From: "EUR", To: code, Rate: rate,
		Header: daybook.Header{Day: day, Origin: daybook.Origin{Source: t.env.Name, ID: day.String() + " " + string(code), Place: t.place(row)}}}
}

func (t *table) place(row sheet.Row) string { return sheet.Place(t.file, "", row.Number, -1) }

func (t *table) reject(row sheet.Row, column int, err error) *daybook.Reject {
	name := "Date"
	if column > 0 {
		name = string(t.currencies[column])
	}
	return &daybook.Reject{
		Origin: daybook.Origin{Source: t.env.Name, ID: t.place(row) + " " + name, Place: t.place(row)}, File: t.file, Row: row.Number,
		Column: name, Value: row.Cell(column).Trim(), Reason: err.Error(), Raw: map[string]string{"Date": row.Cell(0).Trim(), name: row.Cell(column).Trim()},
	}
}

package spreadsheet

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"daybook"
	"daybook/config"
	"daybook/internal/files"
	"daybook/internal/sheet"
)

// Options are the keys of a source of type spreadsheet.
type Options struct {
	Path      string            `yaml:"path" jsonschema:"required,example=marketing.xlsx" jsonschema_description:"The file, or a pattern like exports/*.csv; relative to the configuration's folder."`
	Facts     Facts             `yaml:"facts" jsonschema:"required,example=spend" jsonschema_description:"What a row is."`
	Sheet     string            `yaml:"sheet" jsonschema:"example=Spend" jsonschema_description:"The sheet of a workbook; the first visible one if left out."`
	HeaderRow int               `yaml:"header_row" jsonschema:"example=3" jsonschema_description:"The row with the headers, counted from 1; found by its content if left out."`
	Columns   map[string]string `yaml:"columns" jsonschema_description:"What daybook calls a column: the header in the sheet. A field that is not named here is looked for under its own name."`
	Defaults  map[string]string `yaml:"defaults" jsonschema_description:"A field: its value where the sheet has no such column or the cell is empty."`
	Ignore    []string          `yaml:"ignore" jsonschema_description:"Headers of columns to leave out."`
	Decimal   Decimal           `yaml:"decimal" jsonschema:"default=auto" jsonschema_description:"The sign before the decimals of numbers that are text; auto: decided by proof in the column."`
	DateOrder DateOrder         `yaml:"date_order" jsonschema:"default=auto" jsonschema_description:"The order of day, month and year in dates that are text; auto: decided by proof in the column."`
	Sign      daybook.Sign      `yaml:"sign" jsonschema:"default=natural" jsonschema_description:"How the amounts of entries count: natural (sales and expenses are both positive) or debit_positive."`
	Rounding  Rounding          `yaml:"rounding" jsonschema:"default=exact" jsonschema_description:"What to do with an amount that is finer than the currency's minor unit: exact rejects it, half_even rounds it."`
	Wide      Wide              `yaml:"wide" jsonschema:"example=channel" jsonschema_description:"The sheet has one column for each channel, month, account or name: the field that its headers give. true: the name of observations."`
	Range     string            `yaml:"range" jsonschema:"example=B4:F200" jsonschema_description:"The cells to read: B4:F200, Spend!B4:F200, a named range, or an Excel table by its name; the whole sheet if left out."`
	Encoding  string            `yaml:"encoding" jsonschema:"example=windows-1250" jsonschema_description:"How a text file is written; found out if left out."`
	Hidden    Hidden            `yaml:"hidden" jsonschema:"default=read" jsonschema_description:"Hidden rows and columns of a workbook: read, or skip."`
}

// Facts says what a row is.
type Facts string

// Accepts lists what a row can be.
func (Facts) Accepts() []string {
	return []string{"customers", "payments", "subscriptions", "invoice_lines", "entries", "spend", "observations", "rates"}
}

// Decimal is auto, point or comma.
type Decimal string

// Accepts lists the signs before decimals.
func (Decimal) Accepts() []string { return []string{"auto", "point", "comma"} }

// DateOrder is auto, dmy, mdy or ymd.
type DateOrder string

// Accepts lists the orders of dates.
func (DateOrder) Accepts() []string { return []string{"auto", "dmy", "mdy", "ymd"} }

// Rounding is exact or half_even.
type Rounding string

// Accepts lists the ways to round.
func (Rounding) Accepts() []string { return []string{"exact", "half_even"} }

// Hidden is read or skip.
type Hidden string

// Accepts lists what becomes of hidden rows and columns.
func (Hidden) Accepts() []string { return []string{"read", "skip"} }

// Validate says what is wrong with the options that their types do not show.
func (o *Options) Validate() error {
	if err := files.CheckPattern(o.Path); err != nil {
		return err
	}
	if o.HeaderRow < 0 {
		return misconfigured("header_row", &daybook.Error{Found: fmt.Sprintf("header_row %d", o.HeaderRow), Wanted: "a row from 1 on"})
	}
	for _, choice := range []struct {
		key, value string
		known      []string
	}{
		{"facts", string(o.Facts), o.Facts.Accepts()}, {"decimal", string(o.Decimal), o.Decimal.Accepts()},
		{"date_order", string(o.DateOrder), o.DateOrder.Accepts()}, {"rounding", string(o.Rounding), o.Rounding.Accepts()}, {"hidden", string(o.Hidden), o.Hidden.Accepts()},
		{"sign", string(o.Sign), []string{string(daybook.Natural), string(daybook.DebitPositive)}},
	} {
		if choice.value == "" && choice.key != "facts" {
			continue // its default
		}
		if err := config.OneOf(choice.key, choice.key, choice.value, choice.known); err != nil {
			return err
		}
	}
	if err := sheet.CheckEncoding(o.Encoding); err != nil {
		return misconfigured("encoding", &daybook.Error{Err: err})
	}
	if err := o.validateWide(); err != nil {
		return err
	}
	if code := o.Defaults["currency"]; code != "" {
		if _, err := daybook.ParseCurrency(code); err != nil {
			return misconfigured("defaults.currency", &daybook.Error{Err: err})
		}
	}
	return o.validateFields()
}

func misconfigured(key string, err *daybook.Error) error {
	err.Code, err.Place = daybook.Misconfigured, key
	return err
}

// validateFields checks the keys of columns and defaults: a field of the kind of fact, or, where the fact
// has attributes, an attribute's name.
func (o *Options) validateFields() error {
	table := tableFor(o)
	for place, fields := range map[string]map[string]string{"columns": o.Columns, "defaults": o.Defaults} {
		for _, name := range slices.Sorted(maps.Keys(fields)) {
			if table.field(name) != nil {
				continue
			}
			if !table.attributes {
				return misconfigured(place+"."+name, &daybook.Error{Found: fmt.Sprintf("the field %q", name),
					Wanted: "one of " + strings.Join(table.names(), ", "), Hint: config.DidYouMean(name, table.names())})
			}
			if personal(name) {
				return misconfigured(place+"."+name, &daybook.Error{Found: fmt.Sprintf("the attribute %q", name),
					Wanted: "no personal data: daybook keeps no names, addresses or numbers of people", Remedy: "remove it"})
			}
		}
	}
	return nil
}

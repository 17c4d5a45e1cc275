package report

import (
	"time"

	"daybook"
	"daybook/config"
	"daybook/internal/cells"
	"daybook/internal/files"
	"daybook/internal/numeral"
)

// Options are the keys of a source of exported reports.
type Options struct {
	Path      string           `yaml:"path" jsonschema:"required,example=exports/books-*.csv" jsonschema_description:"The exported report, or a pattern for several; relative to the configuration's folder."`
	Currency  daybook.Currency `yaml:"currency" jsonschema:"example=USD" jsonschema_description:"The home currency of the books; the company's if left out."`
	DateOrder DateOrder        `yaml:"date_order" jsonschema:"example=mdy" jsonschema_description:"The order of day, month and year in the report's dates, where they do not prove it: mdy, dmy or ymd."`
	Decimal   Decimal          `yaml:"decimal" jsonschema:"example=comma" jsonschema_description:"The decimal sign of the report's amounts, where they do not prove it: point or comma."`
	Rounding  Rounding         `yaml:"rounding" jsonschema:"default=exact" jsonschema_description:"What to do with an amount that is finer than the currency's minor unit: exact rejects it, half_even rounds it."`
}

// DateOrder is mdy, dmy or ymd.
type DateOrder string

// Accepts lists the orders of dates.
func (DateOrder) Accepts() []string { return []string{"mdy", "dmy", "ymd"} }

// Decimal is point or comma.
type Decimal string

// Accepts lists the decimal signs.
func (Decimal) Accepts() []string { return []string{"point", "comma"} }

// Rounding is exact or half_even.
type Rounding string

// Accepts lists the ways to round.
func (Rounding) Accepts() []string { return []string{"exact", "half_even"} }

// Validate says what is wrong with the options that their types do not show.
func (o *Options) Validate() error {
	if err := files.CheckPattern(o.Path); err != nil {
		return err
	}
	for _, choice := range []struct {
		key, value string
		known      []string
	}{
		{"date_order", string(o.DateOrder), o.DateOrder.Accepts()}, {"decimal", string(o.Decimal), o.Decimal.Accepts()},
		{"rounding", string(o.Rounding), o.Rounding.Accepts()},
	} {
		if choice.value == "" {
			continue // its default
		}
		if err := config.OneOf(choice.key, choice.key, choice.value, choice.known); err != nil {
			return err
		}
	}
	return nil
}

func (o *Options) order() numeral.Order {
	if order, given := map[DateOrder]numeral.Order{"dmy": numeral.DMY, "mdy": numeral.MDY, "ymd": numeral.YMD}[o.DateOrder]; given {
		return order
	}
	return numeral.AnyOrder
}

func (o *Options) separator() numeral.Separator {
	return map[Decimal]numeral.Separator{"point": numeral.Point, "comma": numeral.Comma}[o.Decimal]
}

// Writing is how the options say that a table is written; what they leave open its own texts prove.
func (o *Options) Writing(zone *time.Location, proven *numeral.Evidence) cells.Writing {
	return cells.Writing{Separator: o.separator(), Order: o.order(), Zone: zone, Proof: func() (*numeral.Evidence, error) { return proven, nil }}
}

package quickbooks

import (
	"context"
	"encoding/json"
	"errors"

	"daybook"
	"daybook/config"
	"daybook/connectors"
	"daybook/internal/files"
	"daybook/internal/numeral"
	"daybook/internal/sheet"
)

// Options are the keys of a source of type quickbooks.
type Options struct {
	Path      string           `yaml:"path" jsonschema:"required,example=exports/books-*.csv" jsonschema_description:"The exported report, or a pattern for several; relative to the configuration's folder."`
	Currency  daybook.Currency `yaml:"currency" jsonschema:"example=USD" jsonschema_description:"The home currency of the books; the company's if left out."`
	DateOrder DateOrder        `yaml:"date_order" jsonschema:"default=mdy" jsonschema_description:"The order of day, month and year in the report's dates."`
}

// DateOrder is mdy, dmy or ymd.
type DateOrder string

// Accepts lists the orders of dates.
func (DateOrder) Accepts() []string { return []string{"mdy", "dmy", "ymd"} }

// Validate says what is wrong with the options that their types do not show.
func (o *Options) Validate() error {
	if err := files.CheckPattern(o.Path); err != nil {
		return err
	}
	if o.DateOrder == "" {
		return nil
	}
	return config.OneOf("date_order", "date_order", string(o.DateOrder), o.DateOrder.Accepts())
}

func (o *Options) order() numeral.Order {
	switch o.DateOrder {
	case "dmy":
		return numeral.DMY
	case "ymd":
		return numeral.YMD
	}
	return numeral.MDY
}

// Connector returns the connector for sources of type quickbooks.
func Connector() connectors.Connector {
	return connectors.Connector{
		Type:    "quickbooks",
		Title:   "QuickBooks Online (exported reports)",
		Options: func() any { return &Options{} },
		Open: func(env connectors.Env, options any) (daybook.Source, error) {
			return open(env, *options.(*Options))
		},
	}
}

// version grows when the same file under the same options gives other facts than before: then every file
// is read again.
const version = 1

// source reads the reports of one configuration entry.
type source struct {
	env     connectors.Env
	options Options
}

func open(env connectors.Env, options Options) (daybook.Source, error) {
	if err := options.Validate(); err != nil {
		return nil, err
	}
	if options.Currency == "" {
		options.Currency = env.Currency
	}
	decides, err := json.Marshal([]any{version, options, env.Zone.String()})
	if err != nil {
		return nil, err
	}
	return &files.Source{Dir: env.Dir, Pattern: options.Path, Options: string(decides), Reader: &source{env, options}, Log: env.Log}, nil
}

// Inspect reads a report as far as its header.
func (s *source) Inspect(ctx context.Context, file files.File) (notices []daybook.Notice, err error) {
	reader, err := sheet.Open(file.Path, sheet.Options{Name: file.Name})
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, reader.Close()) }()
	header := &search{file: file.Name, sheet: reader.Sheet()}
	for row, err := range reader.Rows() {
		if err := errors.Join(err, ctx.Err()); err != nil {
			return nil, err
		}
		if _, found, err := header.try(row); found || err != nil {
			return nil, err
		}
	}
	return nil, header.failure()
}

// Read puts every row of a report. It reads the file twice: which account an account belongs to, and whether
// the dates are what they should be, shows only further down.
func (s *source) Read(ctx context.Context, file files.File, put func(daybook.Record) error) error {
	found, err := s.survey(ctx, file)
	if err != nil {
		return err
	}
	reader, err := sheet.Open(file.Path, sheet.Options{Name: file.Name})
	if err != nil {
		return err
	}
	r := &report{env: s.env, options: s.options, file: file.Name, sheet: reader.Sheet(), survey: found, seen: map[[16]byte]int{}, put: put}
	return errors.Join(r.read(ctx, reader), reader.Close())
}

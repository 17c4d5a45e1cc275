package ecb

import (
	"encoding/json"
	"strings"

	"daybook"
	"daybook/connectors"
	"daybook/internal/files"
)

// Options are the keys of a source of type ecb.
type Options struct {
	Path       string             `yaml:"path" jsonschema:"required,example=https://www.ecb.europa.eu/stats/eurofxref/eurofxref-hist.zip" jsonschema_description:"The file, a pattern for several relative to the configuration's folder, or an https:// address."`
	Currencies []daybook.Currency `yaml:"currencies" jsonschema:"example=USD" jsonschema_description:"The currencies to read; all where none is named."`
	Start      daybook.Day        `yaml:"start" jsonschema:"example=2023-01-01" jsonschema_description:"Leave out rates of before this day."`
}

// Validate says what is wrong with the options that their types do not show.
func (o *Options) Validate() error { return files.CheckPattern(o.Path) }

// version grows when the same file under the same options gives other facts than before.
const version = 1

// Connector returns the connector for sources of type ecb.
func Connector() connectors.Connector {
	return connectors.Connector{
		Type:    "ecb",
		Title:   "Reference rates of the European Central Bank",
		Options: func() any { return &Options{} },
		Open: func(env connectors.Env, options any) (daybook.Source, error) {
			o := *options.(*Options)
			if err := o.Validate(); err != nil {
				return nil, err
			}
			decides, err := json.Marshal([]any{version, o})
			if err != nil {
				return nil, err
			}
			return &files.Source{Dir: env.Dir, Pattern: o.Path, Options: string(decides), Reader: &source{env, o}, Buckets: env.Buckets, Log: env.Log}, nil
		},
		Recognise: recognise,
	}
}

func recognise(path string) (connectors.Recognition, error) {
	head, err := files.Head(path)
	if err != nil {
		return connectors.Recognition{}, err
	}
	first, _, _ := strings.Cut(head, "\n")
	columns := strings.Split(strings.ReplaceAll(strings.TrimPrefix(first, "\ufeff"), " ", ""), ",")
	if len(columns) < 10 || columns[0] != "Date" || columns[1] != "USD" || columns[2] != "JPY" {
		return connectors.Recognition{}, nil
	}
	return connectors.Recognition{Layout: "Euro reference rates of the European Central Bank",
		Why: "row 1 has Date and then currencies, USD and JPY first", Strength: 100}, nil
}

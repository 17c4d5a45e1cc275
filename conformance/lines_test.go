//go:build conformance

package conformance

import (
	"context"
	"os"
	"path/filepath"

	"daybook"
	"daybook/connectors"
	"daybook/transforms/factlines"
)

// lines is a connector for facts in the notation of the worked examples: for examples that are stated in
// words, with what no sheet has, like discounts.
func lines() connectors.Connector {
	return connectors.Connector{
		Type: "lines", Title: "Facts, one a line",
		Options: func() any { return &linesOptions{} },
		Open: func(env connectors.Env, options any) (daybook.Source, error) {
			return linesSource{env.Name, filepath.Join(env.Dir, options.(*linesOptions).Path)}, nil
		},
	}
}

type linesOptions struct {
	Path string `yaml:"path"`
}

type linesSource struct{ name, path string }

func (s linesSource) Check(context.Context) ([]daybook.Notice, error) { return nil, nil }

func (s linesSource) Pull(ctx context.Context, _ daybook.Request, into daybook.Sink) error {
	text, err := os.ReadFile(s.path)
	if err != nil {
		return err
	}
	facts, err := factlines.Parse(string(text))
	if err != nil {
		return err
	}
	for _, fact := range facts {
		fact.Head().Origin.Source = s.name
		if err := into.Put(ctx, fact); err != nil {
			return err
		}
	}
	return into.Commit(ctx, daybook.Checkpoint{Part: filepath.Base(s.path), Whole: true})
}

// told is a company whose facts are told line by line.
func told(currency daybook.Currency, facts, config string, from, to daybook.Day) company {
	return company{
		currency: currency, days: daybook.Range{From: from, To: to}, files: map[string]string{"facts.txt": facts},
		config: "sources: [{name: shop, type: lines, path: facts.txt}]\n" + config,
	}
}

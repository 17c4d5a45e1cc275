package iif

import (
	"encoding/json"
	"strings"

	"daybook"
	"daybook/connectors"
	"daybook/internal/files"
	"daybook/internal/report"
)

// version grows when the same file under the same options gives other facts than before: then every file is read again.
const version = 1

// Connector returns the connector for sources of type iif.
func Connector() connectors.Connector {
	return connectors.Connector{
		Type:    "iif",
		Title:   "QuickBooks Desktop IIF files",
		Options: func() any { return &report.Options{} },
		Open: func(env connectors.Env, options any) (daybook.Source, error) {
			return open(env, *options.(*report.Options))
		},
		Recognise: recognise,
	}
}

func open(env connectors.Env, options report.Options) (daybook.Source, error) {
	if err := options.Validate(); err != nil {
		return nil, err
	}
	if options.Currency == "" {
		options.Currency = env.Currency
	}
	decides, err := json.Marshal([]any{version, options})
	if err != nil {
		return nil, err
	}
	return &files.Source{Dir: env.Dir, Pattern: options.Path, Options: string(decides), Reader: &source{env, options}, Log: env.Log}, nil
}

func recognise(path string) (connectors.Recognition, error) {
	head, err := files.Head(path)
	if err != nil {
		return connectors.Recognition{}, err
	}
	for _, mark := range []string{"!TRNS\t", "!ACCNT\t", "!HDR\t"} {
		if at := strings.Index(strings.ToUpper(head), mark); at == 0 || at > 0 && strings.ContainsAny(head[at-1:at], "\n\r\ufeff\"") {
			return connectors.Recognition{Layout: "QuickBooks Desktop, IIF", Why: "it has a line " + strings.TrimSpace(mark), Strength: 100}, nil
		}
	}
	return connectors.Recognition{}, nil
}

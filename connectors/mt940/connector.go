package mt940

import (
	"regexp"

	"daybook"
	"daybook/connectors"
	"daybook/internal/bank"
	"daybook/internal/files"
)

// Connector returns the connector for sources of type mt940.
func Connector() connectors.Connector {
	return connectors.Connector{
		Type:    "mt940",
		Title:   "MT940 bank statements (SWIFT)",
		Options: func() any { return &bank.Options{} },
		Open: func(env connectors.Env, options any) (daybook.Source, error) {
			format := bank.Format{Version: 1, Read: read}
			return format.Open(bank.Env{Source: env.Name, Dir: env.Dir, Currency: env.Currency, Buckets: env.Buckets, Log: env.Log}, options.(*bank.Options))
		},
		Recognise: recognise,
	}
}

// opens is an opening balance at the beginning of a line.
var opens = regexp.MustCompile(`(?m)^:60[FM]:[CD]\d{6}[A-Z]{3}`)

func recognise(path string) (connectors.Recognition, error) {
	head, err := files.Head(path)
	if err != nil {
		return connectors.Recognition{}, err
	}
	if found := opens.FindString(head); found != "" {
		return connectors.Recognition{Layout: "MT940, SWIFT customer statement", Why: "it has an opening balance, " + found[:5], Strength: 100}, nil
	}
	return connectors.Recognition{}, nil
}

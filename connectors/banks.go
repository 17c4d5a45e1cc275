package connectors

import (
	"daybook"
	"daybook/internal/bank"
)

// Bank makes a connector of the files that a bank gives, read as the format says.
func Bank(kind, title string, format bank.Format, recognise func(path string) (Recognition, error)) Connector {
	return Connector{
		Type: kind, Title: title,
		Options: func() any { return &bank.Options{} },
		Open: func(env Env, options any) (daybook.Source, error) {
			of := bank.Env{Source: env.Name, Dir: env.Dir, Currency: env.Currency, Buckets: env.Buckets, Log: env.Log}
			return format.Open(of, options.(*bank.Options))
		},
		Recognise: recognise,
	}
}

package ofx

import (
	"strings"

	"daybook"
	"daybook/connectors"
	"daybook/internal/bank"
	"daybook/internal/files"
)

// Connector returns the connector for sources of type ofx.
func Connector() connectors.Connector {
	return connectors.Connector{
		Type:    "ofx",
		Title:   "OFX, QFX and QBO bank files",
		Options: func() any { return &bank.Options{} },
		Open: func(env connectors.Env, options any) (daybook.Source, error) {
			format := bank.Format{Version: 1, Read: read}
			return format.Open(bank.Env{Source: env.Name, Dir: env.Dir, Currency: env.Currency, Buckets: env.Buckets, Log: env.Log}, options.(*bank.Options))
		},
		Recognise: recognise,
	}
}

func recognise(path string) (connectors.Recognition, error) {
	head, err := files.Head(path)
	if err != nil {
		return connectors.Recognition{}, err
	}
	for _, mark := range []string{"OFXHEADER", "<OFX>"} {
		if strings.Contains(strings.ToUpper(head), mark) {
			return connectors.Recognition{Layout: "OFX, Open Financial Exchange", Why: "it begins with " + mark, Strength: 100}, nil
		}
	}
	return connectors.Recognition{}, nil
}

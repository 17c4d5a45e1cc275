package mt940

import (
	"regexp"

	"daybook/connectors"
	"daybook/internal/bank"
	"daybook/internal/files"
)

// Connector returns the connector for sources of type mt940.
func Connector() connectors.Connector {
	return connectors.Bank("mt940", "MT940 bank statements (SWIFT)", bank.Format{Version: 1, Read: read}, recognise)
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

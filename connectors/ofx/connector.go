package ofx

import (
	"strings"

	"daybook/connectors"
	"daybook/internal/bank"
	"daybook/internal/files"
)

// Connector returns the connector for sources of type ofx.
func Connector() connectors.Connector {
	return connectors.Bank("ofx", "OFX, QFX and QBO bank files", bank.Format{Version: 1, Read: read}, recognise)
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

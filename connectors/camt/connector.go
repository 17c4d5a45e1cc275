package camt

import (
	"strings"

	"daybook/connectors"
	"daybook/internal/bank"
	"daybook/internal/files"
)

// Connector returns the connector for sources of type camt.
func Connector() connectors.Connector {
	return connectors.Bank("camt", "CAMT.053 bank statements (ISO 20022)", bank.Format{Version: 1, Read: read}, recognise)
}

func recognise(path string) (connectors.Recognition, error) {
	head, err := files.Head(path)
	if err != nil {
		return connectors.Recognition{}, err
	}
	for mark, layout := range map[string]string{"BkToCstmrStmt": "CAMT.053, bank statement", "BkToCstmrAcctRpt": "CAMT.052, account report"} {
		if strings.Contains(head, mark) {
			return connectors.Recognition{Layout: layout, Why: "it has the element " + mark, Strength: 100}, nil
		}
	}
	return connectors.Recognition{}, nil
}

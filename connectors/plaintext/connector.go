package plaintext

import (
	"regexp"

	"daybook/connectors"
	"daybook/internal/report"
)

// Connector returns the connector for sources of type plaintext.
func Connector() connectors.Connector {
	return connectors.Reports("plaintext", "hledger, Ledger and Beancount (CSV)", presets())
}

// presets lists the layouts, one in a file.
func presets() []report.Preset {
	return []report.Preset{hledgerPrint(), hledgerRegister(), ledgerCSV(), beanQuery()}
}

// kinds are the accounts by their names; virtual postings stand outside of the double entry.
func kinds() []report.AccountKind {
	return append([]report.AccountKind{{Match: regexp.MustCompile(`^[(\[]`), Skip: "virtual"}}, report.PlainKinds()...)
}

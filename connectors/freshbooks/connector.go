package freshbooks

import (
	"daybook/connectors"
	"daybook/internal/report"
)

// Connector returns the connector for sources of type freshbooks.
func Connector() connectors.Connector {
	return connectors.Reports("freshbooks", "FreshBooks (exported reports)", presets())
}

// presets lists the layouts.
func presets() []report.Preset {
	return []report.Preset{generalLedger(), invoiceDetails(), expenseDetails(), profit(), balanceSheet(), trialBalance()}
}

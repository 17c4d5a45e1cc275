package xero

import (
	"daybook/connectors"
	"daybook/internal/report"
)

// Connector returns the connector for sources of type xero.
func Connector() connectors.Connector {
	return connectors.Reports("xero", "Xero (exported reports)", presets())
}

// presets lists the layouts.
func presets() []report.Preset {
	return []report.Preset{generalLedger(), accountTransactions(), journal(), profit(), balanceSheet(), trialBalance()}
}

package zoho

import (
	"daybook/connectors"
	"daybook/internal/report"
)

// Connector returns the connector for sources of type zoho.
func Connector() connectors.Connector {
	return connectors.Reports("zoho", "Zoho Books (exported reports)", presets())
}

// presets lists the layouts, one in a file.
func presets() []report.Preset {
	return []report.Preset{accountTransactions(), manualJournals()}
}

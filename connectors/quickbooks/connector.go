package quickbooks

import (
	"daybook/connectors"
	"daybook/internal/report"
)

// Connector returns the connector for sources of type quickbooks.
func Connector() connectors.Connector {
	return connectors.Reports("quickbooks", "QuickBooks Online and Desktop (exported reports)", presets())
}

// presets lists the layouts.
func presets() []report.Preset {
	return []report.Preset{
		onlineLedger(), onlineDetail(), onlineJournal(), onlineList(), onlineProfit(), onlineBalance(),
		desktopLedger(), desktopDetail(), desktopJournal(), desktopProfit(), desktopBalance(),
	}
}

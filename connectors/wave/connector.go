package wave

import (
	"daybook/connectors"
	"daybook/internal/report"
)

// Connector returns the connector for sources of type wave.
func Connector() connectors.Connector {
	return connectors.Reports("wave", "Wave (data export and reports)", presets())
}

// presets lists the layouts, one in a file.
func presets() []report.Preset {
	return []report.Preset{accounting(), accountTransactions()}
}

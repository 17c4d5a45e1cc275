package sage

import (
	"daybook/connectors"
	"daybook/internal/report"
)

// Connector returns the connector for sources of type sage.
func Connector() connectors.Connector {
	return connectors.Reports("sage", "Sage 50 and Sage Intacct (exported ledgers)", presets())
}

// presets lists the layouts, one in a file.
func presets() []report.Preset {
	return []report.Preset{fiftyUS(), fiftyCanada(), fiftyUK(), intacct()}
}

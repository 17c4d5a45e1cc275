package netsuite

import (
	"daybook/connectors"
	"daybook/internal/report"
)

// Connector returns the connector for sources of type netsuite.
func Connector() connectors.Connector {
	return connectors.Reports("netsuite", "NetSuite (saved search or General Ledger)", presets())
}

// presets lists the layouts, one in a file.
func presets() []report.Preset {
	return []report.Preset{savedSearch(), generalLedger()}
}

// unposted are the account types that are no part of the ledger (NetSuite, Account Types).
func unposted() []string { return []string{"non posting", "nonposting", "statistical", "stat"} }

// Package all lists every source connector, one line each.
package all

import (
	"daybook/connectors"
	"daybook/connectors/camt"
	"daybook/connectors/journal"
	"daybook/connectors/mt940"
	"daybook/connectors/ofx"
	"daybook/connectors/plaintext"
	"daybook/connectors/quickbooks"
	"daybook/connectors/spreadsheet"
	"daybook/connectors/stripe"
	"daybook/connectors/xero"
)

// List returns every connector.
func List() []connectors.Connector {
	return []connectors.Connector{
		camt.Connector(),
		journal.Connector(),
		mt940.Connector(),
		ofx.Connector(),
		plaintext.Connector(),
		quickbooks.Connector(),
		spreadsheet.Connector(),
		stripe.Connector(),
		xero.Connector(),
	}
}

// Package all lists every source connector, one line each.
package all

import (
	"daybook/connectors"
	"daybook/connectors/camt"
	"daybook/connectors/ecb"
	"daybook/connectors/freshbooks"
	"daybook/connectors/iif"
	"daybook/connectors/journal"
	"daybook/connectors/mt940"
	"daybook/connectors/netsuite"
	"daybook/connectors/ofx"
	"daybook/connectors/plaintext"
	"daybook/connectors/quickbooks"
	"daybook/connectors/sage"
	"daybook/connectors/spreadsheet"
	"daybook/connectors/stripe"
	"daybook/connectors/wave"
	"daybook/connectors/xero"
	"daybook/connectors/zoho"
)

// List returns every connector.
func List() []connectors.Connector {
	return []connectors.Connector{
		camt.Connector(),
		ecb.Connector(),
		freshbooks.Connector(),
		iif.Connector(),
		journal.Connector(),
		mt940.Connector(),
		netsuite.Connector(),
		ofx.Connector(),
		plaintext.Connector(),
		quickbooks.Connector(),
		sage.Connector(),
		spreadsheet.Connector(),
		stripe.Connector(),
		wave.Connector(),
		xero.Connector(),
		zoho.Connector(),
	}
}

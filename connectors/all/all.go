// Package all lists every source connector, one line each.
package all

import (
	"daybook/connectors"
	"daybook/connectors/quickbooks"
	"daybook/connectors/spreadsheet"
	"daybook/connectors/stripe"
)

// List returns every connector.
func List() []connectors.Connector {
	return []connectors.Connector{
		quickbooks.Connector(),
		spreadsheet.Connector(),
		stripe.Connector(),
	}
}

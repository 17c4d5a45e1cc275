// Package all is the list of loader drivers.
package all

import (
	"daybook/pipeline/loaders"
	"daybook/pipeline/loaders/postgres"
	"daybook/pipeline/loaders/sqlite"
)

// List lists every loader driver, one line each.
func List() []loaders.Driver {
	return []loaders.Driver{
		postgres.Driver(),
		sqlite.Driver(),
	}
}

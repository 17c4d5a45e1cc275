// Package connectors says what a source connector is: a type name, its options, and how to open it.
//
// A connector turns the records of one outside system into facts and hands them, part by part, to a
// sink. Each one lives in a package of its own below this one, knows no other connector, and is listed
// with one line in connectors/all. Its package comment is the user's page.
package connectors

import (
	"log/slog"
	"time"

	"daybook"
	"daybook/internal/files"
)

// Env is what every connector gets besides its options.
type Env struct {
	Name     string           // the source's name in the configuration: Origin.Source of its facts
	Dir      string           // the folder of the configuration file: relative paths start here
	Zone     *time.Location   // the company's time zone, in which an instant becomes a Day
	Currency daybook.Currency // the company's currency, for records that name none
	Now      func() time.Time // the only clock
	Buckets  files.Buckets    // opens object stores; nil: there are none
	Log      *slog.Logger
}

// Connector is one kind of source.
type Connector struct {
	Type  string // the `type:` of a source, "stripe"
	Title string // for people, "Stripe"

	// Options returns a pointer to zero options: a struct with yaml tags, which the configuration
	// decodes strictly. Its optional method Validate() error checks what tags cannot say.
	Options func() any

	// Open makes a source from what Options returned, decoded. It reaches nothing outside: Check and Pull do.
	Open func(env Env, options any) (daybook.Source, error)

	// Recognise looks at a file and says whether it is one of this connector's layouts; nil where the
	// connector reads no files. An error is one of reading the file.
	Recognise func(path string) (Recognition, error)

	// Layouts are all that Recognise can find in a report of an accounting program; none of another connector.
	Layouts []string
}

// Recognition is a connector's claim to a file. The strongest claim wins; the zero Recognition is none.
type Recognition struct {
	Layout   string // the layout, "QuickBooks Online, General Ledger"
	Why      string // what in the file says so: `row 1 says "General Ledger", row 5 has the columns Date, …`
	Strength int    // 0 is no claim, 100 is proof: a signature that only this layout has
	Keys     string // further keys that the source needs, as lines of YAML: "facts: spend"
}

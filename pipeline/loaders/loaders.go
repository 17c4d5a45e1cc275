// Package loaders says what a loader is: a driver that opens a daybook.Loader from its options in
// the configuration. A loader feeds the published figures to another database. It writes a
// publication in one transaction and keeps its position in the target, so that it needs no memory
// of its own, and catches up by itself after it was down (invariant 9).
//
// The list of drivers is loaders/all; the suite that each passes is loaders/loadertest.
package loaders

import (
	"context"
	"log/slog"
	"time"

	"daybook"
)

// Env is what a loader is given besides its options.
type Env struct {
	Name string // the loader's name in the configuration
	Dir  string // the configuration's directory: relative paths begin there
	Now  func() time.Time
	Log  *slog.Logger
}

// Driver makes loaders of one type. A loader that holds connections is also an io.Closer.
type Driver struct {
	Type    string // "postgres", as in the configuration
	Title   string // for people
	Options func() any
	Open    func(ctx context.Context, env Env, options any) (daybook.Loader, error)
}

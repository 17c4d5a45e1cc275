// Package sqlite is the loader that feeds a SQLite file: one file to hand to a notebook, a spreadsheet
// or a dashboard.
//
//	loaders:
//	  - {name: file, type: sqlite, path: exports/kpis.db}
//
// path is the file, from the configuration's directory; it is created if it is missing, its directory
// is not. It holds the same tables and views as the book: kpi_snapshots, kpi_revisions, kpi_daily,
// kpi_catalog, runs, source_status and rejects. Days and instants are ISO text. value, numerator and
// denominator are REAL; beside each stands the exact decimal as text, value_exact and so on.
package sqlite

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"daybook"
	"daybook/pipeline/loaders"
	"daybook/pipeline/loaders/mirror"
)

// Options are the loader's keys in the configuration.
type Options struct {
	Path string `yaml:"path" jsonschema:"required,example=exports/kpis.db" jsonschema_description:"The file; created if it is missing."`
}

// Driver is the list's entry.
func Driver() loaders.Driver {
	return loaders.Driver{Type: "sqlite", Title: "SQLite file", Options: func() any { return &Options{} }, Open: open}
}

func open(_ context.Context, env loaders.Env, options any) (daybook.Loader, error) {
	path := options.(*Options).Path
	if path == "" {
		return nil, &daybook.Error{Code: daybook.Misconfigured, Place: "loader " + env.Name, Found: "no path", Wanted: "path: exports/kpis.db"}
	}
	if !filepath.IsAbs(path) {
		path = filepath.Join(env.Dir, path)
	}
	return &loader{path: path, now: env.Now}, nil
}

// loader opens the file when it is needed: a mere check leaves none behind.
type loader struct {
	path   string
	now    func() time.Time
	mirror *mirror.Mirror
}

// Position is 0 for a file that is still to be made.
func (l *loader) Position(ctx context.Context, company string) (int64, error) {
	if info, err := os.Stat(filepath.Dir(l.path)); err == nil && info.IsDir() {
		if _, err := os.Stat(l.path); errors.Is(err, fs.ErrNotExist) {
			return 0, nil
		}
	}
	if err := l.open(ctx); err != nil {
		return 0, err
	}
	return l.mirror.Position(ctx, company)
}

// Load writes a publication in one transaction.
func (l *loader) Load(ctx context.Context, publication daybook.Publication) error {
	if err := l.open(ctx); err != nil {
		return err
	}
	return l.mirror.Load(ctx, publication)
}

// Close closes the file.
func (l *loader) Close() error {
	if l.mirror == nil {
		return nil
	}
	return l.mirror.Close()
}

func (l *loader) open(ctx context.Context) (err error) {
	if l.mirror == nil {
		l.mirror, err = mirror.Open(ctx, "sqlite:"+l.path, "", l.now)
	}
	return err
}

package report

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"time"

	"daybook"
	"daybook/internal/files"
	"daybook/internal/identity"
	"daybook/internal/sheet"
)

// Env is what the reader gets besides its options.
type Env struct {
	Name     string // the source's name
	Dir      string // relative paths start here
	Zone     *time.Location
	Currency daybook.Currency // where the options name none
	Buckets  files.Buckets
	Log      *slog.Logger
	Decides  any // what else decides about the facts, besides the options: a file read under other ones is read again
}

// version grows when the same file under the same options gives other facts than before: then every file
// is read again.
const version = 3

// source reads the reports of one configuration entry.
type source struct {
	env     Env
	options Options
	presets []Preset
}

// Open makes a source of all files that match the path, each in the preset that it fits.
func Open(env Env, options Options, presets []Preset) (daybook.Source, error) {
	if err := options.Validate(); err != nil {
		return nil, err
	}
	if options.Currency == "" {
		options.Currency = env.Currency
	}
	decides, err := json.Marshal([]any{version, options, env.Zone.String(), env.Decides})
	if err != nil {
		return nil, err
	}
	return &files.Source{Dir: env.Dir, Pattern: options.Path, Options: string(decides), Reader: &source{env, options, presets}, Buckets: env.Buckets, Log: env.Log}, nil
}

// head recognises a file, or says that it is none of the reports.
func (s *source) head(file files.File) (head, error) {
	h, err := readHead(file.Path, file.Name, s.presets)
	switch {
	case err != nil:
		return h, err
	case h.preset == nil:
		file.NotFound(h.texts()...)
		return h, h.unknown(s.presets)
	case h.preset.Sided && !(h.columns.has(Debit) && h.columns.has(Credit)):
		return h, h.unsided()
	}
	return h, nil
}

// Inspect reads a report as far as its header, and says what it was recognised as.
func (s *source) Inspect(_ context.Context, file files.File) ([]daybook.Notice, error) {
	_, err := s.head(file)
	return nil, err
}

// Read puts every row of a report. It reads the file more than once: what it is, which account an account belongs to
// and how its dates and amounts are written shows only further down.
func (s *source) Read(ctx context.Context, file files.File, put func(daybook.Record) error) error {
	h, err := s.head(file)
	if err != nil {
		return err
	}
	if err := file.Found(h.header()); err != nil {
		return err
	}
	c := reading{source: file, env: s.env, options: s.options, head: h, put: put}
	if h.preset.isStatement() || h.preset.Layout == Trial {
		return c.statement(ctx, file)
	}
	if err := c.survey(ctx, file); err != nil {
		return err
	}
	reader, err := sheet.Open(file.Path, sheet.Options{Name: file.Name})
	if err != nil {
		return err
	}
	r := &ledger{reading: c, seen: identity.Counts{}}
	return errors.Join(r.read(ctx, reader), reader.Close())
}

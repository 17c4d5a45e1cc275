package bank

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"os"

	"daybook"
	"daybook/internal/files"
	"daybook/internal/sheet"
)

// Options are the keys of a source of bank files.
type Options struct {
	Path    string `yaml:"path" jsonschema:"required,example=bank/*" jsonschema_description:"The file, or a pattern for several; relative to the configuration's folder."`
	Account string `yaml:"account" jsonschema:"example=Checking" jsonschema_description:"What the account is called in the books; Bank or Credit Card if left out."`
}

// Validate says what is wrong with the options that their types do not show.
func (o *Options) Validate() error { return files.CheckPattern(o.Path) }

// Format reads one kind of bank file.
type Format struct {
	Version int // grows when the same file gives other facts than before: then every file is read again
	Read    func(in io.ReadSeeker, into *Ledger) error
}

// Env is what a reader of bank files gets besides its options.
type Env struct {
	Source   string
	Dir      string
	Currency daybook.Currency
	Buckets  files.Buckets
	Log      *slog.Logger
}

// Open makes a source of all files that match.
func (f Format) Open(env Env, options *Options) (daybook.Source, error) {
	if err := options.Validate(); err != nil {
		return nil, err
	}
	decides, err := json.Marshal([]any{f.Version, options, env.Currency})
	if err != nil {
		return nil, err
	}
	return &files.Source{Dir: env.Dir, Pattern: options.Path, Options: string(decides), Reader: &reader{f, env, options}, Buckets: env.Buckets, Log: env.Log}, nil
}

type reader struct {
	format  Format
	env     Env
	options *Options
}

// Inspect reads the whole file for what there is to say about its balances: bank files are small.
func (r *reader) Inspect(ctx context.Context, file files.File) ([]daybook.Notice, error) {
	var notices []daybook.Notice
	err := r.read(file, func(daybook.Record) error { return ctx.Err() }, func(n daybook.Notice) { notices = append(notices, n) })
	return notices, err
}

// Read puts every movement of a file. What does not add up is logged as a warning.
func (r *reader) Read(_ context.Context, file files.File, put func(daybook.Record) error) error {
	return r.read(file, put, func(n daybook.Notice) { file.Warn(r.env.Log, n.Text, "place", n.Place) })
}

func (r *reader) read(file files.File, put func(daybook.Record) error, notice func(daybook.Notice)) (err error) {
	in, err := os.Open(file.Path)
	if err != nil {
		return sheet.Missing(file.Name, err)
	}
	defer func() { err = errors.Join(err, in.Close()) }()
	into := NewLedger(Ledger{Source: r.env.Source, File: file.Name, Currency: r.env.Currency, Options: r.options, Put: put, Notice: notice})
	return r.format.Read(in, into)
}

// Damaged is the error for a file that breaks its format.
func (l *Ledger) Damaged(row int, found, wanted string, cause error) error {
	return &daybook.Error{Place: l.place(row), Found: found, Wanted: wanted, Remedy: "download the file again", Err: cause}
}

// Package files is the part of a source that reads files matching a pattern: which of them are new, which
// are unchanged, renamed or gone, and one commit for each. They lie in a folder, on a web server or in an object store, and may
// be packed in zips; a reader is given each as a file on the disk.
//
// Each file is a part of its source and is always read whole. A file of the same size and time as when it was
// read last is not opened; one of the same content is not read; one that was renamed keeps its part, and
// thereby its facts. A file that has vanished keeps its facts, too.
package files

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"path/filepath"
	"strings"

	"gocloud.dev/blob"

	"daybook"
)

// File is a file to read.
type File struct {
	Path string // to open it
	Name string // its name in places and parts: relative to the configuration's folder, with slashes; "export.zip/books.csv" in a zip

	seen      state                                     // what its place says of it
	container string                                    // the file on this disk that it is, or lies in; "" for one that came from elsewhere
	fetch     func(ctx context.Context) (string, error) // brings it to the disk; nil where it is
	watch     *watch                                    // nil: nobody compares its columns
}

// Reader turns one file into records.
type Reader interface {
	// Inspect reads as little as proves that Read would work.
	Inspect(ctx context.Context, file File) ([]daybook.Notice, error)
	// Read puts every row of the file. What can be wrong with the file as a whole is best found before the first put.
	Read(ctx context.Context, file File, put func(daybook.Record) error) error
}

// Source reads all files that match a pattern.
type Source struct {
	Dir     string // relative patterns start here
	Pattern string // as in path/filepath.Match
	Options string // what else decides about the facts: a file read under other options is read again
	Reader  Reader
	Buckets Buckets // opens object stores; nil: this source reads none
	Log     *slog.Logger
}

// Buckets opens the bucket of an address like s3://exports?region=eu-central-1.
type Buckets func(ctx context.Context, address string) (*blob.Bucket, error)

// CheckPattern reports an option path that cannot match anything: none, or a malformed pattern.
func CheckPattern(pattern string) error {
	if pattern == "" {
		return &daybook.Error{Code: daybook.Misconfigured, Place: "path", Found: "no path",
			Wanted: "path: the file to read, or a pattern like exports/*.csv"}
	}
	if scheme, _, remote := strings.Cut(pattern, "://"); remote {
		return checkAddress(scheme, pattern)
	}
	if _, err := filepath.Match(pattern, ""); err != nil {
		return &daybook.Error{Code: daybook.Misconfigured, Place: "path", Found: fmt.Sprintf("path %q", pattern),
			Wanted: "a file or a pattern like exports/*.csv", Err: err}
	}
	return nil
}

// Check finds the files and inspects each.
func (s *Source) Check(ctx context.Context) (notices []daybook.Notice, err error) {
	desk := &desk{}
	defer func() { err = errors.Join(err, desk.clear()) }()
	found, err := s.find(ctx, desk, nil)
	if err != nil {
		return nil, err
	}
	var failed []error
	for _, file := range found {
		if err := errors.Join(ctx.Err(), file.here(ctx)); err != nil {
			failed = append(failed, err)
			continue
		}
		told, err := s.Reader.Inspect(ctx, file)
		notices, failed = append(notices, told...), append(failed, err)
	}
	return notices, errors.Join(failed...)
}

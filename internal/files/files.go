// Package files is the part of a source that reads files matching a pattern: which of them are new, which
// are unchanged, renamed or gone, and one commit for each.
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
	"os"
	"path/filepath"
	"slices"
	"strings"

	"daybook"
	"daybook/config"
)

// File is a file to read.
type File struct {
	Path string // to open it
	Name string // its name in places and parts: relative to the configuration's folder, with slashes

	watch *watch // nil: nobody compares its columns
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
	Log     *slog.Logger
}

// CheckPattern reports an option path that cannot match anything: none, or a malformed pattern.
func CheckPattern(pattern string) error {
	if pattern == "" {
		return &daybook.Error{Code: daybook.Misconfigured, Place: "path", Found: "no path",
			Wanted: "path: the file to read, or a pattern like exports/*.csv"}
	}
	if _, err := filepath.Match(pattern, ""); err != nil {
		return &daybook.Error{Code: daybook.Misconfigured, Place: "path", Found: fmt.Sprintf("path %q", pattern),
			Wanted: "a file or a pattern like exports/*.csv", Err: err}
	}
	return nil
}

// Check finds the files and inspects each.
func (s *Source) Check(ctx context.Context) ([]daybook.Notice, error) {
	found, err := s.find()
	if err != nil {
		return nil, err
	}
	var notices []daybook.Notice
	var failed []error
	for _, file := range found {
		if err := ctx.Err(); err != nil {
			return notices, err
		}
		told, err := s.Reader.Inspect(ctx, file)
		notices, failed = append(notices, told...), append(failed, err)
	}
	return notices, errors.Join(failed...)
}

// find lists the files that match, by name. Excel's lock files and hidden files are none.
func (s *Source) find() ([]File, error) {
	pattern := s.Pattern
	if !filepath.IsAbs(pattern) {
		pattern = filepath.Join(s.Dir, pattern)
	}
	paths, err := filepath.Glob(pattern)
	if err != nil {
		return nil, CheckPattern(s.Pattern)
	}
	if _, err := os.Lstat(pattern); err == nil && len(paths) == 0 {
		paths = []string{pattern} // a name with brackets in it is a file before it is a pattern
	}
	var found []File
	for _, path := range paths {
		info, err := os.Stat(path)
		lock := strings.HasPrefix(filepath.Base(path), "~$") || strings.HasPrefix(filepath.Base(path), ".")
		if err == nil && !info.IsDir() && !lock {
			found = append(found, File{Path: path, Name: s.name(path)})
		}
	}
	slices.SortFunc(found, func(a, b File) int { return strings.Compare(a.Name, b.Name) })
	if len(found) == 0 {
		return nil, s.nothing(pattern)
	}
	return found, nil
}

func (s *Source) name(path string) string {
	relative, err := filepath.Rel(s.Dir, path)
	if err != nil || strings.HasPrefix(relative, "..") {
		relative = path
	}
	return filepath.ToSlash(relative)
}

// nothing is the error for a pattern that matches no file. It names a file that is nearly called so.
func (s *Source) nothing(pattern string) error {
	folder := filepath.Dir(pattern)
	entries, err := os.ReadDir(folder)
	wanted := "a file named " + filepath.Base(pattern) + " in " + folder
	if err != nil {
		return &daybook.Error{Code: daybook.Unreachable, Place: s.Pattern, Found: "no such folder", Wanted: wanted,
			Remedy: "check path: and put the export there", Err: err}
	}
	var names []string
	for _, entry := range entries {
		if !entry.IsDir() && !strings.HasPrefix(entry.Name(), ".") {
			names = append(names, entry.Name())
		}
	}
	return &daybook.Error{Code: daybook.Unreachable, Place: s.Pattern, Found: "no file", Wanted: wanted, Remedy: "check path: and put the export there",
		Hint: config.DidYouMean(filepath.Base(pattern), names)}
}

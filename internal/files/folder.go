package files

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"daybook"
	"daybook/config"
)

// folder is a place on this computer.
type folder struct{ dir, pattern string }

// list lists the files that match, by name. Excel's lock files and hidden files are none.
func (f *folder) list(context.Context, map[string]state) ([]File, error) {
	pattern := f.pattern
	if !filepath.IsAbs(pattern) {
		pattern = filepath.Join(f.dir, pattern)
	}
	paths, err := filepath.Glob(pattern)
	if err != nil {
		return nil, CheckPattern(f.pattern)
	}
	if _, err := os.Lstat(pattern); err == nil && len(paths) == 0 {
		paths = []string{pattern} // a name with brackets in it is a file before it is a pattern
	}
	var found []File
	for _, path := range paths {
		info, err := os.Stat(path)
		if err == nil && !info.IsDir() && !hidden(filepath.Base(path)) {
			seen := state{Size: info.Size(), Modified: info.ModTime().UTC()}
			found = append(found, File{Path: path, Name: f.name(path), container: path, seen: seen})
		}
	}
	slices.SortFunc(found, func(a, b File) int { return strings.Compare(a.Name, b.Name) })
	if len(found) == 0 {
		return nil, f.nothing(pattern)
	}
	return found, nil
}

func (f *folder) name(path string) string {
	relative, err := filepath.Rel(f.dir, path)
	if err != nil || strings.HasPrefix(relative, "..") {
		relative = path
	}
	return filepath.ToSlash(relative)
}

// nothing is the error for a pattern that matches no file. It names a file that is nearly called so.
func (f *folder) nothing(pattern string) error {
	folder := filepath.Dir(pattern)
	entries, err := os.ReadDir(folder)
	wanted := "a file named " + filepath.Base(pattern) + " in " + folder
	if err != nil {
		return &daybook.Error{Code: daybook.Unreachable, Place: f.pattern, Found: "no such folder", Wanted: wanted,
			Remedy: "check path: and put the export there", Err: err}
	}
	var names []string
	for _, entry := range entries {
		if !entry.IsDir() && !strings.HasPrefix(entry.Name(), ".") {
			names = append(names, entry.Name())
		}
	}
	return &daybook.Error{Code: daybook.Unreachable, Place: f.pattern, Found: "no file", Wanted: wanted, Remedy: "check path: and put the export there",
		Hint: config.DidYouMean(filepath.Base(pattern), names)}
}

// hidden reports whether a file is hidden, or a lock of Excel's.
func hidden(name string) bool { return strings.HasPrefix(name, "~$") || strings.HasPrefix(name, ".") }

package config

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"daybook"
)

// Lookup finds an environment variable, as os.LookupEnv does.
type Lookup = func(name string) (string, bool)

// expander replaces ${NAME} and ${file:PATH}; $$ stands for a dollar sign.
type expander struct {
	dir    string // relative files start here
	lookup Lookup
}

// text returns the expanded text and what each ${…} stood for.
func (e expander) text(source string) (string, []string, *daybook.Error) {
	var out strings.Builder
	var values []string
	for {
		before, rest, found := strings.Cut(source, "$")
		out.WriteString(before)
		if !found {
			return out.String(), values, nil
		}
		if !strings.HasPrefix(rest, "{") {
			out.WriteByte('$')
			source = strings.TrimPrefix(rest, "$")
			continue
		}
		name, after, closed := strings.Cut(rest[1:], "}")
		if !closed {
			return "", nil, &daybook.Error{Found: "${ without its }", Wanted: "${NAME} or ${file:PATH}", Remedy: "close it, or write $${ for the two characters themselves"}
		}
		value, err := e.value(name)
		if err != nil {
			return "", nil, err
		}
		out.WriteString(value)
		values, source = append(values, value), after
	}
}

func (e expander) value(name string) (string, *daybook.Error) {
	if path, ok := strings.CutPrefix(name, "file:"); ok {
		return e.file(path)
	}
	if !isVariable(name) {
		return "", &daybook.Error{Found: fmt.Sprintf("${%s}", name), Wanted: "${NAME} or ${file:PATH}", Remedy: "write $$ for a dollar sign"}
	}
	value, set := e.lookup(name)
	if !set {
		return "", &daybook.Error{
			Found: fmt.Sprintf("${%s}, which is not set", name), Wanted: fmt.Sprintf("the environment variable %s", name),
			Remedy: fmt.Sprintf("set it: export %s=…", name), Hint: "what needs it can be left out for now: put a # before its lines",
		}
	}
	return value, nil
}

// file reads a secret mounted as a file; the line end that editors add is not part of it.
func (e expander) file(path string) (string, *daybook.Error) {
	where := path
	if !filepath.IsAbs(path) {
		where = filepath.Join(e.dir, path)
	}
	data, reason := readFile(where)
	if reason != "" {
		return "", &daybook.Error{Found: fmt.Sprintf("${file:%s}: %s is %s", path, where, reason), Wanted: "a file that daybook may read", Remedy: "mend the path (a relative one starts at this file's folder) or the file's permissions"}
	}
	return strings.TrimRight(string(data), "\r\n"), nil
}

// mostBytes is far above any configuration or secret; the YAML parser takes quadratic time.
const mostBytes = 256 << 10

// readFile returns a regular file's content, or says in a word why not. It names no content.
func readFile(path string) (data []byte, reason string) {
	info, err := os.Stat(path)
	switch {
	case os.IsNotExist(err):
		return nil, "not there"
	case err != nil:
		return nil, "not readable"
	case info.IsDir():
		return nil, "a folder"
	case !info.Mode().IsRegular():
		return nil, "no regular file"
	case info.Size() > mostBytes:
		return nil, "larger than 256 KiB"
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, "not readable"
	}
	defer func() { _ = file.Close() }()
	if data, err = io.ReadAll(io.LimitReader(file, mostBytes)); err != nil {
		return nil, "not readable"
	}
	return data, ""
}

func isVariable(name string) bool {
	const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_"
	return name != "" && strings.Trim(name, letters+"0123456789") == "" && strings.ContainsRune(letters, rune(name[0]))
}

package config

import (
	"bytes"
	"fmt"
	"path/filepath"
	"reflect"
	"strings"
	"unicode/utf8"

	"daybook"
)

// Load reads, expands, decodes and checks a configuration file. Its errors are *daybook.Error, several
// of them joined in the order of the file (see Errors); all are daybook.Misconfigured and name
// file:line:column.
func Load(path string, lookup Lookup) (*Config, error) {
	data, reason := readFile(path)
	if reason != "" {
		return nil, unreadable(path, reason)
	}
	return Parse(path, data, lookup)
}

func unreadable(path, reason string) error {
	err := &daybook.Error{Code: daybook.Misconfigured, Place: path, Found: "a file that is " + reason, Wanted: "a configuration file"}
	if reason == "not there" {
		err.Found = "no such file"
		err.Remedy = "run `daybook init` to write one, or name another with --config"
	}
	return err
}

// Parse does as Load with a configuration that has been read already. Its path names it in errors, and relative paths
// start in its folder.
func Parse(path string, data []byte, lookup Lookup) (*Config, error) {
	found := &report{file: path}
	root := found.read(data, lookup)
	if root == nil {
		return nil, found.err()
	}
	cfg := &Config{Path: path, Dir: filepath.Dir(path)}
	(&decoder{report: found}).value(root, "", reflect.ValueOf(cfg).Elem())
	(&check{found, cfg, root}).all()
	if err := found.err(); err != nil {
		return nil, err
	}
	for i := range cfg.KPIs.Define {
		at, _ := root.locate(fmt.Sprintf("kpis.define[%d].formula", i))
		cfg.KPIs.Define[i].Place = found.place(at)
	}
	(&check{found, cfg, root}).include(lookup)
	if err := found.err(); err != nil {
		return nil, err
	}
	cfg.finish()
	return cfg, nil
}

// read returns the mapping that a file holds, expanded; nil where there is none, which it has reported.
func (r *report) read(data []byte, lookup Lookup) *node {
	if !utf8.Valid(data) {
		r.add(firstInvalid(data), daybook.Error{Found: "text that is not UTF-8", Wanted: "a file in UTF-8", Remedy: "save it as UTF-8"})
		return nil
	}
	reader := reader{r, expander{filepath.Dir(r.file), lookup}, map[string]*node{}}
	return reader.read(data)
}

// finish fills in what follows from other values.
func (c *Config) finish() {
	if book := c.Book.Reveal(); !strings.Contains(book, "://") && !filepath.IsAbs(book) {
		c.Book = Secret(filepath.Join(c.Dir, book))
	}
	for i, define := range c.KPIs.Define {
		if define.Title == "" {
			words := strings.ReplaceAll(define.Name, "_", " ")
			c.KPIs.Define[i].Title = strings.ToUpper(words[:1]) + words[1:]
		}
	}
}

func firstInvalid(data []byte) position {
	valid := 0
	for {
		r, width := utf8.DecodeRune(data[valid:])
		if r == utf8.RuneError && width <= 1 {
			break
		}
		valid += width
	}
	before := data[:valid]
	line := before[bytes.LastIndexByte(before, '\n')+1:]
	return position{bytes.Count(before, []byte("\n")) + 1, utf8.RuneCount(line) + 1}
}

package config

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

type kind int

const (
	null kind = iota
	scalar
	list
	mapping
	broken // reported already, and not to be reported again as missing
)

// node is a YAML value with its place, after expansion.
type node struct {
	kind   kind
	at     position
	text   string   // of a scalar, expanded
	source string   // of a scalar with ${…}: as the file has it, which may be shown; the text may not
	values []string // what its ${…} stood for
	pairs  []pair
	items  []*node
}

type pair struct {
	key   string
	at    position
	value *node
}

func (n *node) find(key string) (pair, bool) {
	for _, p := range n.pairs {
		if p.key == key {
			return p, true
		}
	}
	return pair{}, false
}

// locate walks a path like "columns.day" or "define[1].name" as far as it leads: to the place of the
// last key or item that is there, and to the value itself if all of it is.
func (n *node) locate(path string) (position, *node) {
	at := n.at
	for _, step := range strings.FieldsFunc(path, func(r rune) bool { return strings.ContainsRune(".[]", r) }) {
		next, found := n.find(step)
		if i, err := strconv.Atoi(step); err == nil && !found && i >= 0 && i < len(n.items) {
			next, found = pair{at: n.items[i].at, value: n.items[i]}, true
		}
		if !found {
			return at, nil
		}
		at, n = next.at, next.value
	}
	return at, n
}

// shown says what stands there, and never what a ${…} stood for.
func (n *node) shown() string {
	switch {
	case n.kind == null:
		return "nothing"
	case n.kind == list:
		return "a list"
	case n.kind == mapping:
		return "a mapping"
	case n.source != "":
		return quote(n.source) + " (its value is not shown)"
	}
	return quote(n.text)
}

// quote cuts long text: an error is one line.
func quote(text string) string {
	const most = 60
	if utf8.RuneCountInString(text) > most {
		text = string([]rune(text)[:most]) + "…"
	}
	return strconv.Quote(text)
}

package config

import (
	"errors"
	"fmt"
	"reflect"
	"strings"

	"daybook"
)

// Options are the keys of a source or loader that belong to its type, not yet decoded.
//
// The struct that they decode into describes itself with tags: yaml (the key), jsonschema (required,
// default=…, example=…) and jsonschema_description (the meaning, a sentence). Fields may be text, Secret,
// bool, whole numbers, time.Duration, daybook's Day, Decimal, Currency, Period and Class, anything that has
// UnmarshalText, a string type limited by a method Accepts() []string, and structs, lists and maps of these.
type Options struct{ item *item }

type item struct {
	node     *node
	report   report
	path     string   // "sources[2]"
	reserved []string // the keys that are no options: name, type, schedule
}

// Decode fills a pointer to a struct: strictly, with defaults, reporting every error with its place. If the
// struct has a method Validate() error, that is asked last. The Place of an error of Validate may be a key
// ("columns.day") and becomes the place of that key.
func (o Options) Decode(into any) error {
	item := o.orEmpty()
	d := decoder{report: &report{file: item.report.file}, reserved: item.reserved}
	d.value(item.node, "", reflect.ValueOf(into).Elem())
	if err := d.err(); err != nil {
		return err
	}
	if valid, ok := into.(interface{ Validate() error }); ok {
		item.relocate(valid.Validate(), d.report)
	}
	return d.err()
}

// At returns the place of a key, "daybook.yaml:14:7", for errors that turn up later. For a key that is not
// there it is the place of what would hold it.
func (o Options) At(key string) string {
	item := o.orEmpty()
	at, _ := item.node.locate(key)
	return item.report.place(at)
}

// Format writes ***: options hold secrets that are not known as such before they are decoded.
func (o Options) Format(state fmt.State, verb rune) { Secret(hidden).Format(state, verb) }

// MarshalText writes ***.
func (o Options) MarshalText() ([]byte, error) { return []byte(hidden), nil }

func (o Options) orEmpty() *item {
	if o.item == nil {
		return &item{node: &node{kind: mapping, at: position{1, 1}}, report: report{file: DefaultPath}}
	}
	return o.item
}

// text returns a scalar option as it stands.
func (o Options) text(key string) string {
	if _, n := o.orEmpty().node.locate(key); n != nil {
		return n.text
	}
	return ""
}

// relocate reports the errors of Validate at the keys that they name, without what ${…} stood for.
func (i *item) relocate(err error, into *report) {
	hide := i.hider()
	for _, each := range Errors(err) {
		at, _ := i.node.locate(each.Place)
		problem := daybook.Error{Found: hide(each.Found), Wanted: hide(each.Wanted), Remedy: hide(each.Remedy), Hint: hide(each.Hint), Err: each.Err}
		if cause := each.Err; cause != nil && hide(cause.Error()) != cause.Error() {
			problem.Err = errors.New(hide(cause.Error()))
		}
		into.add(at, problem)
	}
}

// hider returns a function that writes *** over every value that came from ${…}.
func (i *item) hider() func(string) string {
	var pairs []string
	seen := map[*node]bool{}
	var walk func(*node)
	walk = func(n *node) {
		if seen[n] {
			return
		}
		seen[n] = true
		for _, value := range n.values {
			if value != "" {
				pairs = append(pairs, value, hidden)
			}
		}
		for _, p := range n.pairs {
			walk(p.value)
		}
		for _, each := range n.items {
			walk(each)
		}
	}
	walk(i.node)
	return strings.NewReplacer(pairs...).Replace
}

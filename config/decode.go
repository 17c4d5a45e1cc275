package config

import (
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"

	"daybook"
)

// decoder fills Go values from nodes, strictly, and reports everything that does not fit.
type decoder struct {
	*report
	reserved []string // keys of the mapping at the top that are someone else's
}

// value fills a Go value of any supported kind. Path is the key as the operator would name it.
func (d *decoder) value(n *node, path string, into reflect.Value) {
	kind, text := into.Kind(), isText(into.Type())
	switch {
	case n.kind == broken:
	case kind == reflect.Pointer && !text:
		into.Set(reflect.New(into.Type().Elem()))
		d.value(n, path, into.Elem())
	case kind == reflect.Struct && !text && n.kind == mapping:
		d.fields(n, path, into)
	case kind == reflect.Map && !text && n.kind == mapping:
		d.entries(n, path, into)
	case kind == reflect.Slice && !text && n.kind == list:
		d.items(n, path, into)
	case n.kind == scalar && (text || kind != reflect.Struct && kind != reflect.Map && kind != reflect.Slice):
		d.scalar(n, path, into)
	default:
		d.add(n.at, daybook.Error{Found: path + " " + n.shown(), Wanted: wantedFor(into.Type())})
	}
}

func (d *decoder) scalar(n *node, path string, into reflect.Value) {
	err := setScalar(into, n.text)
	if err == nil {
		return
	}
	problem := daybook.Error{Found: path + " " + n.shown(), Wanted: wantedFor(into.Type())}
	var reason *daybook.Error
	if errors.As(err, &reason) {
		problem.Wanted, problem.Remedy = reason.Wanted, reason.Remedy
	} else if n.source == "" {
		problem.Err = err
	}
	if reason != nil && n.source == "" {
		problem.Hint = reason.Hint
	}
	d.add(n.at, problem)
}

func (d *decoder) items(n *node, path string, into reflect.Value) {
	into.Set(reflect.MakeSlice(into.Type(), len(n.items), len(n.items)))
	for i, item := range n.items {
		d.value(item, fmt.Sprintf("%s[%d]", path, i), into.Index(i))
	}
}

func (d *decoder) entries(n *node, path string, into reflect.Value) {
	into.Set(reflect.MakeMap(into.Type()))
	for _, p := range n.pairs {
		value := reflect.New(into.Type().Elem()).Elem()
		d.value(p.value, join(path, p.key), value)
		into.SetMapIndex(reflect.ValueOf(p.key).Convert(into.Type().Key()), value)
	}
}

func (d *decoder) fields(n *node, path string, into reflect.Value) {
	known := fieldsOf(into.Type())
	if rest := optionsIn(into); rest != nil {
		*rest = Options{&item{node: n, report: report{file: d.file}, path: path, reserved: keysOf(known)}}
	} else {
		d.unknown(n, path, known)
	}
	for _, f := range known {
		value := into.FieldByIndex(f.index)
		if p, found := n.find(f.key); found && p.value.kind != null {
			d.value(p.value, join(path, f.key), value)
			d.empty(p.value, path, f)
			continue
		}
		d.absent(n, path, f, value)
	}
}

// optionsIn finds the field that takes the keys which the struct does not have itself.
func optionsIn(into reflect.Value) *Options {
	for i := range into.NumField() {
		if into.Type().Field(i).Type == reflect.TypeFor[Options]() {
			return into.Field(i).Addr().Interface().(*Options)
		}
	}
	return nil
}

func (d *decoder) unknown(n *node, path string, known []field) {
	keys := keysOf(known)
	for _, p := range n.pairs {
		if slices.Contains(keys, p.key) || path == "" && slices.Contains(d.reserved, p.key) {
			continue
		}
		problem := daybook.Error{Found: fmt.Sprintf("key %q%s", p.key, within(path)), Wanted: "one of " + strings.Join(keys, ", "), Remedy: "correct or remove it"}
		if problem.Hint = DidYouMean(p.key, keys); problem.Hint == "" && path == "" {
			problem.Hint = DidYouMean(p.key, d.reserved)
		}
		d.add(p.at, problem)
	}
}

// absent fills in the default of a key that is not there.
func (d *decoder) absent(n *node, path string, f field, into reflect.Value) {
	switch {
	case !into.IsZero():
	case f.fallback != "" && f.typ.Kind() == reflect.Slice:
		d.value(commaList(f.fallback), join(path, f.key), into)
	case f.fallback != "":
		d.value(&node{kind: scalar, at: n.at, text: f.fallback}, join(path, f.key), into)
	case f.required:
		d.missing(n.at, fmt.Sprintf("no %s%s", f.key, within(path)), f)
	case f.typ.Kind() == reflect.Struct && !isText(f.typ):
		d.value(&node{kind: mapping, at: n.at}, join(path, f.key), into)
	}
}

// empty reports a required key that is there and says nothing.
func (d *decoder) empty(n *node, path string, f field) {
	if f.required && (n.kind == scalar && n.text == "" || n.kind == list && len(n.items) == 0) {
		d.missing(n.at, join(path, f.key)+" without a value", f)
	}
}

func (d *decoder) missing(at position, found string, f field) {
	problem := daybook.Error{Found: found, Wanted: f.summary(), Remedy: "add " + f.key + ": …"}
	if f.example != "" {
		problem.Remedy = "add " + f.key + ", for example " + f.key + ": " + f.example
	}
	d.add(at, problem)
}

func join(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}

func within(path string) string {
	if path == "" {
		return ""
	}
	return " in " + path
}

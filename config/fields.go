package config

import (
	"reflect"
	"strings"
)

// field is a key of a mapping, as the tags of a struct's field describe it.
type field struct {
	index    []int
	key      string
	typ      reflect.Type
	required bool
	fallback string // the default; "" for none
	example  string
	doc      string
}

// fieldsOf lists the keys of a struct in the order of its fields; embedded structs are part of it.
func fieldsOf(t reflect.Type) []field {
	var all []field
	for _, f := range reflect.VisibleFields(t) {
		key, _, _ := strings.Cut(f.Tag.Get("yaml"), ",")
		if !f.IsExported() || f.Anonymous || key == "-" {
			continue
		}
		if key == "" {
			key = strings.ToLower(f.Name)
		}
		one := field{index: f.Index, key: key, typ: f.Type, doc: f.Tag.Get("jsonschema_description")}
		one.readTag(f.Tag.Get("jsonschema"))
		all = append(all, one)
	}
	return all
}

// readTag reads "required,default=30d\,month,example=x"; a comma within a value is escaped.
func (f *field) readTag(tag string) {
	const comma = "\x00"
	for part := range strings.SplitSeq(strings.ReplaceAll(tag, `\,`, comma), ",") {
		name, value, _ := strings.Cut(strings.ReplaceAll(part, comma, ","), "=")
		switch name {
		case "required":
			f.required = true
		case "default":
			f.fallback = value
		case "example":
			f.example = value
		}
	}
}

// summary is the first clause of the meaning, to stand within a sentence.
func (f field) summary() string {
	clause := strings.TrimSuffix(f.doc, ".")
	for _, end := range []string{". ", "; ", ": "} {
		clause, _, _ = strings.Cut(clause, end)
	}
	if clause == "" {
		return wantedFor(f.typ)
	}
	return strings.ToLower(clause[:1]) + clause[1:]
}

func keysOf(fields []field) []string {
	var keys []string
	for _, f := range fields {
		keys = append(keys, f.key)
	}
	return keys
}

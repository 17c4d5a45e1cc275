package config

import (
	"encoding/json"
	"maps"
	"reflect"
	"slices"
	"time"

	"github.com/invopop/jsonschema"

	"daybook"
)

// expansion is what any value may be instead of itself.
const expansion = `\$\{[^}]+\}`

// Schema returns the JSON Schema (2020-12) of the file, made from the types that it decodes into.
// sourceOptions and loaderOptions map each type's name to its options struct, or a pointer to it.
func Schema(sourceOptions, loaderOptions map[string]any) ([]byte, error) {
	root := objectSchema(fieldsOf(reflect.TypeFor[Config]()))
	root.Version, root.Title = jsonschema.Version, "daybook.yaml"
	itemsByType(root, "sources", fieldsOf(reflect.TypeFor[Source]()), sourceOptions)
	itemsByType(root, "loaders", fieldsOf(reflect.TypeFor[Loader]()), loaderOptions)
	text, err := json.MarshalIndent(root, "", "  ")
	if err != nil {
		return nil, &daybook.Error{Place: "JSON Schema", Err: err}
	}
	return append(text, '\n'), nil
}

// itemsByType makes the items of a list one of several mappings, told apart by their type.
func itemsByType(root *jsonschema.Schema, key string, own []field, options map[string]any) {
	items := &jsonschema.Schema{}
	for _, name := range slices.Sorted(maps.Keys(options)) {
		one := objectSchema(slices.Concat(own, fieldsOf(structOf(options[name]))))
		kind, _ := one.Properties.Get("type")
		kind.AnyOf, kind.Enum = nil, []any{name}
		one.Title = name
		items.OneOf = append(items.OneOf, one)
	}
	property, _ := root.Properties.Get(key)
	property.Items = items
}

func structOf(options any) reflect.Type {
	t := reflect.TypeOf(options)
	for t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	return t
}

func objectSchema(fields []field) *jsonschema.Schema {
	object := &jsonschema.Schema{Type: "object", Properties: jsonschema.NewProperties(), AdditionalProperties: jsonschema.FalseSchema}
	for _, f := range fields {
		property := schemaOf(f.typ)
		property.Description = f.doc
		if f.fallback != "" {
			property.Default = plain(f.typ, f.fallback)
		}
		if f.example != "" {
			property.Examples = []any{plain(f.typ, f.example)}
		}
		if f.required || len(property.Required) > 0 && f.typ.Kind() == reflect.Struct {
			object.Required = append(object.Required, f.key)
		}
		object.Properties.Set(f.key, property)
	}
	return object
}

func schemaOf(t reflect.Type) *jsonschema.Schema {
	if isText(t) || choicesOf(t) != nil {
		return scalarSchema(t)
	}
	switch t.Kind() {
	case reflect.Pointer:
		return schemaOf(t.Elem())
	case reflect.Struct:
		return objectSchema(fieldsOf(t))
	case reflect.Slice:
		return &jsonschema.Schema{Type: "array", Items: schemaOf(t.Elem())}
	case reflect.Map:
		return &jsonschema.Schema{Type: "object", AdditionalProperties: schemaOf(t.Elem())}
	}
	return scalarSchema(t)
}

// scalarSchema allows the values of a type, or text with a ${…} in it. Text may look like a number.
func scalarSchema(t reflect.Type) *jsonschema.Schema {
	reference := &jsonschema.Schema{Type: "string", Pattern: expansion}
	switch choices := choicesOf(t); {
	case t == reflect.TypeFor[Lag]():
		return &jsonschema.Schema{AnyOf: []*jsonschema.Schema{{Enum: []any{"auto"}}, {Type: "integer", Minimum: "0", Maximum: "3"}, {Type: "string", Pattern: `^\d+(/\d+){1,3}$`}, reference}}
	case choices != nil:
		return &jsonschema.Schema{AnyOf: []*jsonschema.Schema{{Enum: anys(choices)}, reference}}
	case t.Kind() == reflect.Bool:
		return &jsonschema.Schema{AnyOf: []*jsonschema.Schema{{Type: "boolean"}, reference}}
	case isNumber(t):
		return &jsonschema.Schema{AnyOf: []*jsonschema.Schema{{Type: "integer"}, reference}}
	}
	if pattern := patternOf(t); pattern != "" {
		return &jsonschema.Schema{Type: "string", Pattern: "^(" + pattern + ")$|" + expansion}
	}
	text := &jsonschema.Schema{AnyOf: []*jsonschema.Schema{{Type: "string"}, {Type: "number"}}}
	text.WriteOnly = t == reflect.TypeFor[Secret]()
	return text
}

// patternOf describes the types that are written as one word of a known shape.
func patternOf(t reflect.Type) string {
	switch reflect.Zero(t).Interface().(type) {
	case daybook.Currency:
		return `[A-Za-z]{3}`
	case daybook.Day:
		return `\d{4}-\d{2}-\d{2}`
	case daybook.FiscalYear:
		return `(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])|(4-4-5|4-5-4|5-4-4) (last [a-z]+day of [a-z]+|[a-z]+day nearest \d\d-\d\d)`
	case time.Weekday:
		return `monday|tuesday|wednesday|thursday|friday|saturday|sunday`
	case Days:
		return `[0-9]{1,4}d`
	case PastDue:
		return `([0-8]?[0-9]|90)d|` + untilCancelled
	}
	return ""
}

func anys(texts []string) []any {
	values := make([]any, len(texts))
	for i, text := range texts {
		values[i] = text
	}
	return values
}

// plain turns a tag's text into the JSON value that an operator would write.
func plain(t reflect.Type, text string) any {
	value := reflect.New(t).Elem()
	switch {
	case t.Kind() == reflect.Slice && !isText(t):
		var list []string
		for _, item := range commaList(text).items {
			list = append(list, item.text)
		}
		return list
	case (isNumber(t) || t.Kind() == reflect.Bool) && setScalar(value, text) == nil:
		return value.Interface()
	}
	return text
}

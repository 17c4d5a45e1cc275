package config

import (
	"fmt"
	"reflect"
	"strings"
	"time"

	"daybook"
)

// Reference returns the table of every key of the file, in Markdown.
func Reference() string { return table("", reflect.TypeFor[Config]()) }

// OptionsReference returns the table of the options of one source or loader type; options is the struct that
// they decode into, or a pointer to it.
func OptionsReference(options any) string { return table("", structOf(options)) }

func table(prefix string, t reflect.Type) string {
	return "| key | type | default | meaning |\n| --- | --- | --- | --- |\n" + rows(prefix, t)
}

func rows(prefix string, t reflect.Type) string {
	var out strings.Builder
	for _, f := range fieldsOf(t) {
		key, inner := prefix+f.key, f.typ
		for !isText(inner) && (inner.Kind() == reflect.Slice || inner.Kind() == reflect.Pointer) {
			if inner.Kind() == reflect.Slice && isMapping(inner.Elem()) {
				key += "[]"
			}
			inner = inner.Elem()
		}
		out.WriteString(row(strings.TrimSuffix(key, "[]"), f))
		if isMapping(inner) {
			out.WriteString(rows(key+".", inner))
		}
	}
	return out.String()
}

func isMapping(t reflect.Type) bool { return t.Kind() == reflect.Struct && !isText(t) }

func row(key string, f field) string {
	fallback := f.fallback
	switch {
	case f.required:
		fallback = "(required)"
	case fallback != "":
		fallback = code(fallback)
	}
	meaning := f.doc
	if f.example != "" {
		meaning += " Example: " + code(f.example) + "."
	}
	return fmt.Sprintf("| %s | %s | %s | %s |\n", code(key), cell(typeName(f.typ)), fallback, cell(strings.TrimSpace(meaning)))
}

func code(text string) string { return "`" + cell(text) + "`" }

func cell(text string) string { return strings.ReplaceAll(text, "|", `\|`) }

// typeName names a type to people.
func typeName(t reflect.Type) string {
	if choices := choicesOf(t); choices != nil {
		return strings.Join(choices, ", ")
	}
	switch reflect.Zero(t).Interface().(type) {
	case Secret:
		return "secret"
	case daybook.Currency:
		return "currency"
	case daybook.Day:
		return "day"
	case daybook.Decimal:
		return "number"
	case daybook.FiscalYear:
		return "month-day"
	case *time.Location:
		return "time zone"
	case time.Weekday:
		return "weekday"
	case time.Duration:
		return "length of time"
	case Days, PastDue:
		return "days"
	case Lag:
		return "months"
	case Tolerance:
		return "number or percentage"
	}
	return shapeName(t)
}

func shapeName(t reflect.Type) string {
	switch {
	case isText(t):
		return "text"
	case t.Kind() == reflect.Pointer:
		return typeName(t.Elem())
	case t.Kind() == reflect.Slice:
		return "list of " + typeName(t.Elem())
	case t.Kind() == reflect.Map:
		return "mapping of " + typeName(t.Elem())
	case t.Kind() == reflect.Struct:
		return "mapping"
	case t.Kind() == reflect.Bool:
		return "true, false"
	case isNumber(t):
		return "whole number"
	}
	return "text"
}

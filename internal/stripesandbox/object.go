package stripesandbox

import (
	"encoding/json"
	"fmt"
)

// object is a Stripe object as decoded JSON.
type object map[string]any

func (o object) kind() string   { return text(o["object"]) }
func (o object) id() string     { return text(o["id"]) }
func (o object) created() int64 { return integer(o[birth(o.kind())]) }

// birth is the field that says when an object of a kind was created, by which it is listed.
func birth(kind string) string {
	if kind == "invoiceitem" {
		return "date"
	}
	return "created"
}

func text(value any) string {
	s, _ := value.(string)
	return s
}

// integer reads a whole number of any type that a caller or a JSON decoder may have used.
func integer(value any) int64 {
	switch n := value.(type) {
	case int:
		return int64(n)
	case int64:
		return n
	case float64:
		return int64(n)
	case json.Number:
		i, _ := n.Int64()
		return i
	}
	return 0
}

// clone copies a JSON-like value deeply and brings it into one shape: map[string]any, []any, strings,
// booleans, nil and numbers. A value that is none of these is a mistake in the caller's program.
func clone(value any) any {
	switch v := value.(type) {
	case nil, bool, string, int, int64, float64, json.Number:
		return v
	case object:
		return clone(map[string]any(v))
	case map[string]any:
		out := make(map[string]any, len(v))
		for key, field := range v {
			out[key] = clone(field)
		}
		return out
	case map[string]string:
		out := make(map[string]any, len(v))
		for key, field := range v {
			out[key] = field
		}
		return out
	case []any:
		return cloneSlice(v)
	case []map[string]any:
		return cloneSlice(v)
	case []string:
		return cloneSlice(v)
	}
	panic(fmt.Sprintf("stripesandbox: a %T is no JSON-like value", value))
}

func cloneSlice[T any](values []T) []any {
	out := make([]any, len(values))
	for i, v := range values {
		out[i] = clone(v)
	}
	return out
}

// nested returns the objects of a nested list, given as a slice or in Stripe's own form with "data".
func nested(value any) []object {
	if list, ok := value.(map[string]any); ok {
		value = list["data"]
	}
	items, _ := value.([]any)
	var out []object
	for _, item := range items {
		if o, ok := item.(map[string]any); ok {
			out = append(out, o)
		}
	}
	return out
}

// idOf is the id of a reference, given as an id or as the object.
func idOf(value any) string {
	if o, whole := value.(map[string]any); whole {
		return object(o).id()
	}
	return text(value)
}

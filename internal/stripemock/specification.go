package stripemock

import (
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"

	"github.com/stripe/stripe-mock/embedded"
)

// Specification is Stripe's OpenAPI specification.
type Specification struct {
	Older map[string][]string `json:"-"` // fields, by schema, that objects may have and the specification has no longer

	Paths map[string]struct {
		Get *struct {
			Parameters []Parameter `json:"parameters"`
		} `json:"get"`
	} `json:"paths"`
	Components struct {
		Schemas map[string]*schema `json:"schemas"`
	} `json:"components"`
}

// Parameter is one that a request may have.
type Parameter struct {
	Name     string `json:"name"`
	In       string `json:"in"` // "query", "path"
	Required bool   `json:"required"`
}

// schema says what a value may be.
type schema struct {
	Ref        string             `json:"$ref"`
	Type       string             `json:"type"`
	Nullable   bool               `json:"nullable"`
	Enum       []any              `json:"enum"`
	AnyOf      []*schema          `json:"anyOf"`
	Items      *schema            `json:"items"`
	Properties map[string]*schema `json:"properties"`
	Additional any                `json:"additionalProperties"`
}

// Load reads the specification that stripe-mock carries.
func Load() (*Specification, error) {
	var s Specification
	return &s, json.Unmarshal(embedded.OpenAPISpec, &s)
}

// Query lists the query parameters of a GET request to a path ("/v1/charges"); nil where there is no such path.
func (s *Specification) Query(path string) (names []string) {
	at, known := s.Paths[path]
	if !known || at.Get == nil {
		return nil
	}
	for _, p := range at.Get.Parameters {
		if p.In == "query" {
			names = append(names, p.Name)
		}
	}
	return names
}

// Check holds an object, as decoded from JSON, against the schema of its kind, and says where it does not conform, or has
// a field that is neither in the schema nor older.
func (s *Specification) Check(o map[string]any) []string {
	kind, _ := o["object"].(string)
	of := s.Components.Schemas[kind]
	if of == nil {
		return []string{kind + ": no such kind of object"}
	}
	return s.object(kind, kind, of, o)
}

func (s *Specification) object(place, kind string, of *schema, o map[string]any) (faults []string) {
	for _, name := range slices.Sorted(maps.Keys(o)) {
		property, known := of.Properties[name]
		switch {
		case known:
			faults = append(faults, s.value(place+"."+name, property, o[name])...)
		case of.Additional == nil && !slices.Contains(s.Older[kind], name):
			faults = append(faults, place+"."+name+": no such field")
		}
	}
	return faults
}

// value holds a value against its schema; of several alternatives one must fit.
func (s *Specification) value(place string, of *schema, v any) []string {
	switch {
	case of.Ref != "":
		name := of.Ref[strings.LastIndex(of.Ref, "/")+1:]
		o, is := v.(map[string]any)
		if !is {
			return []string{fmt.Sprintf("%s: %v where a %s belongs", place, v, name)}
		}
		return s.object(place, name, s.Components.Schemas[name], o)
	case v == nil && of.Nullable:
		return nil
	case len(of.AnyOf) > 0:
		return s.oneOf(place, of.AnyOf, v)
	case len(of.Enum) > 0 && !slices.Contains(of.Enum, v):
		return []string{fmt.Sprintf("%s: %v is none of %v", place, v, of.Enum)}
	}
	return s.typed(place, of, v)
}

func (s *Specification) oneOf(place string, alternatives []*schema, v any) (faults []string) {
	for _, each := range alternatives {
		found := s.value(place, each, v)
		if len(found) == 0 {
			return nil
		}
		if _, is := v.(map[string]any); is || faults == nil {
			faults = found
		}
	}
	return faults
}

func (s *Specification) typed(place string, of *schema, v any) (faults []string) {
	switch x := v.(type) {
	case map[string]any:
		if of.Type == "object" {
			return s.object(place, place[strings.LastIndex(place, ".")+1:], of, x)
		}
	case []any:
		for n, each := range x {
			faults = append(faults, s.value(fmt.Sprintf("%s.%d", place, n), of.Items, each)...)
		}
		if of.Type == "array" {
			return faults
		}
	case string:
		if of.Type == "string" {
			return nil
		}
	case bool:
		if of.Type == "boolean" {
			return nil
		}
	case float64:
		if of.Type == "number" || of.Type == "integer" && x == float64(int64(x)) {
			return nil
		}
	}
	return append(faults, fmt.Sprintf("%s: %v (%T) where a %s belongs", place, v, v, of.Type))
}

// fields are the JSON names of a struct's fields: what stripe-go's type of an object can read.
func fields(of any) (names []string) {
	for f := range reflect.TypeOf(of).Fields() {
		if name, _, _ := strings.Cut(f.Tag.Get("json"), ","); name != "" && name != "-" {
			names = append(names, name)
		}
	}
	return names
}

package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"math/big"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/rogpeppe/go-internal/testscript"
)

// compareJSON compares a value in the JSON document on stdout. A path is made of
//
//	name       a field of an object, or of each object of an array
//	3          an element of an array
//	[a=x,b=y]  the elements of an array with these fields; a single one stands for itself
//	@count     how many elements there are
//	@sum       their sum, exactly
//	@fields    the names of an object's fields in alphabetical order
//
// with dots between. The value is JSON, or text without its quotes: 12.5, "12.5", null, USD.
func compareJSON(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 2 {
		ts.Fatalf("usage: json PATH VALUE")
	}
	found, err := lookUp(parseJSON(ts, ts.ReadFile("stdout")), args[0])
	ts.Check(err)
	want := args[1]
	if _, err := decodeJSON(want); err != nil {
		want = quote(want)
	}
	text, err := json.Marshal(found)
	ts.Check(err)
	if string(text) != want {
		ts.Fatalf("%s is %s, wanted %s", args[0], text, want)
	}
}

func parseJSON(ts *testscript.TestScript, text string) any {
	document, err := decodeJSON(text)
	if err != nil {
		ts.Fatalf("stdout is not one JSON document: %v", err)
	}
	return document
}

// decodeJSON reads one document, its numbers as they are written.
func decodeJSON(text string) (document any, err error) {
	decoder := json.NewDecoder(strings.NewReader(text))
	decoder.UseNumber()
	if err = decoder.Decode(&document); err == nil && decoder.More() {
		err = fmt.Errorf("there is more after the first document")
	}
	return document, err
}

func quote(text string) string {
	quoted, _ := json.Marshal(text) // a string always can
	return string(quoted)
}

// steps splits a path; dots within brackets do not count.
var steps = regexp.MustCompile(`\[[^\]]*\]|[^.\[\]]+`)

func lookUp(value any, path string) (any, error) {
	for _, step := range steps.FindAllString(path, -1) {
		next, err := follow(value, step)
		if err != nil {
			return nil, fmt.Errorf("%s of %s: %w", step, path, err)
		}
		value = next
	}
	return value, nil
}

func follow(value any, step string) (any, error) {
	switch v := value.(type) {
	case []any:
		return followArray(v, step)
	case map[string]any:
		if step == "@fields" {
			return strings.Join(slices.Sorted(maps.Keys(v)), " "), nil
		}
		field, found := v[step]
		if !found {
			return nil, fmt.Errorf("no such field among %v", slices.Sorted(maps.Keys(v)))
		}
		return field, nil
	}
	return nil, fmt.Errorf("%v has no parts", value)
}

func followArray(all []any, step string) (any, error) {
	if strings.HasPrefix(step, "[") {
		return matching(all, strings.Trim(step, "[]")), nil
	}
	if at, err := strconv.Atoi(step); err == nil {
		if at >= len(all) {
			return nil, fmt.Errorf("only %d elements", len(all))
		}
		return all[at], nil
	}
	switch step {
	case "@count":
		return json.Number(strconv.Itoa(len(all))), nil
	case "@sum":
		return sum(all)
	}
	fields := []any{}
	for _, one := range all {
		field, err := follow(one, step)
		if err != nil {
			return nil, err
		}
		fields = append(fields, field)
	}
	return fields, nil
}

// matching returns the objects whose fields are as wanted; one alone stands for itself.
func matching(all []any, conditions string) any {
	found := []any{}
	for _, one := range all {
		object, ok := one.(map[string]any)
		for _, condition := range strings.Split(conditions, ",") {
			name, want, _ := strings.Cut(condition, "=")
			ok = ok && fmt.Sprint(object[name]) == want
		}
		if ok {
			found = append(found, one)
		}
	}
	if len(found) == 1 {
		return found[0]
	}
	return found
}

func sum(all []any) (any, error) {
	total := new(big.Rat)
	for _, one := range all {
		number, ok := new(big.Rat).SetString(fmt.Sprint(one))
		if !ok {
			return nil, fmt.Errorf("%v is no number", one)
		}
		total.Add(total, number)
	}
	text := total.FloatString(10)
	return json.Number(strings.TrimRight(strings.TrimRight(text, "0"), ".")), nil
}

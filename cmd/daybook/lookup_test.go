package main

import (
	"encoding/json"
	"testing"
)

func TestWhatAJSONPathFinds(t *testing.T) {
	document, err := decodeJSON(`{"rows": [{"k": "a", "v": 1.50}, {"k": "b", "v": 2}, {"k": "b", "v": null}], "n": 3}`)
	if err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{
		"n":               `3`,
		"@fields":         `"n rows"`,
		"rows.0.v":        `1.50`,
		"rows.k":          `["a","b","b"]`,
		"rows.@count":     `3`,
		"rows.[k=a].v":    `1.50`,
		"rows.[k=b].v":    `[2,null]`,
		"rows.[k=b,v=2]":  `{"k":"b","v":2}`,
		"rows.[k=c]":      `[]`,
		"rows.[v=2].k":    `"b"`,
		"rows.[k=z].@sum": `0`,
	} {
		found, err := lookUp(document, path)
		if got, _ := json.Marshal(found); err != nil || string(got) != want {
			t.Errorf("%s: %s (%v), want %s", path, got, err, want)
		}
	}
	for _, path := range []string{"m", "rows.3", "rows.0.w", "n.x", "rows.v.@sum", "rows.k.@sum"} {
		if found, err := lookUp(document, path); err == nil {
			t.Errorf("%s: %v, want an error", path, found)
		}
	}
}

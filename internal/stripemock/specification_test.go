package stripemock

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestAnObjectThatDoesNotConformIsToldWhere(t *testing.T) {
	specification, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	specification.Older = map[string][]string{"refund": {"former"}}
	for text, want := range map[string]string{
		`{"object": "refund", "id": "re_1", "amount": 5, "charge": null, "metadata": {"any": "thing"}, "former": 1}`: "",
		`{"object": "refund", "id": 5}`:                                       "refund.id: 5 (float64) where a string belongs",
		`{"object": "refund", "amount": "5"}`:                                 "refund.amount: 5 (string) where a integer belongs",
		`{"object": "refund", "amount": 5.5}`:                                 "refund.amount: 5.5 (float64) where a integer belongs",
		`{"object": "refund", "amount": null}`:                                "refund.amount: <nil> (<nil>) where a integer belongs",
		`{"object": "refund", "colour": "red"}`:                               "refund.colour: no such field",
		`{"object": "refund", "charge": 7}`:                                   "refund.charge: 7 (float64) where a string belongs",
		`{"object": "refund", "charge": {"object": "charge", "paid": "yes"}}`: "refund.charge.paid: yes (string) where a boolean belongs",
		`{"object": "invoice", "status": "lost"}`:                             "invoice.status: lost is none of [draft open paid uncollectible void]",
		`{"object": "invoice", "lines": {"object": "list", "data": [{"object": "line_item", "amount": true}], "has_more": false, "url": "/"}}`: "invoice.lines.data.0.amount: true (bool) where a integer belongs",
		`{"object": "nonsense"}`: "nonsense: no such kind of object",
	} {
		var o map[string]any
		if err := json.Unmarshal([]byte(text), &o); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, strings.Join(specification.Check(o), "; ")); diff != "" {
			t.Errorf("%s: %s", text, diff)
		}
	}
}

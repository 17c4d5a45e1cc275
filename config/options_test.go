package config_test

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"daybook"
	"daybook/config"
)

// options decodes what stands under one source.
func options(t *testing.T, text string, into any) error {
	t.Helper()
	return mustLoad(t, company+"sources:\n  - name: a\n    type: b\n"+text, map[string]string{"KEY": "k"}).Sources[0].Options.Decode(into)
}

func TestOptionsDecodeIntoAConnectorsOwnStruct(t *testing.T) {
	var got sheetOptions
	err := options(t, `    path: a.xlsx
    facts: spend
    columns: {day: Date, amount: 7}
    defaults: {currency: eur}
    header: [1, 2]
`, &got)
	want := sheetOptions{Path: "a.xlsx", Facts: "spend", Columns: map[string]string{"day": "Date", "amount": "7"}, Defaults: &defaults{"EUR"}, Header: []int{1, 2}}
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		t.Error(err, diff)
	}
}

func TestOptionsHaveDefaults(t *testing.T) {
	got := stripeOptions{Pages: 5}
	if err := options(t, "    api_key: x\n", &got); err != nil {
		t.Fatal(err)
	}
	want := stripeOptions{APIKey: "x", BaseURL: "https://api.stripe.com", Timeout: 30 * time.Second, Pages: 5}
	if got != want {
		t.Errorf("got %+v", got)
	}
}

func TestTextIsTakenAsItIsWritten(t *testing.T) {
	var got pathOptions
	for _, text := range []string{"0040", "1_000", "true", "2024-01-01", "1e3", ".inf", "0x1F"} {
		if err := options(t, "    path: "+text+"\n", &got); err != nil || got.Path != text {
			t.Errorf("%s became %q (%v)", text, got.Path, err)
		}
	}
}

func TestMistakesInOptionsAreLocated(t *testing.T) {
	for _, test := range []struct {
		text string
		into any
		want string
	}{
		{"    path: p\n    facts: f\n    colums: {}\n", &sheetOptions{}, `daybook.yaml:7:5: found key "colums", wanted one of path, sheet, facts, columns, defaults, header; correct or remove it | hint: did you mean "columns"?`},
		{"    path: p\n    shedule: f\n", &pathOptions{}, `daybook.yaml:6:5: found key "shedule", wanted one of path; correct or remove it | hint: did you mean "schedule"?`},
		{"    path: p\n    facts: f\n    defaults: {curency: USD}\n", &sheetOptions{}, `daybook.yaml:7:16: found key "curency" in defaults, wanted one of currency; correct or remove it | hint: did you mean "currency"?`},
		{"    sheet: s\n", &sheetOptions{}, "daybook.yaml:3:5: found no path, wanted text; add path: …\ndaybook.yaml:3:5: found no facts, wanted text; add facts: …"},
		{"    api_key:\n", &stripeOptions{}, `daybook.yaml:3:5: found no api_key, wanted the key; add api_key: …`},
		{"    api_key: ''\n", &stripeOptions{}, `daybook.yaml:5:14: found api_key without a value, wanted the key; add api_key: …`},
		{"    api_key: x\n    start: 1 May\n", &stripeOptions{}, `daybook.yaml:6:12: found start "1 May", wanted a date like 2024-02-29`},
		{"    api_key: x\n    timeout: soon\n", &stripeOptions{}, `daybook.yaml:6:14: found timeout "soon", wanted a length of time like 90s or 1h30m`},
		{"    api_key: x\n    timeout: -1s\n", &stripeOptions{}, `daybook.yaml:6:14: found timeout "-1s", wanted a length of time like 90s or 1h30m`},
		{"    api_key: x\n    pages: 1.5\n", &stripeOptions{}, `daybook.yaml:6:12: found pages "1.5", wanted a whole number`},
		{"    api_key: x\n    test: yes\n", &stripeOptions{}, `daybook.yaml:6:11: found test "yes", wanted true or false`},
		{"    api_key: [x]\n", &stripeOptions{}, `daybook.yaml:5:14: found api_key a list, wanted text`},
		{"    path: p\n    facts: f\n    columns: {day: }\n", &sheetOptions{}, `daybook.yaml:7:19: found columns.day nothing, wanted text`},
		{"    path: p\n    facts: f\n    header: [1, b]\n", &sheetOptions{}, `daybook.yaml:7:17: found header[1] "b", wanted a whole number`},
	} {
		if diff := cmp.Diff(test.want, joined(options(t, test.text, test.into))); diff != "" {
			t.Errorf("%s%s", test.text, diff)
		}
	}
}

func TestOptionsSayWhereTheirKeysAre(t *testing.T) {
	c := mustLoad(t, company+"sources:\n  - {name: a, type: b}\n  - name: ads\n    type: c\n    columns:\n      day: Date\n    files: [x, {y: z}]\n", nil)
	for key, want := range map[string]string{
		"": "daybook.yaml:4:5", "type": "daybook.yaml:5:5", "columns": "daybook.yaml:6:5", "columns.day": "daybook.yaml:7:7",
		"columns.amount": "daybook.yaml:6:5", "files[1].y": "daybook.yaml:8:17", "files[9]": "daybook.yaml:8:5", "nope": "daybook.yaml:4:5",
	} {
		if got := c.Sources[1].Options.At(key); got != want {
			t.Errorf("%q is at %s, want %s", key, got, want)
		}
	}
}

// window checks what tags cannot say.
type window struct {
	From daybook.Day `yaml:"from" jsonschema:"required"`
	To   daybook.Day `yaml:"to"`
}

func (w *window) Validate() error {
	if w.To >= w.From {
		return nil
	}
	return &daybook.Error{Place: "to", Found: "to before from", Wanted: "a later day"}
}

func TestAConnectorsOwnCheckIsLocatedAtItsKey(t *testing.T) {
	got := joined(options(t, "    from: 2024-02-01\n    to: 2024-01-01\n", &window{}))
	if want := "daybook.yaml:6:5: found to before from, wanted a later day"; got != want {
		t.Errorf("got %s", got)
	}
	if err := options(t, "    from: 2024-02-01\n    to: 2024-02-01\n", &window{}); err != nil {
		t.Error(err)
	}
	got = joined(options(t, "    to: 2024-01-01\n", &window{}))
	if want := "daybook.yaml:3:5: found no from, wanted text; add from: …"; got != want {
		t.Errorf("the check runs on what did not decode: %s", got)
	}
}

type embedding struct {
	pathOptions `yaml:",inline"`
	Base
	Sheet string
	note  string
}

// Base is shared by several options structs.
type Base struct {
	Deep struct {
		Size int8 `yaml:"size" jsonschema:"default=7"`
	} `yaml:"deep"`
}

func TestEmbeddedOptionsArePartOfTheirStruct(t *testing.T) {
	got := embedding{note: "kept"}
	if err := options(t, "    path: p\n    sheet: s\n", &got); err != nil {
		t.Fatal(err)
	}
	if got.Path != "p" || got.Sheet != "s" || got.Deep.Size != 7 || got.note != "kept" {
		t.Errorf("%+v", got)
	}
	if got := joined(options(t, "    path: p\n    deep: {size: 300}\n", &embedding{})); got != `daybook.yaml:6:18: found deep.size "300", wanted a whole number` {
		t.Error(got)
	}
}

func TestOptionsOfNoFileAreEmpty(t *testing.T) {
	var none config.Options
	var got stripeOptions
	if err := none.Decode(&got); err == nil || err.Error() != "daybook.yaml:1:1: found no api_key, wanted the key; add api_key: …" {
		t.Error(err)
	}
	if none.At("x") != "daybook.yaml:1:1" || fmt.Sprint(none) != "***" {
		t.Error(none.At("x"))
	}
}

func TestErrorsFlattenIntoTheirParts(t *testing.T) {
	a, b := &daybook.Error{Found: "a"}, &daybook.Error{Found: "b"}
	plain := errors.New("plain")
	got := config.Errors(errors.Join(a, errors.Join(b, plain)))
	if len(got) != 3 || got[0] != a || got[1] != b || got[2].Err != plain || config.Errors(nil) != nil {
		t.Errorf("%v", got)
	}
}

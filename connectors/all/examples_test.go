package all_test

import (
	"flag"
	"fmt"
	"log/slog"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"daybook"
	"daybook/config"
	"daybook/connectors"
	"daybook/connectors/all"
	"daybook/connectors/connectortest"
	"daybook/internal/report"
	"daybook/transforms/factlines"
	"daybook/transforms/posting"
)

var update = flag.Bool("update", false, "write what was found into the examples, for a person to check")

// The worked examples of every layout stand in connectors/PROGRAM/testdata/*.txtar: the export, what it is recognised
// as, every record that its rows become, and what the facts add up to by measure, each checked by hand. The section
// accounts has rules, "Checking cash", where the export has no account types; options has what the source is told.
func TestEveryWorkedExampleGivesItsFactsAndFigures(t *testing.T) {
	paths, err := filepath.Glob("../*/testdata/*.txtar")
	if err != nil || len(paths) < 10 {
		t.Fatalf("%d examples, %v", len(paths), err)
	}
	for _, path := range paths {
		t.Run(strings.TrimPrefix(filepath.ToSlash(path), "../"), func(t *testing.T) { check(t, path) })
	}
}

// A layout without a worked example has nobody's word for what it reads.
func TestEveryLayoutHasAWorkedExample(t *testing.T) {
	for _, c := range all.List() {
		paths, err := filepath.Glob("../" + c.Type + "/testdata/*.txtar")
		must(t, err)
		var shown strings.Builder
		for _, path := range paths {
			archive, err := txtar.ParseFile(path)
			must(t, err)
			for _, file := range archive.Files {
				if file.Name == "recognised" {
					shown.Write(file.Data)
				}
			}
		}
		for _, layout := range c.Layouts {
			if !strings.Contains("\n"+shown.String(), "\n"+layout+" ") {
				t.Errorf("%s: no example in connectors/%s/testdata is recognised as %s", c.Type, c.Type, layout)
			}
		}
	}
}

// answers are the sections of an example that are found, and not given.
func answers() []string { return []string{"recognised", "records", "warnings", "measures"} }

func check(t *testing.T, path string) {
	archive, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	given := map[string]string{}
	dir := t.TempDir()
	for _, file := range archive.Files {
		given[file.Name] = string(file.Data)
		if strings.Contains(file.Name, ".") {
			if err := os.WriteFile(filepath.Join(dir, file.Name), file.Data, 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	found := walk(t, program(filepath.Base(filepath.Dir(filepath.Dir(path)))), dir, given)
	for _, section := range answers() {
		if diff := cmp.Diff(given[section], found[section]); diff != "" && !*update {
			t.Errorf("%s: %s", section, diff)
		}
	}
	if *update {
		write(t, path, archive, found)
	}
}

func program(name string) connectors.Connector {
	list := all.List()
	return list[slices.IndexFunc(list, func(c connectors.Connector) bool { return c.Type == name })]
}

// walk reads the exports of an example and posts their facts.
func walk(t *testing.T, c connectors.Connector, dir string, given map[string]string) map[string]string {
	t.Helper()
	options := &report.Options{Path: "*.*"}
	for key, value := range fields(given["options"]) {
		switch key {
		case "date_order":
			options.DateOrder = report.DateOrder(value)
		case "decimal":
			options.Decimal = report.Decimal(value)
		default:
			t.Fatalf("no option %s", key)
		}
	}
	found := map[string]string{}
	paths, err := filepath.Glob(filepath.Join(dir, "*.*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range paths {
		claim, err := c.Recognise(path)
		if err != nil {
			t.Fatal(err)
		}
		found["recognised"] += fmt.Sprintf("%s %d\n", claim.Layout, claim.Strength)
	}
	var log strings.Builder
	quiet := slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelWarn, ReplaceAttr: func(_ []string, a slog.Attr) slog.Attr {
		if a.Key == slog.TimeKey || a.Key == slog.LevelKey {
			return slog.Attr{}
		}
		return a
	}}))
	source, err := c.Open(connectors.Env{Name: "books", Dir: dir, Zone: time.UTC, Currency: "USD", Now: time.Now, Log: quiet}, optionsOf(c, *options))
	if err != nil {
		t.Fatal(err)
	}
	into := &connectortest.Recorder{}
	if err := source.Pull(t.Context(), daybook.Request{}, into); err != nil {
		found["records"] = err.Error() + "\n"
		return found
	}
	found["warnings"] = log.String()
	found["records"] = strings.Join(connectortest.Shown(t, into.Records()), "\n") + "\n"
	found["measures"] = measures(t, into.Facts(), given["accounts"])
	return found
}

// measures posts facts, and writes what each measure comes to: "revenue 120.00".
func measures(t *testing.T, facts []daybook.Fact, accounts string) string {
	t.Helper()
	rules := posting.Rules{Until: daybook.NewDay(2099, 12, 31)}
	rules.Policy.Revenue.Basis, rules.Policy.Spend.Basis = config.RevenueLedger, config.SpendLedger
	for name, class := range fields(accounts) {
		rules.Accounts = append(rules.Accounts, config.AccountRule{Name: name, Class: daybook.Class(class)})
	}
	sums := map[string]daybook.Money{}
	if err := posting.New(rules).Post(factlines.Seq(factlines.Grouped(facts)), func(p daybook.Posting) error {
		key := string(p.Measure) + " " + string(p.Currency)
		sums[key] = daybook.Money{Minor: sums[key].Minor + p.Amount, Currency: p.Currency}
		return nil
	}); err != nil {
		t.Fatal(err)
	}
	var text strings.Builder
	for _, key := range slices.Sorted(maps.Keys(sums)) {
		measure, _, _ := strings.Cut(key, " ")
		fmt.Fprintf(&text, "%s %s\n", measure, sums[key])
	}
	return text.String()
}

// fields reads lines of a key and a word after it, "Accounts receivable asset".
func fields(text string) map[string]string {
	found := map[string]string{}
	for line := range strings.Lines(text) {
		if at := strings.LastIndex(strings.TrimSpace(line), " "); at > 0 {
			found[line[:at]] = strings.TrimSpace(line[at:])
		}
	}
	return found
}

// write puts what was found into an example.
func write(t *testing.T, path string, archive *txtar.Archive, found map[string]string) {
	t.Helper()
	archive.Files = slices.DeleteFunc(archive.Files, func(f txtar.File) bool { return slices.Contains(answers(), f.Name) })
	for _, section := range answers() {
		if found[section] != "" {
			archive.Files = append(archive.Files, txtar.File{Name: section, Data: []byte(found[section])})
		}
	}
	if err := os.WriteFile(path, txtar.Format(archive), 0o600); err != nil {
		t.Fatal(err)
	}
}

package all_test

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"

	"daybook"
	"daybook/connectors/all"
	"daybook/internal/report"
	"daybook/internal/sheet"
)

// accounting lists the connectors of reports.
func accounting() []string {
	var programs []string
	for _, c := range all.List() {
		if _, ok := c.Options().(*report.Options); ok {
			programs = append(programs, c.Type)
		}
	}
	return programs
}

// Whatever a file holds, each of its rows becomes entries, a skip or a reject, or the file as a whole is an error.
func FuzzReports(f *testing.F) {
	paths, err := filepath.Glob("../*/testdata/*.txtar")
	if err != nil || len(paths) == 0 {
		f.Fatal(paths, err)
	}
	programs := accounting()
	for _, path := range paths {
		archive, err := txtar.ParseFile(path)
		if err != nil {
			f.Fatal(err)
		}
		for at, program := range programs {
			if program == filepath.Base(filepath.Dir(filepath.Dir(path))) {
				f.Add(at, archive.Files[0].Data)
			}
		}
	}
	f.Fuzz(func(t *testing.T, at int, content []byte) {
		dir := t.TempDir()
		path := filepath.Join(dir, "export.csv")
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		c := program(programs[max(at, -(at+1))%len(programs)])
		into, _, err := pull(t, c, dir, report.Options{Path: "export.csv"})
		if (err == nil) != (len(into.Batches) == 1) {
			t.Fatalf("%v and %d batches", err, len(into.Batches))
		}
		if err == nil {
			everyRowOnce(t, path, into.Records())
		}
	})
}

// everyRowOnce checks that the rows of facts, those of rejects and the skips are all rows of the file.
func everyRowOnce(t *testing.T, path string, records []daybook.Record) {
	t.Helper()
	var told []string
	skips := 0
	for _, record := range records {
		switch r := record.(type) {
		case *daybook.Skip:
			skips++
		case *daybook.Reject:
			told = append(told, r.Origin.Place)
		case *daybook.Entry:
			told = append(told, r.Origin.Place)
			if r.Account == (daybook.Account{}) || r.Day == 0 || r.Origin.ID == "" {
				t.Fatalf("%+v", r)
			}
		}
	}
	slices.Sort(told)
	if got, want := skips+len(slices.Compact(told)), rowsOf(t, path); got != want {
		t.Fatalf("%d rows told of %d", got, want)
	}
}

func rowsOf(t *testing.T, path string) (n int) {
	t.Helper()
	reader, err := sheet.Open(path, sheet.Options{Name: "export.csv"})
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Close()
	for _, err := range reader.Rows() {
		if err != nil {
			t.Fatal(err)
		}
		n++
	}
	return n
}

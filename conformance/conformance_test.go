//go:build conformance

package conformance

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"daybook"
)

var folder = flag.String("data", "", "the folder with the public data")

func TestMain(m *testing.M) {
	flag.Parse()
	if err := given(*folder); err != nil {
		fmt.Fprintln(os.Stderr, "conformance:", err)
		os.Exit(1)
	}
	os.Exit(m.Run())
}

// given is an error where there is no folder with data.
func given(folder string) error {
	const remedy = "run: make conformance DATA=folder"
	if folder == "" {
		return &daybook.Error{Found: "no flag -data", Wanted: "the folder with the public data", Remedy: remedy}
	}
	info, err := os.Stat(folder)
	if err != nil || !info.IsDir() {
		return &daybook.Error{Place: folder, Found: "no such folder", Wanted: "the folder with the public data", Remedy: remedy}
	}
	return nil
}

// find returns the path of a file below a folder, or an error that names it.
func find(folder, name string) (string, error) {
	path := filepath.Join(folder, filepath.FromSlash(name))
	if info, err := os.Stat(path); err != nil || info.IsDir() {
		return "", &daybook.Error{Place: path, Found: "no such file", Wanted: "the data set " + strings.Split(name, "/")[0],
			Remedy: "complete the folder that DATA names"}
	}
	return path, nil
}

// file returns the path of a file of the data, which must be there.
func file(t testing.TB, name string) string {
	t.Helper()
	path, err := find(*folder, name)
	if err != nil {
		t.Fatal(err)
	}
	return path
}

// content returns a file of the data.
func content(t testing.TB, name string) []byte {
	t.Helper()
	bytes, err := os.ReadFile(file(t, name))
	if err != nil {
		t.Fatal(err)
	}
	return bytes
}

// rows reads a CSV file of the data, whatever its lines are.
func rows(t testing.TB, name string) [][]string {
	t.Helper()
	reader := csv.NewReader(bytes.NewReader(content(t, name)))
	reader.FieldsPerRecord = -1
	found, err := reader.ReadAll()
	if err != nil || len(found) == 0 {
		t.Fatalf("%s: found %d rows, %v", name, len(found), err)
	}
	return found
}

// table reads a CSV file with a header: a row is its cells by column.
func table(t testing.TB, name string) []map[string]string {
	t.Helper()
	all := rows(t, name)
	var found []map[string]string
	for _, row := range all[1:] {
		cells := map[string]string{}
		for i, header := range all[0] {
			cells[header] = row[i]
		}
		found = append(found, cells)
	}
	if len(found) == 0 {
		t.Fatalf("%s has no row", name)
	}
	return found
}

// document reads a JSON file of the data.
func document[T any](t testing.TB, name string) T {
	t.Helper()
	var found T
	if err := json.Unmarshal(content(t, name), &found); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return found
}

func TestMissingDataIsAFailureThatSaysWhatToDo(t *testing.T) {
	none := filepath.Join(t.TempDir(), "none")
	_, missing := find(t.TempDir(), "killbill/prices.csv")
	for want, err := range map[string]error{
		"run: make conformance DATA=folder":    given(""),
		none + ": found no such folder":        given(none),
		"prices.csv: found no such file":       missing,
		"complete the folder that DATA names":  missing,
		"wanted the folder with the public da": given(none),
	} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("found %v, wanted %q in it", err, want)
		}
	}
}

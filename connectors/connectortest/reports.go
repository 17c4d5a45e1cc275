package connectortest

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"daybook"
	"daybook/connectors"
	"daybook/internal/report"
)

// Reports tests a connector whose options are those of reports, over files called gl.csv.
type Reports struct{ connectors.Connector }

// Read reads one file; the text is what was logged.
func (r Reports) Read(t testing.TB, content string) (*Recorder, string) {
	t.Helper()
	return ReadFiles(t, r.Connector, &report.Options{Path: "*"}, Folder(t, "gl.csv", content))
}

// Wants compares the records of a file that must give no warning.
func (r Reports) Wants(t *testing.T, content string, want ...string) {
	t.Helper()
	into, log := r.Read(t, content)
	if diff := cmp.Diff(want, Shown(t, into.Records())); diff != "" {
		t.Error(diff)
	}
	if strings.Contains(log, "WARN") {
		t.Error(log)
	}
}

// Recognised compares what a file is taken for.
func (r Reports) Recognised(t *testing.T, content, want string) {
	t.Helper()
	got, err := r.Recognise(filepath.Join(Folder(t, "x.csv", content), "x.csv"))
	if err != nil || got.Layout != want || got.Strength < 60 {
		t.Errorf("%.40q: %+v, %v, want %s", content, got, err, want)
	}
}

// Conforms runs the suite of every connector over a file.
func (r Reports) Conforms(t *testing.T, content string, rows, rejects int) {
	Run(t, func(t *testing.T) Subject {
		dir := Folder(t, "gl.csv", content)
		open := func(path string) daybook.Source {
			return OpenFiles(t, r.Connector, &report.Options{Path: path}, dir, &strings.Builder{})
		}
		return Subject{Source: open("*.csv"), Unreachable: open("*.xlsx"), Rows: rows, Rejects: rejects, Files: true}
	})
}

package files_test

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"daybook"
	"daybook/connectors/connectortest"
	"daybook/internal/files"
)

// lines makes an observation of every line, and fails as a whole on a file that begins with "bad".
type lines struct{ during func(files.File) }

func (lines) Inspect(_ context.Context, file files.File) ([]daybook.Notice, error) {
	return []daybook.Notice{{Place: file.Name, Text: "seen"}}, nil
}

func (l lines) Read(_ context.Context, file files.File, put func(daybook.Record) error) error {
	content, err := os.ReadFile(file.Path)
	if err != nil || strings.HasPrefix(string(content), "bad") {
		return errors.Join(err, &daybook.Error{Place: file.Name, Found: "bad"})
	}
	for _, line := range strings.Fields(string(content)) {
		if err := put(&daybook.Observation{Name: line}); err != nil {
			return err
		}
		if l.during != nil {
			l.during(file)
		}
	}
	return nil
}

// desk is a folder of files and a source over it, with the cursor that a run leaves to the next.
type desk struct {
	*testing.T
	dir    string
	source *files.Source
	cursor daybook.Cursor

	request daybook.Request // what else is asked for
	refuse  string          // the part that the sink will not have
}

func newDesk(t *testing.T) *desk {
	dir := t.TempDir()
	return &desk{T: t, dir: dir, source: &files.Source{Dir: dir, Pattern: "*.csv", Reader: lines{}, Log: slog.New(slog.NewTextHandler(io.Discard, nil))}}
}

func (d *desk) write(name, content string) {
	d.Helper()
	if err := os.WriteFile(filepath.Join(d.dir, name), []byte(content), 0o600); err != nil {
		d.Fatal(err)
	}
}

func (d *desk) rename(from, to string) {
	d.Helper()
	if err := os.Rename(filepath.Join(d.dir, from), filepath.Join(d.dir, to)); err != nil {
		d.Fatal(err)
	}
}

// pull runs the source and returns what was committed as "part: line line"; a "+" marks a commit that is not whole.
func (d *desk) pull(reread bool) ([]string, error) {
	into := &picky{refuse: d.refuse}
	d.request.Cursor, d.request.Reread = d.cursor, reread
	err := d.source.Pull(d.Context(), d.request, into)
	var commits []string
	for _, batch := range into.Batches {
		text := batch.At.Part + ":"
		if !batch.At.Whole {
			text = "+" + text
		}
		for _, record := range batch.Records {
			text += " " + record.(*daybook.Observation).Name
		}
		commits = append(commits, text)
		d.cursor = batch.At.Cursor
	}
	return commits, err
}

// picky is a sink that will not have one part.
type picky struct {
	connectortest.Recorder
	refuse string
}

func (p *picky) Commit(ctx context.Context, at daybook.Checkpoint) error {
	if at.Part == p.refuse && at.Whole {
		p.Open = nil
		return &daybook.Error{Code: daybook.TooManyRejects, Place: at.Part}
	}
	return p.Recorder.Commit(ctx, at)
}

// hear returns what is logged from now on.
func (d *desk) hear() func() string {
	var log strings.Builder
	d.source.Log = slog.New(slog.NewTextHandler(&log, nil))
	return log.String
}

func (d *desk) wants(want ...string) {
	d.Helper()
	got, err := d.pull(false)
	if diff := cmp.Diff(want, got); diff != "" || err != nil {
		d.Fatalf("%v\n%s", err, diff)
	}
}

func TestEachFileIsReadOnceAndWhole(t *testing.T) {
	d := newDesk(t)
	d.write("b.csv", "3")
	d.write("a.csv", "1 2")
	d.write("~$a.csv", "lock")
	d.wants("a.csv: 1 2", "b.csv: 3")
	d.wants()
	d.write("b.csv", "3 4")
	d.wants("b.csv: 3 4")
	if got, err := d.pull(true); err != nil || len(got) != 2 {
		t.Errorf("a backfill reads %q (%v), want both files", got, err)
	}
}

func TestSameContentUnderANewTimeIsNotRead(t *testing.T) {
	d := newDesk(t)
	d.write("a.csv", "1")
	d.wants("a.csv: 1")
	later := time.Now().Add(time.Hour)
	if err := os.Chtimes(filepath.Join(d.dir, "a.csv"), later, later); err != nil {
		t.Fatal(err)
	}
	d.wants("+a.csv:")
	d.wants()
}

func TestARenamedFileKeepsItsPart(t *testing.T) {
	d := newDesk(t)
	d.write("books.csv", "1")
	d.wants("books.csv: 1")
	d.rename("books.csv", "books-2023.csv")
	d.write("books.csv", "2")
	got, err := d.pull(false)
	if err != nil || len(got) != 1 || !strings.HasPrefix(got[0], "books.csv#") || !strings.HasSuffix(got[0], ": 2") {
		t.Fatalf("%q (%v), want the new file alone, as a part of its own", got, err)
	}
	d.wants()
	d.write("books-2023.csv", "1 1")
	d.wants("books.csv: 1 1")
}

func TestACopyIsAPartOfItsOwn(t *testing.T) {
	d := newDesk(t)
	d.write("a.csv", "1")
	d.wants("a.csv: 1")
	d.write("b.csv", "1")
	d.wants("b.csv: 1")
	d.write("a.csv", "2")
	d.wants("a.csv: 2")
}

func TestAVanishedFileKeepsItsFactsAndIsTold(t *testing.T) {
	d := newDesk(t)
	told := d.hear()
	d.write("a.csv", "1")
	d.write("b.csv", "2")
	d.wants("a.csv: 1", "b.csv: 2")
	if err := os.Remove(filepath.Join(d.dir, "a.csv")); err != nil {
		t.Fatal(err)
	}
	d.wants()
	if !strings.Contains(told(), "vanished") || !strings.Contains(told(), "file=a.csv") {
		t.Errorf("the log says %s", told())
	}
	d.write("a.csv", "1")
	d.wants("+a.csv:")
}

func TestOtherOptionsReadTheFilesAgain(t *testing.T) {
	d := newDesk(t)
	d.write("a.csv", "1")
	d.wants("a.csv: 1")
	d.source.Options = "columns: {day: Date}"
	d.wants("a.csv: 1")
	d.wants()
}

func TestABadFileDoesNotHoldUpTheOthers(t *testing.T) {
	d := newDesk(t)
	d.write("a.csv", "1")
	d.write("b.csv", "2")
	d.wants("a.csv: 1", "b.csv: 2")
	d.write("a.csv", "bad")
	d.write("b.csv", "2 3")
	got, err := d.pull(false)
	if diff := cmp.Diff([]string{"b.csv: 2 3"}, got); diff != "" || err == nil || err.Error() != "a.csv: found bad" {
		t.Errorf("%v\n%s", err, diff)
	}
	d.write("a.csv", "1 4")
	d.wants("a.csv: 1 4")
}

func TestAFileThatIsStillBeingWrittenIsNotStored(t *testing.T) {
	d := newDesk(t)
	d.write("a.csv", "1 2")
	d.source.Reader = lines{during: func(file files.File) { d.write(file.Name, "1 2 3 4") }}
	got, err := d.pull(false)
	if len(got) != 0 || err == nil || !strings.Contains(err.Error(), "a.csv: found a file that is still being written") {
		t.Errorf("%q, %v", got, err)
	}
	d.source.Reader = lines{}
	d.wants("a.csv: 1 2 3 4")
}

func TestNoFileIsUnreachable(t *testing.T) {
	d := newDesk(t)
	d.write("boooks.csv", "1")
	for pattern, want := range map[string]string{
		"books.csv":      `books.csv: found no file, wanted a file named books.csv in ` + d.dir,
		"books-*.csv":    "books-*.csv: found no file",
		"there/no/*.csv": "there/no/*.csv: found no such folder",
	} {
		d.source.Pattern = pattern
		_, err := d.source.Check(t.Context())
		if daybook.CodeOf(err) != daybook.Unreachable || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%s: %v, want %s", pattern, err, want)
		}
	}
	d.source.Pattern = "books.csv"
	if _, err := d.source.Check(t.Context()); daybook.HintOf(err) != `did you mean "boooks.csv"?` {
		t.Errorf("hint %q", daybook.HintOf(err))
	}
}

func TestCheckInspectsEveryFile(t *testing.T) {
	d := newDesk(t)
	d.write("a.csv", "1")
	d.write("b[1].csv", "1")
	notices, err := d.source.Check(t.Context())
	if err != nil || len(notices) != 2 {
		t.Errorf("%v (%v)", notices, err)
	}
	d.source.Pattern = "b[1].csv"
	if notices, err := d.source.Check(t.Context()); err != nil || len(notices) != 1 || notices[0].Place != "b[1].csv" {
		t.Errorf("%v (%v), want the file with brackets in its name", notices, err)
	}
}

func TestAMalformedPatternIsMisconfigured(t *testing.T) {
	for _, pattern := range []string{"", "books-[.csv"} {
		if err := files.CheckPattern(pattern); daybook.CodeOf(err) != daybook.Misconfigured {
			t.Errorf("%q: %v", pattern, err)
		}
	}
	if err := files.CheckPattern("exports/*.csv"); err != nil {
		t.Error(err)
	}
}

func TestACursorOfAnotherKindIsAnError(t *testing.T) {
	d := newDesk(t)
	d.write("a.csv", "1")
	d.cursor = daybook.Cursor(`[1]`)
	if got, err := d.pull(false); err == nil || len(got) > 0 {
		t.Errorf("%q, %v", got, err)
	}
}

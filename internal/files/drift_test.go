package files_test

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"daybook"
	"daybook/internal/files"
)

// tables reads a file whose first line is the header; columns that begin with a small letter are read.
type tables struct{ lines }

func (tables) Read(_ context.Context, file files.File, put func(daybook.Record) error) error {
	content, err := os.ReadFile(file.Path)
	if err != nil {
		return err
	}
	head, rest, _ := strings.Cut(string(content), "\n")
	var header files.Header
	for _, name := range strings.Fields(head) {
		header.Columns = append(header.Columns, files.Column{Name: name, Read: name == strings.ToLower(name)})
	}
	if !strings.Contains(head, "day") {
		file.NotFound(strings.Fields("a title"), strings.Fields(head), strings.Fields("1 2"))
		return &daybook.Error{Code: daybook.SchemaDrift, Place: file.Name, Found: "no day"}
	}
	if err := file.Found(header); err != nil {
		return err
	}
	for _, line := range strings.Fields(rest) {
		if err := put(&daybook.Observation{Name: line}); err != nil {
			return err
		}
	}
	return nil
}

func newTableDesk(t *testing.T) *desk {
	d := newDesk(t)
	d.source.Reader = tables{}
	d.write("a.csv", "day cost Note\n1")
	d.wants("a.csv: 1")
	return d
}

func TestAColumnThatIsGoneStopsItsFileAndKeepsItsFacts(t *testing.T) {
	for head, hint := range map[string]string{
		"day cots Note":       `did you mean "cots"?`,
		"day netto Note":      `did you mean "netto"? it is new, and "cost" is gone`,
		"day netto Note More": `did you mean "netto"? it is new, and "cost" is gone`, // it stands in its place
		"day Note more extra": "",
		"day Note":            "",
	} {
		d := newTableDesk(t)
		d.write("a.csv", head+"\n1 2")
		d.write("b.csv", "day cost Note\n3")
		got, err := d.pull(false)
		if diff := cmp.Diff([]string{"b.csv: 3"}, got); diff != "" {
			t.Errorf("%s: %s", head, diff)
		}
		if daybook.CodeOf(err) != daybook.SchemaDrift || daybook.HintOf(err) != hint || !strings.HasPrefix(err.Error(), `a.csv: found no column "cost" any more`) {
			t.Errorf("%s: %v (hint %q, want %q)", head, err, daybook.HintOf(err), hint)
		}
		d.write("a.csv", "cost day Note\n1 2") // order does not matter, nor does letter case
		d.wants("a.csv: 1 2")
	}
}

func TestAHeaderThatIsNotFoundIsComparedWithTheLastGoodOne(t *testing.T) {
	d := newTableDesk(t)
	d.write("a.csv", "Datum cost Note\n1")
	_, err := d.pull(false)
	if err == nil || err.Error() != "a.csv: found no day" || daybook.HintOf(err) != `did you mean "Datum"? it is new, and "day" is gone` {
		t.Errorf("%v (hint %q)", err, daybook.HintOf(err))
	}
}

func TestColumnsThatCameOrWereNotReadAreToldOnce(t *testing.T) {
	d := newTableDesk(t)
	told := d.hear()
	d.write("a.csv", "day cost plan Memo\n1 2")
	d.wants("a.csv: 1 2")
	if !strings.Contains(told(), `new: the columns \"plan\", \"Memo\"; gone: the column \"Note\"`) {
		t.Errorf("the log says %s", told())
	}
	told = d.hear()
	d.write("a.csv", "day cost plan Memo\n1 2 3")
	d.wants("a.csv: 1 2 3")
	if strings.Contains(told(), "columns") {
		t.Errorf("the log says %s", told())
	}
}

func TestANewFileIsHeldToWhatAllOthersHave(t *testing.T) {
	d := newDesk(t)
	d.source.Reader = tables{}
	d.write("a.csv", "day cost plan\n1")
	d.write("b.csv", "day cost\n2") // read for the first time together, they may differ
	d.wants("a.csv: 1", "b.csv: 2")
	d.write("c.csv", "day cost\n3")
	d.wants("c.csv: 3")
	d.write("d.csv", "day plan\n4")
	if _, err := d.pull(false); daybook.CodeOf(err) != daybook.SchemaDrift {
		t.Errorf("%v", err)
	}
}

func TestColumnsAreAcceptedByRequestAndUnderOtherOptions(t *testing.T) {
	d := newTableDesk(t)
	d.write("a.csv", "day Note\n1 2")
	d.request.AcceptColumns = true
	d.wants("a.csv: 1 2")
	d.request.AcceptColumns = false
	d.wants()
	d.write("a.csv", "day\n1")
	d.wants("a.csv: 1")
	d.write("a.csv", "day cost\n1")
	d.wants("a.csv: 1")
	d.write("a.csv", "day price\n1")
	d.source.Options = "columns: {cost: price}"
	d.wants("a.csv: 1")
}

func TestAFileThatTheSinkRefusesIsReadAgainWhateverItHolds(t *testing.T) {
	d := newDesk(t)
	d.write("a.csv", "1")
	d.write("b.csv", "2")
	d.wants("a.csv: 1", "b.csv: 2")
	d.write("a.csv", "1 x")
	d.write("b.csv", "2 3")
	d.refuse = "a.csv"
	got, err := d.pull(false)
	if diff := cmp.Diff([]string{"b.csv: 2 3"}, got); diff != "" || daybook.CodeOf(err) != daybook.TooManyRejects {
		t.Fatalf("%v\n%s", err, diff)
	}
	d.refuse = ""
	d.write("a.csv", "1")
	d.wants("a.csv: 1")
	d.wants()
}

func TestPartsAreReadAgainByRequest(t *testing.T) {
	d := newDesk(t)
	d.write("a.csv", "1")
	d.write("b.csv", "2")
	d.wants("a.csv: 1", "b.csv: 2")
	d.request.Parts = []string{"b.csv"}
	d.wants("b.csv: 2")
}

// grumbling warns of every line that is no small letter.
type grumbling struct{ lines }

func (g grumbling) Read(ctx context.Context, file files.File, put func(daybook.Record) error) error {
	content, err := os.ReadFile(file.Path)
	if err == nil && strings.Contains(string(content), "X") {
		file.Warn(slog.New(slog.DiscardHandler), "a total does not foot", "place", file.Name+":1", "printed", 7)
	}
	return errors.Join(err, g.lines.Read(ctx, file, put))
}

func TestWarningsStandUntilTheFileIsReadAgain(t *testing.T) {
	d := newDesk(t)
	d.source.Reader = grumbling{}
	standing := func() []daybook.Notice {
		notices, err := d.source.Standing(d.cursor)
		if err != nil {
			t.Fatal(err)
		}
		return notices
	}
	d.write("a.csv", "X")
	d.write("b.csv", "1")
	d.wants("a.csv: X", "b.csv: 1")
	want := []daybook.Notice{{Place: "a.csv", Text: "a total does not foot, place a.csv:1, printed 7"}}
	if diff := cmp.Diff(want, standing()); diff != "" {
		t.Error(diff)
	}
	d.write("b.csv", "2")
	d.wants("b.csv: 2")
	if diff := cmp.Diff(want, standing()); diff != "" {
		t.Errorf("another file was read: %s", diff)
	}
	d.write("a.csv", "3")
	d.wants("a.csv: 3")
	if got := standing(); len(got) != 0 {
		t.Errorf("mended, and still %v", got)
	}
}

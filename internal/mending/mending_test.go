package mending_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"daybook"
	"daybook/internal/mending"
)

func reject(file, sheet string, row int, column, value, reason string, raw map[string]string, columns ...string) daybook.StoredReject {
	place := file + "!" + sheet
	return daybook.StoredReject{Reject: daybook.Reject{
		Origin: daybook.Origin{Source: "ads", ID: place, Place: place}, File: file, Sheet: sheet, Row: row, Column: column,
		Value: value, Reason: reason, Raw: raw, Columns: columns,
	}}
}

// spoilt are the rejects of a workbook and of a text file: two cells of one row, a cell that is empty, a whole row.
func spoilt() []daybook.StoredReject {
	third := map[string]string{"Day": "soon", "Cost": "ten", "Channel": "=1+1"}
	return []daybook.StoredReject{
		reject("in/ads.xlsx", "Spend: 2024", 3, "Cost", "ten", `found "ten", wanted a number`, third, "Day", "Cost", "Channel"),
		reject("in/ads.xlsx", "Spend: 2024", 3, "Day", "soon", `found "soon", wanted a date`, third, "Day", "Cost", "Channel"),
		reject("in/ads.xlsx", "Spend: 2024", 7, "Cost", "", "found nothing, wanted a value", map[string]string{"Day": "2024-01-02"}, "Day", "Cost", "Channel"),
		reject("in/more.csv", "", 2, "", "", "found 4 cells under 3 headers", map[string]string{"Day": "2024-01-03", "Cost": "1", "D": "500"}, "Day", "Cost", "Channel"),
	}
}

func open(t *testing.T, path string) *excelize.File {
	t.Helper()
	file, err := excelize.OpenFile(path)
	must(t, err)
	t.Cleanup(func() { file.Close() })
	return file
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func rows(t *testing.T, file *excelize.File, sheet string) [][]string {
	t.Helper()
	all, err := file.GetRows(sheet)
	must(t, err)
	return all
}

// marks lists the cells with a fill, and the comments by cell.
func marks(t *testing.T, file *excelize.File, sheet string, cells ...string) (filled []string, comments map[string]string) {
	t.Helper()
	for _, cell := range cells {
		number, err := file.GetCellStyle(sheet, cell)
		must(t, err)
		style, err := file.GetStyle(number)
		must(t, err)
		if len(style.Fill.Color) > 0 {
			filled = append(filled, cell)
		}
	}
	all, err := file.GetComments(sheet)
	must(t, err)
	comments = map[string]string{}
	for _, c := range all {
		comments[c.Cell] = c.Text
	}
	return filled, comments
}

func TestRejectsAreRowsUnderTheirColumnsWithTheCellsMarked(t *testing.T) {
	path := filepath.Join(t.TempDir(), "rejects.xlsx")
	must(t, mending.Write(path, spoilt()))
	file := open(t, path)
	if diff := cmp.Diff([]string{"ads Spend_ 2024", "more", "Rejects"}, file.GetSheetList()); diff != "" {
		t.Fatal(diff)
	}
	if diff := cmp.Diff([][]string{{"Day", "Cost", "Channel"}, {"soon", "ten", "=1+1"}, {"2024-01-02"}}, rows(t, file, "ads Spend_ 2024")); diff != "" {
		t.Error(diff)
	}
	filled, comments := marks(t, file, "ads Spend_ 2024", "A1", "A2", "B2", "C2", "A3", "B3", "C3")
	if diff := cmp.Diff([]string{"A2", "B2", "B3"}, filled); diff != "" {
		t.Error(diff)
	}
	want := map[string]string{"A2": `in/ads.xlsx!Spend: 2024: found "soon", wanted a date`, "B2": `in/ads.xlsx!Spend: 2024: found "ten", wanted a number`,
		"B3": "in/ads.xlsx!Spend: 2024: found nothing, wanted a value"}
	if diff := cmp.Diff(want, comments); diff != "" {
		t.Error(diff)
	}
	if formula, err := file.GetCellFormula("ads Spend_ 2024", "C2"); formula != "" || err != nil {
		t.Errorf("a rejected text became the formula %q (%v)", formula, err)
	}
}

func TestWhatIsWrongWithAWholeRowMarksAllOfIt(t *testing.T) {
	path := filepath.Join(t.TempDir(), "rejects.xlsx")
	must(t, mending.Write(path, spoilt()))
	file := open(t, path)
	if diff := cmp.Diff([][]string{{"Day", "Cost", "Channel"}, {"2024-01-03", "1", "", "500"}}, rows(t, file, "more")); diff != "" {
		t.Error(diff)
	}
	filled, comments := marks(t, file, "more", "A2", "B2", "C2", "D2")
	if len(filled) != 4 || len(comments) != 1 || !strings.Contains(comments["A2"], "4 cells under 3 headers") {
		t.Errorf("filled %q, comments %q", filled, comments)
	}
}

func TestTheListLeadsToEveryMarkedCell(t *testing.T) {
	path := filepath.Join(t.TempDir(), "rejects.xlsx")
	must(t, mending.Write(path, spoilt()))
	file := open(t, path)
	if got := rows(t, file, "Rejects"); len(got) != 5 || got[1][3] != `found "soon", wanted a date` {
		t.Errorf("%q", got)
	}
	linked, target, err := file.GetCellHyperLink("Rejects", "A4")
	if !linked || target != "'ads Spend_ 2024'!B3" || err != nil {
		t.Errorf("%v %q %v", linked, target, err)
	}
}

func TestAFolderGetsAWorkbookForEachFile(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "mend")
	paths, err := mending.WriteEach(folder, spoilt())
	must(t, err)
	if diff := cmp.Diff([]string{filepath.Join(folder, "ads ads.xlsx"), filepath.Join(folder, "ads more.xlsx")}, paths); diff != "" {
		t.Fatal(diff)
	}
	if diff := cmp.Diff([]string{"Spend_ 2024", "Rejects"}, open(t, paths[0]).GetSheetList()); diff != "" {
		t.Error(diff)
	}
}

func TestAFileThatIsThereIsLeftAlone(t *testing.T) {
	path := filepath.Join(t.TempDir(), "marketing.xlsx")
	must(t, os.WriteFile(path, []byte("precious"), 0o600))
	err := mending.Write(path, spoilt())
	content, readErr := os.ReadFile(path)
	if daybook.CodeOf(err) != daybook.Misconfigured || string(content) != "precious" || readErr != nil {
		t.Errorf("%v, %q, %v", err, content, readErr)
	}
}

func TestSheetsHaveNamesThatExcelAllows(t *testing.T) {
	long := strings.Repeat("ä", 40)
	var all []daybook.StoredReject
	for _, file := range []string{long + "1.csv", long + "2.csv", "rejects.csv", "sheet1.csv", "'q'.csv", "a/b.csv", "c/b.csv"} {
		all = append(all, reject(file, "", 1, "", "", "bad", map[string]string{"A": "1"}))
	}
	path := filepath.Join(t.TempDir(), "rejects.xlsx")
	must(t, mending.Write(path, all))
	short := strings.Repeat("ä", 31)
	want := []string{short, strings.Repeat("ä", 29) + " 2", "rejects 2", "sheet1 2", "q", "b", "b 2", "Rejects"}
	if diff := cmp.Diff(want, open(t, path).GetSheetList()); diff != "" {
		t.Error(diff)
	}
}

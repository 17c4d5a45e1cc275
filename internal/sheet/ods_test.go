package sheet

import (
	"archive/zip"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"daybook/internal/markup"
)

// openDocument writes a workbook whose sheets and names are given.
func openDocument(t *testing.T, manifest, body string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "a.ods")
	file, err := os.Create(path)
	must(t, err)
	archive := zip.NewWriter(file)
	for name, content := range map[string]string{
		"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "META-INF/manifest.xml": manifest,
		"content.xml": `<?xml version="1.0"?><office:document-content><office:automatic-styles><style:style style:name="ta2"><style:table-properties table:display="false"/></style:style>` +
			`<style:style style:name="ce1"><style:paragraph-properties fo:margin-left="0.706cm"/></style:style></office:automatic-styles><office:body><office:spreadsheet>` + body + `</office:spreadsheet></office:body></office:document-content>`,
	} {
		part, err := archive.Create(name)
		must(t, err)
		_, err = io.WriteString(part, content)
		must(t, err)
	}
	must(t, archive.Close())
	must(t, file.Close())
	return path
}

const odsBody = `<table:table table:name="Hidden" table:style-name="ta2"><table:table-row><table:table-cell office:value-type="string"><text:p>no</text:p></table:table-cell></table:table-row></table:table>` +
	`<table:table table:name="A &amp; B"><office:forms/><table:table-column table:number-columns-repeated="2"/><table:table-column table:visibility="collapse"/>` +
	`<table:table-header-rows><table:table-row><table:table-cell table:number-columns-spanned="2" table:number-rows-spanned="1" office:value-type="string"><text:p>Ti<text:span>t</text:span>le<text:s text:c="2"/>1</text:p></table:table-cell><table:covered-table-cell/>` +
	`<table:table-cell office:value-type="string"><office:annotation><text:p>a comment</text:p></office:annotation><text:p>one</text:p><text:p>two<text:tab/>three<text:line-break/>four</text:p></table:table-cell></table:table-row></table:table-header-rows>` +
	`<table:table-row table:number-rows-repeated="3"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>` +
	`<table:table-row-group><table:table-row table:visibility="filter" table:number-rows-repeated="2"><table:table-cell table:number-columns-repeated="2" office:value-type="float" office:value="0.30000000000000004"><text:p>0,3</text:p></table:table-cell>` +
	`<table:table-cell office:value-type="currency" office:currency="EUR" office:value="-12.5"><text:p>-12,50 €</text:p></table:table-cell><table:table-cell office:value-type="percentage" office:value="0.125"><text:p>12,5 %</text:p></table:table-cell></table:table-row></table:table-row-group>` +
	`<table:table-row><table:table-cell office:value-type="date" office:date-value="2024-02-29T13:30:00.000000000"/><table:table-cell office:value-type="date" office:date-value="2024-02-29"><text:p>29.02.</text:p></table:table-cell>` +
	`<table:table-cell office:value-type="boolean" office:boolean-value="true"/><table:table-cell office:value-type="time" office:time-value="PT25H05M09S"/><table:table-cell table:formula="of:=1/0" office:value-type="string" office:string-value="" calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell>` +
	`<table:table-cell table:formula="of:=1+1"/><table:table-cell table:style-name="ce1" office:value-type="string"><text:p>  inner  text </text:p></table:table-cell></table:table-row>` +
	`<table:table-row table:number-rows-repeated="1048569"><table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>` +
	`<table:named-expressions><table:named-range table:name="Days" table:cell-range-address="$'A &amp; B'.$A$8:.$B$8"/></table:named-expressions><table:database-ranges><table:database-range table:name="All" table:target-range-address="'A &amp; B'.A5:'A &amp; B'.B6"/></table:database-ranges>`

func TestOpenDocumentCellsAreReadByTheirType(t *testing.T) {
	reader, err := Open(openDocument(t, "", odsBody), Options{Name: "a.ods"})
	must(t, err)
	if diff := cmp.Diff([]string{"Hidden", "A & B"}, reader.Sheets()); diff != "" || reader.Sheet() != "A & B" {
		t.Error(reader.Sheet(), diff)
	}
	numbers := "[{Kind:2 Text:0.3 Indent:0} {Kind:2 Text:0.3 Indent:0} {Kind:2 Text:-12.5 Indent:0} {Kind:2 Text:0.125 Indent:0}]"
	want := []string{
		"1 hidden=false: [{Kind:1 Text:Title  1 Indent:0} {Kind:0 Text: Indent:0} {Kind:1 Text:one\ntwo\tthree\nfour Indent:0}]",
		"5 hidden=true: " + numbers, "6 hidden=true: " + numbers,
		"7 hidden=false: [{Kind:3 Text:2024-02-29T13:30:00 Indent:0} {Kind:3 Text:2024-02-29 Indent:0} {Kind:4 Text:TRUE Indent:0} {Kind:1 Text:25:05:09 Indent:0} {Kind:5 Text:#DIV/0! Indent:0}" +
			" {Kind:5 Text:a formula that was never calculated Indent:0} {Kind:1 Text:inner text  Indent:2}]",
		"merged [A1:B1]",
	}
	if diff := cmp.Diff(want, contentOf(t, reader)); diff != "" {
		t.Error(diff)
	}
}

func TestOpenDocumentAreasAndHiddenColumns(t *testing.T) {
	path := openDocument(t, "", odsBody)
	for area, want := range map[string]string{
		"all":           "5 hidden=true: [{Kind:2 Text:0.3 Indent:0} {Kind:2 Text:0.3 Indent:0}]",
		"'A & B'!C5:D5": "5 hidden=true: [{Kind:0 Text: Indent:0} {Kind:0 Text: Indent:0} {Kind:0 Text: Indent:0} {Kind:2 Text:0.125 Indent:0}]",
		"days":          "merged []",
	} {
		reader, err := Open(path, Options{Name: "a.ods", Range: area, Visible: true})
		must(t, err)
		if got := contentOf(t, reader); got[0] != want {
			t.Errorf("%s: %q", area, got)
		}
	}
}

func TestOpenDocumentErrorsSayWhatToDo(t *testing.T) {
	if got := failure(t, openDocument(t, `<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>`, ""), Options{Name: "a.ods"}); got != "a.ods: found a workbook protected by a password, wanted one without; save a copy without a password" {
		t.Error(got)
	}
	for body, want := range map[string]string{
		"": "a.ods: found a damaged workbook, wanted rows: the workbook has no sheets; open the workbook",
		`<table:table table:name="S"><table:table-row><table:table-cell><text:p>&nbsp;</text:p></table:table-cell></table:table-row></table:table>`:                                                                              "a.ods!S!1: found a damaged sheet, wanted rows: in cell A1: not supported: the entity &nbsp;",
		`<table:table table:name="S"><table:table-row><table:table-cell office:value-type="float" office:value="1" table:number-columns-repeated="16385"/></table:table-row></table:table>`:                                      "a column behind XFD",
		`<table:table table:name="S"><table:table-row table:number-rows-repeated="1048576"><table:table-cell office:value-type="float" office:value="1" table:number-columns-repeated="16384"/></table:table-row></table:table>`: "found more than 250 million cells",
	} {
		if got := failure(t, openDocument(t, "", body), Options{Name: "a.ods"}); !strings.Contains(got, want) {
			t.Errorf("%s\nwant %s", got, want)
		}
	}
}

// Whatever the part with the sheets holds, it is rows or an error, and never a panic.
func FuzzOpenDocument(f *testing.F) {
	f.Add(odsBody)
	f.Add(`<a:table><b:table-row number-rows-repeated="9"><c:table-cell/></b:table-row>`)
	f.Fuzz(func(t *testing.T, body string) {
		rows := &odsRows{part: io.NopCloser(nil), scan: markup.NewScanner(strings.NewReader(body))}
		for {
			row, times, err := rows.row()
			if err != nil {
				return
			}
			if row.Number < 1 || row.Number+times-1 > lastRow || times < 1 || len(row.Cells) > lastColumn+1 {
				t.Fatalf("%d times row %d with %d cells", times, row.Number, len(row.Cells))
			}
		}
	})
}

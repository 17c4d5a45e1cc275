package sheet

import (
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// What Excel, LibreOffice, Google Sheets, openpyxl and excelize write most is read at once, whole and not in part.
func TestPlainCells(t *testing.T) {
	for text, want := range map[string]string{
		`<c r="A1"><v>12.5</v></c>`:                                          "{column:0 look:0 kind: formula:false value:true} 12.5",
		`<c r="AB1048576" s="31" t="s"><v>120</v></c>`:                       "{column:27 look:31 kind:s formula:false value:true} 120",
		`<c r="B2" t="s" s="2"><v>0</v></c>`:                                 "{column:1 look:2 kind:s formula:false value:true} 0",
		`<c r="ZZ9" s="3"/>`:                                                 "{column:701 look:3 kind: formula:false value:false} ",
		`<c r="C3" t="n"><v>1</v></c>`:                                       "{column:2 look:0 kind: formula:false value:true} 1",
		`<c r="C3" t="b"><f>A1&gt;"x"</f><v>1</v></c>`:                       "{column:2 look:0 kind:b formula:true value:true} 1",
		`<c r="C3" s="1"><f t="shared" si="0"/><v>7</v></c>`:                 "{column:2 look:1 kind: formula:true value:true} 7",
		`<c r="C3" s="1"><f aca="false">SUM(A1:A9)</f><v>7</v></c>`:          "{column:2 look:1 kind: formula:true value:true} 7",
		`<c r="C3" t="str"><f>B3</f><v></v></c>`:                             "{column:2 look:0 kind:str formula:true value:true} ",
		`<c r="H1" t="inlineStr"><is><t>order 1</t></is></c>`:                "{column:7 look:0 kind:inlineStr formula:false value:false} order 1",
		`<c r="H1" t="inlineStr"><is><t xml:space="preserve"> </t></is></c>`: "{column:7 look:0 kind:inlineStr formula:false value:false}  ",
	} {
		cell, found, size := plainCell([]byte(text + "<c>"))
		if got := fmt.Sprintf("%+v %s", cell, found); got != want || size != len(text) {
			t.Errorf("%s: %s, %d bytes of %d", text, got, size, len(text))
		}
		for end := range len(text) {
			if _, _, size := plainCell([]byte(text[:end])); size > 0 {
				t.Errorf("%s is taken for a cell", text[:end])
			}
		}
	}
}

func TestCellsThatAreNotPlain(t *testing.T) {
	for _, text := range []string{
		`<c><v>1</v></c>`, `<c r="A"><v>1</v></c>`, `<c r="1"><v>1</v></c>`, `<c r="a1"><v>1</v></c>`, `<c r="XFD1"><v>1</v></c>`, `<c r='A1'><v>1</v></c>`, `<c  r="A1"><v>1</v></c>`, `<c r="A1" ><v>1</v></c>`,
		`<c r="A1" s=""><v>1</v></c>`, `<c r="A1" s="1" cm="1"><v>1</v></c>`, `<c r="A1" s="-1"><v>1</v></c>`,
		`<c r="A1"><v>1<!-- --></v></c>`, `<c r="A1"><v>&#49;</v></c>`, "<c r=\"A1\" t=\"str\"><v>1\r\n2</v></c>", `<c r="A1"><v>1</v><v>2</v></c>`, `<c r="A1"><v>1</v> </c>`, `<c r="A1"><v/></c>`, `<c r="A1"></c>`,
		`<c r="A1"><is><t>1</t></is></c>`, `<c r="A1" t="inlineStr"><is><t>1</t><t>2</t></is></c>`, `<c r="A1" t="inlineStr"><is><r><t>1</t></r></is></c>`, `<c r="A1" t="inlineStr"><is><t/></is></c>`,
		`<c r="A1"><f>1</f></c>`, `<c r="A1"><f>1<v>1</v></f><v>2</v></c>`, `<c r="A1"><fx/><v>1</v></c>`, `<c r="A1"><f/x><v>1</v></f></c>`, `<c r="A1"><f a=">"/><v>1</v></c>`, `<c r="A1"><f a='>'/><v>1</v></c>`, `<c r="A1"><f a="/><v>1</v></c>`, `<c r="A1"><f a='/><v>1</v></c>`, `<c r="A1"><f>1<!----></f><v>1</v></c>`,
	} {
		if cell, _, size := plainCell([]byte(text)); size > 0 {
			t.Errorf("%s: %+v", text, cell)
		}
	}
}

// handBook is a workbook with the styles and the shared texts of those made by hand.
func handBook(t testing.TB) *xlsx {
	t.Helper()
	shared, err := readShared(strings.NewReader(handShared))
	must(t, err)
	styles, err := readStyles(strings.NewReader(styleSheet))
	must(t, err)
	return &xlsx{archive: &archive{name: "a.xlsx"}, epoch: epoch1900, styles: styles, shared: shared}
}

// rows reads the rows of a sheet's part, and the error that they end with.
func (x *xlsx) rows(t failing, part io.Reader) (rows []string) {
	t.Helper()
	reader := newXLSXSheet(x, entry{name: "Data"}, io.NopCloser(part))
	if err := reader.prolog(); err != nil {
		return []string{err.Error()}
	}
	for row, err := range reader.Rows() {
		rows = append(rows, fmt.Sprintf("%+v %v", row, err))
		if err == nil && row.Number < 1 || row.Number > lastRow || len(row.Cells) > lastColumn+1 {
			t.Fatal("out of bounds", row)
		}
	}
	return rows
}

// agreesTagByTag reads a part at once and byte by byte. No plain cell is ahead of a reader that is given one byte at a time, so that
// it goes from tag to tag: both ways must give the same rows, and the same error in the same place.
func (x *xlsx) agreesTagByTag(t failing, part string) {
	t.Helper()
	if diff := cmp.Diff(x.rows(t, iotest.OneByteReader(strings.NewReader(part))), x.rows(t, strings.NewReader(part))); diff != "" {
		t.Fatal("tag by tag (-) and plain (+) differ on", part, diff)
	}
}

// Cells put together of parts that fit, and of some that do not, each between two that are plain.
func TestPlainCellsAreReadAsTheyAreTagByTag(t *testing.T) {
	book := handBook(t)
	rapid.Check(t, func(r *rapid.T) {
		for range 5 {
			book.agreesTagByTag(r, sheetOf(`<row r="1"><c r="A1"><v>1</v></c>`+drawShape(r)+`<c r="D1"><v>4</v></c></row>`))
		}
	})
}

func drawShape(r *rapid.T) string {
	one := func(part string, of ...string) string { return rapid.SampledFrom(of).Draw(r, part) }
	text := one("text", "12", "45351", "0.30000000000000004", "1", "x", "#N/A", "", "text") +
		one("more", "", "", "", " ", "_x0041_", "_x0000_", "&amp;", "\r\n", "\x00", "\xff", "<!-- -->", "<![CDATA[x]]>", "</v>", "<")
	return "<c" + one("r", ` r="B1"`, ` r="B1"`, ` r="B1"`, `  r="B1"`, ` r="1"`, ` r="b7"`, ` r="XFD1"`, ` r="XFE1"`, "") + one("s", "", "", ` s="1"`, ` s="2"`, ` s="99"`, ` s="x"`, ` t="s" s="1"`) +
		one("t", "", "", ` t="s"`, ` t="str"`, ` t="b"`, ` t="e"`, ` t="d"`, ` t="n"`, ` t="inlineStr"`, ` t="inlineStr"`, ` cm="1"`) + one("end", ">", ">", ">", ">", ">", " >", "/>") +
		one("f", "", "", "<f>A1</f>", "<f/>", `<f t="shared" si="0"/>`, `<f a=">">1</f>`, `<f a='/>'>1</f>`, "<f>1<i/>2</f>", "<fx/>") +
		fmt.Sprintf(one("v", "<v>%s</v>", "<v>%s</v>", "<is><t>%s</t></is>", `<is><t xml:space="preserve">%s</t></is>`, "<is><r><t>%s</t></r></is>", "<v/>%.0s", "%.0s"), text) +
		one("close", "</c>", "</c>", "</c>", "</c>", "</c>", " </c>", "<x/></c>", "")
}

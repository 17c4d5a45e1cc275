package sheet

import (
	"archive/zip"
	"bufio"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// handmade writes a workbook from its parts; those not given are what the smallest workbook has. Its one sheet is Data.
func handmade(t testing.TB, parts map[string]string) string {
	t.Helper()
	const schemas = "http://schemas.openxmlformats.org/"
	all := map[string]string{
		"[Content_Types].xml": `<Types xmlns="` + schemas + `package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`,
		"_rels/.rels":         `<Relationships xmlns="` + schemas + `package/2006/relationships"><Relationship Id="r1" Type="` + schemas + `officeDocument/2006/relationships/officeDocument" Target="/xl/workbook.xml"/></Relationships>`,
		"xl/workbook.xml":     `<workbook xmlns="` + schemas + `spreadsheetml/2006/main" xmlns:r="` + schemas + `officeDocument/2006/relationships"><sheets><sheet name="Data" sheetId="1" r:id="rId1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships xmlns="` + schemas + `package/2006/relationships"><Relationship Id="rId1" Type="` + schemas + `officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/>` +
			`<Relationship Id="rId2" Type="` + schemas + `officeDocument/2006/relationships/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="rId3" Type="` + schemas + `officeDocument/2006/relationships/styles" Target="/xl/styles.xml"/></Relationships>`,
		"xl/styles.xml": styleSheet,
	}
	maps.Copy(all, parts)
	path := filepath.Join(t.TempDir(), "a.xlsx")
	file, err := os.Create(path)
	must(t, err)
	archive := zip.NewWriter(file)
	for _, name := range slices.Sorted(maps.Keys(all)) {
		part, err := archive.Create(name)
		must(t, err)
		_, err = io.WriteString(part, all[name])
		must(t, err)
	}
	must(t, archive.Close())
	must(t, file.Close())
	return path
}

// Style 1 is a built-in date, 2 a date of the workbook's own, 3 an amount indented by two steps.
const styleSheet = `<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="1"><numFmt numFmtId="164" formatCode="d&quot;.&quot;mm\.yyyy"/></numFmts>` +
	`<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="4"><alignment indent="2"/></xf></cellXfs></styleSheet>`

// sheetOf wraps rows into a sheet.
func sheetOf(rows string) string {
	return `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>` + rows + `</sheetData></worksheet>`
}

// large writes a workbook of so many rows of eight columns: id, day, customer, channel, amount, fee, paid, note. It is packed as
// programs pack it. With a gap before the end of their tags its cells are none that are plain.
func large(t testing.TB, rows int, gap string) string {
	t.Helper()
	path := handmade(t, nil)
	out, err := os.Create(path + ".large")
	must(t, err)
	in, err := zip.OpenReader(path)
	must(t, err)
	archive := zip.NewWriter(out)
	for _, part := range in.File {
		must(t, archive.Copy(part))
	}
	part, err := archive.Create("xl/worksheets/sheet1.xml")
	must(t, err)
	w := bufio.NewWriter(part)
	fmt.Fprint(w, `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>`)
	for i := 1; i <= rows; i++ {
		fmt.Fprintf(w, `<row r="%[1]d" spans="1:8"><c r="A%[1]d" t="s"%[10]s><v>%[2]d</v></c><c r="B%[1]d" s="1"%[10]s><v>%[3]d</v></c><c r="C%[1]d" t="s"%[10]s><v>%[4]d</v></c><c r="D%[1]d" t="s"%[10]s><v>%[5]d</v></c>`+
			`<c r="E%[1]d" s="3"%[10]s><v>%[6]d.%02[7]d</v></c><c r="F%[1]d"%[10]s><v>0.%[8]d</v></c><c r="G%[1]d" t="b"%[10]s><v>%[9]d</v></c><c r="H%[1]d" t="inlineStr"%[10]s><is><t>order %[1]d</t></is></c></row>`,
			i, 5000+i-1, 44000+i%1500, i*7919%5000, i%8, i*31%9000, i*17%100, 100000000000000+i*7, i%2, gap)
	}
	fmt.Fprint(w, `</sheetData></worksheet>`)
	must(t, w.Flush())
	part, err = archive.Create("xl/sharedStrings.xml")
	must(t, err)
	w = bufio.NewWriter(part)
	fmt.Fprint(w, `<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">`)
	for i := range rows + 5000 {
		fmt.Fprintf(w, `<si><t>text %d &amp; more</t></si>`, i)
	}
	fmt.Fprint(w, `</sst>`)
	must(t, w.Flush())
	must(t, archive.Close())
	must(t, out.Close())
	must(t, in.Close())
	must(t, os.Rename(path+".large", path))
	return path
}

package sheet

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// table reads a text file and returns its cells, with the rows' numbers before them and "!" for broken ones.
func table(t *testing.T, content string) [][]string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "a.csv")
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return tableOf(t, path, Options{Name: "a.csv"})
}

func tableOf(t *testing.T, path string, options Options) [][]string {
	t.Helper()
	reader, err := Open(path, options)
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Close()
	var rows [][]string
	for row, err := range reader.Rows() {
		if err != nil {
			t.Fatal(err)
		}
		line := []string{Place("", "", row.Number, -1)}
		if row.Broken != "" {
			line[0] += "!"
		}
		for _, cell := range row.Cells {
			line = append(line, cell.Text)
		}
		rows = append(rows, line)
	}
	return rows
}

func TestTextTables(t *testing.T) {
	for name, test := range map[string]struct {
		content string
		want    [][]string
	}{
		"plain":                           {"a,b\n1,2\n", [][]string{{":1", "a", "b"}, {":2", "1", "2"}}},
		"no line end at the end":          {"a,b\n1,2", [][]string{{":1", "a", "b"}, {":2", "1", "2"}}},
		"CRLF":                            {"a,b\r\n1,2\r\n", [][]string{{":1", "a", "b"}, {":2", "1", "2"}}},
		"bare CR":                         {"a,b\r1,2\r", [][]string{{":1", "a", "b"}, {":2", "1", "2"}}},
		"byte order mark":                 {"\xef\xbb\xbfa,b\n1,2\n", [][]string{{":1", "a", "b"}, {":2", "1", "2"}}},
		"semicolons and decimal commas":   {"a;b\n1,5;2,5\n3,5;4,5\n", [][]string{{":1", "a", "b"}, {":2", "1,5", "2,5"}, {":3", "3,5", "4,5"}}},
		"tabs":                            {"a\tb\n1,5\t2\n", [][]string{{":1", "a", "b"}, {":2", "1,5", "2"}}},
		"pipes":                           {"a|b\n1|2\n", [][]string{{":1", "a", "b"}, {":2", "1", "2"}}},
		"a line that names the delimiter": {"sep=;\na;b,c\n", [][]string{{":1", "sep=", ""}, {":2", "a", "b,c"}}},
		"blank lines are rows":            {"a,b\n\n1,2\n", [][]string{{":1", "a", "b"}, {":2", ""}, {":3", "1", "2"}}},
		"quotes":                          {"\"a,b\",\"say \"\"hi\"\"\"\n\"\",x\n", [][]string{{":1", "a,b", `say "hi"`}, {":2", "", "x"}}},
		"a space before a quote":          {"a, \"b,c\" ,d\n", [][]string{{":1", "a", "b,c", "d"}}},
		"line break in quotes":            {"a,\"b\nc\"\n1,2\n", [][]string{{":1", "a", "b\nc"}, {":3", "1", "2"}}},
		"bare quote in a cell":            {"a,5\" pipe\n1,2\n", [][]string{{":1", "a", `5" pipe`}, {":2", "1", "2"}}},
		"lone quote in a quoted cell":     {"a,\"5\" pipe\"\n1,2\n", [][]string{{":1", "a", `5" pipe`}, {":2", "1", "2"}}},
		"quotes escaped by backslashes":   {"a,\"say \\\"hi\\\"\",b\n1,2,3\n", [][]string{{":1", "a", `say "hi"`, "b"}, {":2", "1", "2", "3"}}},
		"escaped quotes inside a cell":    {`"a \"b\" c",d` + "\n", [][]string{{":1", `a "b" c`, "d"}}},
		"a path that ends in a backslash": {`"C:\dir\",d` + "\n", [][]string{{":1", `C:\dir\`, "d"}}},
		"a quote never closed":            {"a,b\n1,\"2\n3,4\n", [][]string{{":1", "a", "b"}, {":2!", `1,"2`}, {":3", "3", "4"}}},
		"a quote closed by another row's": {"a,b\n1,\"oops\n2,\"ok\",x\n", [][]string{{":1", "a", "b"}, {":2!", `1,"oops`}, {":3", "2", "ok", "x"}}},
		"Windows-1252 beside UTF-8":       {"caf\xe9,\x80\ncafé,€\n", [][]string{{":1", "café", "€"}, {":2", "café", "€"}}},
		"ragged rows":                     {"a,b,c\n1\n1,2,3,4\n", [][]string{{":1", "a", "b", "c"}, {":2", "1"}, {":3", "1", "2", "3", "4"}}},
		"titles above a semicolon table":  {"Report\nMy, own, firm\na;b;c\n1;2;3\n4;5;6\n", [][]string{{":1", "Report"}, {":2", "My, own, firm"}, {":3", "a", "b", "c"}, {":4", "1", "2", "3"}, {":5", "4", "5", "6"}}},
		"one column":                      {"a\n1\n", [][]string{{":1", "a"}, {":2", "1"}}},
	} {
		t.Run(name, func(t *testing.T) {
			if diff := cmp.Diff(test.want, table(t, test.content)); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestUTF16WithAndWithoutItsMark(t *testing.T) {
	want := [][]string{{":1", "day", "Zürich €"}, {":2", "1", "2"}}
	for _, order := range []unicode.Endianness{unicode.LittleEndian, unicode.BigEndian} {
		for _, mark := range []unicode.BOMPolicy{unicode.UseBOM, unicode.IgnoreBOM} {
			content, err := unicode.UTF16(order, mark).NewEncoder().String("day\tZürich €\r\n1\t2\r\n")
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, table(t, content)); diff != "" {
				t.Errorf("%v %v: %s", order, mark, diff)
			}
		}
	}
}

func TestErrorsOfTextFilesSayWhatToDo(t *testing.T) {
	for content, want := range map[string]string{
		"%PDF-1.7 …":            "export it as CSV or XLSX",
		"":                      "empty file",
		"<html><table></table>": "HTML",
		"a,b\x00\x01\x02\x03,c": "binary",
		"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 an old one":                                                                                                         ".xls format",
		"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e":                                        "password",
		"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat(" ", sniffed-20) + "E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e": "password",
		"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + strings.Repeat("E\x00n\x00", sniffed):                                                                            ".xls format",
		"PK\x03\x04 cut off": "damaged workbook",
	} {
		path := filepath.Join(t.TempDir(), "a.csv")
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := Open(path, Options{Name: "a.csv"}); err == nil || !strings.Contains(err.Error(), want) || !strings.HasPrefix(err.Error(), "a.csv: ") {
			t.Errorf("%.20q: %v, want an error with %q", content, err, want)
		}
	}
}

// Every line of a text file is in a row, and the number of a row is that of its first line.
func FuzzTextTables(f *testing.F) {
	for _, seed := range []string{"a,b\n1,\"2\n3,4\n", "a;\"b\n\nc\";d\r\n", "a,\"say \\\"hi\\\"\"\n", "caf\xe9\r1\r"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, content string) {
		if len(content) == 0 || strings.ContainsAny(content, "\x00") || strings.HasPrefix(content, "PK") || readable([]byte(content), "", "") != nil ||
			strings.HasPrefix(content, "\xff\xfe") || strings.HasPrefix(content, "\xfe\xff") {
			return
		}
		last := 0
		for _, row := range table(t, content) {
			number := 0
			for _, digit := range strings.Trim(row[0], ":!") {
				number = number*10 + int(digit-'0')
			}
			broken := strings.HasSuffix(row[0], "!")
			if number <= last || broken && len(row) != 2 {
				t.Fatalf("row %q after line %d", row, last)
			}
			last = number
			if !broken {
				for _, text := range row[1:] {
					last += strings.Count(text, "\n")
				}
			}
		}
		if !strings.Contains(content, "\n") {
			return
		}
		lines := strings.Count(strings.TrimSuffix(content, "\n"), "\n") + 1
		if last > lines || last < lines-strings.Count(content, "\n\"") {
			t.Fatalf("the rows end at line %d of %d: %q", last, lines, table(t, content))
		}
	})
}

func TestWindows1252IsAFullDecoder(t *testing.T) {
	encoded, err := charmap.Windows1252.NewEncoder().String("Œuvre – “neuf” 12 €")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([][]string{{":1", "Œuvre – “neuf” 12 €", "x"}}, table(t, encoded+",x\n")); diff != "" {
		t.Error(diff)
	}
}

// Amounts with a decimal comma are as regular as a delimiter. Cells of several lines must not decide for them.
func TestCellsOfSeveralLinesDoNotHideTheDelimiter(t *testing.T) {
	text := "Date;Memo;Debit;Credit\n" + strings.Repeat("01.02.2024;\"two\nlines\";1,50;\n", 5) + "02.02.2024;one;0,50;\n"
	if got := delimiterOf([]byte(text)); got != ';' {
		t.Errorf("found %q", got)
	}
}

// The comma of a date stands in every line, that of an amount, too: what the quotes stand beside decides.
func TestQuotesStandBesideTheDelimiter(t *testing.T) {
	text := "Datum|Channel|Cost\nJan 2, 2024|\"two\nlines\"|0,03\nsoon|google|-15.164,03\nFeb 26, 2024|\"two\nlines\"|-6,54\nTotal||-15.170,54\n"
	if got := delimiterOf([]byte(text)); got != '|' {
		t.Errorf("found %q", got)
	}
}

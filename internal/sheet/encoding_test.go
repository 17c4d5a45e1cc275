package sheet

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"pgregory.net/rapid"
)

// Every way to write one table gives the same table.
func TestOneTableInEveryEncoding(t *testing.T) {
	const content = "Tag;Kunde;Betrag\r\n05.01.2024;Bäckerei Größe & Fils – l’été;1.234,50 €\r\n"
	want := [][]string{{":1", "Tag", "Kunde", "Betrag"}, {":2", "05.01.2024", "Bäckerei Größe & Fils – l’été", "1.234,50 €"}}
	for name, to := range map[string]encoding.Encoding{
		"UTF-8": unicode.UTF8, "UTF-8 with a mark": unicode.UTF8BOM, "Windows-1252": charmap.Windows1252, "Mac OS Roman": charmap.Macintosh,
		"UTF-16 LE with a mark": unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), "UTF-16 BE with a mark": unicode.UTF16(unicode.BigEndian, unicode.UseBOM),
		"UTF-16 LE": unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), "UTF-16 BE": unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM),
	} {
		encoded, err := to.NewEncoder().String(content)
		must(t, err)
		if diff := cmp.Diff(want, table(t, encoded)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func TestISO88591IsReadAsWindows1252(t *testing.T) {
	encoded, err := charmap.ISO8859_1.NewEncoder().String("Straße,Señor,12 £\n")
	must(t, err)
	if diff := cmp.Diff([][]string{{":1", "Straße", "Señor", "12 £"}}, table(t, encoded)); diff != "" {
		t.Error(diff)
	}
}

// What no letter tells is said by name: in Windows-1250 the byte for ł is the one for ³ in Windows-1252.
func TestAnEncodingMayBeNamed(t *testing.T) {
	encoded, err := charmap.Windows1250.NewEncoder().String("Złoty,Łódź\n")
	must(t, err)
	path := filepath.Join(t.TempDir(), "a.csv")
	must(t, os.WriteFile(path, []byte(encoded), 0o600))
	if diff := cmp.Diff([][]string{{":1", "Złoty", "Łódź"}}, tableOf(t, path, Options{Name: "a.csv", Encoding: "windows-1250"})); diff != "" {
		t.Error(diff)
	}
	if _, err := Open(path, Options{Name: "a.csv", Encoding: "windows-1249"}); err == nil {
		t.Error("an encoding that there is not")
	}
	marked := "\xef\xbb\xbfZłoty,Łódź\n"
	must(t, os.WriteFile(path, []byte(marked), 0o600))
	if diff := cmp.Diff([][]string{{":1", "Złoty", "Łódź"}}, tableOf(t, path, Options{Name: "a.csv", Encoding: "windows-1250"})); diff != "" {
		t.Error("a mark says more than a name:", diff)
	}
}

func TestNULCharactersAreLeftOutOfATextAndMakeNothingBinary(t *testing.T) {
	if diff := cmp.Diff([][]string{{":1", "a", "b"}, {":2", "1", "23"}}, table(t, "a,b\n1\x00,2\x003\n")); diff != "" {
		t.Error(diff)
	}
}

// A table written with any delimiter, line end, quoting and encoding is the same table.
func TestATableIsTheSameHoweverItIsWritten(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.csv")
	encodings := []encoding.Encoding{unicode.UTF8, unicode.UTF8BOM, unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)}
	rapid.Check(t, func(r *rapid.T) {
		delimiter := rapid.SampledFrom([]string{",", ";", "\t", "|"}).Draw(r, "delimiter")
		end := rapid.SampledFrom([]string{"\n", "\r\n", "\r"}).Draw(r, "line end")
		escape := rapid.SampledFrom([]string{`""`, `\"`}).Draw(r, "quote in a quoted cell")
		columns := rapid.IntRange(2, 6).Draw(r, "columns")
		want := [][]string{}
		text, line := "", 1
		if rapid.Bool().Draw(r, "sep=") {
			text, line = "sep="+delimiter+end, 2
		}
		for i := range rapid.IntRange(2, 12).Draw(r, "rows") {
			row := []string{}
			for column := range columns {
				cell := rapid.StringMatching(`[A-Za-zäé€ßŁ中0-9 ]{0,6}[a-zé中0-9]`).Draw(r, "cell")
				written := cell
				switch {
				case i == 0 || column == 0: // headers and first cells are plain
				case rapid.Bool().Draw(r, "quoted"):
					inner := rapid.SampledFrom([]string{"", delimiter, ",", ";", `"x"`, "\n"}).Draw(r, "inside")
					if inner == "\n" && (end == "\r" || escape != `""`) {
						inner = "."
					}
					cell += inner + "z"
					written = `"` + strings.ReplaceAll(cell, `"`, escape) + `"`
				}
				row = append(row, cell)
				text += written
				if column+1 < columns {
					text += delimiter
				}
			}
			want = append(want, append([]string{Place("", "", line, -1)}, row...))
			line += 1 + strings.Count(strings.Join(row, ""), "\n")
			text += end
		}
		encoded, err := rapid.SampledFrom(encodings).Draw(r, "encoding").NewEncoder().String(text)
		must(r, err)
		must(r, os.WriteFile(path, []byte(encoded), 0o600))
		got := tableOf(t, path, Options{Name: "a.csv"})
		if strings.HasPrefix(text, "sep=") {
			got = got[1:]
		}
		if diff := cmp.Diff(want, got); diff != "" {
			r.Fatalf("%q: %s", text, diff)
		}
	})
}

package sheet

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
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

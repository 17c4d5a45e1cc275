package markup

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"
	"testing"
	"testing/iotest"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/unicode"
)

// events writes a document as "<name a=1>", "</name>" and the texts between them.
func events(in io.Reader) ([]string, error) {
	var found []string
	s := NewScanner(in)
	for {
		tag, err := s.Tag()
		if err == io.EOF {
			return found, nil
		}
		if err != nil {
			return found, err
		}
		text := string(tag.Name)
		for rest := tag; ; {
			name, _ := rest.Next()
			if name == nil {
				break
			}
			text += " " + string(name) + "=" + tag.Text(string(name))
		}
		if tag.End {
			text = "/" + text
		}
		if found = append(found, "<"+text+">"); tag.Empty {
			found = append(found, "</"+string(tag.Name)+">")
		}
		content, err := s.Text(nil)
		if err == io.ErrUnexpectedEOF {
			continue // nothing follows the last tag
		}
		if err != nil {
			return found, err
		}
		if len(content) > 0 {
			found = append(found, string(content))
		}
	}
}

func TestTagsAndTexts(t *testing.T) {
	for document, want := range map[string][]string{
		`<?xml version="1.0" encoding="UTF-8"?><a><b/>x</a>`:     {"<a>", "<b>", "</b>", "x", "</a>"},
		`<x:a x:k="1" l='"2"'>`:                                  {`<a k=1 l="2">`},
		`<a k="a>b">c > d</a>`:                                   {"<a k=a>b>", "c > d", "</a>"},
		`<a k="&lt;&#65;&#x42;&apos;&quot;">&amp;amp;</a>`:       {`<a k=<AB'">`, "&amp;", "</a>"},
		"<a>1\r\n2\r3&#13;4</a>":                                 {"<a>", "1\n2\n3\r4", "</a>"},
		`<a>1<!-- <b> -- -->2<![CDATA[<c>&amp;]]]>3<!---->4</a>`: {"<a>", "12<c>&amp;]34", "</a>"},
		"<a\n  k = \"1\"\n/>":                                    {"<a k=1>", "</a>"},
		`<a ><b >1</b ></a >`:                                    {"<a>", "<b>", "1", "</b>", "</a>"},
		`<a>Zürich 中 😀</a>`:                                      {"<a>", "Zürich 中 😀", "</a>"},
	} {
		got, err := events(strings.NewReader(document))
		if diff := cmp.Diff(want, got); diff != "" || err != nil {
			t.Errorf("%s: %v\n%s", document, err, diff)
		}
		if slow, err := events(iotest.OneByteReader(strings.NewReader(document))); err != nil || !cmp.Equal(slow, got) {
			t.Errorf("%s byte by byte: %v %q", document, err, slow)
		}
	}
}

func TestUTF16IsRead(t *testing.T) {
	for _, order := range []unicode.Endianness{unicode.LittleEndian, unicode.BigEndian} {
		document, err := unicode.UTF16(order, unicode.UseBOM).NewEncoder().String(`<?xml version="1.0" encoding="UTF-16"?><a>Zürich €</a>`)
		if err != nil {
			t.Fatal(err)
		}
		got, err := events(strings.NewReader(document))
		if diff := cmp.Diff([]string{"<a>", "Zürich €", "</a>"}, got); diff != "" || err != nil {
			t.Errorf("%v %s", err, diff)
		}
	}
}

func TestWhatIsNotReadIsToldApartFromWhatIsWrong(t *testing.T) {
	for document, unsupported := range map[string]bool{
		`<?xml version="1.0" encoding="windows-1251"?><a/>`: true, `<!DOCTYPE a><a/>`: true, `<a>&nbsp;</a>`: true, `<a k="` + strings.Repeat("x", 2<<20) + `"/>`: true,
		`<a>a & b, and more</a>`: false, `<a k="1`: false, `<a><!-- `: false, `<a><![CDATA[ ]]`: false, `<>`: false,
	} {
		_, err := events(strings.NewReader(document))
		if err == nil || errors.Is(err, ErrUnsupported) != unsupported {
			t.Errorf("%.40s: %v", document, err)
		}
	}
}

func TestSkipAndPast(t *testing.T) {
	s := NewScanner(iotest.HalfReader(strings.NewReader("<a><b><b/><c>x</c></b><d/>" + strings.Repeat(" ", 3*window) + "mark><e/></a>")))
	for _, want := range []string{"a", "b"} {
		if tag, err := s.Tag(); err != nil || !tag.Is(want) {
			t.Fatalf("%s %v", tag.Name, err)
		}
	}
	if err := s.Skip(Tag{}); err != nil {
		t.Fatal(err)
	}
	if tag, err := s.Tag(); err != nil || !tag.Is("d") {
		t.Errorf("%s %v follows the element skipped", tag.Name, err)
	}
	if err := s.Past("mark>"); err != nil {
		t.Fatal(err)
	}
	if tag, err := s.Tag(); err != nil || !tag.Is("e") {
		t.Errorf("%s %v follows the mark", tag.Name, err)
	}
	if err := s.Past("mark>"); err != io.EOF {
		t.Error(err)
	}
}

func TestLongTextsAreRead(t *testing.T) {
	text := strings.Repeat("0123456789", 3*window/10) + "&amp;"
	got, err := events(strings.NewReader("<a>" + text + "</a>"))
	if err != nil || len(got) != 3 || got[1] != strings.Replace(text, "&amp;", "&", 1) {
		t.Errorf("%v: %d events", err, len(got))
	}
}

// What encoding/xml takes, the scanner reads with the same tags and texts; and nothing makes it panic or hang.
func FuzzScanner(f *testing.F) {
	for _, seed := range []string{`<a k="1"><b>x &amp; y</b><!-- c --><![CDATA[d]]></a>`, "<a\r\n/>", `<x:a x:b='"'>1<?p q?>2</x:a>`, "<a>", "<a", "<?>", "</>", "\xff\xfe<\x00a\x00"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, document string) {
		got, err := events(strings.NewReader(document))
		want, strict := judged(document)
		if strict != nil || errors.Is(err, ErrUnsupported) {
			return
		}
		if diff := cmp.Diff(want, got); diff != "" || err != nil {
			t.Fatalf("%q: %v\n%s", document, err, diff)
		}
	})
}

// judged returns the events that encoding/xml finds. Names with more than one colon and attributes that repeat are left out.
func judged(document string) (found []string, err error) {
	decoder := xml.NewDecoder(strings.NewReader(document))
	open, text := false, false
	for {
		token, err := decoder.RawToken()
		if err == io.EOF && !text {
			return found, nil
		}
		if err != nil {
			return nil, err // also a text behind the last tag, which no document has
		}
		if start, ok := token.(xml.StartElement); ok && strings.Contains(start.Name.Local, ":") {
			return nil, errors.New("not compared")
		}
		switch token := token.(type) {
		case xml.StartElement:
			line := token.Name.Local
			seen := map[string]bool{}
			for _, attribute := range token.Attr {
				if seen[attribute.Name.Local] || strings.Contains(attribute.Name.Local, ":") || strings.ContainsAny(attribute.Value, "\n") {
					return nil, errors.New("not compared")
				}
				seen[attribute.Name.Local] = true
				line += fmt.Sprintf(" %s=%s", attribute.Name.Local, attribute.Value)
			}
			found, open, text = append(found, "<"+line+">"), true, false
		case xml.EndElement:
			found, open, text = append(found, "</"+token.Name.Local+">"), true, false
		case xml.CharData:
			if len(token) == 0 || !open {
				continue
			}
			if text {
				found[len(found)-1] += string(token)
			} else {
				found = append(found, string(token))
			}
			text = true
		case xml.ProcInst, xml.Directive:
			return nil, errors.New("not compared")
		}
	}
}

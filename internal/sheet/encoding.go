package sheet

import (
	"bufio"
	"bytes"
	"io"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/unicode"

	"daybook"
)

// CheckEncoding reports a name that no encoding has.
func CheckEncoding(name string) error {
	if _, err := htmlindex.Get(name); err != nil && name != "" {
		return &daybook.Error{Found: "the encoding " + name, Wanted: "one like utf-8, utf-16le, windows-1252, windows-1250, iso-8859-15 or macintosh"}
	}
	return nil
}

// decode turns a file into UTF-8 without a byte order mark, and its beginning, too. UTF-16 is known by its mark, and without one by
// its zeros. A named encoding counts for all but what has a mark.
func decode(file io.Reader, head []byte, name string) (io.Reader, []byte, error) {
	if err := CheckEncoding(name); err != nil {
		return nil, nil, err
	}
	from := utf16Of(head)
	if name != "" && (from == nil || !marked(head)) {
		if from, _ = htmlindex.Get(name); from == unicode.UTF8 { // it has been checked
			from = nil
		}
	}
	if from == nil || bytes.HasPrefix(head, utf8Mark) {
		buffered := bufio.NewReader(file)
		if bytes.HasPrefix(head, utf8Mark) {
			_, _ = buffered.Discard(len(utf8Mark)) // it has just been seen there; an error comes back on the next read
		}
		return buffered, bytes.TrimPrefix(head, utf8Mark), nil
	}
	decoded, err := from.NewDecoder().Bytes(head[:len(head)&^1])
	if err != nil {
		decoded = nil
	}
	return from.NewDecoder().Reader(file), decoded, nil
}

var utf8Mark = []byte("\xef\xbb\xbf")

func marked(head []byte) bool {
	return bytes.HasPrefix(head, []byte("\xff\xfe")) || bytes.HasPrefix(head, []byte("\xfe\xff"))
}

// utf16Of tells UTF-16 by its mark, else by where the zeros stand: in a table most characters are signs, digits and Latin letters,
// of which one byte is zero.
func utf16Of(head []byte) encoding.Encoding {
	if marked(head) {
		return unicode.UTF16(unicode.BigEndian, unicode.ExpectBOM)
	}
	head = head[:min(len(head), 4096)&^1]
	var zeros [2]int
	for i, c := range head {
		if c == 0 {
			zeros[i%2]++
		}
	}
	switch half := len(head) / 2; {
	case len(head) < 4:
	case zeros[1]*2 > half && zeros[0]*20 < half:
		return unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	case zeros[0]*2 > half && zeros[1]*20 < half:
		return unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	}
	return nil
}

// isBinary reports whether a file is no text. NUL characters alone are none of a text, and some programs write them into it.
func isBinary(head []byte) bool {
	zeros, others := 0, 0
	for _, c := range head {
		switch {
		case c == 0:
			zeros++
		case c < ' ' && strings.IndexByte("\t\n\v\f\r\x1a\x1b", c) < 0:
			others++
		}
	}
	return zeros > 0 && (others > 0 || zeros*2 > len(head))
}

// legacyOf tells the two encodings in which older European programs write one byte for a letter: Windows-1252, of which ISO 8859-1
// is a part, and Mac OS Roman. The letters of one are rare signs of the other; where nothing tells them apart it is Windows-1252.
func legacyOf(head []byte) *charmap.Charmap {
	windows, mac := 0, 0
	for _, line := range bytes.FieldsFunc(head, func(r rune) bool { return r == '\n' || r == '\r' }) {
		if utf8.Valid(line) {
			continue
		}
		for i, c := range line {
			if c >= 0x80 {
				inWord := i > 0 && isLetter(line[i-1]) || i+1 < len(line) && isLetter(line[i+1])
				windows += likely(charmap.Windows1252.DecodeByte(c), inWord)
				mac += likely(charmap.Macintosh.DecodeByte(c), inWord)
			}
		}
	}
	if mac > windows {
		return charmap.Macintosh
	}
	return charmap.Windows1252
}

// likely weighs a character by how common it is in the languages of Western Europe: a letter in a word, a sign anywhere. A letter
// beside no other speaks against.
func likely(r rune, inWord bool) int {
	switch {
	case strings.ContainsRune("€£§°–—’‘“”«»·\u00a0", r):
		return 1
	case !strings.ContainsRune("äöüßÄÖÜéèêàâçîôûùáíóúñåæøÅØÉëïœŒìòãõÀÈÊÇÑÆ", r):
		return 0
	case inWord:
		return 2
	}
	return -1
}

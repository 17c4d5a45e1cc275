package markup

import (
	"bytes"
	"fmt"
	"strconv"
	"unicode/utf8"
)

// replaced puts characters for the entities in text[from:], and line feeds for its line ends (XML 1.0, 2.11 and 4.6). No
// text grows by it, so it is done in place.
func replaced(text []byte, from int) ([]byte, error) {
	rest := text[from:]
	if bytes.IndexByte(rest, '&') < 0 && bytes.IndexByte(rest, '\r') < 0 {
		return text, nil
	}
	at := bytes.IndexAny(rest, "&\r")
	kept := text[:from+at]
	for rest = rest[at:]; len(rest) > 0; {
		switch rest[0] {
		case '\r':
			kept = append(kept, '\n')
			if rest = rest[1:]; len(rest) > 0 && rest[0] == '\n' {
				rest = rest[1:]
			}
		case '&':
			semicolon := bytes.IndexByte(rest[:min(len(rest), 16)], ';')
			if semicolon < 0 {
				return text, fmt.Errorf("an ampersand that begins no entity: %.16q", rest)
			}
			character, ok := entity(rest[1:semicolon])
			if !ok {
				return text, fmt.Errorf("%w: the entity &%s;", ErrUnsupported, rest[1:semicolon])
			}
			kept, rest = utf8.AppendRune(kept, character), rest[semicolon+1:]
		default:
			next := bytes.IndexAny(rest, "&\r")
			if next < 0 {
				next = len(rest)
			}
			kept, rest = append(kept, rest[:next]...), rest[next:]
		}
	}
	return kept, nil
}

// entity knows the five names that every document may use, and characters by number.
func entity(name []byte) (rune, bool) {
	switch string(name) {
	case "amp":
		return '&', true
	case "lt":
		return '<', true
	case "gt":
		return '>', true
	case "quot":
		return '"', true
	case "apos":
		return '\'', true
	}
	digits, isNumber := bytes.CutPrefix(name, []byte("#"))
	base := 10
	if hex, isHex := bytes.CutPrefix(digits, []byte("x")); isHex {
		digits, base = hex, 16
	}
	code, err := strconv.ParseUint(string(digits), base, 32)
	if !isNumber || err != nil || code > utf8.MaxRune {
		return 0, false
	}
	return rune(code), true
}

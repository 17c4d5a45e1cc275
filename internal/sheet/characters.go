package sheet

import (
	"bytes"
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

// unescaped replaces "_x000D_" in text[from:], as workbooks write the characters that XML cannot have (ECMA-376 part 1,
// 22.4.2.4, ST_Xstring), by UTF-16 code. No text grows by it.
func unescaped(text []byte, from int) []byte {
	if !bytes.Contains(text[from:], []byte("_x")) {
		return text
	}
	rest, kept := text[from:], text[:from]
	for len(rest) > 0 {
		unit, ok := escapedUnit(rest)
		if !ok {
			kept, rest = append(kept, rest[0]), rest[1:]
			continue
		}
		rest = rest[len("_x000D_"):]
		if second, pair := escapedUnit(rest); pair && utf16.DecodeRune(unit, second) != utf8.RuneError {
			unit, rest = utf16.DecodeRune(unit, second), rest[len("_x000D_"):]
		}
		kept = utf8.AppendRune(kept, unit)
	}
	return kept
}

func escapedUnit(text []byte) (rune, bool) {
	if len(text) < 7 || text[0] != '_' || text[1] != 'x' || text[6] != '_' {
		return 0, false
	}
	code, err := strconv.ParseUint(string(text[2:6]), 16, 16)
	return rune(code), err == nil
}

// tidied makes text[from:] valid UTF-8 without NUL characters, which databases refuse.
func tidied(text []byte, from int) []byte {
	if tail := text[from:]; !utf8.Valid(tail) || bytes.IndexByte(tail, 0) >= 0 {
		tail = bytes.ReplaceAll(bytes.ToValidUTF8(tail, []byte("\ufffd")), []byte{0}, nil)
		return append(text[:from], tail...)
	}
	return text
}

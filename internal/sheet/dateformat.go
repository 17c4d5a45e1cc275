package sheet

import "strings"

// builtInDate knows the number formats that files name by number only (ECMA-376 part 1, 18.8.30): 14 to 22
// are dates and times, 27 to 36 and 50 to 58 those of East Asia. 45 to 47 are lengths of time.
func builtInDate(id int) bool {
	return id >= 14 && id <= 22 || id >= 27 && id <= 36 || id >= 50 && id <= 58
}

// dateFormat reports whether a number format shows a date: it has a year, a month or a day outside quotes and
// brackets, or an hour, and no place for a digit other than a second's fraction. [h]:mm is a length of time.
func dateFormat(format string) bool {
	code := strings.ToLower(bare(format))
	for _, elapsed := range []string{"[h", "[m", "[s"} {
		if strings.Contains(code, elapsed) {
			return false
		}
	}
	code = unbracket(code)
	for _, words := range []string{"general", "am/pm", "a/p"} {
		code = strings.ReplaceAll(code, words, "")
	}
	for _, fraction := range []string{"ss.000", "ss.00", "ss.0", "s.000", "s.00", "s.0"} {
		code = strings.ReplaceAll(code, fraction, "s")
	}
	return strings.ContainsAny(code, "ymdh") && !strings.ContainsAny(code, "0#?")
}

// bare removes from a format's first section what stands for itself: quoted text, escaped signs, and the
// signs whose width or repetition is meant.
func bare(format string) string {
	var kept strings.Builder
	quoted := false
	for i := 0; i < len(format); i++ {
		switch c := format[i]; {
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '\\' || c == '_' || c == '*':
			i++
		case c == ';':
			return kept.String()
		default:
			kept.WriteByte(c)
		}
	}
	return kept.String()
}

// unbracket removes colours, conditions and locales: "[Red]", "[>100]", "[$-409]".
func unbracket(code string) string {
	for {
		open := strings.IndexByte(code, '[')
		if open < 0 {
			return code
		}
		end := strings.IndexByte(code[open:], ']')
		if end < 0 {
			return code[:open]
		}
		code = code[:open] + code[open+end+1:]
	}
}

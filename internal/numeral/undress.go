package numeral

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// undressed is a number without its signs.
type undressed struct {
	digits   string // what is left: digits, points, commas, thousands spaces and apostrophes
	negative bool
	dash     bool // a minus sign was written
	percent  bool
	exponent int
	mark     string
	side     Side
}

// undress takes the signs off a number from the outside in, each kind at most once:
// "$(1,234.50)" and "(1.234,50- €)" lose currency, parentheses and minus in whatever order they stand.
func undress(text string) (undressed, bool) {
	var u undressed
	rest, parentheses, plus := trim(text), false, false
	for {
		before := rest
		if inner, ok := enclosed(rest); ok && !parentheses {
			rest, parentheses = inner, true
		}
		if inner, minus, ok := signed(rest); ok && !u.dash && !plus {
			rest, u.dash, plus = inner, minus, !minus
		}
		if inner, ok := percented(rest); ok && !u.percent {
			rest, u.percent = inner, true
		}
		if inner, side := sided(rest); side != NoSide && u.side == NoSide {
			rest, u.side = inner, side
		}
		if inner, mark := marked(rest); mark != "" && u.mark == "" {
			rest, u.mark = inner, mark
		}
		if rest == before {
			break
		}
	}
	u.negative = parentheses || u.dash
	rest, u.exponent = exponent(rest)
	u.digits = rest
	return u, (u.side == NoSide || !u.negative && !plus && !u.percent) && (!parentheses || !u.dash && !plus && rest != "") && numeric(rest) && (rest != "" || u.dash)
}

// trim removes spaces of every kind, and the marks of writing direction that some exports put in.
func trim(text string) string {
	return strings.TrimFunc(text, func(r rune) bool {
		return unicode.IsSpace(r) || unicode.Is(unicode.Cf, r)
	})
}

func enclosed(text string) (string, bool) {
	if len(text) > 2 && text[0] == '(' && text[len(text)-1] == ')' {
		return trim(text[1 : len(text)-1]), true
	}
	return text, false
}

func signed(text string) (inner string, minus, ok bool) {
	for _, sign := range []string{"-", "−", "–", "‐", "‑", "﹣", "－", "+"} {
		if inner, ok := strings.CutPrefix(text, sign); ok {
			return trim(inner), sign != "+", true
		}
		if inner, ok := strings.CutSuffix(text, sign); ok {
			return trim(inner), sign != "+", true
		}
	}
	return text, false, false
}

func percented(text string) (string, bool) {
	if inner, ok := strings.CutSuffix(text, "%"); ok {
		return trim(inner), true
	}
	inner, ok := strings.CutPrefix(text, "%")
	return trim(inner), ok
}

// marked cuts a known currency sign or code off either end.
func marked(text string) (inner, mark string) {
	if text == "" || !notDigit(rune(text[0])) && !notDigit(rune(text[len(text)-1])) {
		return text, ""
	}
	head := strings.IndexFunc(text, notMark)
	if head < 0 {
		head = len(text) // only a sign is left, of "$ -"
	}
	if mark := trim(text[:head]); len(Currencies(mark)) > 0 {
		return trim(text[head:]), mark
	}
	tail := strings.LastIndexFunc(text, notMark)
	if tail < 0 {
		return text, ""
	}
	_, size := utf8.DecodeRuneInString(text[tail:])
	if mark := trim(text[tail+size:]); len(Currencies(mark)) > 0 {
		return trim(text[:tail+size]), mark
	}
	return text, ""
}

func notMark(r rune) bool {
	return !unicode.IsLetter(r) && !unicode.Is(unicode.Sc, r) && !unicode.IsSpace(r)
}

// exponent cuts "e+03" off; only a number that begins with a digit can have one.
func exponent(text string) (string, int) {
	at := strings.LastIndexAny(text, "eE")
	if at <= 0 {
		return text, 0
	}
	power, err := strconv.Atoi(text[at+1:])
	if err != nil || power < -99 || power > 99 {
		return text, 0
	}
	return text[:at], power
}

// numeric reports whether only digits, separators and thousands signs are left. Spaces of every kind
// part thousands, and so do apostrophes (Switzerland).
func numeric(text string) bool {
	for _, r := range text {
		if notDigit(r) && !unicode.IsSpace(r) && !strings.ContainsRune(".,'’", r) {
			return false
		}
	}
	return true
}

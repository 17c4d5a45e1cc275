// Package factlines reads facts written one a line, the notation of the worked examples in docs/kpis:
//
//	2024-01-01 customer     anna  channel=ads country=DE email=anna@example.org
//	2024-05-01 customer     anna  country=FR id=anna@2024-05-01
//	2024-01-01 subscription anna  25.00 USD/month plan=box until=2024-06-01
//	2024-01-05 charge       anna  25.00 USD
//	2024-01-31 entry        "Income:Box sales" 120.00 USD type=Income
//	2024-01-31 spend        500.00 USD channel=ads
//	2024-01-31 observation  visits 1200
//	2024-01-31 rate         EUR 1.10 USD
//
// A line begins with its day and kind, then what that kind must have, then key=value pairs; those that
// are not a field's name are attributes. c{1..100} stands for a hundred lines. The source is "shop" unless
// source= names another. Blank lines and lines that begin with # are left out. Only tests use it.
package factlines

import (
	"fmt"
	"strconv"
	"strings"

	"daybook"
)

// Parse reads all lines of a text. Errors name the line.
func Parse(text string) ([]daybook.Fact, error) {
	var facts []daybook.Fact
	for number, line := range strings.Split(text, "\n") {
		if line = strings.TrimSpace(line); line == "" || line[0] == '#' {
			continue
		}
		for i, one := range repeat(line) {
			fact, err := parseLine(one, fmt.Sprintf("line %d.%d", number+1, i+1))
			if err != nil {
				return nil, daybook.At(fmt.Sprintf("line %d: %s", number+1, one), err)
			}
			facts = append(facts, fact)
		}
	}
	return facts, nil
}

// repeat writes a line with {1..3} three times; {01..31} keeps two digits.
func repeat(line string) []string {
	open, shut := strings.IndexByte(line, '{'), strings.IndexByte(line, '}')
	if open < 0 || shut < open {
		return []string{line}
	}
	from, to, _ := strings.Cut(line[open+1:shut], "..")
	first, _ := strconv.Atoi(from)
	last, _ := strconv.Atoi(to)
	var lines []string
	for n := first; n <= last; n++ {
		lines = append(lines, fmt.Sprintf("%s%0*d%s", line[:open], len(from), n, line[shut+1:]))
	}
	return lines
}

// words are what is left of a line to read.
type words struct {
	plain []string
	pairs map[string]string
}

func parseLine(line, id string) (daybook.Fact, error) {
	w, err := split(line)
	if err != nil {
		return nil, err
	}
	day, err := daybook.ParseDay(w.next())
	if err != nil {
		return nil, err
	}
	kind := w.next()
	head := daybook.Header{Day: day, Origin: daybook.Origin{Source: w.take("source", "shop"), ID: w.take("id", id), Place: id}}
	fact, err := build(kind, head, w)
	if err == nil && len(w.plain) > 0 {
		err = &daybook.Error{Found: strings.Join(w.plain, " "), Wanted: "the end of the line"}
	}
	return fact, err
}

// split cuts a line at blanks outside of quotes.
func split(line string) (*words, error) {
	w := &words{pairs: map[string]string{}}
	for line != "" {
		var word string
		if line[0] == '"' {
			end := strings.IndexByte(line[1:], '"')
			if end < 0 {
				return nil, &daybook.Error{Found: line, Wanted: "a closing quote"}
			}
			w.plain, line = append(w.plain, line[1:end+1]), strings.TrimSpace(line[end+2:])
			continue
		}
		word, line = cutWord(line)
		if key, value, pair := strings.Cut(word, "="); pair {
			w.pairs[key] = strings.Trim(value, `"`)
		} else {
			w.plain = append(w.plain, word)
		}
	}
	return w, nil
}

// cutWord takes the first word, with what is quoted inside of it.
func cutWord(line string) (word, rest string) {
	quoted := false
	for i, c := range line {
		if c == '"' {
			quoted = !quoted
		}
		if c == ' ' && !quoted {
			return line[:i], strings.TrimSpace(line[i:])
		}
	}
	return line, ""
}

func (w *words) next() string {
	if len(w.plain) == 0 {
		return ""
	}
	word := w.plain[0]
	w.plain = w.plain[1:]
	return word
}

func (w *words) take(key, otherwise string) string {
	if value, given := w.pairs[key]; given {
		delete(w.pairs, key)
		return value
	}
	return otherwise
}

// attributes are the pairs that nobody took.
func (w *words) attributes() map[string]string {
	if len(w.pairs) == 0 {
		return nil
	}
	return w.pairs
}

// who reads a customer; "-" is nobody.
func (w *words) who() string {
	if id := w.next(); id != "-" {
		return id
	}
	return ""
}

func (w *words) day(key string) (daybook.Day, error) {
	text := w.take(key, "")
	if text == "" {
		return 0, nil
	}
	return daybook.ParseDay(text)
}

func (w *words) money() (daybook.Money, error) { return money(w.next(), w.next()) }

func money(amount, currency string) (daybook.Money, error) {
	value, err := daybook.ParseDecimal(amount)
	if err != nil {
		return daybook.Money{}, err
	}
	code, err := daybook.ParseCurrency(currency)
	if err != nil {
		return daybook.Money{}, err
	}
	return daybook.MoneyOf(value, code)
}

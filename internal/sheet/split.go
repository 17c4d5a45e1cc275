package sheet

import (
	"fmt"
	"slices"
	"strings"
)

// Bounds on a quoted cell: what is longer is a quote that was never closed.
const (
	mostLines = 500
	mostBytes = 1 << 20
)

// record splits a line into cells, with as many further lines as a quoted cell takes. Where a quote is opened
// and not closed as it should be, the line alone is the broken row, and reading goes on with the next one:
// a stray quote must not swallow the rows below it.
func (f *textFile) record(line string) (cells []string, broken string) {
	cells, state := split(f.texts[:0], line, f.delimiter)
	f.texts = cells
	if (state.open || state.stray) && strings.Contains(line, `\"`) {
		if escaped, again := split(nil, strings.ReplaceAll(line, `\"`, `""`), f.delimiter); !again.open && !again.stray {
			return escaped, ""
		}
	}
	var more []string
	size := len(line)
	for state.open {
		next, ok := f.line()
		if ok {
			more = append(more, next)
			size += len(next)
			cells, state = proceed(cells, state, next, f.delimiter)
		}
		if !ok || state.stray || len(more) > mostLines || size > mostBytes {
			f.giveBack(more)
			return []string{line}, fmt.Sprintf("found a quote that is opened and not closed, wanted cells in matching quotes; mend line %d", f.number)
		}
	}
	return cells, ""
}

// proceed goes on with a quoted cell on the next line.
func proceed(cells []string, before quotes, line string, delimiter byte) ([]string, quotes) {
	cell, rest, state := quoted(line, delimiter)
	cells[len(cells)-1] += "\n" + cell
	if !state.open && rest != "" {
		var then quotes
		cells, then = split(cells, rest[1:], delimiter)
		state = quotes{then.open, state.stray || then.stray}
	}
	state.stray = state.stray || before.stray
	return cells, state
}

// quotes is what split met.
type quotes struct {
	open  bool // a quoted cell does not end in the text
	stray bool // a lone quote stands inside a quoted cell
}

// split parts a text at delimiters outside quotes, and adds the cells to those that are given. A quoted cell begins with a quote; two quotes in it are
// one. A lone quote in it, and any quote in a cell that does not begin with one, stands for itself.
func split(cells []string, text string, delimiter byte) (_ []string, state quotes) {
	for {
		begin := 0
		for begin < len(text) && text[begin] == ' ' {
			begin++
		}
		if begin == len(text) || text[begin] != '"' {
			end := strings.IndexByte(text, delimiter)
			if end < 0 {
				return append(cells, text), state
			}
			cells, text = append(cells, text[:end]), text[end+1:]
			continue
		}
		cell, rest, met := quoted(text[begin+1:], delimiter)
		cells = append(cells, cell)
		state.open, state.stray = met.open, state.stray || met.stray
		if met.open || rest == "" {
			return cells, state
		}
		text = rest[1:] // after the delimiter
	}
}

// quoted reads a cell up to its closing quote, and returns what follows it: nothing, or a delimiter and more.
func quoted(text string, delimiter byte) (cell, rest string, met quotes) {
	var value strings.Builder
	for {
		at := strings.IndexByte(text, '"')
		if at < 0 {
			met.open = true
			value.WriteString(text)
			return value.String(), "", met
		}
		value.WriteString(text[:at])
		after := text[at+1:]
		tail := strings.TrimLeft(after, " ")
		switch {
		case strings.HasPrefix(after, `"`):
			text = after[1:]
		case tail == "", tail[0] == delimiter:
			return value.String(), tail, met
		default:
			met.stray = true
			text = after
		}
		value.WriteByte('"')
	}
}

// delimiters in the order of preference where nothing tells them apart.
const delimiters = ",;\t|"

// delimiterOf finds the delimiter by proof over the first lines: the one that parts most of them into one
// and the same number of cells. A first line "sep=;", as Excel writes it, settles it.
func delimiterOf(head []byte) byte {
	lines := strings.FieldsFunc(string(head), func(r rune) bool { return r == '\n' || r == '\r' })
	if len(lines) > 0 && len(lines[0]) == 5 && strings.HasPrefix(strings.ToLower(lines[0]), "sep=") {
		return lines[0][4]
	}
	lines = lines[:min(len(lines), 200)]
	best, most := delimiters[0], 0
	for _, delimiter := range []byte(delimiters) {
		if score := regularity(lines, delimiter); score > most {
			best, most = delimiter, score
		}
	}
	return best
}

// regularity is the number of cells in the records that agree on how many they have. A quoted cell of several lines
// does not make several records of one; a record in which quotes stand beside another delimiter counts half.
func regularity(lines []string, delimiter byte) int {
	agreeing := map[int]int{}
	most := 0
	for len(lines) > 0 {
		n, taken := recordOf(lines, delimiter)
		weight := 10
		if slices.ContainsFunc(lines[:taken], func(line string) bool { return quotedByOther(line, delimiter) }) {
			weight = 5
		}
		lines = lines[taken:]
		if agreeing[n] += weight; n > 1 {
			most = max(most, agreeing[n]+n)
		}
	}
	return most
}

// quotedByOther reports whether a quote stands beside a delimiter that is not the one in question: as in Jan 2, 2024|"two.
func quotedByOther(line string, delimiter byte) bool {
	for _, other := range []byte(delimiters) {
		if other != delimiter && (strings.Contains(line, string(other)+`"`) || strings.Contains(line, `"`+string(other))) {
			return true
		}
	}
	return false
}

// recordOf counts the cells of the first record, and its lines. Where a quote is not closed within some lines, the
// first line is a record of its own.
func recordOf(lines []string, delimiter byte) (cells, taken int) {
	found, state := split(nil, lines[0], delimiter)
	cells, taken = len(found), 1
	for at := 1; state.open && at < min(len(lines), 20); at++ {
		if found, state = proceed(found, state, lines[at], delimiter); !state.open && !state.stray {
			return len(found), at + 1
		}
	}
	return cells, taken
}

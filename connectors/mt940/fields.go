package mt940

import (
	"bufio"
	"fmt"
	"io"
	"iter"
	"regexp"
	"strings"

	"daybook/internal/bank"
)

// field is a tag of a message with its lines.
type field struct {
	tag   string // "61"
	lines []string
	row   int // of the first line
}

func (f field) text() string { return strings.Join(f.lines, "\n") }

// tagged is the beginning of a field.
var tagged = regexp.MustCompile(`^:(\d{2}[A-Z]?):(.*)$`)

// longest bounds a field: the standard allows six lines of 65 characters, and banks a few more.
const longest = 1000

// fieldsOf parts a file into fields. The wrapping of the messages is dropped.
func fieldsOf(in io.Reader, into *bank.Ledger) iter.Seq2[field, error] {
	return func(yield func(field, error) bool) {
		lines := bufio.NewScanner(in)
		lines.Split(anyLine)
		var open *field
		row := 0
		for lines.Scan() {
			row++
			text := strings.TrimRight(lines.Text(), " \t")
			if at := strings.Index(text, "{4:"); at >= 0 {
				text = text[at+len("{4:"):]
			}
			found := tagged.FindStringSubmatch(strings.TrimPrefix(text, "\ufeff"))
			switch {
			case found != nil:
				if open != nil && !yield(*open, nil) {
					return
				}
				open = &field{found[1], []string{found[2]}, row}
			case text == "-" || strings.HasPrefix(text, "-}") || text == "" || open == nil:
			case len(open.lines) >= longest:
				yield(field{}, into.Damaged(row, fmt.Sprintf("a field of more than %d lines", longest), "an MT940 file", nil))
				return
			default:
				open.lines = append(open.lines, text)
			}
		}
		if err := lines.Err(); err != nil {
			yield(field{}, into.Damaged(row+1, "", "an MT940 file", err))
			return
		}
		if open != nil {
			yield(*open, nil)
		}
	}
}

// anyLine parts lines at CR LF, LF and CR.
func anyLine(data []byte, atEnd bool) (advance int, line []byte, err error) {
	for i, c := range data {
		switch {
		case c == '\n':
			return i + 1, data[:i], nil
		case c != '\r':
		case i+1 < len(data) && data[i+1] == '\n':
			return i + 2, data[:i], nil
		case i+1 < len(data) || atEnd:
			return i + 1, data[:i], nil
		}
	}
	if atEnd && len(data) > 0 {
		return len(data), data, nil
	}
	return 0, nil, nil
}

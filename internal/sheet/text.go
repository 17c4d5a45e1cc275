package sheet

import (
	"bufio"
	"bytes"
	"errors"
	"iter"
	"os"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"daybook"
)

// textFile is a file of delimited lines.
type textFile struct {
	file      *os.File
	name      string
	lines     *bufio.Scanner
	delimiter byte
	number    int              // of the last line read
	waiting   []string         // lines read ahead and given back
	texts     []string         // scratch: the cells of a row
	legacy    *charmap.Charmap // how lines are read that are not UTF-8
}

func openText(file *os.File, head []byte, options Options) (Reader, error) {
	decoded, head, err := decode(file, head, options.Encoding)
	if err != nil {
		return nil, errors.Join(err, file.Close())
	}
	if isBinary(head) {
		err := &daybook.Error{Place: options.Name, Found: "binary data", Wanted: "a text file, .xlsx, .xlsm or .ods", Remedy: "export it as CSV or XLSX"}
		return nil, errors.Join(err, file.Close())
	}
	lines := bufio.NewScanner(decoded)
	lines.Buffer(nil, longestLine)
	lines.Split(byLine(head))
	return &textFile{file: file, name: options.Name, lines: lines, delimiter: delimiterOf(head), legacy: legacyOf(head)}, nil
}

// longestLine bounds the memory that a file without line ends can take.
const longestLine = 16 << 20

func (f *textFile) Sheet() string           { return "" }
func (f *textFile) Sheets() []string        { return nil }
func (f *textFile) Merged() ([]Area, error) { return nil, nil }
func (f *textFile) Close() error            { return f.file.Close() }

// Rows yields every line, the blank ones too; a quoted cell may run over several lines.
func (f *textFile) Rows() iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		var cells []Cell
		for {
			line, ok := f.line()
			if !ok {
				break
			}
			start := f.number
			record, broken := f.record(line)
			cells = cells[:0]
			for _, text := range record {
				cells = append(cells, textCell(text))
			}
			if !yield(Row{Number: start, Cells: cells, Broken: broken}, nil) {
				return
			}
		}
		if err := f.lines.Err(); err != nil {
			yield(Row{}, f.unreadable(err))
		}
	}
}

func (f *textFile) unreadable(err error) error {
	if errors.Is(err, bufio.ErrTooLong) {
		return &daybook.Error{Place: Place(f.name, "", f.number+1, -1), Found: "a line of more than 16 MB", Wanted: "a table",
			Remedy: "export the file again"}
	}
	return Missing(f.name, err)
}

// textCell types what little a text file types.
func textCell(text string) Cell {
	trimmed := strings.TrimSpace(text)
	switch {
	case trimmed == "":
		return Cell{}
	case trimmed[0] == '#' && excelError(trimmed):
		return Cell{Kind: Error, Text: trimmed}
	}
	return Cell{Kind: Text, Text: text}
}

func excelError(text string) bool {
	switch text {
	case "#N/A", "#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!":
		return true
	}
	return false
}

// line returns the next line in UTF-8, without NUL characters. A line that is not valid UTF-8 is read in the encoding of an
// older program: see legacyOf.
func (f *textFile) line() (string, bool) {
	if len(f.waiting) > 0 {
		line := f.waiting[0]
		f.waiting = f.waiting[1:]
		f.number++
		return line, true
	}
	if !f.lines.Scan() {
		return "", false
	}
	f.number++
	line := f.lines.Text()
	if !utf8.ValidString(line) {
		if decoded, err := f.legacy.NewDecoder().String(line); err == nil {
			line = decoded
		}
	}
	if strings.IndexByte(line, 0) >= 0 {
		line = strings.ReplaceAll(line, "\x00", "")
	}
	return line, true
}

// giveBack returns lines that turned out not to belong to the row before them.
func (f *textFile) giveBack(lines []string) {
	f.waiting = append(append([]string{}, lines...), f.waiting...)
	f.number -= len(lines)
}

// byLine splits at line feeds, and at bare carriage returns in a file that has no line feed.
func byLine(head []byte) bufio.SplitFunc {
	if bytes.IndexByte(head, '\n') >= 0 || bytes.IndexByte(head, '\r') < 0 {
		return bufio.ScanLines
	}
	return func(data []byte, atEOF bool) (int, []byte, error) {
		if at := bytes.IndexByte(data, '\r'); at >= 0 {
			return at + 1, data[:at], nil
		}
		if atEOF && len(data) > 0 {
			return len(data), data, nil
		}
		return 0, nil, nil
	}
}

package sheet

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"iter"
	"os"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"

	"daybook"
)

// textFile is a file of delimited lines.
type textFile struct {
	file      *os.File
	name      string
	lines     *bufio.Scanner
	delimiter byte
	number    int      // of the last line read
	waiting   []string // lines read ahead and given back
	texts     []string // scratch: the cells of a row
}

func openText(file *os.File, head []byte, options Options) (Reader, error) {
	decoded, head := decode(file, head)
	if bytes.IndexByte(head, 0) >= 0 {
		err := &daybook.Error{Place: options.Name, Found: "binary data", Wanted: "a text file, .xlsx or .xlsm", Remedy: "export it as CSV or XLSX"}
		return nil, errors.Join(err, file.Close())
	}
	lines := bufio.NewScanner(decoded)
	lines.Buffer(nil, longestLine)
	lines.Split(byLine(head))
	return &textFile{file: file, name: options.Name, lines: lines, delimiter: delimiterOf(head)}, nil
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

// line returns the next line in UTF-8. A line that is not valid UTF-8 is read as Windows-1252, of which
// ISO 8859-1 is a part: the encodings of older European programs.
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
		if decoded, err := charmap.Windows1252.NewDecoder().String(line); err == nil {
			line = decoded
		}
	}
	return line, true
}

// giveBack returns lines that turned out not to belong to the row before them.
func (f *textFile) giveBack(lines []string) {
	f.waiting = append(append([]string{}, lines...), f.waiting...)
	f.number -= len(lines)
}

// decode removes a byte order mark and turns UTF-16 into UTF-8, also without a mark, where every other byte
// of the beginning is 0. It returns the beginning decoded, too.
func decode(file io.Reader, head []byte) (io.Reader, []byte) {
	encoding := utf16Of(head)
	if encoding == nil {
		buffered := bufio.NewReader(file)
		if bytes.HasPrefix(head, utf8Mark) {
			_, _ = buffered.Discard(len(utf8Mark)) // it has just been seen there; an error comes back on the next read
		}
		return buffered, bytes.TrimPrefix(head, utf8Mark)
	}
	decoded, err := encoding.NewDecoder().Bytes(head[:len(head)&^1])
	if err != nil {
		decoded = nil
	}
	return encoding.NewDecoder().Reader(file), decoded
}

var utf8Mark = []byte("\xef\xbb\xbf")

func utf16Of(head []byte) encoding.Encoding {
	switch {
	case bytes.HasPrefix(head, []byte("\xff\xfe")), bytes.HasPrefix(head, []byte("\xfe\xff")):
		return unicode.UTF16(unicode.BigEndian, unicode.ExpectBOM)
	case len(head) > 3 && head[0] != 0 && head[1] == 0 && head[2] != 0 && head[3] == 0:
		return unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	case len(head) > 3 && head[0] == 0 && head[1] != 0 && head[2] == 0 && head[3] != 0:
		return unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	}
	return nil
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

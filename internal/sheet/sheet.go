// Package sheet streams the rows of a table out of a file: CSV and its relatives, .xlsx, .xlsm and .ods. Whatever
// the file is, its cells come out the same way: typed as far as the file types them, with the text that a
// person sees, in flat memory.
package sheet

import (
	"fmt"
	"iter"
	"strconv"
	"strings"
	"unicode"
)

// Kind is what a cell holds.
type Kind uint8

// The kinds of cells. A text file has only empty cells, text and errors.
const (
	Empty  Kind = iota
	Text        // also a number or date that is stored as text
	Number      // Text is a plain decimal of at most 15 digits, as Excel shows it: 0.3 for 0.30000000000000004
	Date        // Text is "2024-02-29" or "2024-02-29T13:30:00"
	Bool        // Text is TRUE or FALSE
	Error       // Text is Excel's error, "#N/A", or says that a formula was never calculated
)

// Cell is one cell.
type Cell struct {
	Kind   Kind
	Text   string
	Indent int // the steps by which a workbook's style indents it
}

// Row is one row. Its cells are valid until the next row is read.
type Row struct {
	Number int // 1 is the first line of the file or the first row of the sheet
	Cells  []Cell
	Hidden bool   // a workbook does not show it: hidden by hand, or by a filter
	Broken string // why the row could not be told apart into cells; "" if it could
}

// Cell returns the cell of a column, counted from 0; Empty beyond the last one.
func (r Row) Cell(column int) Cell {
	if column < 0 || column >= len(r.Cells) {
		return Cell{}
	}
	return r.Cells[column]
}

// Blank reports whether nothing is in the row.
func (r Row) Blank() bool {
	for _, cell := range r.Cells {
		if cell.Kind != Empty {
			return false
		}
	}
	return r.Broken == ""
}

// Trim returns the cell's text without the spaces around it.
func (c Cell) Trim() string { return strings.TrimSpace(c.Text) }

// Reader reads one sheet of one file.
type Reader interface {
	// Sheet is the sheet's name; "" for a text file.
	Sheet() string
	// Sheets lists the names of all sheets; none for a text file.
	Sheets() []string
	// Merged lists the merged cells.
	Merged() ([]Area, error)
	// Rows streams the rows, once. An error ends it.
	Rows() iter.Seq2[Row, error]
	Close() error
}

// Place names a cell for people: "ads.xlsx!Spend!C14", or "books.csv:42" in a text file. A column below 0
// names the row, a row below 1 the sheet.
func Place(file, sheet string, row, column int) string {
	switch {
	case sheet == "" && row < 1:
		return file
	case sheet == "":
		return file + ":" + strconv.Itoa(row)
	case row < 1:
		return file + "!" + sheet
	case column < 0:
		return fmt.Sprintf("%s!%s!%d", file, sheet, row)
	}
	return fmt.Sprintf("%s!%s!%s%d", file, sheet, Letter(column), row)
}

// Fold makes headers comparable: lower case, with single spaces for spaces, underscores and hyphens; an "E-mail" is
// an email.
func Fold(header string) string {
	words := strings.FieldsFunc(strings.ToLower(header), func(r rune) bool {
		return r == '_' || r == '-' || r == '\ufeff' || unicode.IsSpace(r)
	})
	return strings.ReplaceAll(strings.Join(words, " "), "e mail", "email")
}

// SameHeader reports whether two headers are alike once they are folded.
func SameHeader(a, b string) bool {
	if a == b {
		return true
	}
	if first, other := FirstLetter(a), FirstLetter(b); first != other && first != 0 && other != 0 {
		return false
	}
	return Fold(a) == Fold(b)
}

// FirstLetter is the letter or digit that a text begins with, in lower case; 0 for a text that begins otherwise.
func FirstLetter(text string) byte {
	if text == "" {
		return 0
	}
	switch c := text[0]; {
	case c >= 'a' && c <= 'z', c >= '0' && c <= '9':
		return c
	case c >= 'A' && c <= 'Z':
		return c + 'a' - 'A'
	}
	return 0
}

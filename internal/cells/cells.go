// Package cells reads the cells of a table as days, numbers and money. A cell that a workbook has typed is what it
// is. A text that can be read in two ways is read as the operator says, else as the whole of its column proves, and
// is an error else: nothing is guessed.
package cells

import (
	"errors"
	"fmt"
	"time"

	"daybook"
	"daybook/internal/numeral"
	"daybook/internal/sheet"
)

// Writing is how the texts of a table are written.
type Writing struct {
	Separator numeral.Separator // before the decimals; Unknown: as the column proves
	Order     numeral.Order     // of day, month and year; AnyOrder: as the column proves
	Zone      *time.Location    // in which an instant becomes a day

	// Proof reads the table for what its columns prove. It is asked when a text that can be read in two ways is met,
	// the first time and every time after.
	Proof func() (*numeral.Evidence, error)
}

// ProofError is what went wrong in reading the table for its proof: no fault of the cell.
type ProofError struct{ Err error }

func (e *ProofError) Error() string { return e.Err.Error() }

// Unwrap returns the cause.
func (e *ProofError) Unwrap() error { return e.Err }

// IsFault reports whether an error is one of the cell that was read, and not one of reading the file.
func IsFault(err error) bool {
	var proof *ProofError
	return err != nil && !errors.As(err, &proof)
}

// Day reads a day.
func (w *Writing) Day(cell sheet.Cell, column int) (daybook.Day, error) {
	order := numeral.AnyOrder
	switch cell.Kind {
	case sheet.Empty:
		return 0, &daybook.Error{Found: "nothing", Wanted: "a date"}
	case sheet.Error:
		return 0, Failed(cell)
	case sheet.Number:
		if len(cell.Text) != len("20240229") { // a date as it stands
			return 0, &daybook.Error{Found: fmt.Sprintf("%q", cell.Text), Wanted: "a date, and not a number",
				Remedy: "format the column as dates in the sheet"}
		}
	case sheet.Text:
		order = w.Order
	}
	day, err := numeral.ParseDate(cell.Text, order, w.Zone)
	if !errors.Is(err, numeral.ErrAmbiguous) {
		return day, err
	}
	evidence, failed := w.Proof()
	if failed != nil {
		return 0, &ProofError{failed}
	}
	return numeral.ParseDate(cell.Text, evidence.Order(column), w.Zone)
}

// Number reads a number that is no amount of a ledger: one with CR or DR beside it is none.
func (w *Writing) Number(cell sheet.Cell, column int) (numeral.Number, error) {
	number, err := w.number(cell, column, func(proven numeral.Separator) numeral.Separator { return proven })
	if err == nil && number.Side != numeral.NoSide {
		err = &daybook.Error{Found: fmt.Sprintf("%q", cell.Text), Wanted: "a number"}
	}
	return number, err
}

// number reads a number; fits may know better what is meant where the column proves nothing.
func (w *Writing) number(cell sheet.Cell, column int, fits func(numeral.Separator) numeral.Separator) (numeral.Number, error) {
	separator := numeral.Point
	switch cell.Kind {
	case sheet.Empty:
		return numeral.Number{}, &daybook.Error{Found: "nothing", Wanted: "a number"}
	case sheet.Error:
		return numeral.Number{}, Failed(cell)
	case sheet.Date, sheet.Bool:
		return numeral.Number{}, &daybook.Error{Found: cell.Text, Wanted: "a number", Remedy: "format the column as numbers in the sheet"}
	case sheet.Text:
		separator = w.Separator
	}
	number, err := numeral.ParseNumber(cell.Text, separator)
	if !errors.Is(err, numeral.ErrAmbiguous) {
		return number, err
	}
	evidence, failed := w.Proof()
	if failed != nil {
		return number, &ProofError{failed}
	}
	return numeral.ParseNumber(cell.Text, fits(evidence.Separator(column)))
}

// Failed is the error for a formula that has no value.
func Failed(cell sheet.Cell) error {
	return &daybook.Error{Found: "the error " + cell.Text, Wanted: "a value", Remedy: "mend the formula in the sheet"}
}

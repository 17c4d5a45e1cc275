package quickbooks

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"daybook"
	"daybook/internal/files"
	"daybook/internal/numeral"
	"daybook/internal/sheet"
)

// survey is what only shows when a report has been read to its end.
type survey struct {
	columns columns
	titles  []string // the rules under which the rows above the header are skipped
	outline outline
}

// survey reads a report for its outline, and makes sure that its dates are in the order in which they will be read.
func (s *source) survey(ctx context.Context, file files.File) (found survey, err error) {
	reader, err := sheet.Open(file.Path, sheet.Options{Name: file.Name})
	if err != nil {
		return found, err
	}
	defer func() { err = errors.Join(err, reader.Close()) }()
	header, below := &search{file: file.Name, sheet: reader.Sheet()}, false
	var marks []mark
	for row, err := range reader.Rows() {
		if err := errors.Join(err, ctx.Err()); err != nil {
			return found, err
		}
		if !below {
			found.columns, below, err = header.try(row)
		} else {
			marks, err = s.mark(marks, row, found.columns, sheet.Place(file.Name, reader.Sheet(), row.Number, found.columns.date))
		}
		if err != nil {
			return found, err
		}
	}
	if !below {
		return found, header.failure()
	}
	found.titles, found.outline = header.titles, outlineOf(marks)
	return found, nil
}

func (s *source) mark(marks []mark, row sheet.Row, c columns, place string) ([]mark, error) {
	switch kind, name := c.classify(row); kind {
	case line:
		return marks, s.inOrder(row.Cell(c.date), place)
	case group, subtotal, subtotalWithSubs:
		marks = append(marks, mark{row.Number, kind, strings.ToLower(name.text), name.indent})
	}
	return marks, nil
}

// inOrder refuses a file with a date that is none in the order given and is one in another: its other dates
// would be misread without anybody noticing.
func (s *source) inOrder(cell sheet.Cell, place string) error {
	orders := numeral.Orders(cell.Text)
	if cell.Kind != sheet.Text || orders&s.options.order() != 0 {
		return nil
	}
	wanted := "dates in the order " + s.options.order().String()
	return &daybook.Error{Place: place, Found: fmt.Sprintf("the date %q", cell.Text), Wanted: wanted,
		Remedy: "set date_order: " + first(orders).String()}
}

func first(orders numeral.Order) numeral.Order {
	for _, order := range []numeral.Order{numeral.DMY, numeral.MDY} {
		if orders&order != 0 {
			return order
		}
	}
	return numeral.YMD
}

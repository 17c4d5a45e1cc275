package spreadsheet

import (
	"context"
	"errors"

	"daybook/internal/files"
	"daybook/internal/numeral"
	"daybook/internal/sheet"
)

func (o *Options) separator() numeral.Separator {
	return map[Decimal]numeral.Separator{"point": numeral.Point, "comma": numeral.Comma}[o.Decimal]
}

func (o *Options) order() numeral.Order {
	if order, given := map[DateOrder]numeral.Order{"dmy": numeral.DMY, "mdy": numeral.MDY, "ymd": numeral.YMD}[o.DateOrder]; given {
		return order
	}
	return numeral.AnyOrder
}

// proof knows what the texts of each column prove about the way they are written. It reads the whole file
// for that, once, and only when a text is met that could be read in two ways.
type proof struct {
	survey   func() (evidence, error)
	evidence evidence
	done     bool
}

// evidence is what was found, by column.
type evidence struct {
	separators map[int]separators
	orders     map[int]numeral.Order
}

// separators are the decimal signs that a column has proven: one, or both, or none.
type separators struct{ point, comma bool }

func (s separators) verdict() numeral.Separator {
	switch {
	case s.point && !s.comma:
		return numeral.Point
	case s.comma && !s.point:
		return numeral.Comma
	}
	return numeral.Unknown
}

func (p *proof) find() error {
	if p.done {
		return nil
	}
	found, err := p.survey()
	p.evidence, p.done = found, err == nil
	return err
}

// separator returns the decimal sign of a column: as its own texts prove it, else as all others together do.
func (p *proof) separator(column int) (numeral.Separator, error) {
	if err := p.find(); err != nil {
		return numeral.Unknown, err
	}
	own := p.evidence.separators[column]
	if own != (separators{}) {
		return own.verdict(), nil
	}
	var all separators
	for _, s := range p.evidence.separators {
		all = separators{all.point || s.point, all.comma || s.comma}
	}
	return all.verdict(), nil
}

// order returns the orders that a column leaves possible: as its own texts prove it, else as all others do.
func (p *proof) order(column int) (numeral.Order, error) {
	if err := p.find(); err != nil {
		return numeral.AnyOrder, err
	}
	all := numeral.AnyOrder
	for _, orders := range p.evidence.orders {
		all &= orders
	}
	own, seen := p.evidence.orders[column]
	if seen && (own == numeral.DMY || own == numeral.MDY || own == numeral.YMD) {
		return own, nil
	}
	if all == 0 || seen && own == 0 {
		return numeral.AnyOrder, nil // the file contradicts itself
	}
	return all, nil
}

// survey reads all texts below the header that should be numbers or dates.
func (s *source) survey(ctx context.Context, file files.File, l *layout) (found evidence, err error) {
	found = evidence{separators: map[int]separators{}, orders: map[int]numeral.Order{}}
	reader, err := s.openSheet(file)
	if err != nil {
		return found, err
	}
	defer func() { err = errors.Join(err, reader.Close()) }()
	for row, err := range reader.Rows() {
		if err := errors.Join(err, ctx.Err()); err != nil {
			return found, err
		}
		if row.Number > l.row && row.Broken == "" {
			found.add(row, l)
		}
	}
	return found, nil
}

func (e evidence) add(row sheet.Row, l *layout) {
	for _, f := range l.table.fields {
		column, ok := l.fields[f.name]
		if cell := row.Cell(column); ok && cell.Kind == sheet.Text {
			switch f.content {
			case numbers:
				e.number(column, cell)
			case dates:
				e.date(column, cell)
			}
		}
	}
	if l.table.wide {
		for _, column := range l.others {
			if cell := row.Cell(column); cell.Kind == sheet.Text {
				e.number(column, cell)
			}
		}
	}
}

func (e evidence) number(column int, cell sheet.Cell) {
	s := e.separators[column]
	switch numeral.Proves(cell.Text) {
	case numeral.Point:
		s.point = true
	case numeral.Comma:
		s.comma = true
	}
	e.separators[column] = s
}

func (e evidence) date(column int, cell sheet.Cell) {
	orders, seen := e.orders[column]
	if !seen {
		orders = numeral.AnyOrder
	}
	e.orders[column] = orders & numeral.Orders(cell.Text)
}

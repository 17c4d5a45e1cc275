package spreadsheet

import (
	"context"
	"errors"
	"sync"

	"daybook/internal/cells"
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

// writing says how the texts of a file are written. The whole file is read for what its columns prove, once, and
// only when a text is met that could be read in two ways.
func (r *reading) writingOf(ctx context.Context, s *source) *cells.Writing {
	return &cells.Writing{
		Separator: s.options.separator(), Order: s.options.order(), Zone: s.env.Zone,
		Proof: sync.OnceValues(func() (*numeral.Evidence, error) { return s.survey(ctx, r.file, r.layout) }),
	}
}

// survey reads all texts below the header that should be numbers or dates.
func (s *source) survey(ctx context.Context, file files.File, l *layout) (found *numeral.Evidence, err error) {
	reader, err := s.openSheet(file)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, reader.Close()) }()
	found = &numeral.Evidence{}
	for row, err := range reader.Rows() {
		if err := errors.Join(err, ctx.Err()); err != nil {
			return nil, err
		}
		if row.Number > l.row && row.Broken == "" && !s.options.hides(row) {
			l.prove(row, found)
		}
	}
	return found, nil
}

// prove adds what a row shows.
func (l *layout) prove(row sheet.Row, found *numeral.Evidence) {
	for _, f := range l.table.fields {
		column, ok := l.fields[f.name]
		if cell := row.Cell(column); ok && cell.Kind == sheet.Text {
			switch f.content {
			case numbers:
				found.Number(column, cell.Text)
			case dates:
				found.Date(column, cell.Text)
			}
		}
	}
	if l.table.wide == "" {
		return
	}
	for _, column := range l.others {
		if cell := row.Cell(column); cell.Kind == sheet.Text {
			found.Number(column, cell.Text)
		}
	}
}

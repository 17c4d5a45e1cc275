package report

import (
	"context"
	"fmt"
	"slices"

	"daybook"
	"daybook/internal/cells"
	"daybook/internal/files"
	"daybook/internal/identity"
	"daybook/internal/numeral"
	"daybook/internal/sheet"
)

func (p *Preset) isStatement() bool { return p.Layout == Flows || p.Layout == Levels }

// statement is a report of totals being read: it is small, and read as a whole.
type statement struct {
	reading
	rows     []sheet.Row
	figures  []figure // the columns that are read
	total    int      // the column of the sum over them; below 0 without one
	evidence numeral.Evidence
	root     *node
	totals   map[string]bool          // what the totals of the body are totals of, folded
	records  map[int][]daybook.Record // by row
	seen     identity.Counts
}

// mostRows is how long a statement may be. A longer one is a ledger, whatever its title says.
const mostRows = 100_000

// statement reads a profit and loss or a balance sheet.
func (r *reading) statement(ctx context.Context, file files.File) error {
	s := &statement{reading: *r, total: -1, records: map[int][]daybook.Record{}, seen: identity.Counts{}}
	s.names = names{}
	if err := s.load(ctx, file); err != nil {
		return err
	}
	s.writing = cells.Writing{Separator: s.options.separator(), Order: s.options.order(), Zone: s.env.Zone,
		Proof: func() (*numeral.Evidence, error) { return &s.evidence, nil }}
	var err error
	if s.figures, s.total, err = s.head.figures(s.rows); err != nil {
		return err
	}
	for _, row := range s.rows[:s.titles] {
		s.basis(row)
	}
	s.learn()
	if s.preset.Layout == Trial {
		s.trial()
	} else {
		s.build()
		s.conclude()
	}
	return s.emit()
}

func (s *statement) load(ctx context.Context, file files.File) error {
	return sheet.Each(ctx, file.Path, sheet.Options{Name: file.Name}, func(row sheet.Row) error {
		if len(s.rows) == mostRows {
			return &daybook.Error{Place: s.place(row.Number, -1), Found: fmt.Sprintf("more than %d rows", mostRows), Wanted: "a statement"}
		}
		row.Cells = append([]sheet.Cell{}, row.Cells...)
		s.rows = append(s.rows, row)
		return nil
	})
}

// learn gathers what the columns prove about the way amounts are written.
func (s *statement) learn() {
	for _, row := range s.body() {
		for column, cell := range row.Cells {
			if cell.Kind == sheet.Text && column > 0 {
				s.evidence.Number(column, cell.Text)
			}
		}
	}
}

// body is the rows below the title block and the header.
func (s *statement) body() []sheet.Row { return s.rows[min(len(s.rows), s.bodyFrom):] }

// keep notes what became of a row.
func (s *statement) keep(row int, record daybook.Record) {
	s.records[row] = append(s.records[row], record)
}

// emit puts the records of all rows in their order. A row of which nothing became a record is left out under its rule.
func (s *statement) emit() error {
	for i, row := range s.rows {
		records := s.records[row.Number]
		if len(records) == 0 {
			records = []daybook.Record{&daybook.Skip{Rule: s.unread(i)}}
		}
		if len(records) > 1 { // a sum of which an amount was rejected is not left out, too
			records = slices.DeleteFunc(records, func(record daybook.Record) bool { _, skip := record.(*daybook.Skip); return skip })
		}
		for _, record := range records {
			if err := s.put(record); err != nil {
				return err
			}
		}
	}
	return nil
}

func (s *statement) unread(i int) string {
	switch {
	case i < s.titles:
		return sheet.TitleRule(s.rows[i])
	case i < s.bodyFrom:
		return "header"
	}
	return "blank"
}

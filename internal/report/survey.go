package report

import (
	"context"
	"errors"
	"fmt"

	"daybook"
	"daybook/internal/cells"
	"daybook/internal/files"
	"daybook/internal/numeral"
	"daybook/internal/sheet"
)

// survey reads a ledger to its end for its outline and for what its columns prove about dates and amounts.
func (r *reading) survey(ctx context.Context, file files.File) error {
	r.names, r.sides = names{}, map[string]Increase{}
	found := &surveyor{reading: r, period: r.period()}
	err := sheet.Each(ctx, file.Path, sheet.Options{Name: file.Name}, func(row sheet.Row) error {
		if row.Number > r.columns.row && row.Broken == "" {
			found.add(row)
		}
		return nil
	})
	if err != nil {
		return err
	}
	r.accounts = accountsCalledTotal(found.marks)
	r.outline = outlineOf(found.marks)
	return found.settle()
}

// surveyor gathers what rows show.
type surveyor struct {
	*reading
	marks    []mark
	last     int // the last row that was not blank
	evidence numeral.Evidence
	period   daybook.Range
	within   numeral.Order // the orders under which all dates lie in the report's period
	doubt    string        // the place of the first date that can be read in two ways
	against  error         // the first date that is none in the order of the options
}

func (s *surveyor) add(row sheet.Row) {
	kind, name := s.classify(row)
	if kind != blank && len(s.marks) > 0 && s.marks[len(s.marks)-1].row == s.last {
		s.marks[len(s.marks)-1].leads = kind == line || kind == beginning
	}
	if kind != blank {
		s.last = row.Number
	}
	switch kind {
	case line:
		s.date(row)
		s.learnSide(row)
		s.names.add(s.columns.text(row, Account))
	case group, subtotal, subtotalWithSubs:
		s.names.add(name.text)
		_, whole := labelOf(row)
		s.marks = append(s.marks, mark{row: row.Number, kind: kind, name: folded(name.text), indent: name.indent,
			called: folded(whole.text), bare: !s.columns.filled(row, Amount, Debit, Credit, Balance)})
	}
	for _, f := range []Field{Amount, Debit, Credit, Balance} {
		if cell := s.columns.cell(row, f); cell.Kind == sheet.Text && kind != group {
			s.evidence.Number(s.columns.at[f], cell.Text)
		}
	}
}

func (s *surveyor) date(row sheet.Row) {
	cell := s.columns.cell(row, Date)
	if cell.Kind != sheet.Text {
		return
	}
	s.evidence.Date(s.columns.at[Date], cell.Text)
	s.contradicts(cell.Text, row.Number)
	if _, err := numeral.ParseDate(cell.Text, numeral.AnyOrder, s.env.Zone); s.doubt == "" && errors.Is(err, numeral.ErrAmbiguous) {
		s.doubt = s.place(row.Number, s.columns.at[Date])
	}
	if s.within == 0 {
		s.within = numeral.AnyOrder
	}
	for _, order := range []numeral.Order{numeral.DMY, numeral.MDY, numeral.YMD} {
		if day, err := numeral.ParseDate(cell.Text, order, s.env.Zone); err == nil && s.period.Len() > 0 && !s.period.Contains(day) {
			s.within &^= order
		}
	}
}

// settle decides how the report is written. What its columns do not prove, its period may: dates that lie outside of
// it in one order are in the other. A report that contradicts the option, or stays in doubt, is refused as a whole:
// its dates would be misread without anybody noticing.
func (s *surveyor) settle() error {
	proven := s.evidence.Order(s.columns.at[Date])
	order := s.options.order()
	switch {
	case order == numeral.AnyOrder && !single(proven) && single(proven&s.within):
		order = proven & s.within
	case order == numeral.AnyOrder:
		order = proven
	}
	s.writing = cells.Writing{
		Separator: s.options.separator(), Order: order, Zone: s.env.Zone,
		Proof: func() (*numeral.Evidence, error) { return &s.evidence, nil },
	}
	if s.doubt != "" && !single(order) {
		return &daybook.Error{Place: s.doubt, Found: "dates of which none shows whether day or month comes first", Wanted: "the order of the dates",
			Remedy: "set date_order: mdy or date_order: dmy"}
	}
	return s.against
}

// contradicts notes a date that is none in the order of the options and is one in another.
func (s *surveyor) contradicts(text string, row int) {
	wanted, orders := s.options.order(), numeral.Orders(text)
	if s.against != nil || orders&wanted != 0 {
		return
	}
	for _, order := range []numeral.Order{numeral.DMY, numeral.MDY, numeral.YMD} {
		if orders&order != 0 && s.against == nil {
			s.against = &daybook.Error{Place: s.place(row, s.columns.at[Date]), Found: fmt.Sprintf("the date %q", text),
				Wanted: "dates in the order " + wanted.String(), Remedy: "set date_order: " + order.String()}
		}
	}
}

func single(order numeral.Order) bool {
	return order == numeral.DMY || order == numeral.MDY || order == numeral.YMD
}

package spreadsheet

import (
	"fmt"

	"daybook"
	"daybook/internal/cells"
	"daybook/internal/sheet"
)

func spend() *table {
	return &table{
		fields:     []field{need("day", dates), need("amount", numbers), optional("channel", words), optional("currency", words)},
		attributes: true, dates: []string{"day"}, at: []string{"amount"}, build: spending,
	}
}

func spending(r *record) ([]daybook.Record, error) {
	day, err := r.day("day")
	if err != nil {
		return nil, err
	}
	amount, err := r.money("amount")
	if err != nil {
		return nil, err
	}
	attributes, err := r.attributes("channel")
	if err != nil {
		return nil, err
	}
	fact := &daybook.Spend{Amount: amount, Attributes: attributes}
	fact.Day = day
	return r.finish(fact, "")
}

func rates() *table {
	return &table{
		fields: []field{need("day", dates), need("from", words), need("to", words), need("rate", numbers)},
		dates:  []string{"day"}, at: []string{"rate"}, build: rate,
	}
}

func rate(r *record) ([]daybook.Record, error) {
	day, err := r.day("day")
	if err != nil {
		return nil, err
	}
	fact := &daybook.Rate{}
	fact.Day = day
	if fact.From, err = r.code("from"); err != nil {
		return nil, err
	}
	if fact.To, err = r.code("to"); err != nil {
		return nil, err
	}
	if fact.Rate, err = r.plain("rate"); err != nil {
		return nil, err
	}
	if fact.Rate.Coefficient <= 0 {
		return nil, r.wanted("rate", "a rate above 0", "")
	}
	return r.finish(fact, fmt.Sprintf("%s %s/%s", day, fact.From, fact.To))
}

// code returns the currency of a field that must have one.
func (r *record) code(name string) (daybook.Currency, error) {
	text, err := r.required(name)
	if err != nil {
		return "", err
	}
	currency, err := daybook.ParseCurrency(text)
	if err != nil {
		return "", r.wrong(name, err)
	}
	return currency, nil
}

func observations() *table {
	return &table{
		fields:     []field{need("day", dates), need("name", words), need("value", numbers)},
		attributes: true, others: true, dates: []string{"day"}, at: []string{"value"}, build: observation,
	}
}

func observation(r *record) ([]daybook.Record, error) {
	day, err := r.day("day")
	if err != nil {
		return nil, err
	}
	name, err := r.required("name")
	if err != nil {
		return nil, err
	}
	value, err := r.plain("value")
	if err != nil {
		return nil, err
	}
	attributes, err := r.attributes()
	if err != nil {
		return nil, err
	}
	fact := &daybook.Observation{Name: name, Value: value, Attributes: attributes}
	fact.Day = day
	return r.finish(fact, "")
}

func wideObservations() *table {
	return &table{
		fields:     []field{need("day", dates)},
		attributes: true, wide: true, dates: []string{"day"}, build: wideRow,
	}
}

// wideRow makes an observation of each cell that has a number. A cell that has something else is a reject of
// its own and leaves the others as they are.
func wideRow(r *record) ([]daybook.Record, error) {
	day, err := r.day("day")
	if err != nil {
		return nil, err
	}
	attributes, err := r.attributes()
	if err != nil {
		return nil, err
	}
	var records []daybook.Record
	for _, column := range r.layout.others {
		cell := r.row.Cell(column)
		if cell.Kind == sheet.Empty {
			continue
		}
		number, err := r.writing.Number(cell, column)
		if err != nil && !cells.IsFault(err) {
			return nil, err
		}
		if err != nil {
			records = append(records, r.reject(r.row, &fault{column, cell.Text, err.Error()}))
			continue
		}
		fact := &daybook.Observation{Name: r.layout.names[column], Value: number.Value, Attributes: attributes}
		fact.Day = day
		one, err := r.finish(fact, "")
		if err != nil {
			return nil, err
		}
		fact.Origin.Place = r.place(r.row.Number, column)
		records = append(records, one...)
	}
	if len(records) == 0 {
		records = append(records, &daybook.Skip{Rule: "no value"})
	}
	return records, nil
}

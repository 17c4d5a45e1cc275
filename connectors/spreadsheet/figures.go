package spreadsheet

import (
	"fmt"

	"daybook"
)

func spend() *table {
	return &table{
		fields:     []field{need("day", dates), need("amount", numbers), optional("channel", words), optional("currency", words)},
		attributes: true, value: "amount", dates: []string{"day"}, at: []string{"amount"}, build: spending,
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
		value:  "rate", dates: []string{"day"}, at: []string{"rate"}, build: rate,
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
		attributes: true, others: true, value: "value", dates: []string{"day"}, at: []string{"value"}, build: observation,
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

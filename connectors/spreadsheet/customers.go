package spreadsheet

import (
	"fmt"
	"strings"

	"daybook"
)

func customers() *table {
	return &table{
		fields: []field{need("id", words), need("day", dates), optional("email", words), optional("channel", words),
			optional("plan", words), optional("country", words)},
		attributes: true, others: true, dates: []string{"day"}, at: []string{"id"}, build: customer,
		repeated: "give the row the day of the change, or each customer an id of its own",
	}
}

// customer makes a row that says what a customer is from a day on. Another row of the customer, with another day, says
// what has changed by then.
func customer(r *record) ([]daybook.Record, error) {
	id, err := r.required("id")
	if err != nil {
		return nil, err
	}
	day, err := r.day("day")
	if err != nil {
		return nil, err
	}
	email, err := r.text("email")
	if err != nil {
		return nil, err
	}
	attributes, err := r.attributes("channel", "plan", "country")
	if err != nil {
		return nil, err
	}
	fact := &daybook.Customer{Customer: id, Attributes: attributes}
	fact.Day = day
	if strings.Contains(email, "@") { // "n/a" would make one customer of many
		fact.Email = strings.ToLower(email)
	}
	return r.finish(fact, fmt.Sprintf("%s@%s", id, day))
}

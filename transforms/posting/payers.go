package posting

import (
	"cmp"
	"slices"

	"daybook"
)

// payers are the customers of payments that come in columns, each with its payments in the order of days.
type payers struct {
	names *daybook.PaymentNames
	rows  []paymentRow
	ends  []int  // of each customer's rows
	taken []bool // the customers that are posted
}

// paymentRow is a payment of some customer.
type paymentRow struct {
	day   daybook.Day
	sort  int32
	minor int64
}

// newPayers sorts payments by customer and day.
func newPayers(payments *daybook.Payments) *payers {
	y := &payers{names: payments.Names, rows: make([]paymentRow, len(payments.Days)), taken: make([]bool, len(payments.Names.Customers))}
	y.ends = make([]int, len(y.taken))
	for _, customer := range payments.Customers {
		y.ends[customer]++
	}
	at := 0
	for customer, n := range y.ends {
		y.ends[customer] = at
		at += n
	}
	for i, customer := range payments.Customers {
		y.rows[y.ends[customer]] = paymentRow{payments.Days[i], payments.Sorts[i], payments.Minor[i]}
		y.ends[customer]++
	}
	for customer := range y.ends {
		byDay := func(a, b paymentRow) int { return cmp.Compare(a.day, b.day) }
		if rows := y.of(customer); !slices.IsSortedFunc(rows, byDay) {
			slices.SortFunc(rows, byDay)
		}
	}
	return y
}

// keys lists the customers.
func (y *payers) keys() []customerKey {
	var all []customerKey
	if y != nil {
		for _, name := range y.names.Customers {
			if name.ID != "" {
				all = append(all, customerKey{name.Source, name.ID})
			}
		}
	}
	return all
}

// of returns a customer's payments.
func (y *payers) of(customer int) []paymentRow {
	begin := 0
	if customer > 0 {
		begin = y.ends[customer-1]
	}
	return y.rows[begin:y.ends[customer]]
}

// take returns the payments of a customer, who is then no longer among those left.
func (y *payers) take(key customerKey) []paymentRow {
	if y == nil {
		return nil
	}
	place, known := y.names.Find(key.source, key.id)
	if !known {
		return nil
	}
	y.taken[place] = true
	return y.of(int(place))
}

// facts takes the payments of a customer as facts. Columns have no ids, so each says that it is the first of its
// currency: the earliest record of a currency is all that the sums keep of causes.
func (y *payers) facts(key customerKey) []daybook.Fact {
	var facts []daybook.Fact
	for _, row := range y.take(key) {
		sort := y.names.Sorts[row.sort]
		head := y.names.First[sort.Currency]
		head.Day, head.Origin.Source = row.day, key.source
		facts = append(facts, &daybook.Payment{Header: head, Customer: key.id, Type: sort.Type,
			Amount: daybook.Money{Minor: row.minor, Currency: sort.Currency}, Attributes: sort.Attributes})
	}
	return facts
}

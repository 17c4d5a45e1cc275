package posting

import (
	"cmp"
	"maps"
	"slices"

	"daybook"
)

// payers are the customers of payments that come in columns, each with its payments in the order of days.
type payers struct {
	names  *daybook.PaymentNames
	rows   []paymentRow
	begins []int   // of each customer's rows
	ends   []int   // of the same
	order  []int32 // the customers by their first payment: whose come after each other have much in common
	taken  []bool  // the customers that are posted
}

// paymentRow is a payment of some customer.
type paymentRow struct {
	day   daybook.Day
	sort  int32
	minor int64
}

// newPayers sorts payments by customer and day.
func newPayers(payments *daybook.Payments) *payers {
	n := len(payments.Names.Customers)
	y := &payers{names: payments.Names, rows: make([]paymentRow, len(payments.Days)), begins: make([]int, n), ends: make([]int, n), taken: make([]bool, n)}
	y.order = byFirstDay(payments, n)
	for _, customer := range payments.Customers {
		y.ends[customer]++
	}
	at := 0
	for _, customer := range y.order {
		rows := y.ends[customer]
		y.begins[customer], y.ends[customer] = at, at
		at += rows
	}
	for i, customer := range payments.Customers {
		y.rows[y.ends[customer]] = paymentRow{payments.Days[i], payments.Sorts[i], payments.Minor[i]}
		y.ends[customer]++
	}
	for customer := range n {
		byDay := func(a, b paymentRow) int { return cmp.Compare(a.day, b.day) }
		if rows := y.of(int32(customer)); !slices.IsSortedFunc(rows, byDay) {
			slices.SortFunc(rows, byDay)
		}
	}
	return y
}

// byFirstDay lists customers in the order of the days of their first payments.
func byFirstDay(payments *daybook.Payments, n int) []int32 {
	first := make([]daybook.Day, n)
	for i, customer := range payments.Customers {
		if day := payments.Days[i]; first[customer] == 0 || day < first[customer] {
			first[customer] = day
		}
	}
	of := map[daybook.Day][]int32{}
	for customer, day := range first {
		of[day] = append(of[day], int32(customer))
	}
	order := make([]int32, 0, n)
	for _, day := range slices.Sorted(maps.Keys(of)) {
		order = append(order, of[day]...)
	}
	return order
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

// first is the day of the earliest payment; until where there is none before.
func (y *payers) first(until daybook.Day) daybook.Day {
	first := until
	for _, row := range y.rows {
		first = min(first, row.day)
	}
	return first
}

// of returns a customer's payments.
func (y *payers) of(customer int32) []paymentRow { return y.rows[y.begins[customer]:y.ends[customer]] }

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
	return y.of(place)
}

// facts takes the payments of a customer as facts.
func (y *payers) facts(key customerKey) []daybook.Fact {
	var facts []daybook.Fact
	for _, row := range y.take(key) {
		sort := y.names.Sorts[row.sort]
		facts = append(facts, &daybook.Payment{Header: y.head(row, key.source), Customer: key.id, Type: sort.Type,
			Amount: daybook.Money{Minor: row.minor, Currency: sort.Currency}, Attributes: sort.Attributes})
	}
	return facts
}

// head is a payment's header. Columns have no ids, but for that of the first payment of each currency: the earliest
// record of a currency is all that the sums keep of causes.
func (y *payers) head(row paymentRow, source string) daybook.Header {
	first := y.names.First[y.names.Sorts[row.sort].Currency]
	if first.Day == row.day && first.Origin.Source == source {
		return first
	}
	return daybook.Header{Day: row.day, Origin: daybook.Origin{Source: source}}
}

package daybook

import (
	"fmt"
	"maps"
	"slices"
)

// Payments are payments in columns: row i of each column belongs to one payment. Of all facts payments are the
// most, and a column takes a tenth of the memory that they take one by one. What repeats is a place in Names.
type Payments struct {
	Days      []Day
	Customers []int32 // places in Names.Customers
	Sorts     []int32 // places in Names.Sorts
	Minor     []int64 // minor units of the sort's currency
	Names     *PaymentNames
}

// PaymentNames are what rows of payments refer to. Rows that are read later may refer to more.
type PaymentNames struct {
	Customers []SourceCustomer
	Sorts     []PaymentSort
	First     Earliest // of the payments that are not of 0

	places map[string]map[string]int32 // of customers, by source and id
}

// SourceCustomer is a customer as one source knows it; ID is "" for payments of nobody, such as fees.
type SourceCustomer struct{ Source, ID string }

// PaymentSort is what payments have in common besides the customer. Attributes are shared, and not to be changed.
type PaymentSort struct {
	Type       PaymentType
	Currency   Currency
	Attributes map[string]string
}

// NewPayments returns payments without a row.
func NewPayments() *Payments {
	return &Payments{Names: &PaymentNames{First: Earliest{}, places: map[string]map[string]int32{}}}
}

// Customer returns the place of a customer, who gets one if there is none yet.
func (n *PaymentNames) Customer(source string, id []byte) int32 {
	of := n.places[source]
	if of == nil {
		of = map[string]int32{}
		n.places[source] = of
	}
	place, known := of[string(id)]
	if !known {
		text := string(id)
		place = int32(len(n.Customers))
		of[text] = place
		n.Customers = append(n.Customers, SourceCustomer{source, text})
	}
	return place
}

// Find returns the place of a customer, and whether there is one.
func (n *PaymentNames) Find(source, id string) (place int32, known bool) {
	place, known = n.places[source][id]
	return place, known
}

// Sort gives a sort of payments a place.
func (n *PaymentNames) Sort(sort PaymentSort) int32 {
	n.Sorts = append(n.Sorts, sort)
	return int32(len(n.Sorts) - 1)
}

// Append adds the rows of another block with the same names.
func (p *Payments) Append(block *Payments) {
	p.Days, p.Customers = append(p.Days, block.Days...), append(p.Customers, block.Customers...)
	p.Sorts, p.Minor = append(p.Sorts, block.Sorts...), append(p.Minor, block.Minor...)
	p.Names = block.Names
}

// Grow makes room for n more rows.
func (p *Payments) Grow(n int) {
	p.Days, p.Customers = slices.Grow(p.Days, n), slices.Grow(p.Customers, n)
	p.Sorts, p.Minor = slices.Grow(p.Sorts, n), slices.Grow(p.Minor, n)
}

// Reset takes all rows out, and leaves the room and the names.
func (p *Payments) Reset() {
	p.Days, p.Customers, p.Sorts, p.Minor = p.Days[:0], p.Customers[:0], p.Sorts[:0], p.Minor[:0]
}

// Columns puts the payments among facts into columns, and returns the other facts in their order.
func Columns(facts []Fact) (payments *Payments, others []Fact) {
	payments = NewPayments()
	sorts := map[string]int32{}
	for _, fact := range facts {
		if payment, ok := fact.(*Payment); ok {
			payments.add(payment, sorts)
		} else {
			others = append(others, fact)
		}
	}
	return payments, others
}

// add adds a row; sorts has the places of those that there are.
func (p *Payments) add(fact *Payment, sorts map[string]int32) {
	if fact.Amount.Minor != 0 {
		p.Names.First.See(fact.Amount.Currency, fact.Header)
	}
	p.Days, p.Minor = append(p.Days, fact.Day), append(p.Minor, fact.Amount.Minor)
	p.Customers = append(p.Customers, p.Names.Customer(fact.Origin.Source, []byte(fact.Customer)))
	sort := PaymentSort{fact.Type, fact.Amount.Currency, fact.Attributes}
	if n := len(p.Sorts); n > 0 && sort.equal(p.Names.Sorts[p.Sorts[n-1]]) {
		p.Sorts = append(p.Sorts, p.Sorts[n-1])
		return
	}
	key := fmt.Sprintf("%q", sort)
	place, known := sorts[key]
	if !known {
		place = p.Names.Sort(sort)
		sorts[key] = place
	}
	p.Sorts = append(p.Sorts, place)
}

func (s PaymentSort) equal(other PaymentSort) bool {
	return s.Type == other.Type && s.Currency == other.Currency && maps.Equal(s.Attributes, other.Attributes)
}

package factlines

import (
	"fmt"

	"daybook"
)

// Columns puts the payments among facts into columns, and returns the other facts in their order.
func Columns(facts []daybook.Fact) (payments *daybook.Payments, others []daybook.Fact) {
	payments = daybook.NewPayments()
	sorts := map[string]int32{}
	for _, fact := range facts {
		p, ok := fact.(*daybook.Payment)
		if !ok {
			others = append(others, fact)
			continue
		}
		key := fmt.Sprint(p.Type, p.Amount.Currency, p.Attributes)
		sort, known := sorts[key]
		if !known {
			sort = payments.Names.Sort(daybook.PaymentSort{Type: p.Type, Currency: p.Amount.Currency, Attributes: p.Attributes})
			sorts[key] = sort
		}
		if p.Amount.Minor != 0 {
			payments.Names.Saw(p.Amount.Currency, p.Header)
		}
		payments.Days, payments.Sorts = append(payments.Days, p.Day), append(payments.Sorts, sort)
		payments.Minor = append(payments.Minor, p.Amount.Minor)
		payments.Customers = append(payments.Customers, payments.Names.Customer(p.Origin.Source, []byte(p.Customer)))
	}
	return payments, others
}

//go:build conformance

package conformance

import (
	"strconv"
	"testing"

	"daybook"
)

// jaffleOrder is an order of the jaffle shop and what was paid for it, in cents.
type jaffleOrder struct {
	day, customer, status string
	paid                  int64
}

// jaffleOrders joins the shop's orders and payments.
func jaffleOrders(t *testing.T) (orders map[string]*jaffleOrder, payments []map[string]string) {
	t.Helper()
	orders = map[string]*jaffleOrder{}
	for _, row := range table(t, "jaffle_shop/raw_orders.csv") {
		orders[row["id"]] = &jaffleOrder{day: row["order_date"], customer: row["user_id"], status: row["status"]}
	}
	payments = table(t, "jaffle_shop/raw_payments.csv")
	for _, row := range payments {
		amount, err := strconv.ParseInt(row["amount"], 10, 64)
		if err != nil || orders[row["order_id"]] == nil {
			t.Fatalf("payment %s: %v", row["id"], err)
		}
		orders[row["order_id"]].paid += amount
	}
	return orders, payments
}

func jaffleShop(t *testing.T, payments [][]string) book {
	t.Helper()
	header := [][]string{{"id", "day", "customer", "amount", "kind"}}
	b := run(t, company{
		currency: "USD", days: daybook.Range{From: daybook.NewDay(2018, 1, 31), To: daybook.NewDay(2018, 12, 31)},
		files: map[string]string{"payments.csv": sheet(t, append(header, payments...))},
		config: "sources: [{name: jaffles, type: spreadsheet, path: payments.csv, facts: payments}]\n" +
			"kpis: {periods: [month, year], define: [{name: payments, unit: count, formula: payment_count}, {name: payers, unit: count, formula: paying_customers}]}\n",
	})
	b.clean()
	return b
}

// jaffleMonth is a month of the known answer.
type jaffleMonth struct {
	end                             daybook.Day
	orders, customers, amount, came daybook.Ratio
}

func jaffleMonths(t *testing.T) []jaffleMonth {
	t.Helper()
	var months []jaffleMonth
	for _, row := range table(t, "jaffle_shop/expected_monthly.csv") {
		months = append(months, jaffleMonth{
			end: monthEnd(day(t, row["month"]+"-01")), orders: number(t, row["orders"]), customers: number(t, row["distinct_customers"]),
			amount: number(t, row["payments_amount_minor"]).Over(daybook.Whole(100), ""), came: number(t, row["new_customers"]),
		})
	}
	if len(months) != 4 {
		t.Fatalf("found %d months, wanted 4", len(months))
	}
	return months
}

func TestTheJaffleShopsPaymentsComeToItsRevenueCustomersAndAverages(t *testing.T) {
	orders, payments := jaffleOrders(t)
	var found [][]string
	counts := map[daybook.Day]int64{} // payments that came to something, by month
	for _, row := range payments {
		order := orders[row["order_id"]]
		minor, _ := strconv.ParseInt(row["amount"], 10, 64)
		found = append(found, []string{row["id"], order.day, order.customer, major(minor), ""})
		if minor != 0 {
			counts[monthEnd(day(t, order.day))]++
		}
	}
	b := jaffleShop(t, found)
	if skips := b.report.Syncs[0].Tally.Skips; len(payments) != 113 || skips != 4 {
		t.Errorf("found %d payments and %d skipped rows, wanted 113, and 4: the header and three of nothing", len(payments), skips)
	}
	for _, m := range jaffleMonths(t) {
		b.is(key("revenue", "month", m.end), m.amount)
		b.is(key("customers_new", "month", m.end), m.came)
		b.is(key("payments", "month", m.end), daybook.Whole(counts[m.end]))
		b.is(key("average_order_value", "month", m.end), number(t, m.amount.Over(daybook.Whole(counts[m.end]), "").Text(2)))
	}
	b.is(key("revenue", "year", daybook.NewDay(2018, 12, 31)), number(t, "1672"))
}

func TestTheJaffleShopsOrdersPaidInPartsCountOnceWhenJoined(t *testing.T) {
	orders, _ := jaffleOrders(t)
	var found [][]string
	free := map[daybook.Day]int64{} // orders that nothing was paid for, by month: one in all
	for id, order := range orders {
		found = append(found, []string{id, order.day, order.customer, major(order.paid), ""})
		if order.paid == 0 {
			free[monthEnd(day(t, order.day))]++
		}
		if order.status == "returned" || order.status == "return_pending" {
			found = append(found, []string{id + "-returned", order.day, order.customer, major(order.paid), "refund"})
		}
	}
	b := jaffleShop(t, found)
	for _, m := range jaffleMonths(t) {
		paid := m.orders.Sub(daybook.Whole(free[m.end]))
		b.is(key("payments", "month", m.end), paid)
		b.is(key("average_order_value", "month", m.end), number(t, m.amount.Over(paid, "").Text(2)))
		b.is(key("payers", "month", m.end), m.customers.Sub(daybook.Whole(free[m.end])))
	}
	year := daybook.NewDay(2018, 12, 31)
	b.is(key("revenue", "year", year), number(t, "1585")) // 1,672 less 87 returned
	b.is(key("refund_rate", "year", year), number(t, daybook.Whole(87).Over(daybook.Whole(1672), "").Text(10)))
}

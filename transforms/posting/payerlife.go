package posting

import (
	"daybook"
	"daybook/config"
)

// charges lists the days of the payments that make a customer.
func (y *payerPosting) charges(rows []paymentRow) {
	y.days = y.days[:0]
	for _, row := range rows {
		if wins(y.payers.names.Sorts[row.sort].Type, row.minor) {
			y.days = append(y.days, row.day)
		}
	}
}

// activity lists the days on which the customer is one (see Poster.activity).
func (y *payerPosting) activity() {
	y.spans = y.spans[:0]
	if y.poster.rules.Policy.Customers.Basis == config.CustomersSubscriptions {
		return
	}
	for _, day := range y.days {
		y.spans = y.poster.extend(y.spans, day)
	}
}

// comings posts the customer's coming and going.
func (y *payerPosting) comings(sums *payerSums) {
	for i, span := range y.spans {
		y.stock(sums, y.counts.active, span.From, span.To)
		y.count(sums.dimensionSums, y.counts.churned, span.To+1, 1)
		came := y.counts.new
		if i > 0 && y.poster.rules.Policy.Reactivation.Window.Reactivates(int(span.From-y.spans[i-1].To-1)) {
			came = y.counts.back
		}
		y.count(sums.dimensionSums, came, span.From, 1)
	}
}

// paying posts on which days the customer has paid within the period: from each charge to the last day whose period
// reaches back to it.
func (y *payerPosting) paying(sums *payerSums, period *payerPeriod) {
	for i := 0; i < len(y.days) && y.days[i] <= y.until; {
		from, last := y.days[i], period.last[y.days[i]-y.first]
		for i++; i < len(y.days) && y.days[i] <= min(last+1, y.until); i++ {
			last = period.last[y.days[i]-y.first]
		}
		y.stock(sums, period.paying, from, last)
	}
}

// lost posts on which days the customer was one at the opening and no longer is: after each span, from the first day
// whose opening lies within it to the last, less the spans that came in between.
func (y *payerPosting) lost(sums *payerSums, period *payerPeriod) {
	for i, span := range y.spans {
		if span.To >= y.until {
			return
		}
		from, last := max(period.last[span.From-y.first], span.To)+1, period.last[span.To+1-y.first]
		for _, later := range y.spans[i+1:] {
			if later.From > last {
				break
			}
			y.stock(sums, period.lost, from, later.From-1)
			from = max(from, later.To+1)
		}
		y.stock(sums, period.lost, from, last)
	}
}

// stock counts the customer on each of some days.
func (y *payerPosting) stock(sums *payerSums, slot int, from, last daybook.Day) {
	if from <= last {
		y.count(sums.dimensionSums, slot, from, 1)
		y.count(sums.dimensionSums, slot, last+1, -1)
	}
}

func (y *payerPosting) payment(sums *payerSums, row paymentRow) {
	if row.day > y.until {
		return
	}
	to := y.of(sums, row.sort)
	for _, effect := range y.sorts[row.sort].effects {
		y.add(to, effect.slot, row.day, effect.once+effect.each*row.minor)
	}
}

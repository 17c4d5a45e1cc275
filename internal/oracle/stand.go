package oracle

import (
	"daybook"
)

// active counts the customers at the close of a day.
func (v view) active(day daybook.Day) daybook.Ratio {
	v.measures["customers_active"] = true
	return v.count(day, func(s state, _ *customer) bool { return s.active })
}

// count counts customers by how they stand on a day, where they belong then.
func (v view) count(day daybook.Day, fits func(state, *customer) bool) daybook.Ratio {
	var n int64
	for _, who := range v.customers {
		if s := v.at(who, day); fits(s, who) && holds(v.segment, s.labels) {
			n++
		}
	}
	return daybook.Whole(n)
}

// lost counts who was active at opening and is not at the close; and, if they count, who joined and left meanwhile.
func (v view) lost() daybook.Ratio {
	gone := v.count(v.opening(), func(s state, who *customer) bool { return s.active && !v.at(who, v.days.To).active })
	return gone.Add(v.count(v.days.To, func(_ state, who *customer) bool { return v.visits(who, v.days) }))
}

func (v view) opening() daybook.Day { return v.days.From - 1 }

// retained is the MRR at opening, and what its customers pay at the close, each no more than at opening if capped. All at
// the opening's rates.
func (v view) retained(capped bool) (kept, opening daybook.Ratio) {
	v.measures["mrr"] = true
	for _, who := range v.customers {
		before, now := v.at(who, v.opening()), v.at(who, v.days.To)
		if !before.mrr.any() || !holds(v.segment, before.labels) {
			continue
		}
		for _, currency := range currencies(before.mrr, now.mrr) {
			paid, pays := before.mrr[currency], now.mrr[currency]
			if capped {
				pays = min(paid, pays)
			}
			opening = opening.Add(v.convert(v.major(paid, currency), currency, v.opening()))
			kept = kept.Add(v.convert(v.major(pays, currency), currency, v.opening()))
		}
	}
	return kept, opening
}

// paying counts the customers with a charge in the period.
func (v view) paying() daybook.Ratio {
	v.measures[of("paying_customers", v.period)] = true
	return v.count(v.days.To, func(_ state, who *customer) bool { return v.pays(who, v.days) })
}

// churn is the share of customers who were lost.
func (v view) churn() Figure {
	return share(v.lost(), v.active(v.opening()), daybook.NoCustomersAtOpen)
}

// meanChurn is the mean of the churn of the last six complete months; months without customers at opening are none.
func (v view) meanChurn() daybook.Ratio {
	month := v.unit("month", v.days.To)
	if month.To != v.days.To {
		month = v.unit("month", month.From-1)
	}
	sum, months := daybook.Ratio{}, int64(0)
	for range 6 {
		if rate := v.in("month", month).churn(); rate.Value.Reason() == "" {
			sum, months = sum.Add(rate.Value), months+1
		}
		month = v.unit("month", month.From-1)
	}
	return sum.Over(daybook.Whole(months), daybook.NoCompleteMonth)
}

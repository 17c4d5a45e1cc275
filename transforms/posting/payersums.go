package posting

import (
	"slices"

	"daybook"
)

// payerSums are sums of customers, and those of their payments by the place of dimensions of their own.
type payerSums struct {
	*dimensionSums
	payments []*dimensionSums
}

// units looks up the cohort of each day.
func (y *payerPosting) units() {
	if slices.ContainsFunc(y.poster.rules.Dimensions, made) {
		for day := y.first; day <= y.until; day++ {
			y.cohorts = append(y.cohorts, y.poster.cohortOf(day))
		}
	}
}

// attribute lists the customer's attributes, with those of first touch that only its payments tell.
func (y *payerPosting) attribute(rows []paymentRow, attributes map[string]string) {
	y.values = y.values[:0]
	for i, name := range y.poster.rules.Dimensions {
		value := attributes[name]
		if value == "" && y.touches[i] {
			value = y.touch(rows, i)
		}
		y.values = append(y.values, value)
	}
}

func (y *payerPosting) touch(rows []paymentRow, dimension int) string {
	var first touch
	for _, row := range rows {
		if first.value != "" && row.day > first.day {
			break
		}
		first.see(row.day, y.owns[y.sorts[row.sort].own].told[dimension])
	}
	return first.value
}

// of returns the sums of a customer's payments of a sort: its own dimensions go before the customer's.
func (y *payerPosting) of(sums *payerSums, sort int32) *dimensionSums {
	place := y.sorts[sort].own
	own := y.owns[place].values
	if len(own) == 0 {
		return sums.dimensionSums
	}
	for len(sums.payments) <= place {
		sums.payments = append(sums.payments, nil)
	}
	if sums.payments[place] == nil {
		sums.payments[place] = y.set(before(own, sums.values))
	}
	return sums.payments[place]
}

// sums returns those of the customers with the same attributes who came in the same cohort.
func (y *payerPosting) sums() *payerSums {
	y.key = y.key[:0]
	for _, value := range y.values {
		y.key = append(append(y.key, value...), 0)
	}
	whose := y.whose[string(y.key)]
	if whose == nil {
		whose = map[daybook.Day]*payerSums{}
		y.whose[string(y.key)] = whose
	}
	cohort := y.cohort()
	sums := whose[cohort]
	if sums == nil {
		sums = &payerSums{dimensionSums: y.set(y.poster.inCohort(y.values, cohort))}
		whose[cohort] = sums
	}
	return sums
}

// cohort returns the customer's cohort; 0 for who never was a customer, or where nobody asks.
func (y *payerPosting) cohort() daybook.Day {
	switch {
	case len(y.spans) == 0 || len(y.cohorts) == 0:
		return 0
	case y.spans[0].From > y.until:
		return y.poster.cohortOf(y.spans[0].From)
	}
	return y.cohorts[y.spans[0].From-y.first]
}

// inCohort returns the dimensions of one whose attributes never change, with those that are made of its cohort.
func (p *Poster) inCohort(values []string, cohort daybook.Day) map[string]string {
	all := map[string]string{}
	for i, name := range p.rules.Dimensions {
		value := values[i]
		switch {
		case made(name) && cohort.IsZero():
			value = ""
		case name == Cohort:
			value = cohort.String()
		case made(name):
			if at := slices.Index(p.rules.Dimensions, WithoutFirst(name)); at >= 0 {
				value = values[at]
			}
		}
		if value != "" {
			all[name] = value
		}
	}
	return all
}

package kpi_test

import (
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"daybook"
)

// oracle computes a business again, naively: one day at a time, from the facts alone, under the default
// policy and in one currency.
type oracle map[string][]*daybook.Subscription

func oracleOf(facts []daybook.Fact) oracle {
	o := oracle{}
	for _, fact := range facts {
		if s, ok := fact.(*daybook.Subscription); ok {
			o[s.Customer] = append(o[s.Customer], s)
		}
	}
	return o
}

// monthly is a customer's MRR on a day in minor units, and whether a pause is in force.
func (o oracle) monthly(customer string, day daybook.Day) (total daybook.Ratio, paused bool) {
	for _, s := range o[customer] {
		if day < s.Day || !s.Until.IsZero() && day >= s.Until {
			continue
		}
		paused = paused || s.Status == daybook.Paused
		if s.Status == daybook.Active || s.Status == daybook.PastDue && day < s.Day+30 {
			total = total.Add(o.price(s, day))
		}
	}
	return total, paused
}

func (o oracle) price(s *daybook.Subscription, day daybook.Day) daybook.Ratio {
	price := daybook.Whole(s.Amount.Minor)
	switch s.Interval.Unit {
	case daybook.PerYear:
		price = price.Over(daybook.Whole(12), "")
	case daybook.PerWeek:
		price = price.Mul(daybook.Whole(52)).Over(daybook.Whole(12*int64(s.Interval.Count)), "")
	}
	for _, d := range s.Discounts {
		if d.From <= day && day < d.Until {
			price = price.Mul(daybook.Whole(100).Sub(d.Percent.Ratio())).Over(daybook.Whole(100), "")
		}
	}
	return daybook.Whole(price.Round(15120)).Over(daybook.Whole(15120*100), "")
}

// life is whether a customer is active on each day, and its MRR.
type life struct {
	active map[daybook.Day]bool
	mrr    map[daybook.Day]daybook.Ratio
}

func (o oracle) live(customer string) life {
	l := life{map[daybook.Day]bool{}, map[daybook.Day]daybook.Ratio{}}
	for day := firstDay(); day <= lastDay(); day++ {
		mrr, paused := o.monthly(customer, day)
		l.mrr[day] = mrr
		l.active[day] = mrr.Sign() > 0 || paused && l.active[day-1]
	}
	return l
}

// sums are the figures of one period.
type sums struct {
	active, fresh, churned, back, open, lost int64
	mrr, opening, retained, kept             daybook.Ratio
	gained, lessened, gone, returned         daybook.Ratio
	expanded                                 daybook.Ratio
}

func (s *sums) add(l life, days daybook.Range) {
	before := days.From - 1
	s.mrr, s.opening = s.mrr.Add(l.mrr[days.To]), s.opening.Add(l.mrr[before])
	if l.active[days.To] {
		s.active++
	}
	if l.active[before] {
		s.open++
		if !l.active[days.To] {
			s.lost++
		}
	}
	if l.mrr[before].Sign() > 0 {
		s.retained = s.retained.Add(l.mrr[days.To])
		smaller := l.mrr[before]
		if l.mrr[days.To].Cmp(smaller) < 0 {
			smaller = l.mrr[days.To]
		}
		s.kept = s.kept.Add(smaller)
	}
	for day := days.From; day <= days.To; day++ {
		s.move(l, day)
	}
}

func (s *sums) move(l life, day daybook.Day) {
	change := l.mrr[day].Sub(l.mrr[day-1])
	switch {
	case l.active[day] && !l.active[day-1] && everBefore(l, day):
		s.back++
		s.returned = s.returned.Add(change)
	case l.active[day] && !l.active[day-1]:
		s.fresh++
		s.gained = s.gained.Add(change)
	case !l.active[day] && l.active[day-1]:
		s.churned++
		s.gone = s.gone.Sub(change)
	case change.Sign() > 0:
		s.expanded = s.expanded.Add(change)
	default:
		s.lessened = s.lessened.Sub(change)
	}
}

func everBefore(l life, day daybook.Day) bool {
	for d := firstDay(); d < day; d++ {
		if l.active[d] {
			return true
		}
	}
	return false
}

// figures writes the sums as they would be published.
func (s *sums) figures() map[string]string {
	count := func(n int64) string { return daybook.Whole(n).Text(0) }
	share := func(part, all daybook.Ratio) string { return decimal(part.Over(all, "nothing"), 10) }
	return map[string]string{
		"customers_active": count(s.active), "customers_new": count(s.fresh), "customers_churned": count(s.churned),
		"customers_reactivated": count(s.back),
		"customer_churn_rate":   share(daybook.Whole(s.lost), daybook.Whole(s.open)),
		"mrr":                   decimal(s.mrr, 2),
		"arr":                   decimal(s.mrr.Mul(daybook.Whole(12)), 2),
		"mrr_new":               decimal(s.gained, 2), "mrr_expansion": decimal(s.expanded, 2), "mrr_contraction": decimal(s.lessened, 2),
		"mrr_churned": decimal(s.gone, 2), "mrr_reactivation": decimal(s.returned, 2), "mrr_fx": "0",
		"nrr": share(s.retained, s.opening), "grr": share(s.kept, s.opening),
		"gross_mrr_churn": share(s.gone.Add(s.lessened), s.opening),
		"arpa":            decimal(s.mrr.Over(daybook.Whole(s.active), "nobody"), 2),
	}
}

func decimal(r daybook.Ratio, decimals int) string {
	text := r.Text(decimals)
	if strings.Contains(text, ".") {
		text = strings.TrimRight(strings.TrimRight(text, "0"), ".")
	}
	return text
}

func TestTheEngineAgreesWithANaiveOracle(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		facts := drawBusiness(rt, []daybook.Currency{"USD"})
		o, lives := oracleOf(facts), []life{}
		if len(o) == 0 {
			return
		}
		for customer := range o {
			lives = append(lives, o.live(customer))
		}
		b, err := open(t, loadConfig(t, ""), allPeriods(), facts, lastDay())
		if err != nil {
			rt.Fatal(err)
		}
		figures := b.sample(rt)
		for key := range figures {
			if key.KPI != "mrr" {
				continue
			}
			var expected sums
			days, _ := key.Period.Range(key.Day, daybook.Calendar{WeekStart: time.Monday})
			for _, l := range lives {
				expected.add(l, days)
			}
			for name, value := range expected.figures() {
				key.KPI = name
				if found := figures[key].Value; found != value {
					rt.Errorf("%v: the engine says %q (%s), the oracle %q", key, found, figures[key].Reason, value)
				}
			}
		}
	})
}

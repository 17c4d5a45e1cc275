package kpi

import (
	"daybook"
	"daybook/transforms/posting"
)

// Term is a part of a formula with the number that it came to.
type Term struct {
	Label   string          // "mrr at opening", "revenue - cogs"
	Sign    string          // how it is joined to the part before: "", "+", "-", "x", "/"
	Amount  daybook.Ratio   // in major units; undefined with a reason
	Money   bool            // an amount of the company's currency
	Terms   []Term          // what it is made of; none for a measure or a number
	Measure daybook.Measure // of a leaf: the measure; "" for a number
	Days    daybook.Range   // of a flow: the days that were summed
	Day     daybook.Day     // of a stock: the day at whose close it was read
	RateDay daybook.Day     // of a stock: the day whose exchange rates convert it; none: each amount at its own day's
	Segment string          // of a leaf: the segment, "" for the total
}

// Same reports whether two leaves read the same measure over the same days in the same segment.
func (t Term) Same(other Term) bool {
	return t.Measure == other.Measure && t.Days == other.Days && t.Day == other.Day &&
		t.RateDay == other.RateDay && t.Segment == other.Segment
}

func (f flow) term(v *view) Term {
	return Term{
		Label: f.String(), Amount: f.value(v).ratio(), Money: f.money(),
		Measure: f.measure, Days: v.window(f), Segment: v.slice.segment.Name,
	}
}

func (s stock) term(v *view) Term { return v.levelTerm(s.String(), s.measure, s.day(v), s.rateDay(v)) }

func (l lookBack) term(v *view) Term {
	return v.levelTerm(l.String(), posting.InPeriod(l.measure, v.period), v.day, v.days.From-1)
}

func (v *view) levelTerm(label string, measure daybook.Measure, day, rateDay daybook.Day) Term {
	return Term{
		Label: label, Amount: v.level(measure, day, rateDay).ratio(), Money: isMoney(measure),
		Measure: measure, Day: day, RateDay: rateDay, Segment: v.slice.segment.Name,
	}
}

func (c constant) term(*view) Term { return Term{Label: c.String(), Amount: c.ratio} }

// whole returns the term of an expression that is made of others.
func composed(e Expr, v *view, terms ...Term) Term {
	return Term{Label: e.String(), Amount: e.value(v).ratio(), Money: e.money(), Terms: terms}
}

func signed(sign string, term Term) Term {
	term.Sign = sign
	return term
}

func (s sum) term(v *view) Term {
	var terms []Term
	for i, part := range s.add {
		sign := "+"
		if i == 0 {
			sign = ""
		}
		terms = append(terms, signed(sign, part.term(v)))
	}
	for _, part := range s.less {
		terms = append(terms, signed("-", part.term(v)))
	}
	return composed(s, v, terms...)
}

func (p product) term(v *view) Term {
	return composed(p, v, p.left.term(v), signed("x", p.right.term(v)))
}

func (q quotient) term(v *view) Term {
	return composed(q, v, q.left.term(v), signed("/", q.right.term(v)))
}

func (r reference) term(v *view) Term {
	terms := []Term{r.kpi.Numerator.term(v)}
	if r.kpi.Denominator != nil {
		terms = append(terms, signed("/", r.kpi.Denominator.term(v)))
	}
	return composed(r, v, terms...)
}

func (b byPolicy) term(v *view) Term    { return b.pick(v).term(v) }
func (c companyWide) term(v *view) Term { return c.Expr.term(c.view(v)) }

func (p perMonth) term(v *view) Term {
	months := Term{Label: "months of P", Amount: v.months().ratio(), Sign: "/"}
	return composed(p, v, p.Expr.term(v), months)
}

func (m meanChurn) term(v *view) Term {
	var months []Term
	for _, last := range v.completeMonths(churnMonths) {
		rate := m.rate(v, last)
		if rate.reason != "" {
			continue
		}
		open := v.monthAround(last).From - 1
		months = append(months, Term{
			Label: "customer churn of " + v.monthName(last), Sign: "+", Amount: rate.ratio(),
			Terms: []Term{
				v.levelTerm(string(posting.LostCustomers), posting.InPeriod(posting.LostCustomers, "mtd"), last, open),
				signed("/", v.levelTerm(string(posting.CustomersActive)+" at opening", posting.CustomersActive, open, open)),
			},
		})
	}
	if len(months) == 0 {
		return composed(m, v)
	}
	months[0].Sign = ""
	all := Term{Label: "sum of the monthly rates", Amount: m.value(v).times(whole(int64(len(months)))).ratio(), Terms: months}
	return composed(m, v, all, Term{Label: "months", Sign: "/", Amount: daybook.Whole(int64(len(months)))})
}

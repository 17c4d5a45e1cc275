package oracle

import (
	"slices"
	"strings"

	"daybook"
)

// Figures are all that is published for a day: every KPI for the company, and for each segment in which anything has
// happened those that can be told apart by it.
func (b *Business) Figures(day daybook.Day) map[daybook.Key]Figure {
	all := map[daybook.Key]Figure{}
	for _, segment := range b.segments(day) {
		for _, period := range b.periods {
			days, due := b.period(period, day)
			for kpi, formula := range formulas {
				v := view{Business: b, period: period, days: days, segment: segment, measures: map[measure]bool{}}
				if !due {
					continue
				}
				if figure := formula(v); segment == "" || v.allTold(day) {
					all[daybook.Key{KPI: kpi, Period: period, Segment: segment, Day: day}] = figure
				}
			}
		}
	}
	return all
}

func (v view) allTold(day daybook.Day) bool {
	for m := range v.measures {
		if !v.told(m, v.segment, day) {
			return false
		}
	}
	return true
}

// segments are those in which anything happened up to a day; the company is the first.
func (b *Business) segments(day daybook.Day) []string {
	var all []string
	for _, dimensions := range append([]string{""}, b.config.KPIs.Segments...) {
		for _, changes := range b.amounts {
			for at := range changed(changes, dimensions, day) {
				all = append(all, at.segment)
			}
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// place is where a measure can change: on a day, in a segment and a currency.
type place struct {
	day      daybook.Day
	currency daybook.Currency
	segment  string
}

// changed are the places at which a measure came to something up to a day, by dimensions like "channel,plan".
func changed(amounts []amount, dimensions string, day daybook.Day) map[place]bool {
	sums := map[place]daybook.Ratio{}
	for _, a := range amounts {
		if a.day <= day {
			at := place{a.day, a.currency, segmentOf(a.labels, dimensions)}
			sums[at] = sums[at].Add(a.value)
		}
	}
	places := map[place]bool{}
	for at, sum := range sums {
		if sum.Sign() != 0 {
			places[at] = true
		}
	}
	return places
}

// segmentOf names the segment that labels belong to, "channel=ads,plan=unknown".
func segmentOf(l labels, dimensions string) string {
	if dimensions == "" {
		return ""
	}
	var pairs []string
	for name := range strings.SplitSeq(dimensions, ",") {
		pairs = append(pairs, name+"="+named(l, name))
	}
	return strings.Join(pairs, ",")
}

// told reports whether a measure can be told apart by the dimensions of a segment: if it has begun in the company, some of it
// is known by all of them.
func (b *Business) told(m measure, segment string, day daybook.Day) bool {
	var names []string
	for pair := range strings.SplitSeq(segment, ",") {
		name, _, _ := strings.Cut(pair, "=")
		names = append(names, name)
	}
	asked := telling{tells(m), strings.Join(names, ","), day}
	told, before := b.tellings[asked]
	if !before {
		told = len(changed(b.amounts[asked.measure], "", day)) == 0
		for at := range changed(b.amounts[asked.measure], asked.dimensions, day) {
			told = told || !strings.Contains(at.segment+",", "=unknown,")
		}
		b.tellings[asked] = told
	}
	return told
}

// telling asks whether a measure can be told apart.
type telling struct {
	measure    measure
	dimensions string
	day        daybook.Day
}

// tells is the measure that tells where others are known, too: what happens to customers and to their MRR happens where
// they are.
func tells(m measure) measure {
	switch {
	case m == "mrr_trial":
	case strings.HasPrefix(string(m), "customers_"):
		return "customers_active"
	case strings.HasPrefix(string(m), "mrr"):
		return "mrr"
	}
	return m
}

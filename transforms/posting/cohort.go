package posting

import (
	"slices"

	"daybook"
)

// Cohort is the dimension by which customers are grouped by when they came: its value is the first day of
// the month or quarter around a customer's first day as one, "2024-01-01". Who never was a customer has none.
const Cohort = "cohort"

// group gives a customer its cohort, in every set of dimensions that it ever has.
func (s *sweeper) group(line *timeline) {
	if !slices.Contains(s.poster.rules.Dimensions, Cohort) {
		return
	}
	first := slices.IndexFunc(line.states, func(s state) bool { return s.active })
	for _, set := range s.sets {
		delete(set.values, Cohort) // an attribute of that name is none of ours
		if first >= 0 {
			set.values[Cohort] = s.poster.cohortOf(line.states[first].day).String()
		}
	}
}

func (p *Poster) cohortOf(day daybook.Day) daybook.Day {
	return p.rules.Calendar.Unit(daybook.Period(p.rules.Cohorts), day).From
}

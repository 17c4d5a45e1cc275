package posting

import (
	"slices"
	"strings"

	"daybook"
)

// Cohort is the dimension by which customers are grouped by when they came: its value is the first day of
// the month or quarter around a customer's first day as one, "2024-01-01". Who never was a customer has none.
const Cohort = "cohort"

// first begins the name of what a dimension was at first. Figures are published by names that begin with a letter, so
// that no attribute has such a name.
const first = "(first) "

// First names the dimension that holds what another one was on a customer's first day as one. It never changes, so
// that a cohort told apart by it keeps its customers.
func First(dimension string) string { return first + dimension }

// WithoutFirst is the dimension that First has made a name of.
func WithoutFirst(name string) string { return strings.TrimPrefix(name, first) }

// made reports whether a dimension is made of a customer's life; an attribute of that name is none of ours.
func made(dimension string) bool { return dimension == Cohort || strings.HasPrefix(dimension, first) }

// group gives a customer its cohort, and what it was on its first day, in every set of dimensions that it ever has.
func (s *sweeper) group(line *timeline) {
	for _, name := range s.poster.rules.Dimensions {
		if !made(name) {
			continue
		}
		value := s.grouped(line, name)
		for _, set := range s.sets {
			if set.values[name] = value; value == "" {
				delete(set.values, name)
			}
		}
	}
}

// grouped is a customer's value of a dimension that is made; "" for who never was a customer.
func (s *sweeper) grouped(line *timeline, name string) string {
	at := slices.IndexFunc(line.states, func(s state) bool { return s.active })
	switch {
	case at < 0:
		return ""
	case name == Cohort:
		return s.poster.cohortOf(line.states[at].day).String()
	}
	return line.states[at].dimensions.values[WithoutFirst(name)]
}

func (p *Poster) cohortOf(day daybook.Day) daybook.Day {
	return p.rules.Calendar.Unit(daybook.Period(p.rules.Cohorts), day).From
}

package factlines

import (
	"cmp"
	"iter"
	"slices"

	"daybook"
)

// Grouped orders facts by source and customer, as the book hands them out and posting wants them.
func Grouped(facts []daybook.Fact) []daybook.Fact {
	ordered := slices.Clone(facts)
	slices.SortStableFunc(ordered, func(a, b daybook.Fact) int {
		return cmp.Or(cmp.Compare(a.Head().Origin.Source, b.Head().Origin.Source), cmp.Compare(daybook.CustomerOf(a), daybook.CustomerOf(b)))
	})
	return ordered
}

// Seq hands facts out as the book does.
func Seq(facts []daybook.Fact) iter.Seq2[daybook.Fact, error] {
	return func(yield func(daybook.Fact, error) bool) {
		for _, fact := range facts {
			if !yield(fact, nil) {
				return
			}
		}
	}
}

package spreadsheet

import (
	"cmp"
	"fmt"
	"strconv"

	"daybook"
	"daybook/internal/identity"
)

// identities gives facts their ids and finds the rows that repeat one.
type identities struct {
	met    *fingerprints           // ids, and contents that ids are made of
	counts map[identity.Digest]int // how often contents were met again
	firsts firsts
	tell   func(ids *identities, id string, o func() owner) // in a rehearsal only
	spans  map[string][]span
}

// owner is the row that an id was first met in.
type owner struct {
	row     int
	content identity.Digest
}

// span is a stretch of a subscription's life.
type span struct {
	from, until daybook.Day // until 0: no end
	row         int
}

func newIdentities(firsts firsts) *identities {
	return &identities{met: newFingerprints(), counts: map[identity.Digest]int{}, firsts: firsts, spans: map[string][]span{}}
}

// finish fills in the origin of a fact and says what becomes of its row: the fact, a skip for a repeated row,
// or a fault where an id comes again with other content. Without an id of its own a fact gets one from its
// content and what else is given; the n-th equal one of a file is told apart by n.
func (r *record) finish(fact daybook.Fact, id string, also ...string) ([]daybook.Record, error) {
	head := fact.Head()
	head.Origin = daybook.Origin{Source: r.env.Name, ID: id, Place: r.here()}
	switch {
	case id == "":
		head.Origin.ID = r.ids.fromContent(digest(fact, also))
	case r.ids.tell != nil:
		r.ids.tell(r.ids, id, func() owner { return owner{r.row.Number, digest(fact, also)} })
	case !r.ids.met.add(id):
		return r.again(fact, id, also)
	}
	return []daybook.Record{fact}, nil
}

// fromContent makes an id.
func (i *identities) fromContent(content identity.Digest) string {
	n := 0
	if !i.met.add(string(content[:])) {
		i.counts[content]++
		n = i.counts[content]
	}
	return content.String() + "#" + strconv.Itoa(n)
}

// again says what becomes of a row whose id was met before.
func (r *record) again(fact daybook.Fact, id string, also []string) ([]daybook.Record, error) {
	all, err := r.ids.firsts()
	if err != nil {
		return nil, err
	}
	first, taken := all[id]
	switch {
	case !taken: // it only looked like another one
		return []daybook.Record{fact}, nil
	case first.content == digest(fact, also):
		return []daybook.Record{&daybook.Skip{Rule: "duplicate"}}, nil
	}
	return nil, r.repeated(first.row)
}

func (r *record) repeated(row int) error {
	return r.wrong("id", &daybook.Error{
		Found:  fmt.Sprintf("the record of row %d again, with other content", row),
		Wanted: "one row for a record", Remedy: cmp.Or(r.layout.table.repeated, "give each record an id of its own"),
	})
}

// digest is the first half of the SHA-256 of everything that is kept of a fact.
func digest(fact daybook.Fact, also []string) identity.Digest {
	return identity.Of(fact.Kind(), fact.Head().Day, fact, also)
}

// here is the place of the record: the cell that matters most, else the row.
func (r *record) here() string {
	if r.at > 0 {
		return r.place(r.row.Number, r.at-1)
	}
	for _, name := range r.layout.table.at {
		if column := r.column(name); column >= 0 && r.row.Cell(column).Text != "" {
			return r.place(r.row.Number, column)
		}
	}
	return r.place(r.row.Number, -1)
}

// overlaps returns the row of a span of the same subscription that shares a day with this one.
func (i *identities) overlaps(id string, s span) (row int, found bool) {
	for _, other := range i.spans[id] {
		if (other.until == 0 || s.from < other.until) && (s.until == 0 || other.from < s.until) {
			return other.row, true
		}
	}
	i.spans[id] = append(i.spans[id], s)
	return 0, false
}

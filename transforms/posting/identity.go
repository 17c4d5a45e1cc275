package posting

import (
	"cmp"
	"iter"
	"maps"
	"slices"

	"daybook"
	"daybook/config"
)

// customerKey is a customer as one source knows it.
type customerKey struct{ source, id string }

// keyOf returns the customer that a fact belongs to, and whether it belongs to one.
func keyOf(fact daybook.Fact) (customerKey, bool) {
	key := customerKey{fact.Head().Origin.Source, daybook.CustomerOf(fact)}
	return key, key.id != ""
}

// identify finds the customers that are one person in several records, and names that person. Customers
// that stand alone are not in the result. Matching by source needs no look at the facts.
func (p *Poster) identify(facts iter.Seq2[daybook.Fact, error]) (map[customerKey]string, error) {
	match := p.rules.Match
	if match != config.MatchID && match != config.MatchEmail {
		return nil, nil
	}
	found := newMatches()
	for _, key := range p.payers.keys() {
		found.parent[key] = key
	}
	for fact, err := range facts {
		if err != nil {
			return nil, err
		}
		if key, ok := keyOf(fact); ok {
			found.see(key, fact)
		}
	}
	if match == config.MatchID {
		found.joinIDs()
	} else {
		found.joinEmails()
	}
	return found.people(), nil
}

// matches is a disjoint-set forest over customers.
type matches struct {
	parent map[customerKey]customerKey
	emails map[customerKey][]string // of customer records, as the book keeps them: compared, never read
}

func newMatches() *matches {
	return &matches{map[customerKey]customerKey{}, map[customerKey][]string{}}
}

func (m *matches) see(key customerKey, fact daybook.Fact) {
	m.parent[key] = key
	if record, ok := fact.(*daybook.Customer); ok && record.Email != "" {
		m.emails[key] = append(m.emails[key], record.Email)
	}
}

// joinIDs joins the customers of one id.
func (m *matches) joinIDs() {
	byID := map[string]customerKey{}
	for key := range m.parent {
		if other, seen := byID[key.id]; seen {
			m.join(key, other)
		}
		byID[key.id] = key
	}
}

// joinEmails joins customers of one e-mail, whichever of their records has it. A reference that is itself the e-mail of a record matches it.
func (m *matches) joinEmails() {
	byEmail := map[string]customerKey{}
	for key, emails := range m.emails {
		for _, email := range emails {
			if other, seen := byEmail[email]; seen {
				m.join(key, other)
			}
			byEmail[email] = key
		}
	}
	for key := range m.parent {
		if other, seen := byEmail[key.id]; seen {
			m.join(key, other)
		}
	}
}

func (m *matches) join(a, b customerKey) {
	m.parent[m.root(a)] = m.root(b)
}

// root finds the head of a customer's set and shortens the way to it.
func (m *matches) root(key customerKey) customerKey {
	for m.parent[key] != key {
		m.parent[key] = m.parent[m.parent[key]]
		key = m.parent[key]
	}
	return key
}

// people names every set of two or more after its first member.
func (m *matches) people() map[customerKey]string {
	sets := map[customerKey][]customerKey{}
	for key := range m.parent {
		root := m.root(key)
		sets[root] = append(sets[root], key)
	}
	named := map[customerKey]string{}
	for _, set := range sets {
		first := slices.MinFunc(set, compareKeys)
		for _, key := range set {
			if len(set) > 1 {
				named[key] = first.source + "\x00" + first.id
			}
		}
	}
	return named
}

func compareKeys(a, b customerKey) int {
	return cmp.Or(cmp.Compare(a.source, b.source), cmp.Compare(a.id, b.id))
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

package posting

import (
	"maps"
	"slices"

	"daybook"
)

// profile is what a customer's attributes are from a day on.
type profile struct {
	from   daybook.Day // 0 for the first: it holds from the beginning
	values map[string]string
	told   *daybook.Customer // the record that says so; nil for the first
}

// trail is where an attribute is followed: in the records of one customer of one source, after one of them.
type trail struct {
	of    customerKey
	after int
}

// profilesOf reads a customer's records, which are in the order of days. The first known value of an attribute holds
// from the beginning, and for good where it is one of first touch; any other changes with the later records of the same
// customer of the same source. What another source says later was so before, as far as anybody can tell. A record that is
// silent about an attribute leaves it as it was. There is always one profile.
func profilesOf(records []*daybook.Customer, rules Rules) []profile {
	values, trails := make(map[string]string, len(rules.Dimensions)), map[string]trail{}
	for _, name := range rules.Dimensions {
		at := slices.IndexFunc(records, func(r *daybook.Customer) bool { return r.Attributes[name] != "" })
		if at < 0 || made(name) {
			continue
		}
		values[name] = records[at].Attributes[name]
		if !slices.Contains(rules.FirstTouch, name) {
			key, _ := keyOf(records[at])
			trails[name] = trail{key, at}
		}
	}
	all := []profile{{values: values}}
	for n, record := range records {
		if changed := changedBy(record, n, values, trails); changed != nil {
			values = changed
			all = append(all, profile{from: record.Day, values: values, told: record})
		}
	}
	return settled(all)
}

// changedBy returns the values from the n-th record on; nil where it changes none.
func changedBy(record *daybook.Customer, n int, values map[string]string, trails map[string]trail) map[string]string {
	var changed map[string]string
	key, _ := keyOf(record)
	for name, trail := range trails {
		value, says := record.Attributes[name]
		if !says || n <= trail.after || key != trail.of || value == values[name] {
			continue
		}
		if changed == nil {
			changed = maps.Clone(values)
		}
		if changed[name] = value; value == "" {
			delete(changed, name)
		}
	}
	return changed
}

// constantAttributes returns the attributes of one of whom there are these records, if they never change.
func constantAttributes(records []daybook.Fact, rules Rules) (attributes map[string]string, is bool) {
	if len(records) == 0 {
		return nil, true
	}
	who := &customer{facts: records}
	who.sort(rules)
	return who.profiles[0].values, len(who.profiles) == 1
}

// settled keeps the last profile of each day.
func settled(all []profile) []profile {
	kept := all[:0]
	for n, p := range all {
		if n+1 == len(all) || all[n+1].from != p.from {
			kept = append(kept, p)
		}
	}
	return kept
}

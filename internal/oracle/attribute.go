package oracle

import (
	"cmp"
	"slices"

	"daybook"
)

// attributes are what is known of a customer on a day.
func (b *Business) attributes(who *customer, day daybook.Day) labels {
	known := labels{}
	for _, record := range who.records {
		for name := range record.Attributes {
			known[name] = b.attribute(who, name, day)
		}
	}
	for _, name := range b.config.Customers.FirstTouch {
		if known[name] == "" {
			known[name] = touched(who.touches, name)
		}
	}
	return known
}

// attribute is the first known value, from the beginning: for good if it says how the customer was won, else until the source
// that knew it says something else of the same customer.
func (b *Business) attribute(who *customer, name string, day daybook.Day) string {
	first := slices.IndexFunc(who.records, func(r *daybook.Customer) bool { return r.Attributes[name] != "" })
	if first < 0 {
		return ""
	}
	value := who.records[first].Attributes[name]
	if slices.Contains(b.config.Customers.FirstTouch, name) {
		return value
	}
	for _, record := range who.records[first+1:] {
		same := record.Origin.Source == who.records[first].Origin.Source && daybook.CustomerOf(record) == daybook.CustomerOf(who.records[first])
		if said, says := record.Attributes[name]; says && same && record.Day <= day {
			value = said
		}
	}
	return value
}

// touched is what the first payment that tells an attribute says of it.
func touched(payments []*daybook.Payment, name string) string {
	var first *daybook.Payment
	for _, p := range payments {
		if value := p.Attributes[name]; value != "" && (first == nil || p.Day < first.Day || p.Day == first.Day && value < first.Attributes[name]) {
			first = p
		}
	}
	if first == nil {
		return ""
	}
	return first.Attributes[name]
}

func inOrder(a, b *daybook.Customer) int {
	return cmp.Or(cmp.Compare(a.Day, b.Day), cmp.Compare(a.Origin.Source, b.Origin.Source), cmp.Compare(a.Origin.ID, b.Origin.ID))
}

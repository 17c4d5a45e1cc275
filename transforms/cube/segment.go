package cube

import (
	"slices"
	"strings"

	"daybook"
)

// Unknown is the value of a dimension that nothing is known about.
const Unknown = "unknown"

// Segment is a part of the whole. The zero Segment is the total.
type Segment struct {
	Name       string      // "" for the total, "channel=ads", "channel=ads,plan=pro"
	Dimensions []string    // {"channel", "plan"}
	Values     []string    // {"ads", "pro"}
	First      daybook.Day // the first day on which anything happened in it
}

// known reports whether every dimension has a value.
func (s Segment) known() bool {
	for _, value := range s.Values {
		if value == Unknown {
			return false
		}
	}
	return true
}

// Value returns the segment's value of a dimension, and whether it has that dimension.
func (s Segment) Value(dimension string) (string, bool) {
	at := slices.Index(s.Dimensions, dimension)
	if at < 0 {
		return "", false
	}
	return s.Values[at], true
}

// Holds reports whether a posting with these dimensions falls into the segment.
func (s Segment) Holds(dimensions map[string]string) bool {
	for i, name := range s.Dimensions {
		if valueOf(dimensions, name) != s.Values[i] {
			return false
		}
	}
	return true
}

func valueOf(dimensions map[string]string, name string) string {
	if value := dimensions[name]; value != "" {
		return value
	}
	return Unknown
}

// dimensionSet is one way of cutting the whole into segments.
type dimensionSet struct {
	names  []string
	slices map[string]int // by joined values: the place in Cube.segments
}

func newDimensionSet(names []string) dimensionSet {
	return dimensionSet{names: names, slices: map[string]int{}}
}

// key joins the values; a set of one dimension, the usual case, needs no new string.
func (d *dimensionSet) key(dimensions map[string]string) string {
	if len(d.names) == 1 {
		return valueOf(dimensions, d.names[0])
	}
	return strings.Join(d.values(dimensions), "\x00")
}

func (d *dimensionSet) values(dimensions map[string]string) []string {
	values := make([]string, len(d.names))
	for i, name := range d.names {
		values[i] = valueOf(dimensions, name)
	}
	return values
}

func (d *dimensionSet) segment(dimensions map[string]string) Segment {
	values := d.values(dimensions)
	parts := make([]string, len(values))
	for i, value := range values {
		parts[i] = d.names[i] + "=" + value
	}
	return Segment{Name: strings.Join(parts, ","), Dimensions: d.names, Values: values}
}

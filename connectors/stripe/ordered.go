package stripe

import (
	"bytes"
	"cmp"
	"slices"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"
)

// ordered is canonical JSON in the making. The members of an object are put in order when it ends, so that nothing is
// looked at twice.
type ordered struct {
	out     []byte
	members []segment // of the objects that are open
	scratch []byte
	rough   bool // something is not canonical yet: text with escapes, names beyond ASCII or given twice
}

// segment is where a member stands in the output, without commas.
type segment struct {
	name     string
	from, to int
}

// reset begins anew, in the same memory.
func (o *ordered) reset() { o.out, o.members, o.rough = o.out[:0], o.members[:0], false }

// begin opens an object or an array, and returns what end wants to know.
func (o *ordered) begin(bracket byte) (first int) {
	o.out = append(o.out, bracket)
	return len(o.members)
}

// end closes what was opened last.
func (o *ordered) end(bracket byte, first int) {
	o.sort(o.members[first:])
	o.members = o.members[:first]
	o.out = append(o.out, bracket)
}

// next separates a member or an element from the one before.
func (o *ordered) next() {
	if last := o.out[len(o.out)-1]; last != '{' && last != '[' {
		o.out = append(o.out, ',')
	}
}

// name begins a member. It returns it for ended.
func (o *ordered) name(w *word) segment {
	o.next()
	from := len(o.out)
	o.out = append(append(o.out, w.quoted...), ':')
	o.rough = o.rough || !w.plain
	return segment{name: w.text, from: from}
}

// isPlain reports a name that stands in JSON as it is, and whose order by bytes is its order in RFC 8785.
func isPlain(name string) bool {
	for n := range len(name) {
		if b := name[n]; b < ' ' || b >= utf8.RuneSelf || b == '"' || b == '\\' {
			return false
		}
	}
	return true
}

// ended notes a member whose value is written.
func (o *ordered) ended(m segment) {
	m.to = len(o.out)
	o.members = append(o.members, m)
}

// scalar writes text, a number, true, false or null.
func (o *ordered) scalar(value []byte) {
	o.out = append(o.out, value...)
	o.rough = o.rough || value[0] == '"' && (bytes.IndexByte(value, '\\') >= 0 || !utf8.Valid(value))
}

// sort puts the members that were written last in order.
func (o *ordered) sort(members []segment) {
	inOrder := true
	for n := 1; n < len(members); n++ {
		inOrder = inOrder && members[n-1].name < members[n].name
	}
	if inOrder {
		return
	}
	start := members[0].from
	o.scratch = append(o.scratch[:0], o.out[start:]...)
	slices.SortStableFunc(members, func(a, b segment) int { return cmp.Compare(a.name, b.name) })
	o.out = o.out[:start]
	for n, m := range members {
		if n > 0 {
			o.out = append(o.out, ',')
			o.rough = o.rough || members[n-1].name == m.name
		}
		o.out = append(o.out, o.scratch[m.from-start:m.to-start]...)
	}
}

// canonical is the whole.
func (o *ordered) canonical() ([]byte, error) {
	if !o.rough {
		return o.out, nil
	}
	all := jsontext.Value(o.out)
	err := all.Canonicalize(jsontext.CanonicalizeRawInts(false), jsontext.CanonicalizeRawFloats(false),
		jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))
	return all, err
}

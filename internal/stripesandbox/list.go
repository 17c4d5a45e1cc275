package stripesandbox

import (
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

// list answers a list of objects.
func (s *Sandbox) list(path string, e endpoint, query url.Values) (any, *failure) {
	expand, query, f := expansions(query, "list of "+e.kind)
	if f != nil {
		return nil, f
	}
	if e.required != "" && query.Get(e.required) == "" {
		return nil, badRequest("parameter_missing", e.required, "Missing required param: %s.", e.required)
	}
	keep, f := e.filter(query)
	if f != nil {
		return nil, f
	}
	if e.kind == "event" {
		chosen := keep
		keep = func(o object) bool { return s.isListed(o) && chosen(o) }
	}
	cut := cut{path: path, kind: e.kind, keep: keep, expand: expand["data"]}
	if e.kind == "subscription_item" {
		id := query.Get("subscription")
		subscription := s.find("subscription", id)
		if subscription == nil {
			return nil, noSuchObject(http.StatusBadRequest, "subscription", id, "subscription")
		}
		cut.all, cut.keep = nested(subscription["items"]), everything
	} else {
		cut.all, cut.position = s.collection(e.kind).newestFirst(), s.collection(e.kind).position
	}
	return s.slice(cut, query)
}

// nestedList answers the list under one object.
func (s *Sandbox) nestedList(path string, e endpoint, id string, query url.Values) (any, *failure) {
	child := schema[e.kind][e.nested].kind
	expand, query, f := expansions(query, "list of "+child)
	if f != nil {
		return nil, f
	}
	if _, f := (endpoint{}).filter(query); f != nil {
		return nil, f
	}
	parent := s.find(e.kind, id)
	if parent == nil {
		return nil, noSuchObject(http.StatusNotFound, e.kind, id, e.kind)
	}
	all := nested(parent[e.nested])
	if child == "refund" {
		all = s.refundsOf(id)
	}
	return s.slice(cut{path: path, kind: child, all: all, keep: everything, expand: expand["data"]}, query)
}

// cut is what a page is cut out of.
type cut struct {
	path     string
	kind     string
	all      []object
	keep     func(object) bool
	position func(id string) int // nil: look through all
	expand   tree
}

// slice cuts a page out of all objects of a list.
func (s *Sandbox) slice(c cut, query url.Values) (any, *failure) {
	limit, f := limitOf(query)
	if f != nil {
		return nil, f
	}
	after, before := query.Get("starting_after"), query.Get("ending_before")
	if after != "" && before != "" {
		return nil, badRequest("parameters_exclusive", "", "You may only specify one of these parameters: starting_after, ending_before.")
	}
	for param, id := range map[string]string{"starting_after": after, "ending_before": before} {
		if id != "" && c.at(id) < 0 {
			return nil, noSuchObject(http.StatusBadRequest, c.kind, id, param)
		}
	}
	if before != "" {
		kept := filtered(c.all[:c.at(before)], c.keep)
		return s.page(c.path, kept[max(0, len(kept)-limit):], len(kept) > limit, c.expand), nil
	}
	if after != "" {
		c.all = c.all[c.at(after)+1:]
	}
	kept := firstFew(c.all, c.keep, limit+1)
	return s.page(c.path, kept[:min(limit, len(kept))], len(kept) > limit, c.expand), nil
}

func (c cut) at(id string) int {
	if c.position != nil {
		return c.position(id)
	}
	return slices.IndexFunc(c.all, func(o object) bool { return o.id() == id })
}

func filtered(all []object, keep test) []object { return firstFew(all, keep, len(all)) }

func firstFew(all []object, keep test, n int) []object {
	var out []object
	for _, o := range all {
		if len(out) == n {
			break
		}
		if keep(o) {
			out = append(out, o)
		}
	}
	return out
}

func (s *Sandbox) page(path string, objects []object, more bool, expand tree) map[string]any {
	data := make([]any, len(objects))
	for i, o := range objects {
		data[i] = s.render(o, expand)
	}
	return map[string]any{"object": "list", "url": path, "has_more": more, "data": data}
}

const (
	defaultLimit = 10
	maxLimit     = 100
)

func limitOf(query url.Values) (int, *failure) {
	if !query.Has("limit") {
		return defaultLimit, nil
	}
	limit, err := strconv.Atoi(query.Get("limit"))
	switch {
	case err != nil:
		return 0, badRequest("parameter_invalid_integer", "limit", "Invalid integer: %s", query.Get("limit"))
	case limit < 1:
		return 0, badRequest("parameter_invalid_integer", "limit", "This value must be greater than or equal to 1.")
	case limit > maxLimit:
		return 0, badRequest("parameter_invalid_integer", "limit", "This value must be less than or equal to %d (it currently is '%d').", maxLimit, limit)
	}
	return limit, nil
}

// filter returns which objects a query asks for; paging is not its business.
func (e endpoint) filter(query url.Values) (test, *failure) {
	var tests []test
	for name, values := range gathered(query) {
		if name == "limit" || name == "starting_after" || name == "ending_before" {
			continue
		}
		test, f := e.test(name, values)
		if f != nil {
			return nil, f
		}
		tests = append(tests, test)
	}
	if hides := e.hides; hides != nil && !query.Has(hides.unless) {
		tests = append(tests, func(o object) bool { return o[hides.field] != hides.value })
	}
	if !query.Has("customer") && !query.Has("subscription") && !query.Has("test_clock") {
		tests = append(tests, func(o object) bool { return o["test_clock"] == nil })
	}
	return func(o object) bool {
		return !slices.ContainsFunc(tests, func(test test) bool { return !test(o) })
	}, nil
}

func (e endpoint) test(name string, values []string) (test, *failure) {
	if base, _, _ := strings.Cut(name, "["); slices.Contains(e.times, base) {
		return byTime(name, values)
	}
	if make, known := e.filters[name]; known {
		return make(name, values)
	}
	return nil, unknownParameter(name)
}

// gathered are the parameters of a query, the elements of an array (types[], types[0]) under one name: types[].
func gathered(query url.Values) url.Values {
	out := url.Values{}
	for _, name := range slices.Sorted(maps.Keys(query)) {
		as := name
		if base, index, _ := strings.Cut(name, "["); index == "]" || isNumber(strings.TrimSuffix(index, "]")) {
			as = base + "[]"
		}
		out[as] = append(out[as], query[name]...)
	}
	return out
}

func isNumber(text string) bool {
	_, err := strconv.ParseUint(text, 10, 16)
	return err == nil
}

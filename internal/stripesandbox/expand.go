package stripesandbox

import (
	"net/url"
	"slices"
	"strings"
)

// tree is what a request expands: "data.customer" and "data.price.product" are {data: {customer: {}, price: {product: {}}}}.
type tree map[string]tree

// maxDepth is how many levels an expansion may have.
const maxDepth = 4

// expansions takes the expand parameters out of a query and checks them against the fields of a kind.
func expansions(query url.Values, kind string) (tree, url.Values, *failure) {
	root, rest := tree{}, url.Values{}
	for name, values := range query {
		if !isArray(name, "expand") {
			rest[name] = values
			continue
		}
		for _, path := range values {
			levels := strings.Split(path, ".")
			if len(levels) > maxDepth {
				return nil, nil, badRequest("", "expand", "You cannot expand more than %d levels of a property. Property: %s", maxDepth, path)
			}
			if !expandable(kind, levels) {
				return nil, nil, badRequest("", "expand", "This property cannot be expanded (%s).", path)
			}
			root.add(levels)
		}
	}
	return root, rest, nil
}

// isArray reports whether a parameter is name[] or name[0], name[1], …
func isArray(parameter, name string) bool {
	index, ok := strings.CutPrefix(parameter, name+"[")
	return ok && strings.HasSuffix(index, "]")
}

func (t tree) add(levels []string) {
	for _, level := range levels {
		if t[level] == nil {
			t[level] = tree{}
		}
		t = t[level]
	}
}

func expandable(kind string, levels []string) bool {
	if strings.HasPrefix(kind, "list of ") {
		return levels[0] == "data" && len(levels) > 1 && expandable(strings.TrimPrefix(kind, "list of "), levels[1:])
	}
	f, known := schema[kind][levels[0]]
	switch {
	case !known:
		return false
	case f.role == sublist || f.role == hiddenList:
		return len(levels) == 1 || expandable("list of "+f.kind, levels[1:])
	case len(levels) == 1:
		return true
	}
	return f.kind == "" && f.role == reference || expandable(f.kind, levels[1:])
}

// find returns a stored object, or what Stripe leaves of a deleted customer, or nil.
func (s *Sandbox) find(kind, id string) object {
	if kind == "" {
		kind = s.kindOf(id)
	}
	if kind == "subscription_item" {
		return s.item(id)
	}
	if o, ok := s.collection(kind).byID[id]; ok {
		return o
	}
	if s.deleted[id] == kind && kind == "customer" {
		return object{"id": id, "object": kind, "deleted": true}
	}
	return nil
}

func (s *Sandbox) kindOf(id string) string {
	for kind, c := range s.kinds {
		if _, ok := c.byID[id]; ok {
			return kind
		}
	}
	return s.deleted[id]
}

func (s *Sandbox) item(id string) object {
	for _, subscription := range s.collection("subscription").byID {
		for _, item := range nested(subscription["items"]) {
			if item.id() == id {
				return item
			}
		}
	}
	return nil
}

// render is an object as the API answers it.
func (s *Sandbox) render(o object, expand tree) map[string]any {
	out := make(map[string]any, len(o))
	fields := schema[o.kind()]
	for name, value := range o {
		sub, wanted := expand[name]
		switch f := fields[name]; f.role {
		case reference:
			out[name] = s.refer(value, f.kind, sub, wanted)
		case references:
			out[name] = s.referAll(value, f.kind, sub, wanted)
		case inline:
			out[name] = s.whole(value, f.kind, sub)
		case sublist:
			out[name] = s.sublist(nestedURL(o, name), nested(value), sub["data"])
		case hidden:
			if wanted {
				out[name] = value
			}
		case hiddenList:
			if wanted {
				out[name] = s.sublist(nestedURL(o, name), nested(value), sub["data"])
			}
		default:
			out[name] = value
		}
	}
	if refunds, wanted := expand["refunds"]; wanted && o.kind() == "charge" {
		out["refunds"] = s.sublist(nestedURL(o, "refunds"), s.refundsOf(o.id()), refunds["data"])
	}
	if shown, lazy := o["data"].(snapshot); lazy {
		out["data"] = s.reveal(shown)
	}
	return out
}

// whole answers what is always shown whole, alone or in a list.
func (s *Sandbox) whole(value any, kind string, expand tree) any {
	if _, several := value.([]any); several {
		return s.referAll(value, kind, expand, true)
	}
	return s.refer(value, kind, expand, true)
}

// refer answers a reference: the object where it is wanted, else its id.
func (s *Sandbox) refer(value any, kind string, expand tree, wanted bool) any {
	given, whole := value.(map[string]any)
	switch {
	case whole && wanted:
		return s.render(given, expand)
	case whole:
		return object(given).id()
	case wanted && text(value) != "":
		if o := s.find(kind, text(value)); o != nil {
			return s.render(o, expand)
		}
	}
	return value
}

func (s *Sandbox) referAll(value any, kind string, expand tree, wanted bool) any {
	given, _ := value.([]any)
	out := make([]any, 0, len(given))
	for _, each := range given {
		out = append(out, s.refer(each, kind, expand, wanted))
	}
	return out
}

// nestedCut is how many elements of a nested list are answered inside their object.
const nestedCut = 10

func (s *Sandbox) sublist(path string, all []object, expand tree) map[string]any {
	return s.page(path, all[:min(len(all), nestedCut)], len(all) > nestedCut, expand)
}

func nestedURL(o object, name string) string {
	switch o.kind() {
	case "subscription":
		return "/v1/subscription_items?subscription=" + o.id()
	case "checkout.session":
		return "/v1/checkout/sessions/" + o.id() + "/" + name
	}
	return "/v1/" + o.kind() + "s/" + o.id() + "/" + name
}

func (s *Sandbox) refundsOf(charge string) []object {
	return slices.Collect(func(yield func(object) bool) {
		for _, refund := range s.collection("refund").newestFirst() {
			if same(refund["charge"], charge) && !yield(refund) {
				return
			}
		}
	})
}

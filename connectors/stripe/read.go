package stripe

import (
	"context"
	"encoding/json"
	"maps"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"daybook"
)

// name tells a list from others, of the same path as well.
func (l list) name() string {
	parts := []string{l.part}
	for _, filter := range slices.Sorted(maps.Keys(l.filters)) {
		parts = append(parts, filter+"="+l.filters[filter])
	}
	return strings.Join(parts, " ")
}

// silent reports whether a change of the list's objects is told by no event: what is new has to be listed.
func (l list) silent() bool { return l.kind == "balance_transaction" || l.kind == "event" }

// listFor returns a list that has objects of a kind.
func listFor(kind string) (list, bool) {
	all := lists()
	n := slices.IndexFunc(all, func(l list) bool { return l.kind == kind })
	if n < 0 {
		return list{}, false
	}
	return all[n], true
}

// page reads the first page of what is left of a window, each object whole, and whether there is more.
func (p *pull) page(ctx context.Context, l list, w timespan) ([]document, bool, error) {
	q := query{filters: l.filters, expand: l.expand, since: w.from, until: w.until, after: w.after}
	raws, more, err := p.api.first(ctx, l.path(), q)
	if w.after != "" && missing(err) { // what we go on after was deleted: read its second again
		q.after = ""
		raws, more, err = p.api.first(ctx, l.path(), q)
	}
	var read []document
	var form canonicalizer
	for _, raw := range raws {
		if err == nil {
			raw, err = p.complete(ctx, l, raw)
		}
		if err != nil {
			return nil, false, err
		}
		doc, err := p.document(&form, l, raw)
		if err != nil {
			return nil, false, err
		}
		read = append(read, doc)
	}
	return read, more, err
}

// one reads one object; ok is false where it is gone.
func (p *pull) one(ctx context.Context, l list, id string) (doc document, ok bool, err error) {
	var raw json.RawMessage
	err = p.api.get(ctx, l.path()+"/"+url.PathEscape(id), l.expand, &raw)
	if missing(err) {
		return document{}, false, nil
	}
	if err == nil {
		raw, err = p.complete(ctx, l, raw)
	}
	if err != nil {
		return document{}, false, err
	}
	doc, err = p.document(&canonicalizer{}, l, raw)
	return doc, !doc.deleted, err
}

// document is an object as it is kept.
func (p *pull) document(form *canonicalizer, l list, raw json.RawMessage) (document, error) {
	says, body, err := form.canonical(l.kind, raw)
	if err != nil {
		return document{}, err
	}
	if says.livemode != "" && says.livemode != strconv.FormatBool(p.live()) {
		return document{}, &daybook.Error{Place: says.id, Found: "an object of the other mode", Wanted: "one in " + p.who.mode(),
			Remedy: "test mode and live mode never mix: see that base_url is Stripe's API"}
	}
	belongs := says.belongs()
	if says.id == "" {
		says.id, belongs = itself(body), raw
	}
	return document{kind: l.kind, id: says.id, owner: l.owner(belongs), created: says.created, deleted: says.deleted, body: body}, nil
}

// hasMore finds a nested list that is cut, or what looks like one.
var hasMore = regexp.MustCompile(`"has_more":\s*true`)

// complete adds to an object what its list does not show of it.
func (p *pull) complete(ctx context.Context, l list, raw json.RawMessage) (json.RawMessage, error) {
	if l.again == nil && !hasMore.Match(raw) {
		return raw, nil
	}
	if l.again != nil {
		if expand := l.again(raw); expand != nil {
			var whole json.RawMessage
			err := p.api.get(ctx, l.path()+"/"+url.PathEscape(idOf(raw)), expand, &whole)
			return whole, err
		}
	}
	switch l.kind {
	case "invoice":
		return p.follow(ctx, raw, "lines", "/v1/invoices/"+url.PathEscape(idOf(raw))+"/lines", query{expand: []string{"discounts"}})
	case "credit_note":
		return p.follow(ctx, raw, "lines", "/v1/credit_notes/"+url.PathEscape(idOf(raw))+"/lines", query{})
	case "subscription":
		return p.follow(ctx, raw, "items", "/v1/subscription_items",
			query{filters: map[string]string{"subscription": idOf(raw)}, expand: []string{"discounts"}})
	}
	return raw, nil
}

// follow reads the elements of a nested list that did not fit into its object.
func (p *pull) follow(ctx context.Context, raw json.RawMessage, name, path string, rest query) (json.RawMessage, error) {
	var object map[string]json.RawMessage
	var inner nested[json.RawMessage]
	if parse(raw, &object) != nil || parse(object[name], &inner) != nil || !inner.HasMore || len(inner.Data) == 0 {
		return raw, nil
	}
	rest.after = idOf(inner.Data[len(inner.Data)-1])
	for more, err := range p.api.list(ctx, path, rest) {
		if err != nil {
			return nil, err
		}
		inner.Data = append(inner.Data, more)
	}
	inner.HasMore = false
	var err error
	if object[name], err = json.Marshal(inner); err != nil {
		return nil, err
	}
	return json.Marshal(object)
}

package stripe

import (
	"context"
	"encoding/json"
	"net/url"

	"daybook"
)

// pull is one walk through all lists.
type pull struct {
	*source
	api       api
	documents []document
}

func (s *source) newPull() *pull { return &pull{source: s, api: s.api(s.patience)} }

// read reads a list to its end.
func (p *pull) read(ctx context.Context, l list) error {
	for raw, err := range p.api.list(ctx, l.path(), p.query(l)) {
		if err == nil {
			raw, err = p.complete(ctx, l, raw)
		}
		if err != nil {
			return err
		}
		p.documents = append(p.documents, document{kind: l.kind, id: idOf(raw), owner: l.owner(raw), created: createdOf(raw), body: raw})
	}
	return nil
}

func (s *source) query(l list) query {
	q := query{filters: l.filters, expand: l.expand}
	if l.bounded && !s.options.Start.IsZero() {
		q.since = s.options.Start.Start(s.env.Zone).Unix()
	}
	return q
}

// complete adds to an object what its list does not show of it.
func (p *pull) complete(ctx context.Context, l list, raw json.RawMessage) (json.RawMessage, error) {
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
	if json.Unmarshal(raw, &object) != nil || json.Unmarshal(object[name], &inner) != nil || !inner.HasMore || len(inner.Data) == 0 {
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

// records turns what was read into records.
func (p *pull) records() []daybook.Record {
	settle(p.documents)
	var all []daybook.Record
	sorted := dossiers(p.documents)
	m := p.newMapper(dossier{})
	if len(sorted) > 0 && sorted[0].owner == "" {
		m, sorted = p.newMapper(sorted[0]), sorted[1:]
	}
	for _, owner := range sorted {
		all = append(all, m.derive(owner)...)
	}
	return all
}

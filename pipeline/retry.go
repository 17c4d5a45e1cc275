package pipeline

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"

	"daybook"
)

// Retried is what became of the rejects of one source.
type Retried struct {
	Source    string `json:"source"`
	Mended    int    `json:"mended"`    // they are rejects no longer: read well, or gone from the source
	Remaining int    `json:"remaining"` // they still are
	New       int    `json:"new"`       // they were none before
}

// Retry runs the sources that have rejects, all or those named, and reads the parts with rejects again also where
// nothing has changed. Where no source has any, the report is of no run.
func (p *Pipeline) Retry(ctx context.Context, o Options) ([]Retried, Report, error) {
	if err := p.checkNames(o.Sources); err != nil {
		return nil, Report{}, err
	}
	before, err := p.rejects(ctx, o.Sources)
	if err != nil || len(before) == 0 {
		return []Retried{}, newReport(writing{}), err
	}
	o.Command, o.Retry, o.Sources = "retry", true, nil
	for _, s := range p.sources {
		if len(before[s.Name]) > 0 {
			o.Sources = append(o.Sources, s.Name)
		}
	}
	report, err := p.Run(ctx, o)
	after, readErr := p.rejects(context.WithoutCancel(ctx), o.Sources)
	if readErr != nil {
		return nil, report, readErr
	}
	var all []Retried
	for _, name := range o.Sources {
		all = append(all, compareRejects(name, before[name], after[name]))
	}
	return all, report, err
}

// rejects lists the rejects of configured sources, all or those named, by source.
func (p *Pipeline) rejects(ctx context.Context, names []string) (map[string][]daybook.StoredReject, error) {
	all, err := p.Book.Rejects(ctx, "")
	bySource := map[string][]daybook.StoredReject{}
	for _, r := range all {
		name := r.Origin.Source
		if p.configured(name) && (len(names) == 0 || slices.Contains(names, name)) {
			bySource[name] = append(bySource[name], r)
		}
	}
	return bySource, err
}

// compareRejects pairs the rejects of before and after: the same record rejected for the same reason; then the same
// place, where the reason is another one; then the same content at another place, where rows have moved.
func compareRejects(source string, before, after []daybook.StoredReject) Retried {
	r := Retried{Source: source}
	for _, key := range []func(daybook.StoredReject) string{wholeReject, placeOfReject, contentOfReject} {
		var paired int
		before, after, paired = pair(before, after, key)
		r.Remaining += paired
	}
	r.Mended, r.New = len(before), len(after)
	return r
}

// pair takes out of two lists what has the same key, one for one.
func pair(before, after []daybook.StoredReject, key func(daybook.StoredReject) string) (left, came []daybook.StoredReject, paired int) {
	waiting := map[string]int{}
	for _, r := range before {
		waiting[key(r)]++
	}
	met := map[string]int{}
	for _, r := range after {
		if k := key(r); waiting[k] > 0 {
			waiting[k]--
			met[k]++
			paired++
			continue
		}
		came = append(came, r)
	}
	for _, r := range before {
		if k := key(r); met[k] > 0 {
			met[k]--
			continue
		}
		left = append(left, r)
	}
	return left, came, paired
}

func wholeReject(r daybook.StoredReject) string {
	return placeOfReject(r) + contentOfReject(r) + r.Reason
}

func placeOfReject(r daybook.StoredReject) string {
	return fmt.Sprintf("%q %q", r.Origin.ID, r.Origin.Place)
}

func contentOfReject(r daybook.StoredReject) string {
	raw, err := json.Marshal([]any{r.File, r.Sheet, r.Column, r.Value, r.Raw})
	if err != nil {
		panic(err) // texts: it cannot fail
	}
	return string(raw)
}

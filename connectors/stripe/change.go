package stripe

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"sync"

	stripego "github.com/stripe/stripe-go/v76"

	"daybook"
)

// change reads again what has changed since the last pull. Where events are missing everything is listed again.
func (p *pull) change(ctx context.Context) error {
	if p.request.Sample {
		return nil
	}
	all, fresh, why, err := p.news(ctx)
	if err != nil {
		return err
	}
	if why != "" {
		p.env.Log.Warn("everything is listed again: " + why)
		if err := p.restart(ctx); err != nil {
			return err
		}
		return errors.Join(p.list(ctx), p.derive(ctx))
	}
	from := p.note.Feed.Since - slack
	if err := p.readAgain(ctx, p.subjects(fresh)); err != nil {
		return err
	}
	if err := p.listSilent(ctx, from, fresh); err != nil {
		return err
	}
	p.note.Feed.add(p.now(), all)
	p.note.Retry = p.failed
	return p.commit(ctx, false)
}

// listSilent lists the newest objects of which no event tells, and the events that are kept, where there are new ones.
func (p *pull) listSilent(ctx context.Context, from int64, fresh []told) error {
	for _, l := range lists() {
		none := l.kind == "event" && !slices.ContainsFunc(fresh, func(e told) bool { return e.kind == l.filters["type"] })
		if !l.silent() || none {
			continue
		}
		w := timespan{from: max(from, 0)}
		if l.bounded {
			w.from = max(w.from, p.note.From)
		}
		if err := p.listNewest(ctx, l, w); err != nil {
			return err
		}
	}
	return nil
}

// listNewest reads a window and applies it page by page, each after what has moved the money that it tells of.
func (p *pull) listNewest(ctx context.Context, l list, w timespan) error {
	for more := true; more; {
		var read []document
		var err error
		if read, more, err = p.page(p.limited, l, w); err != nil {
			return daybook.At(l.part, err)
		}
		unheard, err := p.unheard(ctx, read)
		if err == nil {
			err = p.readAgain(ctx, unheard)
		}
		if err == nil {
			err = p.apply(ctx, read)
		}
		if err != nil {
			return err
		}
		if more {
			w = w.rest(read)
		}
	}
	return nil
}

// readAgain reads changed objects once more and applies them, so many at a time. One that Stripe fails to answer
// is noted and tried again by the next pull; until then the notes of earlier pulls stand.
func (p *pull) readAgain(ctx context.Context, all []changed) error {
	for some := range slices.Chunk(all, max(1, p.batch/10)) {
		documents, err := p.readAll(ctx, some)
		if err == nil {
			err = p.apply(ctx, documents)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// tooMany failing objects mean that it is not about them.
const tooMany = 20

// readAll reads objects, several at a time, and with less patience than lists: what fails has its turn again.
func (p *pull) readAll(ctx context.Context, some []changed) ([]document, error) {
	answers := make([][]document, len(some))
	failures := make([]error, len(some))
	free := make(chan struct{}, p.options.InFlight)
	hasty := *p
	patience := p.patience
	patience.tries = checkTries
	hasty.api = p.source.api(patience)
	var working sync.WaitGroup
	for n, one := range some {
		free <- struct{}{}
		working.Go(func() {
			answers[n], failures[n] = hasty.again(p.limited, one)
			<-free
		})
	}
	working.Wait()
	var documents []document
	for n, err := range failures {
		documents = append(documents, answers[n]...)
		if err == nil {
			continue
		}
		if !mayPass(err) || p.limited.Err() != nil || len(p.failed) >= tooMany {
			return nil, daybook.At(some[n].kind+" "+some[n].id, err)
		}
		p.failed = append(p.failed, p.retry(some[n], err))
	}
	return documents, nil
}

// retry notes an object that could not be read, and since when.
func (p *pull) retry(one changed, err error) retry {
	noted := retry{Kind: one.kind, ID: one.id, Since: p.now(), Why: p.explain(p.limited, p.limited, err).Error()}
	for _, former := range p.note.Retry {
		if former.Kind == one.kind && former.ID == one.id {
			noted.Since = former.Since
		}
	}
	return noted
}

// mayPass reports an error that is about one object at this moment.
func mayPass(err error) bool {
	var refused *stripego.Error
	if errors.As(err, &refused) {
		code := refused.HTTPStatusCode
		return code >= http.StatusInternalServerError || code == http.StatusConflict || code == http.StatusTooManyRequests
	}
	var unreached *url.Error
	return errors.As(err, &unreached)
}

func missing(err error) bool {
	var refused *stripego.Error
	return errors.As(err, &refused) && refused.Code == stripego.ErrorCodeResourceMissing
}

// again reads a changed object, and those that changed with it and of which no event tells.
func (p *pull) again(ctx context.Context, one changed) ([]document, error) {
	l, ok := listFor(one.kind)
	if !ok {
		return nil, nil
	}
	doc, there, err := p.one(ctx, l, one.id)
	switch {
	case err != nil:
		return nil, err
	case !there:
		return p.gone(ctx, l, one)
	case l.bounded && doc.created < p.note.From:
		return nil, nil
	case one.kind == "charge":
		refunds, err := p.refundsOf(ctx, doc)
		return append([]document{doc}, refunds...), err
	}
	return []document{doc}, nil
}

// gone is an object that Stripe has no longer: as it was kept, else as the event of its deletion shows it, else nothing.
func (p *pull) gone(ctx context.Context, l list, one changed) ([]document, error) {
	for kept, err := range p.request.Documents.Documents(ctx, daybook.DocumentQuery{Types: []string{one.kind}, IDs: []string{one.id}}) {
		if err != nil {
			return nil, err
		}
		doc := stored(kept)
		doc.deleted = true
		return []document{doc}, nil
	}
	if one.last == nil {
		return nil, nil
	}
	doc, err := p.document(&canonicalizer{}, l, one.last)
	doc.deleted = true
	return []document{doc}, err
}

// refundsOf are the refunds of a charge. Stripe tells of a new one only by the charge.
func (p *pull) refundsOf(ctx context.Context, charge document) ([]document, error) {
	var c struct {
		Refunded int64 `json:"amount_refunded"`
	}
	if parse(charge.body, &c) == nil && c.Refunded == 0 {
		return nil, nil
	}
	var refunds []document
	l, _ := listFor("refund")
	for raw, err := range p.api.list(ctx, l.path(), query{filters: map[string]string{"charge": charge.id}, expand: l.expand}) {
		if err != nil {
			return nil, err
		}
		doc, err := p.document(&canonicalizer{}, l, raw)
		if err != nil {
			return nil, err
		}
		if doc.created >= p.note.From {
			refunds = append(refunds, doc)
		}
	}
	return refunds, nil
}

// pending is the error of a pull that could not read everything again.
func (p *pull) pending() error {
	if len(p.note.Retry) == 0 {
		return nil
	}
	first := p.note.Retry[0]
	return &daybook.Incomplete{Err: &daybook.Error{Code: daybook.Unreachable, Place: first.Kind + " " + first.ID,
		Found:  fmt.Sprintf("%d changed objects that could not be read again (this one since %s: %s)", len(p.note.Retry), p.since(first.Since), first.Why),
		Remedy: "run again later: everything else is stored, and these are tried again"}}
}

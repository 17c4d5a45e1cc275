package pipeline

import (
	"context"
	"errors"
	"slices"

	"daybook"
)

// reconciler is a source that can compare what the book holds of it with the outside, and mend what differs.
type reconciler interface {
	Reconcile(ctx context.Context, request daybook.Request, into daybook.Sink) (daybook.Reconciliation, error)
}

// Reconcile compares a source with the book, and mends what differs. Figures follow with the next run.
func (p *Pipeline) Reconcile(ctx context.Context, name string) (daybook.Reconciliation, error) {
	if err := p.checkNames([]string{name}); err != nil {
		return daybook.Reconciliation{}, err
	}
	s := p.sources[slices.IndexFunc(p.sources, func(s source) bool { return s.Name == name })]
	able, ok := s.Source.(reconciler)
	if !ok {
		return daybook.Reconciliation{}, &daybook.Error{Code: daybook.Misconfigured, Place: s.at("type"), Found: "a source of type " + s.Type,
			Wanted: "one that can be asked for its sums", Remedy: "daybook backfill --source " + name + " reads it again as a whole"}
	}
	lease, err := p.Book.Acquire(ctx, p.Holder, p.Wait, p.Waiting)
	if err != nil {
		return daybook.Reconciliation{}, err
	}
	defer lease.Release(context.WithoutCancel(ctx))
	run, err := p.Book.BeginRun(ctx, lease, daybook.Run{Command: "reconcile", StartedAt: p.Now(), Status: "running"})
	if err != nil {
		return daybook.Reconciliation{}, err
	}
	return p.reconcile(ctx, writing{lease, run}, s, able)
}

func (p *Pipeline) reconcile(ctx context.Context, w writing, s source, able reconciler) (daybook.Reconciliation, error) {
	report := newReport(w)
	former, err := p.formerStatuses(ctx)
	if err != nil {
		return daybook.Reconciliation{}, errors.Join(err, p.end(ctx, w, &report, err))
	}
	var found daybook.Reconciliation
	result := Sync{Source: s.Name}
	result.Tally, result.err = p.into(ctx, w, s, Options{}, func(ctx context.Context, request daybook.Request, into daybook.Sink) (err error) {
		found, err = able.Reconcile(ctx, request, into)
		return err
	})
	if result.err != nil {
		result.err = daybook.At("source "+s.Name, result.err)
		result.Error = result.err.Error()
	}
	report.Syncs = []Sync{result}
	if ctx.Err() == nil {
		result.err = errors.Join(result.err, p.Book.SetSourceStatus(ctx, w.lease, p.status(w, s, result, former[s.Name])))
	}
	return found, errors.Join(result.err, p.end(ctx, w, &report, result.err))
}

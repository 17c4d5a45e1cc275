package pipeline

import (
	"context"
	"errors"
	"os"
	"path/filepath"

	"daybook"
	"daybook/pipeline/journal"
)

// DryRun does what Run would do on a copy of the book that is thrown away, and hands every figure that
// would change to each. The book itself is only read.
func (p *Pipeline) DryRun(ctx context.Context, o Options, each func(journal.Change) error) (report Report, err error) {
	if err := errors.Join(p.checkNames(o.Sources), p.checkKPIs(o.KPIs)); err != nil {
		return report, err
	}
	dir, err := os.MkdirTemp("", "daybook-dry-run-")
	if err != nil {
		return report, err
	}
	defer os.RemoveAll(dir)
	scratch, err := journal.Open(ctx, filepath.Join(dir, "book.db"), journal.Options{Company: p.Config.Company.Name, Now: p.Now})
	if err != nil {
		return report, err
	}
	defer scratch.Close()
	lease, err := scratch.Acquire(ctx, p.Holder, 0, nil)
	if err != nil {
		return report, err
	}
	defer lease.Release(context.WithoutCancel(ctx))
	return p.dryRun(ctx, scratch, lease, o, each)
}

func (p *Pipeline) dryRun(ctx context.Context, scratch *journal.Book, lease *journal.Lease, o Options, each func(journal.Change) error) (Report, error) {
	run, err := scratch.BeginRun(ctx, lease, daybook.Run{Command: o.Command, StartedAt: p.Now(), Status: "running"})
	if err != nil {
		return Report{}, err
	}
	if err := p.copyTo(ctx, scratch, lease, run.ID); err != nil {
		return Report{}, err
	}
	trial := *p
	trial.Book = scratch
	return trial.compareWith(ctx, p.Book, writing{lease, run}, o, each)
}

// copyTo copies the facts, and how each source fares.
func (p *Pipeline) copyTo(ctx context.Context, scratch *journal.Book, lease *journal.Lease, run int64) error {
	if err := p.Book.CopyTo(ctx, scratch, lease, run); err != nil {
		return err
	}
	statuses, err := p.Book.SourceStatuses(ctx)
	for _, status := range statuses {
		err = errors.Join(err, scratch.SetSourceStatus(ctx, lease, status))
	}
	return err
}

// compareWith pulls and computes, and compares with what a book has published.
func (p *Pipeline) compareWith(ctx context.Context, published *journal.Book, w writing, o Options, each func(journal.Change) error) (Report, error) {
	report := newReport(w)
	syncs, err := p.sync(ctx, w, o)
	report.Syncs = append(report.Syncs, syncs...)
	report.Notices = append(report.Notices, noticesOf(syncs)...)
	if err = errors.Join(err, failures(syncs)); err != nil {
		return report, err
	}
	for _, s := range syncs {
		report.Rejects += s.Tally.Rejects
	}
	due, notices, err := p.computable(ctx, o.Days)
	report.Notices = append(report.Notices, notices...)
	if err != nil || due.scope.Len() == 0 {
		return report, err
	}
	report.Run.From, report.Run.To = due.days.From, due.days.To
	figures, err := p.compute(ctx, due.scope, o.KPIs)
	if err != nil {
		return report, err
	}
	report.Notices = append(report.Notices, figures.notices...)
	report.Published, err = published.Preview(ctx, journal.Scope{Days: due.scope, KPIs: o.KPIs}, p.counted("compare", figures.snapshots), each)
	return report, err
}

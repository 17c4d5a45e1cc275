package pipeline

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"daybook"
	"daybook/config"
	"daybook/pipeline/journal"
)

// Options says which part of the road to walk.
type Options struct {
	Command string        // run, backfill, daemon, retry: for the history
	Sources []string      // pull only from these; nil: all
	KPIs    []string      // compute only these; nil: all
	Days    daybook.Range // compute these days; From zero: from the first day with facts
	Reread  bool          // pull again what the cursors would leave out
	Anew    bool          // compute everything anew, and not only what has changed since the last run

	Retry         bool // read again what has rejects, though it is unchanged
	AcceptColumns bool // take the columns of files as they are now
}

// Report is what a run did.
type Report struct {
	Run       daybook.Run       `json:"run"`
	Syncs     []Sync            `json:"sources"`
	Published journal.Published `json:"published"`
	Loads     []Load            `json:"loaders"`
	Notices   []daybook.Notice  `json:"notices"`
	Rejects   int64             `json:"rejects"` // current ones of all sources
}

// Today is the company's present day.
func (p *Pipeline) Today() daybook.Day { return daybook.DayOf(p.Now(), p.Config.Company.Zone) }

// Run pulls, computes, publishes and feeds the loaders. The report is valid also where there is an
// error: everything that could be done was. A source or loader that fails is an error of the run, not
// its end; figures after the last day that a failed source is complete for are held back.
func (p *Pipeline) Run(ctx context.Context, o Options) (Report, error) {
	if err := errors.Join(p.checkNames(o.Sources), p.checkKPIs(o.KPIs)); err != nil {
		return Report{}, err
	}
	lease, err := p.Book.Acquire(ctx, p.Holder, p.Wait, p.Waiting)
	if err != nil {
		return Report{}, err
	}
	defer lease.Release(context.WithoutCancel(ctx))
	run, err := p.Book.BeginRun(ctx, lease, daybook.Run{Command: o.Command, StartedAt: p.Now(), Status: "running"})
	if err != nil {
		return Report{}, err
	}
	return p.walk(ctx, writing{lease, run}, o)
}

func (p *Pipeline) walk(ctx context.Context, w writing, o Options) (Report, error) {
	report := newReport(w)
	err := p.pullAndPublish(ctx, w, o, &report)
	if ctx.Err() != nil {
		err = ctx.Err()
	}
	if endErr := p.end(ctx, w, &report, err); endErr != nil {
		return report, errors.Join(err, endErr)
	}
	if ctx.Err() != nil {
		return report, err
	}
	report.Loads = append(report.Loads, p.load(ctx, report.Run.ID)...)
	if loadErr := loadFailures(report.Loads); loadErr != nil {
		err = errors.Join(err, loadErr)
		return report, errors.Join(err, p.end(ctx, w, &report, err))
	}
	return report, err
}

// newReport has no list that is null as JSON.
func newReport(w writing) Report {
	return Report{Run: w.run, Syncs: []Sync{}, Loads: []Load{}, Notices: []daybook.Notice{}}
}

func (p *Pipeline) pullAndPublish(ctx context.Context, w writing, o Options, report *Report) error {
	syncs, err := p.sync(ctx, w, o)
	report.Syncs = append(report.Syncs, syncs...)
	report.Notices = append(report.Notices, noticesOf(syncs)...)
	if err != nil {
		return err
	}
	failed := failures(syncs)
	window, notices, err := p.computable(ctx, o.Days)
	report.Notices = append(report.Notices, notices...)
	if err == nil && window.scope.Len() > 0 {
		err = p.computeAndPublish(ctx, w, window, o, report)
	}
	return errors.Join(failed, err)
}

// window is what a run computes.
type window struct {
	scope daybook.Range // every figure in it is published anew, or closed where there is none any more
	days  daybook.Range // its part from the first fact on; empty where there is none
}

// computable says what can be computed of the asked days: from the first of all where none is asked for, up to
// the last day that no failed source leaves in doubt.
func (p *Pipeline) computable(ctx context.Context, asked daybook.Range) (window, []daybook.Notice, error) {
	statuses, err := p.Book.SourceStatuses(ctx)
	if err != nil {
		return window{}, nil, err
	}
	to, notices := p.heldBack(asked.To, statuses)
	scope := daybook.Range{From: max(asked.From, 1), To: to}
	first := firstDay(statuses)
	if first.IsZero() || first > to {
		return window{scope: scope}, append(notices, noFacts(first, asked.To)), nil
	}
	if to-first > longAgo {
		notices = append(notices, daybook.Notice{Place: "sources", Text: fmt.Sprintf("the first fact is of %s; if that is a mistyped year, mend it: every day since is computed", first)})
	}
	return window{scope, daybook.Range{From: max(scope.From, first), To: to}}, notices, nil
}

// longAgo is how many days back the first fact may be before it looks like a mistyped year.
const longAgo = 30 * 366

func noFacts(first, to daybook.Day) daybook.Notice {
	if first.IsZero() {
		return daybook.Notice{Place: "sources", Text: "no facts yet, so there is nothing to compute"}
	}
	return daybook.Notice{Place: "sources", Text: fmt.Sprintf("the first day with facts is %s; there is nothing to compute up to %s", first, to)}
}

func firstDay(statuses []daybook.SourceStatus) daybook.Day {
	var first daybook.Day
	for _, s := range statuses {
		if !s.FirstDay.IsZero() && (first.IsZero() || s.FirstDay < first) {
			first = s.FirstDay
		}
	}
	return first
}

// heldBack returns the last day that no failed source leaves in doubt: the day before its last good read.
func (p *Pipeline) heldBack(to daybook.Day, statuses []daybook.SourceStatus) (daybook.Day, []daybook.Notice) {
	var notices []daybook.Notice
	for _, s := range statuses {
		if s.Status != "failed" || !p.configured(s.Source) {
			continue
		}
		var complete daybook.Day
		if s.LastGoodAt != nil {
			complete = daybook.DayOf(*s.LastGoodAt, p.Config.Company.Zone) - 1
		}
		if complete < to {
			to = complete
			notices = append(notices, daybook.Notice{Place: "source " + s.Source, Text: "figures after " + orNever(complete) + " wait until it can be read"})
		}
	}
	return to, notices
}

func orNever(day daybook.Day) string {
	if day.IsZero() {
		return "its first good read"
	}
	return day.String()
}

// computeAndPublish computes what has changed since the last run where all days are asked for, and else the
// days and KPIs that are.
func (p *Pipeline) computeAndPublish(ctx context.Context, w writing, due window, o Options, report *Report) error {
	if !o.Days.From.IsZero() || len(o.KPIs) > 0 {
		figures, err := p.compute(ctx, due.scope, o.KPIs)
		if err != nil {
			return err
		}
		return p.publish(ctx, w, due.scope, due.days, figures, o.KPIs, report)
	}
	l, err := p.level(ctx, o.Anew)
	if err != nil {
		return err
	}
	l.scopeOf(due, p.figureRules())
	figures, err := l.figuresOf(p, l.scope)
	if err != nil {
		return err
	}
	days := daybook.Range{From: max(due.days.From, l.scope.From), To: due.days.To}
	if err := p.publish(ctx, w, l.scope, days, figures, nil, report); err != nil {
		return err
	}
	return p.keep(ctx, w, l)
}

func (p *Pipeline) publish(ctx context.Context, w writing, scope, days daybook.Range, figures figures, kpis []string, report *Report) error {
	report.Notices = append(report.Notices, figures.notices...)
	var err error
	report.Published, err = p.Book.Publish(ctx, w.lease, w.run.ID, journal.Scope{Days: scope, KPIs: kpis}, figures.catalog, p.counted("publish", figures.snapshots))
	if err == nil && figures.cohorts != nil {
		err = p.Book.PublishCohorts(ctx, w.lease, figures.cohorts)
	}
	if err == nil {
		report.Run.From, report.Run.To = days.From, days.To
	}
	return err
}

// end writes how the run went into its history, also when the context is cancelled.
func (p *Pipeline) end(ctx context.Context, w writing, report *Report, err error) error {
	ctx = context.WithoutCancel(ctx)
	statuses, statusErr := p.Book.SourceStatuses(ctx)
	if statusErr != nil {
		return statusErr
	}
	report.Rejects = 0
	for _, s := range statuses {
		report.Rejects += s.Rejects
	}
	now := p.Now()
	report.Run.FinishedAt = &now
	report.Run.Status = runStatus(err, report)
	report.Run.Error = oneLine(err)
	report.Run.Facts, report.Run.Rejects = 0, 0
	for _, s := range report.Syncs {
		report.Run.Facts += s.Tally.New + s.Tally.Changed + s.Tally.Closed
		report.Run.Rejects += s.Tally.Rejects
	}
	report.Run.Snapshots = report.Published.New
	report.Run.Restated = report.Published.Restated + report.Published.Closed
	return p.Book.EndRun(ctx, w.lease, report.Run)
}

func runStatus(err error, report *Report) string {
	switch {
	case err == nil:
		return "done"
	case errors.Is(err, context.Canceled):
		return "interrupted"
	case report.Run.To.IsZero():
		return "failed"
	}
	return "partial"
}

func oneLine(err error) string {
	switch {
	case err == nil:
		return ""
	case errors.Is(err, context.Canceled):
		return "interrupted; the next run completes it"
	}
	return strings.ReplaceAll(err.Error(), "\n", "; ")
}

// checkKPIs refuses a KPI that nobody defines.
func (p *Pipeline) checkKPIs(names []string) error {
	var known []string
	for _, k := range p.KPIs {
		known = append(known, k.Name)
	}
	var errs []error
	for _, name := range names {
		errs = append(errs, config.OneOf(p.Config.Path, "KPI", name, known))
	}
	return errors.Join(errs...)
}

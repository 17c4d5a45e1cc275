package pipeline

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"slices"

	"daybook"
	"daybook/config"
	"daybook/pipeline/journal"
)

// Sync is how the pull from one source went.
type Sync struct {
	Source string        `json:"source"`
	Tally  journal.Tally `json:"tally"`
	Error  string        `json:"error,omitempty"`

	err     error
	notices []daybook.Notice
}

// writing is a run that holds the book.
type writing struct {
	lease *journal.Lease
	run   daybook.Run
}

// sync pulls from the named sources (all where none is named), one after the other. A source that
// fails holds up no other: its error comes back in its Sync. Only a lost book or a cancelled
// context ends the walk.
func (p *Pipeline) sync(ctx context.Context, w writing, o Options) ([]Sync, error) {
	former, err := p.formerStatuses(ctx)
	if err != nil {
		return nil, err
	}
	var syncs []Sync
	for _, s := range p.sources {
		if len(o.Sources) > 0 && !slices.Contains(o.Sources, s.Name) {
			continue
		}
		result := p.syncOne(ctx, w, s, o)
		result.notices = append(p.warnings.take(), emptied(result, former[s.Name])...)
		if ctx.Err() != nil {
			return syncs, ctx.Err()
		}
		syncs = append(syncs, result)
		if err := p.Book.SetSourceStatus(ctx, w.lease, p.status(w, s, result, former[s.Name])); err != nil {
			return syncs, err
		}
	}
	return syncs, nil
}

// emptied warns where a source has lost more than half of what it held: a truncated export or another
// account looks like that, and the book follows it.
func emptied(result Sync, former daybook.SourceStatus) []daybook.Notice {
	if result.Tally.Closed*2 <= former.Facts {
		return nil
	}
	return []daybook.Notice{{
		Place: "source " + result.Source,
		Text: fmt.Sprintf("%d of its %d facts are gone; if that is not so, mend the source and run again: the book keeps every version",
			result.Tally.Closed, former.Facts),
	}}
}

func noticesOf(syncs []Sync) []daybook.Notice {
	var all []daybook.Notice
	for _, s := range syncs {
		all = append(all, s.notices...)
	}
	return all
}

func (p *Pipeline) syncOne(ctx context.Context, w writing, s source, o Options) Sync {
	result := Sync{Source: s.Name}
	result.Tally, result.err = p.pull(ctx, w, s, o)
	if result.err != nil {
		result.err = daybook.At("source "+s.Name, result.err)
		result.Error = result.err.Error()
		p.Log.Error("source failed", "source", s.Name, "error", result.err)
	}
	return result
}

func (p *Pipeline) pull(ctx context.Context, w writing, s source, o Options) (journal.Tally, error) {
	return p.into(ctx, w, s, o, s.Pull)
}

// into opens the book for what is read from a source, and tells how reading goes on.
func (p *Pipeline) into(ctx context.Context, w writing, s source, o Options, read func(context.Context, daybook.Request, daybook.Sink) error) (journal.Tally, error) {
	request, err := p.request(ctx, s, o)
	if err != nil {
		return journal.Tally{}, err
	}
	sink, err := p.Book.Sink(ctx, w.lease, w.run.ID, s.Name)
	if err != nil {
		return journal.Tally{}, err
	}
	defer sink.Close()
	guarded, err := p.guard(ctx, &tolerantSink{Sink: sink, tolerate: s.tolerate})
	if err != nil {
		return journal.Tally{}, err
	}
	counted := &countingSink{Sink: guarded, progress: p.Progress, stage: "pull " + s.Name}
	err = read(ctx, request, counted)
	p.progress(counted.stage, "records", counted.done, true)
	return sink.Tally(), err
}

// request is what a source is asked for.
func (p *Pipeline) request(ctx context.Context, s source, o Options) (daybook.Request, error) {
	cursor, err := p.Book.Cursor(ctx, s.Name)
	request := daybook.Request{Cursor: cursor, Reread: o.Reread, AcceptColumns: o.AcceptColumns, Documents: p.Book.Documents(s.Name)}
	if err == nil && o.Retry {
		request.Parts, err = p.Book.RejectedParts(ctx, s.Name)
	}
	return request, err
}

// guard puts the privacy rules in front of a sink.
func (p *Pipeline) guard(ctx context.Context, sink daybook.Sink) (daybook.Sink, error) {
	if p.Config.Privacy == config.PrivacyKeep {
		return sink, nil
	}
	if p.Book == nil {
		return privateSink{sink, []byte(rand.Text())}, nil // nothing will be compared with these hashes
	}
	key, err := p.Book.Secret(ctx, "email")
	return privateSink{sink, key}, err
}

func (p *Pipeline) formerStatuses(ctx context.Context) (map[string]daybook.SourceStatus, error) {
	statuses, err := p.Book.SourceStatuses(ctx)
	former := map[string]daybook.SourceStatus{}
	for _, s := range statuses {
		former[s.Source] = s
	}
	return former, err
}

// status says how a source fared now; one that failed was good when it was good last.
func (p *Pipeline) status(w writing, s source, result Sync, former daybook.SourceStatus) daybook.SourceStatus {
	now := p.Now()
	status := daybook.SourceStatus{
		Source: s.Name, Type: s.Type, Status: "ok", LastRunID: w.run.ID,
		LastTriedAt: &now, LastGoodAt: &now, Skips: result.Tally.Skips,
	}
	if result.Tally == (journal.Tally{}) {
		status.Skips = former.Skips // nothing was read, so nothing has changed
	}
	var incomplete *daybook.Incomplete
	switch {
	case errors.As(result.err, &incomplete):
		status.Status, status.Error = "partial", withHint(result.err)
	case result.err != nil:
		status.Status, status.Error, status.LastGoodAt = "failed", withHint(result.err), former.LastGoodAt
		status.Cause = daybook.CodeOf(result.err).String()
	}
	return status
}

// withHint is an error in one text: dashboards have no second line for the hint.
func withHint(err error) string {
	if hint := daybook.HintOf(err); hint != "" {
		return err.Error() + "; " + hint
	}
	return err.Error()
}

// countingSink reports progress every few thousand records.
type countingSink struct {
	daybook.Sink
	progress func(Progress)
	stage    string
	done     int64
}

const progressEvery = 1000

func (s *countingSink) Put(ctx context.Context, record daybook.Record) error {
	s.done++
	if s.progress != nil && s.done%progressEvery == 0 {
		s.progress(Progress{Stage: s.stage, Unit: "records", Done: s.done})
	}
	return s.Sink.Put(ctx, record)
}

// checkNames refuses a source that the configuration does not have.
func (p *Pipeline) checkNames(names []string) error {
	var known []string
	for _, s := range p.sources {
		known = append(known, s.Name)
	}
	var errs []error
	for _, name := range names {
		errs = append(errs, config.OneOf(p.Config.Path, "source", name, known))
	}
	return errors.Join(errs...)
}

func failures(syncs []Sync) error {
	var errs []error
	for _, s := range syncs {
		errs = append(errs, s.err)
	}
	return errors.Join(errs...)
}

package pipeline

import (
	"context"
	"errors"
	"fmt"
	"io"

	"daybook"
	"daybook/pipeline/loaders"
)

// Load is how feeding one target went.
type Load struct {
	Loader string `json:"loader"`
	After  int64  `json:"after"` // the run that the target was level with before
	Run    int64  `json:"run"`   // and after
	Error  string `json:"error,omitempty"`
	err    error
}

// Outcome says it in words.
func (l Load) Outcome() string {
	if l.err != nil {
		return "failed; it will catch up at the next run"
	}
	return fmt.Sprintf("level with run %d", l.Run)
}

// load brings every target level with the book. One that fails holds up no other, and is brought
// level by a later run, because its position stands in the target itself (invariant 9).
func (p *Pipeline) load(ctx context.Context, run int64) []Load {
	var loads []Load
	for _, t := range p.targets {
		l := Load{Loader: t.Name, Run: run}
		l.After, l.err = p.loadOne(ctx, t)
		if l.err != nil {
			l.err = daybook.At("loader "+t.Name, l.err)
			l.Error, l.Run = l.err.Error(), l.After
		}
		loads = append(loads, l)
	}
	return loads
}

func (p *Pipeline) loadOne(ctx context.Context, t target) (after int64, err error) {
	loader, err := p.openTarget(ctx, t)
	if err != nil {
		return 0, err
	}
	defer closeTarget(loader)
	company := p.Config.Company.Name
	after, err = loader.Position(ctx, company)
	if err != nil {
		return 0, err
	}
	publication, err := p.Book.Publication(ctx, after)
	if err != nil {
		return after, err
	}
	p.progress("load "+t.Name, "runs", publication.Run-after, true)
	return after, loader.Load(ctx, publication)
}

func (p *Pipeline) openTarget(ctx context.Context, t target) (daybook.Loader, error) {
	env := loaders.Env{Name: t.Name, Dir: p.Config.Dir, Now: p.Now, Log: p.Log.With("loader", t.Name)}
	return t.driver.Open(ctx, env, t.options)
}

func closeTarget(loader daybook.Loader) {
	if closer, ok := loader.(io.Closer); ok {
		closer.Close()
	}
}

func loadFailures(loads []Load) error {
	var errs []error
	for _, l := range loads {
		errs = append(errs, l.err)
	}
	return errors.Join(errs...)
}

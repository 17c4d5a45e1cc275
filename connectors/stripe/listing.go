package stripe

import (
	"context"
	"errors"

	"daybook"
)

// listing is one walk through all that is still to be listed: several windows at a time are read, and what was
// read is stored by this one goroutine.
type listing struct {
	*pull
	late      bool
	comparing bool       // nothing is noted: what differs is mended at once
	open      []*stretch // not finished; those that are read now among them
	waiting   []*stretch
	results   chan result
	reading   int
	each      func(context.Context, result) error // what becomes of a page
}

// stretch is a window of a list.
type stretch struct {
	list list
	timespan
}

// result is a page of a stretch, or why there is none.
type result struct {
	*stretch
	read []document
	more bool
	err  error
}

// list lists what is still to be listed. What objects hang on is listed before them, so that their owners are known.
func (p *pull) list(ctx context.Context) error {
	for _, late := range []bool{false, true} {
		w := &listing{pull: p, late: late, results: make(chan result)}
		for _, l := range lists() {
			if l.late() == late {
				w.add(l, p.note.Todo[l.name()]...)
			}
		}
		if len(w.open) == 0 {
			continue
		}
		w.each = w.store
		if err := w.walk(ctx); err != nil {
			return err
		}
	}
	p.note.Again = false
	return nil
}

// late reports whether the list's objects hang on those of other lists and do not say whose they are.
func (l list) late() bool { return l.kind == "balance_transaction" }

func (w *listing) add(l list, windows ...timespan) {
	for _, one := range windows {
		s := &stretch{l, one}
		w.open, w.waiting = append(w.open, s), append(w.waiting, s)
	}
}

// walk reads windows until none is open, as many at a time as requests may be in flight. After an error it waits
// for those that are being read, and keeps what was read until then.
func (w *listing) walk(ctx context.Context) error {
	asking, cancel := context.WithCancel(w.limited)
	defer cancel()
	var failed error
	for w.reading > 0 || len(w.waiting) > 0 && failed == nil {
		for failed == nil && w.reading < w.options.InFlight && len(w.waiting) > 0 {
			w.start(asking)
		}
		next := <-w.results
		w.reading--
		if failed != nil {
			continue
		}
		if failed = w.take(ctx, next); failed != nil {
			cancel()
		}
	}
	return w.end(ctx, failed)
}

// start reads the first page of the window that has waited longest.
func (w *listing) start(ctx context.Context) {
	next := w.waiting[0]
	w.waiting = w.waiting[1:]
	w.reading++
	go func() {
		read, more, err := w.page(ctx, next.list, next.timespan)
		w.results <- result{next, read, more, err}
	}()
}

// take stores a page and opens what is left of its window, in two halves where it is crowded and somebody is free.
func (w *listing) take(ctx context.Context, r result) error {
	if r.err != nil {
		return readError{daybook.At(r.list.part, r.err)}
	}
	if err := w.each(ctx, r); err != nil {
		return err
	}
	w.proceed(r)
	if w.put < w.batch {
		return nil
	}
	return w.save(ctx)
}

// store keeps a page, and notes what is gone of what the book has.
func (w *listing) store(ctx context.Context, r result) error {
	var gone []document
	if w.note.Again {
		var err error
		if gone, err = w.missing(ctx, r); err != nil {
			return err
		}
	}
	all := append(bearing(r.read), gone...)
	if err := w.owned(ctx, all); err != nil {
		return err
	}
	return w.keep(ctx, all...)
}

func (w *listing) proceed(r result) {
	if !r.more || w.request.Sample {
		w.close(r.stretch)
		return
	}
	r.timespan = r.timespan.rest(r.read)
	if len(w.waiting)+w.reading < w.options.InFlight {
		if newer, older, ok := r.timespan.split(r.read); ok {
			r.stretch.timespan = newer
			w.add(r.list, older)
		}
	}
	w.waiting = append(w.waiting, r.stretch)
}

func (w *listing) close(done *stretch) {
	for n, s := range w.open {
		if s == done {
			w.open = append(w.open[:n], w.open[n+1:]...)
			return
		}
	}
}

// save commits what was read, with what is still to be read.
func (w *listing) save(ctx context.Context) error {
	for _, l := range lists() {
		if l.late() == w.late {
			delete(w.note.Todo, l.name())
		}
	}
	for _, s := range w.open {
		w.note.Todo[s.list.name()] = append(w.note.Todo[s.list.name()], s.timespan)
	}
	return w.commit(ctx, false)
}

// readError is an error of asking Stripe: it does not keep us from storing what we have.
type readError struct{ error }

func (e readError) Unwrap() error { return e.error }

func (w *listing) end(ctx context.Context, failed error) error {
	if w.comparing {
		return errors.Join(failed, ctx.Err()) // what was mended is stored already
	}
	var reading readError
	if failed != nil && (!errors.As(failed, &reading) || w.put == 0) || ctx.Err() != nil {
		return errors.Join(failed, ctx.Err())
	}
	return errors.Join(failed, w.save(ctx))
}

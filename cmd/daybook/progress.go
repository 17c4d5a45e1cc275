package main

import (
	"fmt"
	"io"
	"time"

	"daybook/pipeline"
)

// progressWriter draws one moving line on a terminal, and plain lines at the end of each stage elsewhere.
type progressWriter struct {
	w       io.Writer
	watched bool
	now     func() time.Time
	drawn   time.Time
	ended   string // the line of the last stage that ended
}

func (a *app) progress() *progressWriter {
	return &progressWriter{w: a.err, watched: a.watched, now: a.now}
}

const redrawEvery = 100 * time.Millisecond

func (p *progressWriter) show(at pipeline.Progress) {
	line := fmt.Sprintf("%-18s %d %s", at.Stage, at.Done, at.Unit)
	if at.Ended && p.watched {
		fmt.Fprint(p.w, "\r\x1b[K")
	}
	switch {
	case at.Ended && line == p.ended: // a stage that walks over the facts twice is one stage
	case at.Ended:
		p.ended = line
		fmt.Fprintln(p.w, line)
	case p.watched && p.now().Sub(p.drawn) >= redrawEvery:
		p.drawn = p.now()
		fmt.Fprintf(p.w, "\r\x1b[K%s …", line)
	}
}

func (a *app) sayWaiting(holder string, until time.Time) {
	fmt.Fprintf(a.err, "waiting: the book is held by %s\n", holder)
}

package main

import (
	"strings"
	"testing"
	"time"

	"daybook/pipeline"
)

func TestOnATerminalProgressMovesOnOneLine(t *testing.T) {
	var out strings.Builder
	now := time.Unix(0, 0)
	p := &progressWriter{w: &out, watched: true, now: func() time.Time { return now }}
	now = now.Add(time.Second)
	p.show(pipeline.Progress{Stage: "pull shop", Done: 1000, Unit: "records"})
	p.show(pipeline.Progress{Stage: "pull shop", Done: 2000, Unit: "records"}) // too soon to be drawn
	now = now.Add(redrawEvery)
	p.show(pipeline.Progress{Stage: "pull shop", Done: 3000, Unit: "records"})
	p.show(pipeline.Progress{Stage: "pull shop", Done: 3500, Unit: "records", Ended: true})
	const want = "\r\x1b[Kpull shop          1000 records …\r\x1b[Kpull shop          3000 records …\r\x1b[Kpull shop          3500 records\n"
	if out.String() != want {
		t.Errorf("%q", out.String())
	}
}

func TestElsewhereAStageIsOneLineAtItsEndHoweverOftenItWalks(t *testing.T) {
	var out strings.Builder
	p := &progressWriter{w: &out, now: time.Now}
	p.show(pipeline.Progress{Stage: "pull shop", Done: 1000, Unit: "records"})
	p.show(pipeline.Progress{Stage: "pull shop", Done: 1500, Unit: "records", Ended: true})
	p.show(pipeline.Progress{Stage: "pull shop", Done: 1500, Unit: "records", Ended: true})
	if out.String() != "pull shop          1500 records\n" {
		t.Errorf("%q", out.String())
	}
}

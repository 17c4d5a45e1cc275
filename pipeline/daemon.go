package pipeline

import (
	"context"
	"slices"
	"time"

	"daybook"
	"daybook/pipeline/schedule"
)

// Daemon runs the pipeline whenever the schedule says so.
type Daemon struct {
	*Pipeline
	jobs   []job
	Sleep  func(time.Duration) // returns early when the daemon is told to stop
	Each   func(Report, error) // called after every run
	Failed func(error)         // called where a run could not begin
}

// job is one schedule: the company's, for all sources without their own, or that of one source.
type job struct {
	schedule schedule.Schedule
	sources  []string
}

// NewDaemon reads the schedules.
func NewDaemon(p *Pipeline) (*Daemon, error) {
	d := &Daemon{Pipeline: p}
	zone := p.Config.Company.Zone
	common, err := schedule.Parse(p.Config.Schedule, zone)
	if err != nil {
		return nil, daybook.At(p.Config.Path, err)
	}
	main := job{schedule: common}
	for _, s := range p.sources {
		if s.Schedule == "" {
			main.sources = append(main.sources, s.Name)
			continue
		}
		own, err := schedule.Parse(s.Schedule, zone)
		if err != nil {
			return nil, daybook.At(s.at("schedule"), err)
		}
		d.jobs = append(d.jobs, job{own, []string{s.Name}})
	}
	if len(main.sources) > 0 {
		d.jobs = append(d.jobs, main)
	}
	return d, nil
}

// longestSleep bounds a sleep, so that a clock that was set or a machine that slept is noticed.
const longestSleep = time.Minute

// Serve runs what is due and sleeps until the next tick, until stop ends; runs is the context of the
// runs themselves, which may outlive it. What is due is read from the book each time: a tick missed
// while the daemon was down is made up at once, and once. A book that cannot be reached or is held by
// somebody else is reported and tried again a minute later.
func (d *Daemon) Serve(stop, runs context.Context) {
	for stop.Err() == nil {
		if _, err := d.Tick(runs); err != nil {
			d.Failed(err)
			d.Sleep(longestSleep)
			continue
		}
		next, err := d.next(runs)
		if err != nil {
			d.Failed(err)
		}
		d.Sleep(d.until(next))
	}
}

// until is how long to sleep for a tick; the zero time is none that we know of.
func (d *Daemon) until(next time.Time) time.Duration {
	if next.IsZero() {
		return longestSleep
	}
	return min(max(next.Sub(d.Now()), 0), longestSleep)
}

// Tick runs everything that is due now as one run, and says whether there was any. The error is one
// that kept the run from beginning; how a run went is reported through Each.
func (d *Daemon) Tick(ctx context.Context) (ran bool, err error) {
	due, err := d.due(ctx)
	if err != nil || len(due) == 0 {
		return false, err
	}
	report, err := d.Run(ctx, Options{Command: "daemon", Sources: due, Days: daybook.Range{To: d.Today() - 1}})
	if report.Run.ID == 0 {
		return false, err
	}
	d.Each(report, err)
	return true, nil
}

func (d *Daemon) due(ctx context.Context) ([]string, error) {
	last, err := d.lastTried(ctx)
	if err != nil {
		return nil, err
	}
	var due []string
	for _, j := range d.jobs {
		if j.schedule.Due(earliest(last, j.sources), d.Now()) {
			due = append(due, j.sources...)
		}
	}
	return due, nil
}

// lastTried returns when each source was last pulled; the zero time for one that never was.
func (d *Daemon) lastTried(ctx context.Context) (map[string]time.Time, error) {
	statuses, err := d.Book.SourceStatuses(ctx)
	last := map[string]time.Time{}
	for _, s := range statuses {
		if s.LastTriedAt != nil {
			last[s.Source] = *s.LastTriedAt
		}
	}
	return last, err
}

func earliest(last map[string]time.Time, sources []string) time.Time {
	return slices.MinFunc(timesOf(last, sources), time.Time.Compare)
}

func timesOf(last map[string]time.Time, sources []string) []time.Time {
	var times []time.Time
	for _, name := range sources {
		times = append(times, last[name])
	}
	return times
}

// next is the first tick of any schedule; the zero time where there is none.
func (d *Daemon) next(ctx context.Context) (time.Time, error) {
	last, err := d.lastTried(ctx)
	if err != nil {
		return time.Time{}, err
	}
	var next time.Time
	for _, j := range d.jobs {
		at := j.schedule.Next(earliest(last, j.sources))
		if !at.IsZero() && (next.IsZero() || at.Before(next)) {
			next = at
		}
	}
	return next, nil
}

package main

import (
	"context"
	"fmt"
	"iter"
	"strings"
	"time"

	"daybook"
	"daybook/config"
	"daybook/pipeline/journal"
	"daybook/transforms/kpi"
)

// selection is what a kpis command asks for, checked and completed.
type selection struct {
	config  *config.Config
	book    *journal.Book
	catalog []daybook.CatalogEntry
	periods []daybook.Period
	query   journal.SnapshotQuery
	latest  bool // only the last day of each period
	read    func(context.Context, journal.SnapshotQuery) iter.Seq2[daybook.Revision, error]
}

func (a *app) newSelection(ctx context.Context, f kpisFlags, c *config.Config, book *journal.Book) (*selection, error) {
	known, err := kpi.Compile(c.KPIs.Define)
	if err != nil {
		return nil, err
	}
	s := &selection{config: c, book: book, catalog: kpi.Catalog(known, c.KPIs.Periods), periods: c.KPIs.Periods, latest: f.from == "", read: book.Snapshots}
	s.query = journal.SnapshotQuery{KPIs: f.kpis, Segment: f.segment}
	if err := s.check(f); err != nil {
		return nil, err
	}
	if f.period != "" {
		s.periods = []daybook.Period{daybook.Period(f.period)}
	}
	s.query.Periods = s.periods
	if s.query.AsKnown, err = parseInstant(f.known, c.Company.Zone); err != nil {
		return nil, err
	}
	s.query.Days, err = a.dayRange(ctx, f, s)
	return s, err
}

// check refuses what the configuration does not publish.
func (s *selection) check(f kpisFlags) error {
	var kpis, periods []string
	for _, entry := range s.catalog {
		kpis = append(kpis, entry.KPI)
	}
	for _, period := range s.config.KPIs.Periods {
		periods = append(periods, string(period))
	}
	if err := allOf("--kpi", "KPI", f.kpis, kpis); err != nil {
		return err
	}
	if f.period != "" {
		if err := config.OneOf("--period", "period", f.period, periods); err != nil {
			return err
		}
	}
	return s.checkSegment(f.segment)
}

func (s *selection) checkSegment(segment string) error {
	if segment == "" || segment == "*" {
		return nil
	}
	configured := s.config.KPIs.Segments
	if len(configured) == 0 {
		return usage("--segment", fmt.Sprintf("%q", segment), "a dimension under kpis.segments; there is none")
	}
	var names []string
	for part := range strings.SplitSeq(segment, ",") {
		dimension, value, found := strings.Cut(part, "=")
		if !found || dimension == "" || value == "" {
			return usage("--segment", fmt.Sprintf("%q", segment), "DIM=VALUE, DIM=*, *, or of several dimensions DIM=VALUE,DIM=VALUE")
		}
		names = append(names, dimension)
	}
	return config.OneOf("--segment", "dimension", strings.Join(names, ","), configured)
}

func (a *app) dayRange(ctx context.Context, f kpisFlags, s *selection) (daybook.Range, error) {
	today := daybook.DayOf(a.now(), s.config.Company.Zone)
	from, err := parseDay("--from", f.from, today)
	if err != nil {
		return daybook.Range{}, err
	}
	to, err := parseDay("--to", f.to, today)
	if err == nil && to.IsZero() {
		to, err = s.book.LastDay(ctx, s.query.AsKnown)
	} else if err == nil && from > to {
		err = usage("--from, --to", fmt.Sprintf("%s and %s", from, to), "two days in order")
	}
	return daybook.Range{From: from, To: to}, err
}

// parseInstant reads an instant, or a day: its end, in the company's time zone.
func parseInstant(text string, zone *time.Location) (time.Time, error) {
	if text == "" {
		return time.Time{}, nil
	}
	if instant, err := time.Parse(time.RFC3339, text); err == nil {
		return instant, nil
	}
	day, err := daybook.ParseDay(text)
	if err != nil {
		return time.Time{}, usage("--as-known", fmt.Sprintf("%q", text), "an instant like 2024-03-01T09:00:00Z, or a day")
	}
	return (day + 1).Start(zone).Add(-time.Nanosecond), nil
}

// revisions reads what is selected: every day of a range, or of each period the last day it has.
func (s *selection) revisions(ctx context.Context) ([]daybook.Revision, error) {
	found := []daybook.Revision{}
	for _, period := range s.periods {
		query := s.query
		query.Periods = []daybook.Period{period}
		if s.latest {
			day := lastOf(period, s.query.Days.To, s.config.Company.Calendar())
			query.Days = daybook.Range{From: day, To: day}
		}
		for revision, err := range s.read(ctx, query) {
			if err != nil {
				return nil, err
			}
			found = append(found, revision)
		}
	}
	return found, nil
}

// lastOf returns the last day up to day on which a period has figures.
func lastOf(period daybook.Period, day daybook.Day, calendar daybook.Calendar) daybook.Day {
	for back := daybook.Day(0); back < 366; back++ {
		if _, ok := period.Range(day-back, calendar); ok {
			return day - back
		}
	}
	return day
}

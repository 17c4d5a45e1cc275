package main

import (
	"context"
	"fmt"
	"slices"
	"time"

	"daybook"
	"daybook/pipeline/journal"
)

// isBoard reports whether the selection is the overview that people look at: the latest day, in total.
func (s *selection) isBoard() bool { return s.latest && s.query.Segment == "" }

// sparkPoints is how many periods back the small chart of a board reaches.
const sparkPoints = 12

// printBoard prints for each KPI its value, the change against the period before, the course over the
// last twelve periods, and the reason where there is no value.
func (a *app) printBoard(ctx context.Context, s *selection) error {
	period := s.periods[0]
	days := boardDays(period, s.query.Days.To, s.config.Company.Calendar())
	if len(days) == 0 {
		return a.printNoFigures(s)
	}
	history, err := boardHistory(ctx, s, period, days)
	if err != nil {
		return err
	}
	last := days[len(days)-1]
	if len(history) == 0 {
		_, err := fmt.Fprintf(a.out, "%s has no figures for %s ending %s.\n", s.config.Company.Name, period, last)
		return err
	}
	fmt.Fprintf(a.out, "%s · %s ending %s · %s\n\n", s.config.Company.Name, period, last, s.config.Company.Currency)
	var rows [][]string
	for _, entry := range s.catalog {
		if figures, ok := history[entry.KPI]; ok {
			rows = append(rows, a.boardRow(entry, days, figures))
		}
	}
	return a.printAligned(rows)
}

// printNoFigures says what to do where no day has figures.
func (a *app) printNoFigures(s *selection) error {
	text := fmt.Sprintf("%s has no figures yet.\nNext: daybook run\n", s.config.Company.Name)
	if known := s.query.AsKnown; !known.IsZero() {
		text = fmt.Sprintf("%s had no figures yet at %s.\nNext: daybook runs (lists when figures were computed)\n", s.config.Company.Name, known.Format(time.RFC3339))
	}
	_, err := fmt.Fprint(a.out, text)
	return err
}

// boardDays returns the last days of the twelve most recent periods, oldest first.
func boardDays(period daybook.Period, day daybook.Day, calendar daybook.Calendar) []daybook.Day {
	var days []daybook.Day
	for day = lastOf(period, day, calendar); len(days) < sparkPoints && day > 0; {
		days = append(days, day)
		day = period.Previous(day, calendar).To
	}
	slices.Reverse(days)
	return days
}

func boardHistory(ctx context.Context, s *selection, period daybook.Period, days []daybook.Day) (map[string]map[daybook.Day]daybook.Snapshot, error) {
	history := map[string]map[daybook.Day]daybook.Snapshot{}
	query := journal.SnapshotQuery{KPIs: s.query.KPIs, Periods: []daybook.Period{period}, AsKnown: s.query.AsKnown}
	for _, day := range days {
		query.Days = daybook.Range{From: day, To: day}
		for revision, err := range s.read(ctx, query) {
			if err != nil {
				return nil, err
			}
			if history[revision.KPI] == nil {
				history[revision.KPI] = map[daybook.Day]daybook.Snapshot{}
			}
			history[revision.KPI][revision.Day] = revision.Snapshot
		}
	}
	return history, nil
}

func (a *app) boardRow(entry daybook.CatalogEntry, days []daybook.Day, figures map[daybook.Day]daybook.Snapshot) []string {
	now, before := figures[days[len(days)-1]], figures[days[max(len(days)-2, 0)]]
	values := make([]string, len(days))
	for i, day := range days {
		values[i] = figures[day].Value
	}
	return []string{entry.Title, newFigure(&now).text(), a.changeText(entry, before, now), sparkline(values)}
}

// changeText writes the change since the period before: in points for shares, in per cent otherwise.
func (a *app) changeText(entry daybook.CatalogEntry, before, now daybook.Snapshot) string {
	from, errFrom := daybook.ParseDecimal(before.Value)
	to, errTo := daybook.ParseDecimal(now.Value)
	if errFrom != nil || errTo != nil {
		return ""
	}
	delta := to.Ratio().Sub(from.Ratio())
	percent, unit := delta.Mul(daybook.Whole(100)), " pp"
	if entry.Unit != daybook.UnitPercent {
		percent, unit = percent.Over(from.Ratio(), daybook.DivisionByZero), " %"
	}
	if from.Ratio().Sign() < 0 && unit == " %" || percent.Reason() != "" {
		return ""
	}
	return a.paint(entry.Direction, delta.Sign(), arrow(delta.Sign())+" "+unsigned(percent).Text(1)+unit)
}

func unsigned(r daybook.Ratio) daybook.Ratio {
	if r.Sign() < 0 {
		return r.Neg()
	}
	return r
}

func arrow(sign int) string { return [...]string{"▼", "•", "▲"}[sign+1] }

// paint colours a change green where it is for the better and red where it is for the worse.
func (a *app) paint(direction daybook.Direction, sign int, text string) string {
	if !a.colored || sign == 0 || direction == daybook.Neutral {
		return text
	}
	if (direction == daybook.HigherIsBetter) == (sign > 0) {
		return "\x1b[32m" + text + "\x1b[0m"
	}
	return "\x1b[31m" + text + "\x1b[0m"
}

// sparkline draws one bar a value between the least and the greatest; a gap where there is none.
func sparkline(values []string) string {
	bars := []rune("▁▂▃▄▅▆▇█")
	numbers := make([]daybook.Ratio, len(values))
	var low, high *daybook.Ratio
	for i, value := range values {
		d, err := daybook.ParseDecimal(value)
		if err != nil {
			numbers[i] = daybook.Undefined(daybook.DivisionByZero)
			continue
		}
		numbers[i] = d.Ratio()
		if low == nil || numbers[i].Cmp(*low) < 0 {
			low = &numbers[i]
		}
		if high == nil || numbers[i].Cmp(*high) > 0 {
			high = &numbers[i]
		}
	}
	var drawn []rune
	for _, n := range numbers {
		if n.Reason() != "" {
			drawn = append(drawn, ' ')
			continue
		}
		share := n.Sub(*low).Over(high.Sub(*low), daybook.DivisionByZero)
		drawn = append(drawn, bars[min(share.Round(int64(len(bars)-1)), int64(len(bars)-1))])
	}
	return string(drawn)
}

// printAligned prints columns, the second and third to the right, counting what is seen and not colour codes.
func (a *app) printAligned(rows [][]string) error {
	widths := make([]int, 4)
	for _, r := range rows {
		for i, cell := range r {
			widths[i] = max(widths[i], seen(cell))
		}
	}
	for _, r := range rows {
		_, err := fmt.Fprintf(a.out, "%s%s  %s%s  %s%s  %s\n",
			r[0], pad(widths[0]-seen(r[0])), pad(widths[1]-seen(r[1])), r[1], pad(widths[2]-seen(r[2])), r[2], r[3])
		if err != nil {
			return err
		}
	}
	return nil
}

func pad(n int) string { return fmt.Sprintf("%*s", max(n, 0), "") }

func seen(cell string) int {
	count, escaped := 0, false
	for _, r := range cell {
		switch {
		case r == '\x1b':
			escaped = true
		case escaped:
			escaped = r != 'm'
		default:
			count++
		}
	}
	return count
}

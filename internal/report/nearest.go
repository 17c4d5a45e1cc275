package report

import (
	"fmt"
	"slices"
	"strings"

	"daybook/config"
)

// miss is a row that is nearly the header of a preset.
type miss struct {
	row     int
	preset  *Preset
	found   int
	missing []string // the headers that it has not
	headers []string
}

// nearest is a hint that names the row that comes nearest to a header, and what is missing from it; "" where none is near.
func (h *head) nearest(presets []Preset) string {
	var best miss
	for i := range presets {
		for _, row := range h.rows {
			if m := presets[i].miss(presets[i].columnsOf(row)); m.better(best) {
				best = m
			}
		}
	}
	if best.preset == nil {
		return ""
	}
	hint := fmt.Sprintf("row %d is nearly the header of %s: it has no column %s", best.row, best.preset.Name, strings.Join(best.missing, ", "))
	if meant := config.DidYouMean(best.missing[0], best.headers); meant != "" {
		hint += "; " + meant
	}
	return hint
}

// better prefers few missing headers, then many found ones. One row with fewer than two is no header.
func (m miss) better(than miss) bool {
	switch {
	case len(m.missing) == 0 || m.found < 2 || m.found <= len(m.missing):
		return false
	case than.preset == nil || len(m.missing) != len(than.missing):
		return than.preset == nil || len(m.missing) < len(than.missing)
	}
	return m.found > than.found
}

// miss compares columns with what a layout of lines needs.
func (p *Preset) miss(c columns) miss {
	m := miss{row: c.row, preset: p}
	if p.Layout != Ledger && p.Layout != List || p.Bare != nil {
		return m
	}
	for field := range c.at {
		if c.has(Field(field)) {
			m.found++
		}
	}
	needs := append(slices.Clone(p.Needs), Date)
	if !c.has(Amount) && !(c.has(Debit) && c.has(Credit)) {
		needs = append(needs, Debit, Credit)
	}
	for _, f := range needs {
		if names := p.Columns[f]; !c.has(f) && len(names) > 0 && !slices.Contains(m.missing, names[0]) {
			m.missing = append(m.missing, names[0])
		}
	}
	for _, header := range c.headers {
		if header != "" {
			m.headers = append(m.headers, header)
		}
	}
	return m
}

// Package mending writes rejects as workbooks in which a person can see and mend them: each rejected record is a
// row under its original columns, and the cells that would not do are marked.
package mending

import (
	"maps"
	"slices"

	"daybook"
	"daybook/internal/sheet"
)

// table is the rejected records of one sheet of one file.
type table struct {
	source, file, name string
	columns            []string
	rows               []*row
}

// row is a rejected record with all that is wrong with it.
type row struct {
	raw    map[string]string
	faults []daybook.StoredReject
}

// tablesOf groups rejects by source, file and sheet, in the order in which they come. What is wrong with several
// cells of one row is one row.
func tablesOf(rejects []daybook.StoredReject) []*table {
	type key struct{ source, file, sheet string }
	var all []*table
	tables, rows := map[key]*table{}, map[key]map[int]*row{}
	for _, r := range rejects {
		at := key{r.Origin.Source, r.File, r.Sheet}
		t := tables[at]
		if t == nil {
			t = &table{source: at.source, file: at.file, name: at.sheet}
			tables[at], rows[at] = t, map[int]*row{}
			all = append(all, t)
		}
		t.widen(r.Reject)
		one := rows[at][r.Row]
		if one == nil || r.Row == 0 || !maps.Equal(one.raw, r.Raw) {
			one = &row{raw: r.Raw}
			rows[at][r.Row] = one
			t.rows = append(t.rows, one)
		}
		one.faults = append(one.faults, r)
	}
	return all
}

// widen adds the columns of a record that are not there yet: in the order of its sheet, and else by name.
func (t *table) widen(r daybook.Reject) {
	for _, name := range append(slices.Clone(r.Columns), slices.Sorted(maps.Keys(r.Raw))...) {
		if !slices.Contains(t.columns, name) {
			t.columns = append(t.columns, name)
		}
	}
}

// header is the names of the columns as the sheet has them: a column that is known by its letter has none.
func (t *table) header() []string {
	header := slices.Clone(t.columns)
	for column, name := range header {
		if name == sheet.Letter(column) {
			header[column] = ""
		}
	}
	return header
}

// marked returns what is wrong by column; under -1 what is wrong with the row as a whole, or with a column that it
// does not have.
func (t *table) marked(one *row) map[int][]daybook.StoredReject {
	faults := map[int][]daybook.StoredReject{}
	for _, r := range one.faults {
		column := -1
		if r.Column != "" {
			column = slices.Index(t.columns, r.Column)
		}
		faults[column] = append(faults[column], r)
	}
	if len(faults[-1]) > 0 { // its comment stands at the first cell, which can have only one
		faults[-1] = append(faults[-1], faults[0]...)
		delete(faults, 0)
	}
	return faults
}

package spreadsheet

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"daybook"
	"daybook/connectors"
	"daybook/internal/sheet"
)

// recognise claims a table whose headers are those of a kind of fact, by the fields' own names or by what people call
// them. It never outbids an export whose layout is known.
func recognise(path string) (connectors.Recognition, error) {
	reader, err := sheet.Open(path, sheet.Options{Name: path})
	if err != nil {
		return connectors.Recognition{}, err
	}
	var best guess
	var near []guess
	for row, err := range reader.Rows() {
		if err != nil {
			return connectors.Recognition{}, errors.Join(err, reader.Close())
		}
		for _, facts := range Facts("").Accepts() {
			g := guessOf(Facts(facts), row)
			if g.strength > best.strength {
				best = g
			}
			near = g.among(near)
		}
		if row.Number >= headerWithin || best.strength > 0 {
			break
		}
	}
	if best.strength == 0 {
		return connectors.Recognition{}, errors.Join(lacking(near, path), reader.Close())
	}
	return best.claim(), reader.Close()
}

// among adds a guess that fails to those that lack no more than it does.
func (g guess) among(near []guess) []guess {
	const few = 3 // of the fields of a sheet, to take it for one
	switch {
	case len(g.matched) < few || len(g.missing) == 0 || len(near) > 0 && len(g.missing) > len(near[0].missing):
		return near
	case len(near) > 0 && len(g.missing) == len(near[0].missing):
		return append(near, g)
	}
	return []guess{g}
}

// lacking says what a table lacks to be one of the sheets that it comes nearest to.
func lacking(near []guess, path string) error {
	if len(near) == 0 {
		return nil
	}
	var wanted []string
	for _, g := range near {
		wanted = append(wanted, fmt.Sprintf("for facts: %s also %s", g.facts, strings.Join(g.missing, " and ")))
	}
	return &daybook.Error{
		Place: path, Found: fmt.Sprintf("in row %d the columns %s", near[0].row, sheet.Quoted(near[0].headers)), Wanted: strings.Join(wanted, ", "),
		Remedy: "name the headers under columns: of a source of type spreadsheet",
	}
}

// guess is a header read as that of a kind of fact.
type guess struct {
	facts    Facts
	row      int
	columns  []string // "day: Date", of fields that the sheet calls otherwise
	matched  []string // the headers that are fields
	headers  []string // all of them
	missing  []string // fields that it must have and has not
	strength int
}

func (g guess) claim() connectors.Recognition {
	keys := "facts: " + string(g.facts)
	if len(g.columns) > 0 {
		keys += "\ncolumns: {" + strings.Join(g.columns, ", ") + "}"
	}
	return connectors.Recognition{Layout: "Spreadsheet, " + string(g.facts), Strength: g.strength, Keys: keys,
		Why: fmt.Sprintf("row %d has the columns %s", g.row, strings.Join(g.matched, ", "))}
}

// guessOf compares a row with the fields of a kind of fact. All that it must have is there, or it is none.
func guessOf(facts Facts, row sheet.Row) guess {
	table := tableFor(&Options{Facts: facts})
	g := guess{facts: facts, row: row.Number}
	taken, has := map[int]bool{}, map[string]bool{}
	for _, cell := range row.Cells {
		if cell.Kind != sheet.Empty {
			g.headers = append(g.headers, cell.Trim())
		}
	}
	for _, f := range table.fields {
		column := named(row, taken, f.name)
		switch {
		case column < 0 && f.required:
			g.missing = append(g.missing, fmt.Sprintf("a column %q", f.name))
			continue
		case column < 0:
			continue
		}
		header := row.Cell(column).Trim()
		if taken[column], has[f.name] = true, true; sheet.Fold(header) != sheet.Fold(f.name) {
			g.columns = append(g.columns, fmt.Sprintf("%s: %q", f.name, header))
		}
		g.matched = append(g.matched, header)
	}
	if len(g.missing) > 0 {
		return g
	}
	if len(g.matched) < 2 || len(table.oneOf) > 0 && !slices.ContainsFunc(table.oneOf, func(name string) bool { return has[name] }) {
		return guess{}
	}
	const most, ofEntries = 40, 30 // a journal understands more about entries than a sheet
	g.strength = most * len(g.matched) / len(g.headers)
	if facts == "entries" {
		g.strength = ofEntries * len(g.matched) / len(g.headers)
	}
	return g
}

// named finds the column of a field: by its name, else by what people call it.
func named(row sheet.Row, taken map[int]bool, name string) int {
	for _, called := range append([]string{sheet.Fold(name)}, synonyms[name]...) {
		for column, cell := range row.Cells {
			if !taken[column] && cell.Kind == sheet.Text && sheet.Fold(cell.Text) == called {
				return column
			}
		}
	}
	return -1
}

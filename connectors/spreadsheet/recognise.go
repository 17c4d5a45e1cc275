package spreadsheet

import (
	"errors"
	"fmt"
	"slices"
	"strings"

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
	for row, err := range reader.Rows() {
		if err != nil {
			return connectors.Recognition{}, errors.Join(err, reader.Close())
		}
		for _, facts := range Facts("").Accepts() {
			if g := guessOf(Facts(facts), row); g.strength > best.strength {
				best = g
			}
		}
		if row.Number >= headerWithin || best.strength > 0 {
			break
		}
	}
	if best.strength == 0 {
		return connectors.Recognition{}, reader.Close()
	}
	return best.claim(), reader.Close()
}

// guess is a header read as that of a kind of fact.
type guess struct {
	facts    Facts
	row      int
	columns  []string // "day: Date", of fields that the sheet calls otherwise
	matched  []string // the headers that are fields
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
	headers := 0
	for _, cell := range row.Cells {
		if cell.Kind != sheet.Empty {
			headers++
		}
	}
	for _, f := range table.fields {
		column := named(row, taken, f.name)
		switch {
		case column < 0 && f.required:
			return guess{}
		case column < 0:
			continue
		}
		header := row.Cell(column).Trim()
		if taken[column], has[f.name] = true, true; sheet.Fold(header) != sheet.Fold(f.name) {
			g.columns = append(g.columns, fmt.Sprintf("%s: %q", f.name, header))
		}
		g.matched = append(g.matched, header)
	}
	if len(g.matched) < 2 || len(table.oneOf) > 0 && !slices.ContainsFunc(table.oneOf, func(name string) bool { return has[name] }) {
		return guess{}
	}
	const most, ofEntries = 40, 30 // a journal understands more about entries than a sheet
	g.strength = most * len(g.matched) / headers
	if facts == "entries" {
		g.strength = ofEntries * len(g.matched) / headers
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

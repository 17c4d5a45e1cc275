package files

import (
	"fmt"
	"slices"
	"strings"

	"daybook"
	"daybook/config"
	"daybook/internal/sheet"
)

// Header is the columns of one table of a file.
type Header struct {
	Table   string   // which one, where a file can have several: "Spend"
	Columns []Column // in their order, without those that have no name
}

// Column is a column of a table. Columns whose names are data, such as the months of a report, are none.
type Column struct {
	Name string `json:"name"`
	Read bool   `json:"read,omitempty"` // facts are made of it
}

// columns are the columns of a table as they were when it was last read well.
type columns []Column

// names lists the columns, or only those that facts are made of.
func (c columns) names(read bool) []string {
	var names []string
	for _, column := range c {
		if column.Read || !read {
			names = append(names, column.Name)
		}
	}
	return names
}

func (c columns) has(name string) bool {
	return slices.ContainsFunc(c, func(column Column) bool { return sheet.Fold(column.Name) == sheet.Fold(name) })
}

// without lists the names that are no column.
func (c columns) without(names []string) []string {
	return slices.DeleteFunc(slices.Clone(names), c.has)
}

// common keeps the columns that other has, too. A column that either does not read is one that is not read.
func (c columns) common(other columns) columns {
	var both columns
	for _, column := range c {
		at := slices.IndexFunc(other, func(o Column) bool { return sheet.Fold(o.Name) == sheet.Fold(column.Name) })
		if at >= 0 {
			both = append(both, Column{column.Name, column.Read && other[at].Read})
		}
	}
	return both
}

// drift is the error for columns that facts were made of and that are gone; nil where there is none.
func (c columns) drift(place string, now columns) error {
	gone := now.without(c.names(true))
	if len(gone) == 0 {
		return nil
	}
	return &daybook.Error{
		Code: daybook.SchemaDrift, Place: place, Found: "no " + counted(gone, "column") + " any more", Wanted: "the columns of the last good read",
		Remedy: "rename it in the file or in the source's options, or, if it is meant to be gone, accept the columns as they are: daybook run --accept-columns",
		Hint:   c.renamed(gone[0], now),
	}
}

// renamed guesses what a column is called now: a new one that is spelt nearly alike, the only new one, or the
// one that stands in its place.
func (c columns) renamed(name string, now columns) string {
	candidates := c.without(now.names(false))
	if hint := config.DidYouMean(name, candidates); hint != "" {
		return hint
	}
	guess := ""
	if at := slices.Index(c.names(false), name); at >= 0 && at < len(now) && slices.Contains(candidates, now[at].Name) {
		guess = now[at].Name
	}
	if len(candidates) == 1 {
		guess = candidates[0]
	}
	if guess == "" {
		return ""
	}
	return fmt.Sprintf("did you mean %q? it is new, and %q is gone", guess, name)
}

// nearest chooses the row that has most of the columns.
func (c columns) nearest(rows [][]string) columns {
	var best columns
	most := 0
	for _, texts := range rows {
		var row columns
		for _, text := range texts {
			if text != "" {
				row = append(row, Column{Name: text})
			}
		}
		if n := len(c.common(row)); n > most {
			best, most = row, n
		}
	}
	return best
}

// change says which columns came and which went; "" where none did.
func (c columns) change(now columns) string {
	var parts []string
	if came := c.without(now.names(false)); len(came) > 0 {
		parts = append(parts, "new: the "+counted(came, "column"))
	}
	if went := now.without(c.names(false)); len(went) > 0 {
		parts = append(parts, "gone: the "+counted(went, "column"))
	}
	return strings.Join(parts, "; ")
}

// counted names things: `column "A"`, `columns "A", "B"`.
func counted(names []string, what string) string {
	if len(names) > 1 {
		what += "s"
	}
	return what + " " + sheet.Quoted(names)
}

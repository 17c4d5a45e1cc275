package spreadsheet

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"daybook"
	"daybook/internal/sheet"
)

// match is a row compared with what a header has to have.
type match struct {
	table   *table
	texts   []string
	fields  map[string]int
	missing []string
	count   int // how many fields were found
	err     error
}

// match finds the column of each field: by the text of the row, else by the text above it.
func (s *search) match(t *table, texts, upper []string) match {
	m := match{table: t, texts: texts, fields: map[string]int{}}
	names := append(t.names(), slices.Sorted(maps.Keys(s.options.Columns))...)
	for _, name := range names {
		columns := s.columns(s.options.header(name), texts, upper)
		if _, known := m.fields[name]; known || len(columns) == 0 {
			continue
		}
		if len(columns) > 1 && m.err == nil {
			m.err = twice(s.options.header(name), columns)
		}
		m.fields[name] = columns[0]
		m.count++
	}
	m.missing = m.absentees(s.options)
	if m.err != nil {
		m.missing = append(m.missing, "one of two columns of the same name")
	}
	return m
}

// columns returns the columns under a header. Columns that one merged header spans are one, the first; a
// header in two rows is also known by both texts, "Spend Google", and by the upper one if it stands over
// one column only.
func (s *search) columns(header string, texts, upper []string) []int {
	wanted := sheet.Fold(header)
	var own, joined, above []int
	for column, text := range texts {
		over := ""
		if column < len(upper) {
			over = upper[column]
		}
		switch {
		case text == "" && over == "":
		case sheet.Fold(text) == wanted:
			own = append(own, column)
		case text != "" && over != "" && sheet.Fold(over+" "+text) == wanted:
			joined = append(joined, column)
		case sheet.Fold(over) == wanted:
			above = append(above, column)
		}
	}
	switch {
	case len(own) > 0:
		return s.unmerged(own)
	case len(joined) > 0:
		return joined
	case slices.ContainsFunc(above, func(column int) bool { return texts[column] != "" }):
		return above // over columns that have names of their own
	case len(above) > 0:
		return s.unmerged(above)
	}
	return nil
}

// unmerged drops columns that are the continuation of a merged header.
func (s *search) unmerged(columns []int) []int {
	for _, area := range s.merged {
		if area.Left == columns[0] && area.Right >= columns[len(columns)-1] && len(columns) == area.Right-area.Left+1 {
			return columns[:1]
		}
	}
	return columns
}

func twice(header string, columns []int) error {
	var letters []string
	for _, column := range columns {
		letters = append(letters, sheet.Letter(column))
	}
	return &daybook.Error{Found: fmt.Sprintf("%q over the columns %s", header, strings.Join(letters, " and ")), Wanted: "one column of that name",
		Remedy: "rename the others in the sheet"}
}

// absentees lists the fields that the sheet must have and has not: required ones without a default, and
// those that columns names.
func (m match) absentees(o *Options) []string {
	var missing []string
	for _, f := range m.table.fields {
		_, found := m.fields[f.name]
		_, mapped := o.Columns[f.name]
		if _, constant := o.Defaults[f.name]; !found && (mapped || f.required && !constant) {
			missing = append(missing, f.name)
		}
	}
	for _, name := range slices.Sorted(maps.Keys(o.Columns)) {
		if _, found := m.fields[name]; !found && m.table.field(name) == nil {
			missing = append(missing, name)
		}
	}
	constant := slices.ContainsFunc(m.table.oneOf, func(name string) bool { return o.Defaults[name] != "" })
	if len(m.table.oneOf) > 0 && m.absent(m.table.oneOf...) && !constant {
		missing = append(missing, m.table.oneOf[0])
	}
	return slices.Compact(missing)
}

func (m match) absent(names ...string) bool {
	return !slices.ContainsFunc(names, func(name string) bool { _, found := m.fields[name]; return found })
}

// missingFrom compares the texts of a row with what is wanted, for an error.
func missingFrom(t *table, o *Options, texts []string) []string {
	return newSearch(o, nil).match(t, texts, nil).missing
}

// rest lists the columns with a header that are no field and are not to be ignored.
func (m match) rest(o *Options) []int {
	var rest []int
	for column, text := range m.texts {
		ignored := slices.ContainsFunc(o.Ignore, func(header string) bool { return sheet.Fold(header) == sheet.Fold(text) })
		taken := false
		for _, field := range m.fields {
			taken = taken || field == column
		}
		if text != "" && !ignored && !taken {
			rest = append(rest, column)
		}
	}
	return rest
}

// layout draws up where everything is.
func (m match) layout(o *Options, row int) *layout {
	l := &layout{table: m.table, row: row, headers: m.texts, fields: m.fields, names: map[int]string{}, spans: map[int]daybook.Range{}}
	for name, column := range m.fields {
		if m.table.field(name) == nil { // an attribute named under columns
			l.names[column] = name
		}
	}
	var periods map[int]daybook.Range
	if m.table.wide == "day" {
		periods = o.periods(m.texts)
	}
	seen := map[string]bool{}
	for _, column := range m.rest(o) {
		name := attributeName(m.texts[column])
		if m.table.wide != "" {
			l.wideColumn(o, column, m.texts[column], periods)
			continue
		}
		for base, n := name, 2; seen[name]; n++ {
			name = fmt.Sprintf("%s_%d", base, n)
		}
		seen[name] = true
		if m.table.others && !personal(m.texts[column]) {
			l.names[column] = name
		}
	}
	return l
}

// dimension reports whether a column of a wide sheet tells observations apart instead of naming one.
func (o *Options) dimension(header string) bool {
	return slices.Contains([]string{"channel", "plan", "country", "campaign", "region", "segment", "source"}, sheet.Fold(header))
}

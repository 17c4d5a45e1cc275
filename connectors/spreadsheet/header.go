package spreadsheet

import (
	"fmt"
	"slices"
	"strings"

	"daybook"
	"daybook/config"
	"daybook/internal/sheet"
)

// headerWithin is how far down a header is looked for.
const headerWithin = 200

// searched is the last row that can be the header.
func (o *Options) searched() int {
	if o.HeaderRow > 0 {
		return o.HeaderRow
	}
	return headerWithin
}

// layout says where a sheet has what.
type layout struct {
	table   *table
	row     int                   // of the header, or of its last row
	headers sheet.Headers         // by column
	fields  map[string]int        // the column of each field
	others  []int                 // the columns of attributes or of a wide sheet's values
	names   map[int]string        // what these are called
	spans   map[int]daybook.Range // the days of these, where a wide sheet has periods for headers
}

// search looks for the header, row by row from the top.
type search struct {
	options *Options
	merged  []sheet.Area
	anchors map[sheet.Area]string
	upper   []string // the texts of the row above, if it has merged cells: the upper half of a header in two rows
	best    []string // the headers of the row that came nearest
	matched int
	err     error
}

func newSearch(o *Options, merged []sheet.Area) *search {
	return &search{options: o, merged: merged, anchors: map[sheet.Area]string{}, matched: -1}
}

// try looks at the next row and returns the layout if it is the header's last row.
func (s *search) try(row sheet.Row) *layout {
	texts, merges, below := s.fill(row)
	upper := s.upper
	if s.upper = nil; merges {
		s.upper = texts
	}
	if at := s.options.HeaderRow; at == 0 && below > row.Number || at > 0 && row.Number != at {
		return nil
	}
	table := tableFor(s.options)
	found := s.match(table, texts, upper)
	if table.wide == "" && s.options.Facts == "observations" && found.count > 0 && found.absent("name", "value") {
		table = table.widened("name")
		found = s.match(table, texts, upper)
	}
	if len(found.missing) == 0 {
		if l := found.layout(s.options, row.Number); table.wide == "" || len(l.others) > 0 {
			return l
		}
	}
	s.remember(texts, found)
	return nil
}

// fill returns the texts of a row with merged cells filled in, whether any of it is merged, and how far down
// the cells that are merged with the row below reach.
func (s *search) fill(row sheet.Row) (texts []string, merges bool, below int) {
	for _, cell := range row.Cells {
		texts = append(texts, cell.Trim())
	}
	for _, area := range s.merged {
		if row.Number < area.Top || row.Number > area.Bottom || area.Right > 1<<14 {
			continue
		}
		if row.Number == area.Top {
			s.anchors[area] = row.Cell(area.Left).Trim()
		}
		for len(texts) <= area.Right {
			texts = append(texts, "")
		}
		for column := area.Left; column <= area.Right; column++ {
			texts[column] = s.anchors[area]
		}
		merges, below = true, max(below, area.Bottom)
	}
	return texts, merges, below
}

func (s *search) remember(texts []string, found match) {
	named := nonEmpty(texts)
	if found.count > s.matched || found.count == s.matched && len(named) > len(s.best) {
		s.matched, s.best, s.err = found.count, named, found.err
	}
}

func nonEmpty(texts []string) []string {
	return slices.DeleteFunc(slices.Clone(texts), func(text string) bool { return text == "" })
}

// failure is the error when no row will do.
func (s *search) failure(place string, sheets []string) error {
	if s.err != nil {
		return daybook.At(place, s.err)
	}
	table := tableFor(s.options)
	var wanted []string
	hint := ""
	for _, name := range missingFrom(table, s.options, s.best) {
		header := s.options.header(name)
		wanted = append(wanted, described(name, header))
		if hint == "" {
			hint = suggestion(name, header, s.best)
		}
	}
	if hint == "" && len(sheets) > 1 {
		hint = "the workbook has the sheets " + sheet.Quoted(sheets) + "; choose one with sheet:"
	}
	found := "no row of headers"
	if len(s.best) > 0 {
		found = "the columns " + sheet.Quoted(s.best)
	}
	return &daybook.Error{Code: daybook.SchemaDrift, Place: place, Found: found, Wanted: strings.Join(wanted, " and "),
		Remedy: "correct the sheet, or name the headers under columns:", Hint: hint}
}

// described names a wanted column: by its header, and by the field if they differ.
func described(name, header string) string {
	if sheet.Fold(name) == sheet.Fold(header) {
		return fmt.Sprintf("a column %q", name)
	}
	return fmt.Sprintf("a column %q (%s)", header, name)
}

// header is what a field's column is called in the sheet.
func (o *Options) header(name string) string {
	if header, mapped := o.Columns[name]; mapped {
		return header
	}
	return name
}

// synonyms are what people call fields. They are only suggested: a column is never chosen by them.
var synonyms = map[string][]string{
	"id": {"number", "no", "reference", "ref", "key"}, "day": {"date", "datum", "when", "created", "month"}, "time": {"date", "created at", "timestamp"},
	"customer": {"client", "customer id", "account", "user", "user id"}, "amount": {"cost", "spend", "price", "total", "sum", "value", "revenue", "mrr"},
	"start": {"from", "start date", "begin", "since"}, "end": {"to", "until", "end date"},
	"account": {"account name", "code", "account code", "category"},
	"name":    {"metric", "kpi", "event", "measure"}, "value": {"count", "number", "amount", "quantity"}, "from": {"base", "currency"}, "to": {"quote", "target"},
	"rate": {"price", "value"},
}

func suggestion(name, header string, headers []string) string {
	for _, synonym := range synonyms[name] {
		for _, found := range headers {
			if sheet.Fold(found) == synonym {
				return fmt.Sprintf("did you mean %q? then columns: {%s: %s}", found, name, found)
			}
		}
	}
	return config.DidYouMean(header, headers)
}

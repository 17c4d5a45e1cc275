package spreadsheet

import (
	"slices"
	"strings"

	"daybook"
	"daybook/internal/sheet"
)

// table is a kind of sheet: the fields that it can have, and what becomes of a row.
type table struct {
	fields     []field
	oneOf      []string // at least one of these must be there
	attributes bool     // further columns may become attributes: those named under columns
	others     bool     // and all the columns that are left, too
	value      string   // the field whose values the cells of a wide sheet can be
	wide       string   // the field that the headers of a wide sheet give: the columns that are left
	dates      []string // the fields whose absence marks a row of totals
	repeated   string   // what to do about an id that comes again with other content; "": give each record one of its own
	at         []string // the fields at which a fact's place points, in order of preference
	build      func(*record) ([]daybook.Record, error)
	tells      bool                                    // of a wide sheet: its headers give an attribute, which is no field
	narrow     func(*record) ([]daybook.Record, error) // of a wide sheet: what builds the record of one cell
}

// field is a column that a sheet can have.
type field struct {
	name     string
	content  content
	required bool
}

// content is what the text of a column can be.
type content int

const (
	words content = iota
	numbers
	dates
)

// tableFor returns the kind of sheet for what a row is. Observations are long unless they are said to be
// wide; the header may still show that they are.
func tableFor(o *Options) *table {
	t := narrowTable(o)
	if o.Wide != "" && o.Wide != "false" {
		return t.widened(o.Wide.field())
	}
	return t
}

func narrowTable(o *Options) *table {
	switch o.Facts {
	case "customers":
		return customers()
	case "payments":
		return payments()
	case "subscriptions":
		return subscriptions()
	case "invoice_lines":
		return invoiceLines()
	case "entries":
		return entries()
	case "spend":
		return spend()
	case "rates":
		return rates()
	}
	return observations()
}

func need(name string, c content) field     { return field{name, c, true} }
func optional(name string, c content) field { return field{name, c, false} }

func (t *table) field(name string) *field {
	at := slices.IndexFunc(t.fields, func(f field) bool { return f.name == name })
	if at < 0 {
		return nil
	}
	return &t.fields[at]
}

func (t *table) names() []string {
	var names []string
	for _, f := range t.fields {
		names = append(names, f.name)
	}
	return names
}

// attributeName is what an unnamed column is called: its header with underscores.
func attributeName(header string) string { return strings.ReplaceAll(sheet.Fold(header), " ", "_") }

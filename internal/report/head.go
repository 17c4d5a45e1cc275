package report

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"daybook"
	"daybook/internal/files"
	"daybook/internal/sheet"
)

// Claim is what a file was recognised as, and why. Its fields are those of connectors.Recognition.
type Claim struct {
	Layout   string
	Why      string
	Strength int
	Keys     string
}

// headWithin is how far down the title block and the header are looked for.
const headWithin = 100

// head is the beginning of a report: the first rows, and what they were recognised as.
type head struct {
	file, sheet string
	rows        []sheet.Row // the first ones
	preset      *Preset
	columns     columns
	titles      int // rows above the header or, without one, above the body
	bodyFrom    int // rows above the body
	claim       Claim
	headed      int // how many headings of a statement the preset knows: of equal claims, the one that knows more is better
}

// readHead reads the first rows of a file and finds the preset that fits them best; head.preset is nil where none does.
func readHead(file, name string, presets []Preset) (h head, err error) {
	reader, err := sheet.Open(file, sheet.Options{Name: name})
	if err != nil {
		return h, err
	}
	defer func() { err = errors.Join(err, reader.Close()) }()
	h.file, h.sheet = name, reader.Sheet()
	for row, err := range reader.Rows() {
		if err != nil {
			return h, err
		}
		row.Cells = append([]sheet.Cell{}, row.Cells...)
		if h.rows = append(h.rows, row); len(h.rows) >= headWithin {
			break
		}
	}
	h.recognise(presets)
	return h, nil
}

func (h *head) recognise(presets []Preset) {
	best := *h
	for i := range presets {
		try := *h
		try.preset = &presets[i]
		if try.fits() && (try.claim.Strength > best.claim.Strength || try.claim.Strength == best.claim.Strength && try.headed > best.headed) {
			best = try
		}
	}
	*h = best
}

// fits tries the preset on the rows and fills in the rest.
func (h *head) fits() bool {
	if h.preset.Bare != nil {
		return h.fitsBare()
	}
	if h.preset.isStatement() {
		return h.fitsStatement()
	}
	title := ""
	for i, row := range h.rows {
		if c := h.preset.columnsOf(row); h.preset.complete(c) {
			h.columns, h.titles, h.bodyFrom = c, i, i+1
			h.claim = h.claims(title)
			return true
		}
		if title == "" && h.preset.titled(row) != "" {
			title = fmt.Sprintf("row %d says %q", row.Number, h.preset.titled(row))
		}
	}
	return false
}

// fitsBare tries a layout without a header: its first row must have as many cells, with a date where one belongs.
func (h *head) fitsBare() bool {
	if len(h.rows) == 0 || len(h.rows[0].Cells) != len(h.preset.Bare) {
		return false
	}
	names := sheet.Row{}
	for _, name := range h.preset.Bare {
		names.Cells = append(names.Cells, sheet.Cell{Kind: sheet.Text, Text: name})
	}
	h.columns = h.preset.columnsOf(names)
	if !dated(h.columns.cell(h.rows[0], Date)) {
		return false
	}
	h.claim = Claim{Layout: h.preset.Name, Strength: 60, Why: fmt.Sprintf("row 1 has %d cells and no header, a date among them", len(names.Cells))}
	return true
}

// claims weighs a title and a header: a title that names the report is half the proof, headers of which the preset
// knows every one nearly the other half; of a layout without a title the headers are all there is.
func (h *head) claims(title string) Claim {
	var known, all []string
	for _, header := range h.columns.headers {
		if header == "" {
			continue
		}
		all = append(all, header)
		if h.preset.knows(header) {
			known = append(known, header)
		}
	}
	claim := Claim{Layout: h.preset.Name, Strength: 45 * len(known) / max(1, len(all))}
	claim.Why = fmt.Sprintf("row %d has the columns %s", h.columns.row, strings.Join(known, ", "))
	switch {
	case title != "":
		claim.Strength += 50
		claim.Why = title + ", " + claim.Why
	case len(h.preset.Titles) == 0:
		claim.Strength *= 2
	}
	if h.preset.Weak {
		claim.Strength /= 2
	}
	return claim
}

// Recognise says which preset a file fits best; the zero Claim where none does.
func Recognise(path string, presets []Preset) (Claim, error) {
	h, err := readHead(path, path, presets)
	return h.claim, err
}

// header tells the columns of a ledger: facts, or their ids, are made of all that the preset knows, but for the
// running balance. The columns of other layouts are periods.
func (h *head) header() files.Header {
	header := files.Header{Table: h.preset.Name}
	if h.preset.Layout != Ledger && h.preset.Layout != List {
		return header
	}
	for column, name := range h.columns.headers {
		field := slices.Index(h.columns.at[:], column)
		if name != "" {
			header.Columns = append(header.Columns, files.Column{Name: name, Read: field >= 0 && Field(field) != Balance})
		}
	}
	return header
}

// texts lists what stands in each of the first rows.
func (h *head) texts() [][]string {
	var all [][]string
	for _, row := range h.rows {
		var texts []string
		for _, cell := range row.Cells {
			texts = append(texts, cell.Trim())
		}
		all = append(all, texts)
	}
	return all
}

// unsided is the error for a report of which nobody knows what an amount above zero is.
func (h *head) unsided() error {
	return &daybook.Error{
		Code: daybook.SchemaDrift, Place: sheet.Place(h.file, h.sheet, h.columns.row, h.columns.at[Amount]),
		Found: "amounts in one column, of which " + h.preset.Name + " does not say whether debits or credits are above zero", Wanted: "the columns Debit and Credit",
		Remedy: "add them to the report and export it again", Hint: "if you know the sign, read the file as type: journal with sign: debit_positive or natural",
	}
}

// unknown is the error for a file that fits no preset.
func (h *head) unknown(presets []Preset) error {
	var begins, names []string
	for _, row := range h.rows {
		for _, cell := range row.Cells {
			if cell.Kind != sheet.Empty && len(begins) < 6 {
				begins = append(begins, cell.Trim())
			}
		}
	}
	found := "an empty report"
	if len(begins) > 0 {
		found = "a report that begins " + sheet.Quoted(begins)
	}
	for _, p := range presets {
		names = append(names, p.Name)
	}
	return &daybook.Error{
		Code: daybook.SchemaDrift, Place: sheet.Place(h.file, h.sheet, 0, -1), Found: found, Wanted: "one of the reports " + strings.Join(names, "; "),
		Remedy: "export one of them, with its title rows and its header", Hint: h.nearest(presets),
	}
}

package sheet

import (
	"math"
	"strconv"
	"strings"
	"time"

	"daybook/internal/markup"
)

// cell reads a cell (ODF 1.3 part 3, 9.1.4): its value as the attributes give it, else its text.
func (r *odsRows) cell(tag markup.Tag) (Cell, error) {
	kind, value, formula := odsValue(tag)
	indent := r.looks[tag.Text("style-name")].indent
	if !tag.Empty {
		if err := r.paragraphs(); err != nil {
			return Cell{}, err
		}
	} else {
		r.text = r.text[:0]
	}
	text := string(tidied(r.text, 0))
	switch {
	case kind == "error":
		return Cell{Kind: Error, Text: text}, nil
	case kind == "float", kind == "percentage", kind == "currency":
		return numberCell(value), nil
	case kind == "date":
		return Cell{Kind: Date, Text: isoDate(value)}, nil
	case kind == "time":
		return Cell{Kind: Text, Text: clock(value)}, nil
	case kind == "boolean":
		return Cell{Kind: Bool, Text: strings.ToUpper(value)}, nil
	case kind == "" && text == "" && formula:
		return Cell{Kind: Error, Text: neverCalculated}, nil
	case text == "":
		text = value
	}
	cell := textCell(text)
	if cell.Kind == Text {
		cell.Indent = indent
	}
	return cell, nil
}

// odsValue returns the type of a cell, its value, and whether it has a formula. That a formula ended in an error stands in an
// extension of LibreOffice; without it the cell would be an empty text.
func odsValue(tag markup.Tag) (kind, value string, formula bool) {
	for rest := tag; ; {
		name, raw := rest.Next()
		switch string(name) {
		case "":
			return kind, value, formula
		case "value-type":
			if kind != "error" && (kind == "" || string(raw) == "error") {
				kind = string(raw)
			}
		case "value", "date-value", "time-value", "boolean-value", "string-value":
			value = tag.Text(string(name))
		case "formula":
			formula = true
		}
	}
}

// paragraphs reads the text of a cell up to its end: its paragraphs are its lines. Comments and drawings are none of it.
func (r *odsRows) paragraphs() error {
	r.text = r.text[:0]
	for first := true; ; {
		tag, err := r.scan.Tag()
		switch {
		case err != nil:
			return unexpected(err)
		case tag.Is("/table-cell"), tag.Is("/covered-table-cell"):
			return nil
		case tag.Is("p"), tag.Is("h"):
			if !first {
				r.text = append(r.text, '\n')
			}
			first = false
			if !tag.Empty {
				err = r.paragraph()
			}
		default:
			err = r.scan.Skip(tag)
		}
		if err != nil {
			return unexpected(err)
		}
	}
}

// paragraph reads a text with its spans. White space counts as one space (ODF 1.3 part 3, 6.1.2); more have elements of their own.
func (r *odsRows) paragraph() (err error) {
	for begin := len(r.text); ; {
		from := len(r.text)
		if r.text, err = r.scan.Text(r.text); err != nil {
			return err
		}
		r.text = collapsed(r.text, begin, from)
		tag, err := r.scan.Tag()
		switch {
		case err != nil:
			return err
		case tag.Is("/p"), tag.Is("/h"):
			return nil
		case tag.Is("s"):
			r.text = append(r.text, strings.Repeat(" ", min(repeated(tag, "c"), 1000))...)
		case tag.Is("tab"):
			r.text = append(r.text, '\t')
		case tag.Is("line-break"):
			r.text = append(r.text, '\n')
		case tag.Is("note"), tag.Is("annotation"), tag.Is("ruby-text"):
			if err := r.scan.Skip(tag); err != nil {
				return err
			}
		}
	}
}

// collapsed makes white space in text[from:] single spaces, and none where the paragraph begins.
func collapsed(text []byte, begin, from int) []byte {
	kept := text[:from]
	for _, c := range text[from:] {
		if c == ' ' || c == '\t' || c == '\n' || c == '\r' {
			if len(kept) == begin || kept[len(kept)-1] == ' ' && len(kept) > from {
				continue
			}
			c = ' '
		}
		kept = append(kept, c)
	}
	return kept
}

// clock writes a length of time, "PT13H30M00S", as a spreadsheet shows it.
func clock(value string) string {
	length, err := time.ParseDuration(strings.ToLower(strings.TrimPrefix(strings.Replace(value, ",", ".", 1), "PT")))
	if err != nil {
		return value
	}
	seconds := int64(math.Round(length.Seconds()))
	pad := func(n int64) string {
		return strings.Repeat("0", max(0, 2-len(strconv.FormatInt(n, 10)))) + strconv.FormatInt(n, 10)
	}
	return pad(seconds/3600) + ":" + pad(seconds/60%60) + ":" + pad(seconds%60)
}

// odsIndent turns a margin into the steps by which programs indent: ten points each.
func odsIndent(margin string) int {
	for unit, points := range map[string]float64{"pt": 1, "in": 72, "cm": 72 / 2.54, "mm": 7.2 / 2.54, "pc": 12} {
		if number, found := strings.CutSuffix(margin, unit); found {
			if length, err := strconv.ParseFloat(number, 64); err == nil && length > 0 && length < 1e4 {
				return int(math.Round(length * points / 10))
			}
		}
	}
	return 0
}

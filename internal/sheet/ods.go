package sheet

import (
	"bytes"
	"errors"
	"io"
	"iter"
	"strings"

	"daybook"
	"daybook/internal/markup"
)

// ods is a workbook of OpenDocument (ODF 1.3, part 3): a zip whose one part holds all sheets, one behind another.
type ods struct {
	*archive
	contents
	looks map[string]look // by the name of a style
}

// look is what a style says of a table, or of a cell.
type look struct {
	hidden bool
	indent int
}

const (
	odsContent  = "content.xml"
	odsManifest = "meta-inf/manifest.xml"
)

func openODS(archive *archive, options Options) (Reader, error) {
	o := &ods{archive: archive, looks: map[string]look{}}
	if err := o.encrypted(); err != nil {
		return nil, err
	}
	if err := o.list(); err != nil {
		return nil, damaged(options.Name, "", 0, err)
	}
	sheet, area, err := o.find(options)
	if err != nil {
		return nil, err
	}
	return cut(&odsSheet{book: o, entry: sheet, visible: options.Visible}, area), nil
}

func (o *ods) encrypted() error {
	part, err := o.open(odsManifest)
	if err != nil {
		return nil // a workbook without a list of its parts is not encrypted
	}
	content, err := io.ReadAll(part)
	if err := errors.Join(err, part.Close()); err != nil {
		return damaged(o.name, "", 0, err)
	}
	if bytes.Contains(content, []byte("encryption-data")) {
		return &daybook.Error{Place: o.name, Found: "a workbook protected by a password", Wanted: "one without", Remedy: "save a copy without a password"}
	}
	return nil
}

// list finds the sheets and the names of areas. Names stand behind all sheets, so the whole part is read.
func (o *ods) list() error {
	style := ""
	err := o.scan(func(scan *markup.Scanner, tag markup.Tag) error {
		switch {
		case tag.Is("style"):
			style = tag.Text("name")
		case tag.Is("table-properties") && string(tag.Value("display")) == "false":
			o.looks[style] = look{hidden: true}
		case tag.Is("paragraph-properties") && tag.Value("margin-left") != nil:
			o.looks[style] = look{indent: odsIndent(tag.Text("margin-left"))}
		case tag.Is("table"):
			o.sheets = append(o.sheets, entry{name: tag.Text("name"), hidden: o.looks[tag.Text("style-name")].hidden})
			if !tag.Empty {
				return ignoreEnd(scan.Past(tableEnd))
			}
		case tag.Is("named-range"):
			o.areas = append(o.areas, named{name: tag.Text("name"), refer: odsArea(tag.Text("cell-range-address"))})
		case tag.Is("database-range"):
			o.areas = append(o.areas, named{name: tag.Text("name"), refer: odsArea(tag.Text("target-range-address"))})
		}
		return nil
	})
	if err == nil && len(o.sheets) == 0 {
		err = errors.New("the workbook has no sheets")
	}
	return err
}

// odsArea writes "$'My sheet'.$B$4:.$F$200" as "'My sheet'!B4:F200".
func odsArea(address string) string {
	address = strings.TrimPrefix(address, "$")
	first, last, _ := strings.Cut(address, ":")
	if colon := strings.LastIndexByte(address, ':'); strings.HasPrefix(address, "'") && colon >= 0 {
		first, last = address[:colon], address[colon+1:]
	}
	dot := strings.LastIndexByte(first, '.')
	if dot < 0 {
		return address
	}
	if last != "" {
		last = ":" + last[strings.LastIndexByte(last, '.')+1:]
	}
	return first[:dot] + "!" + first[dot+1:] + last
}

// scan gives every tag of the part with the sheets to visit.
func (o *ods) scan(visit func(*markup.Scanner, markup.Tag) error) error {
	part, err := o.open(odsContent)
	if err != nil {
		return err
	}
	scan := markup.NewScanner(part)
	for err == nil {
		var tag markup.Tag
		if tag, err = scan.Tag(); err == nil {
			err = visit(scan, tag)
		}
	}
	return errors.Join(ignoreEnd(err), part.Close())
}

// rows goes to the beginning of a sheet.
func (o *ods) rows(sheet entry) (*odsRows, error) {
	part, err := o.open(odsContent)
	if err != nil {
		return nil, err
	}
	scan := markup.NewScanner(part)
	for {
		tag, err := scan.Tag()
		switch {
		case err != nil:
			return nil, errors.Join(unexpected(err), part.Close())
		case !tag.Is("table"):
		case tag.Text("name") == sheet.name:
			return &odsRows{looks: o.looks, part: part, scan: scan, ended: tag.Empty}, nil
		case !tag.Empty:
			if err := scan.Past(tableEnd); err != nil {
				return nil, errors.Join(unexpected(err), part.Close())
			}
		}
	}
}

// tableEnd ends a sheet: every program that writes OpenDocument names the name space so.
const tableEnd = "</table:table>"

// odsSheet reads one sheet of a workbook.
type odsSheet struct {
	book    *ods
	entry   entry
	visible bool
}

func (s *odsSheet) Sheet() string    { return s.entry.name }
func (s *odsSheet) Sheets() []string { return s.book.names() }
func (s *odsSheet) Close() error     { return s.book.Close() }

// Rows yields the rows that hold anything. A row that the file has once for many comes as many times.
func (s *odsSheet) Rows() iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		rows, err := s.book.rows(s.entry)
		if err != nil {
			yield(Row{}, damaged(s.book.name, s.entry.name, 0, err))
			return
		}
		for more := true; more; {
			row, times, err := rows.row()
			switch {
			case err == io.EOF:
				more = false
			case err != nil:
				more = yield(Row{}, damaged(s.book.name, s.entry.name, rows.number, err)) && false
			default:
				if s.visible {
					blank(row.Cells, rows.hidden)
				}
				for ; times > 0 && more; times-- {
					more = yield(row, nil)
					row.Number++
				}
			}
		}
		_ = rows.part.Close() // it was read, not written
	}
}

// Merged walks through the sheet and lists the cells that span others.
func (s *odsSheet) Merged() ([]Area, error) {
	rows, err := s.book.rows(s.entry)
	for err == nil {
		_, _, err = rows.row()
	}
	if err != io.EOF {
		return nil, damaged(s.book.name, s.entry.name, 0, err)
	}
	return rows.merged, rows.part.Close()
}

package sheet

import (
	"errors"
	"fmt"
	"io"
	"path"
	"strconv"
	"strings"

	"daybook"
	"daybook/internal/markup"
)

// xlsx is a workbook of Office Open XML (ECMA-376, transitional and strict): a zip whose parts name each other in
// relationships.
type xlsx struct {
	*archive
	main    string // the part with the list of sheets
	related map[string]relation
	contents
	epoch  epoch
	styles []style
	shared *shared
}

// relation leads from one part to another.
type relation struct{ kind, target string }

// contents are what a workbook has: sheets, and areas with a name.
type contents struct {
	sheets []entry
	areas  []named
}

type entry struct {
	name   string
	part   string
	hidden bool
}

// named is an area that a workbook gives a name: a defined name, or a table.
type named struct {
	name  string
	sheet string // where the name is known; "" is everywhere
	refer string // "Spend!$B$4:$F$200"
}

// openXLSX reads everything of a workbook but its sheets. Its error says why the workbook is not one for this reader.
func openXLSX(archive *archive) (*xlsx, error) {
	x := &xlsx{archive: archive, epoch: epoch1900, shared: &shared{}}
	package_, err := x.relations("_rels/.rels", "")
	if err != nil {
		return nil, err
	}
	if x.main = first(package_, "officeDocument"); x.main == "" {
		return nil, errors.New("no part is the workbook")
	}
	if strings.HasSuffix(x.main, ".bin") {
		return nil, refused(archive.name, "a workbook of the binary .xlsb format")
	}
	if x.related, err = x.relations(relationsOf(x.main), path.Dir(x.main)); err != nil {
		return nil, err
	}
	if err := x.workbook(); err != nil {
		return nil, err
	}
	if part := first(x.related, "styles"); part != "" {
		if err := x.read(part, func(in io.Reader) (err error) { x.styles, err = readStyles(in); return err }); err != nil {
			return nil, err
		}
	}
	if part := first(x.related, "sharedStrings"); part != "" && x.has(part) {
		if err := x.read(part, func(in io.Reader) (err error) { x.shared, err = readShared(in); return err }); err != nil {
			return nil, err
		}
	}
	return x, nil
}

// refused is the error for a workbook in a format that daybook does not read, with the way out.
func refused(name, found string) error {
	return &daybook.Error{Place: name, Found: found, Wanted: ".xlsx, .xlsm, .ods, .csv or .tsv",
		Remedy: "open it in a spreadsheet program and save it as .xlsx"}
}

// first returns the target of the relationship of a kind; "" without one.
func first(relations map[string]relation, kind string) string {
	for _, r := range relations {
		if r.kind == kind {
			return r.target
		}
	}
	return ""
}

func relationsOf(part string) string {
	return path.Join(path.Dir(part), "_rels", path.Base(part)+".rels")
}

// relations reads the relationships of a part, by id. Targets are relative to the folder of the part, or absolute. A kind is the
// last word of its type: transitional and strict workbooks have other words before it.
func (x *xlsx) relations(part, folder string) (map[string]relation, error) {
	found := map[string]relation{}
	return found, x.tags(part, func(scan *markup.Scanner, tag markup.Tag) error {
		if tag.Is("Relationship") && tag.Text("TargetMode") != "External" {
			target := strings.ReplaceAll(tag.Text("Target"), `\`, "/")
			if !strings.HasPrefix(target, "/") {
				target = path.Join(folder, target)
			}
			found[tag.Text("Id")] = relation{path.Base(tag.Text("Type")), strings.TrimPrefix(target, "/")}
		}
		return nil
	})
}

// workbook reads the part that lists the sheets and the names of areas.
func (x *xlsx) workbook() error {
	err := x.tags(x.main, func(scan *markup.Scanner, tag markup.Tag) (err error) {
		switch {
		case tag.Is("workbookPr"):
			if on := tag.Text("date1904"); on == "1" || on == "true" {
				x.epoch = epoch1904
			}
		case tag.Is("sheet"):
			if r := x.related[tag.Text("id")]; r.kind == "worksheet" {
				x.sheets = append(x.sheets, entry{tag.Text("name"), r.target, strings.HasSuffix(strings.ToLower(tag.Text("state")), "hidden")})
			}
		case tag.Is("definedName") && !tag.Empty:
			area := named{name: tag.Text("name")}
			if local, failed := strconv.Atoi(tag.Text("localSheetId")); failed == nil && local >= 0 && local < len(x.sheets) {
				area.sheet = x.sheets[local].name
			}
			var refer []byte
			if refer, err = scan.Text(nil); err == nil {
				area.refer = string(refer)
				x.areas = append(x.areas, area)
			}
		}
		return err
	})
	if err == nil && len(x.sheets) == 0 {
		err = errors.New("the workbook has no sheets")
	}
	return err
}

// tables adds the tables of all sheets to the areas. A table's row of totals is no part of it.
func (x *xlsx) tables() error {
	for _, sheet := range x.sheets {
		relations := relationsOf(sheet.part)
		if !x.has(relations) {
			continue
		}
		related, err := x.relations(relations, path.Dir(sheet.part))
		if err != nil {
			return err
		}
		for _, r := range related {
			if r.kind != "table" {
				continue
			}
			if err := x.table(r.target, sheet.name); err != nil {
				return err
			}
		}
	}
	return nil
}

func (x *xlsx) table(part, sheet string) error {
	return x.tags(part, func(_ *markup.Scanner, tag markup.Tag) error {
		if !tag.Is("table") {
			return nil
		}
		area, ok := parseArea(tag.Text("ref"))
		if !ok {
			return fmt.Errorf("the table %s is nowhere", tag.Text("displayName"))
		}
		if totals, err := strconv.Atoi(tag.Text("totalsRowCount")); err == nil {
			area.Bottom -= totals
		}
		x.areas = append(x.areas, named{name: tag.Text("displayName"), refer: quotedSheet(sheet) + "!" + area.String()})
		return nil
	})
}

// tags gives every tag of a part to visit.
func (x *xlsx) tags(part string, visit func(*markup.Scanner, markup.Tag) error) error {
	return x.read(part, func(in io.Reader) error {
		scan := markup.NewScanner(in)
		for {
			tag, err := scan.Tag()
			if err == io.EOF {
				return nil
			}
			if err == nil {
				err = visit(scan, tag)
			}
			if err != nil {
				return err
			}
		}
	})
}

// read gives a part to a function and says in its error which one it was.
func (x *xlsx) read(part string, with func(io.Reader) error) error {
	in, err := x.open(part)
	if err != nil {
		return err
	}
	if err := errors.Join(with(in), in.Close()); err != nil {
		return fmt.Errorf("the part %s: %w", part, err)
	}
	return nil
}

func (x *xlsx) Close() error { return errors.Join(x.shared.Close(), x.archive.Close()) }

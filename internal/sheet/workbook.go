package sheet

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"daybook"
	"daybook/config"
	"daybook/internal/markup"
)

// openZip opens a zip for what is in it.
func openZip(path string, options Options) (Reader, error) {
	archive, err := openArchive(path, options.Name)
	if err != nil {
		return nil, err
	}
	if err := known(archive); err != nil {
		return nil, errors.Join(err, archive.Close())
	}
	if !archive.isWorkbook() {
		err := &daybook.Error{Place: options.Name, Found: "a zip of files", Wanted: "a table", Remedy: "let its name end in .zip, or unpack it"}
		return nil, errors.Join(err, archive.Close())
	}
	if archive.isODS() {
		reader, err := openODS(archive, options)
		if err != nil {
			return nil, errors.Join(err, archive.Close())
		}
		return reader, nil
	}
	return openWorkbook(path, archive, options)
}

// known refuses zips that are no workbook.
func known(a *archive) error {
	for part, found := range map[string]string{
		"word/document.xml": "a text document", "ppt/presentation.xml": "a presentation", "index/document.iwa": "a workbook of Apple Numbers",
	} {
		if a.has(part) {
			return refused(a.name, found)
		}
	}
	return nil
}

// openWorkbook opens a sheet with the purpose-built reader, and with the one of last resort where that does not take the
// workbook.
func openWorkbook(path string, archive *archive, options Options) (Reader, error) {
	reader, err := openFast(archive, options)
	if err == nil {
		return reader, nil
	}
	err = errors.Join(err, archive.Close())
	if !errors.Is(err, markup.ErrUnsupported) {
		return nil, damaged(options.Name, "", 0, err)
	}
	reader, failed := openLastResort(path, options)
	if failed != nil {
		return nil, damaged(options.Name, "", 0, errors.Join(err, failed))
	}
	return reader, nil
}

func openFast(archive *archive, options Options) (Reader, error) {
	book, err := openXLSX(archive)
	if err != nil {
		return nil, err
	}
	if options.Range != "" {
		if err := book.tables(); err != nil {
			return nil, errors.Join(err, book.shared.Close())
		}
	}
	sheet, area, err := book.find(options)
	if err != nil {
		return nil, errors.Join(err, book.shared.Close())
	}
	reader, err := openXLSXSheet(book, sheet, options.Visible)
	if err != nil {
		return nil, errors.Join(err, book.shared.Close())
	}
	return cut(reader, area), nil
}

// damaged says where a workbook cannot be read. An error that already says so stays as it is.
func damaged(name, sheet string, row int, err error) error {
	var located *daybook.Error
	if errors.As(err, &located) && located.Place != "" {
		return located
	}
	found := "a damaged workbook"
	if sheet != "" {
		found = "a damaged sheet"
	}
	return &daybook.Error{Place: Place(name, sheet, row, -1), Found: found, Wanted: "rows",
		Remedy: "open the workbook in a spreadsheet program and save it again", Err: err}
}

func (c contents) names() []string {
	var names []string
	for _, sheet := range c.sheets {
		names = append(names, sheet.name)
	}
	return names
}

// find returns the sheet asked for, in any case, or the first visible one, and the area to read of it.
func (c contents) find(options Options) (entry, Area, error) {
	if options.Range == "" {
		sheet, err := c.sheet(options.Sheet, options.Name)
		return sheet, everything, err
	}
	refer := c.refer(options)
	name, text := cutSheet(refer)
	area, ok := parseArea(text)
	if !ok {
		return entry{}, area, c.noArea(options, refer)
	}
	if name == "" {
		name = options.Sheet
	}
	sheet, err := c.sheet(name, options.Name)
	return sheet, area, err
}

// refer looks an area's name up: in the sheet asked for first, then everywhere. What is no name is an area itself.
func (c contents) refer(options Options) string {
	for _, sheet := range []string{options.Sheet, ""} {
		for _, area := range c.areas {
			if strings.EqualFold(area.name, options.Range) && (strings.EqualFold(area.sheet, sheet) || options.Sheet == "") {
				return strings.TrimPrefix(area.refer, "=")
			}
		}
	}
	return options.Range
}

func (c contents) noArea(options Options, refer string) error {
	var names []string
	for _, area := range c.areas {
		if !strings.HasPrefix(area.name, "_xlnm.") && !slices.Contains(names, area.name) {
			names = append(names, area.name)
		}
	}
	err := &daybook.Error{Place: options.Name, Found: fmt.Sprintf("no area %q", options.Range),
		Wanted: "cells like B4:F200, or the name of a table or of a range", Remedy: "correct range:", Hint: config.DidYouMean(options.Range, names)}
	switch {
	case refer != options.Range:
		err.Found = fmt.Sprintf("the name %q for %s", options.Range, refer)
	case len(names) > 0:
		err.Wanted = "cells like B4:F200, or one of the names " + Quoted(names)
	}
	return err
}

// sheet finds a sheet by its name; "" is the first visible one.
func (c contents) sheet(name, file string) (entry, error) {
	for _, sheet := range c.sheets {
		if name == "" && !sheet.hidden || strings.EqualFold(sheet.name, name) {
			return sheet, nil
		}
	}
	return entry{}, &daybook.Error{
		Place:  file,
		Found:  "the sheets " + Quoted(c.names()),
		Wanted: fmt.Sprintf("the sheet %q", name),
		Remedy: "set sheet: to one of them",
		Hint:   config.DidYouMean(name, c.names()),
	}
}

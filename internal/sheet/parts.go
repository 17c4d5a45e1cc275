package sheet

import (
	"archive/zip"
	"bufio"
	"encoding/xml"
	"errors"
	"fmt"
	"path"
	"strings"

	"github.com/xuri/excelize/v2"
)

// sheetPart finds the file within the workbook that holds a sheet, by way of the workbook's relationships.
func sheetPart(parts *zip.Reader, sheet string) (string, error) {
	main, err := target(parts, "_rels/.rels", func(r relationship) bool { return strings.HasSuffix(r.Type, "/officeDocument") })
	if err != nil {
		return "", err
	}
	var book struct {
		Sheets []struct {
			Name       string     `xml:"name,attr"`
			Attributes []xml.Attr `xml:",any,attr"`
		} `xml:"sheets>sheet"`
	}
	if err := decodePart(parts, main, &book); err != nil {
		return "", err
	}
	for _, s := range book.Sheets {
		for _, attribute := range s.Attributes {
			if s.Name == sheet && attribute.Name.Local == "id" {
				relations := path.Join(path.Dir(main), "_rels", path.Base(main)+".rels")
				return target(parts, relations, func(r relationship) bool { return r.ID == attribute.Value })
			}
		}
	}
	return "", fmt.Errorf("no part holds the sheet %q", sheet)
}

type relationship struct {
	ID     string `xml:"Id,attr"`
	Type   string `xml:"Type,attr"`
	Target string `xml:"Target,attr"`
}

// target follows one relationship of a part. Targets are relative to the folder of the part they belong to.
func target(parts *zip.Reader, relations string, wanted func(relationship) bool) (string, error) {
	var list struct {
		Relationships []relationship `xml:"Relationship"`
	}
	if err := decodePart(parts, relations, &list); err != nil {
		return "", err
	}
	for _, r := range list.Relationships {
		if !wanted(r) {
			continue
		}
		if strings.HasPrefix(r.Target, "/") {
			return r.Target[1:], nil
		}
		return path.Join(path.Dir(path.Dir(relations)), r.Target), nil
	}
	return "", fmt.Errorf("%s leads nowhere", relations)
}

func decodePart(parts *zip.Reader, name string, into any) error {
	part, err := parts.Open(name)
	if err != nil {
		return err
	}
	return errors.Join(xml.NewDecoder(part).Decode(into), part.Close())
}

// Merged reads the merged cells, which stand behind all rows in the file.
func (w *workbook) Merged() ([]Area, error) {
	part, err := w.parts.Open(w.part)
	if err != nil {
		return nil, damaged(w.name, w.sheet, err)
	}
	areas, err := merged(bufio.NewReaderSize(part, 64<<10))
	if err := errors.Join(err, part.Close()); err != nil {
		return nil, damaged(w.name, w.sheet, err)
	}
	return areas, nil
}

func merged(in *bufio.Reader) ([]Area, error) {
	var areas []Area
	for {
		tag, err := nextTag(in)
		if err != nil {
			return areas, ignoreEnd(err)
		}
		if local(tag) != "mergeCell" {
			continue
		}
		first, last, ok := strings.Cut(attribute(tag, "ref"), ":")
		left, top, err1 := excelize.CellNameToCoordinates(first)
		right, bottom, err2 := excelize.CellNameToCoordinates(last)
		if ok && err1 == nil && err2 == nil {
			areas = append(areas, Area{Top: top, Left: left - 1, Bottom: bottom, Right: right - 1})
		}
	}
}

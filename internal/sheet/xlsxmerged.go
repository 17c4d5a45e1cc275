package sheet

import (
	"io"

	"daybook/internal/markup"
)

// Merged reads the merged cells, which stand behind all rows in the file.
func (s *xlsxSheet) Merged() (areas []Area, err error) {
	err = s.book.read(s.entry.part, func(in io.Reader) error {
		again := newXLSXSheet(s.book, s.entry, io.NopCloser(in))
		if err := again.prolog(); err != nil || again.scan == nil {
			return err
		}
		if err := again.scan.Past("sheetData>"); err != nil {
			return ignoreEnd(err)
		}
		areas, err = mergeCells(again.scan)
		return err
	})
	if err != nil {
		err = damaged(s.book.name, s.entry.name, 0, err)
	}
	return areas, err
}

func mergeCells(scan *markup.Scanner) (areas []Area, err error) {
	for {
		tag, err := scan.Tag()
		if err != nil {
			return areas, ignoreEnd(err)
		}
		if tag.Is("mergeCell") {
			if area, ok := parseArea(tag.Text("ref")); ok {
				areas = append(areas, area)
			}
		}
	}
}

func ignoreEnd(err error) error {
	if err == io.EOF {
		return nil
	}
	return err
}

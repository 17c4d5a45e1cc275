package sheet

import (
	"io"
	"strconv"

	"daybook/internal/markup"
)

// style is what a cell's style says about its meaning.
type style struct {
	date   bool
	indent int
}

// readStyles reads the cell formats of a workbook (ECMA-376 part 1, 18.8.10): which of them show dates, and how far they indent.
func readStyles(in io.Reader) ([]style, error) {
	formats := map[string]bool{} // the numbers of the workbook's own formats, and whether they show dates
	var styles []style
	scan := markup.NewScanner(in)
	for within := false; ; {
		tag, err := scan.Tag()
		switch {
		case err == io.EOF:
			return styles, nil
		case err != nil:
			return nil, err
		case tag.Is("numFmt"):
			formats[tag.Text("numFmtId")] = dateFormat(tag.Text("formatCode"))
		case tag.Is("cellXfs") && !tag.Empty, tag.Is("/cellXfs"):
			within = !tag.End
		case tag.Is("xf") && within:
			styles = append(styles, style{date: showsDate(tag.Text("numFmtId"), formats)})
		case tag.Is("alignment") && within && len(styles) > 0:
			if indent, err := strconv.Atoi(tag.Text("indent")); err == nil {
				styles[len(styles)-1].indent = indent
			}
		}
	}
}

func showsDate(number string, formats map[string]bool) bool {
	if own, ok := formats[number]; ok {
		return own
	}
	id, err := strconv.Atoi(number)
	return err == nil && builtInDate(id)
}

package reporttest

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"strings"
	"time"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/charmap"
	"pgregory.net/rapid"

	"daybook"
)

// Cell is a text, a Money or a daybook.Day; nil is an empty one.
type Cell any

// Money is an amount in minor units of a currency with two decimals.
type Money int64

// Style is how an export is written.
type Style struct {
	Workbook  bool
	Date      string // a layout of package time
	Order     string // the date_order that it is
	Decimal   string // "." or ","
	Group     string // between thousands
	Negative  string // "-1", "(1)", "1-", "−1"
	Sign      string // a currency sign before amounts
	Delimiter rune
	Encoding  string // utf-8, bom, utf-16, windows-1252
	CRLF      bool
}

// DrawStyle makes up a locale and an encoding that go together.
func DrawStyle(t *rapid.T) Style {
	s := Style{
		Workbook: rapid.IntRange(0, 3).Draw(t, "workbook") == 0, Decimal: ".", Delimiter: rapid.SampledFrom([]rune{',', ';', '\t', '|'}).Draw(t, "delimiter"),
		Group: rapid.SampledFrom([]string{"", ","}).Draw(t, "group"), Negative: rapid.SampledFrom([]string{"-1", "(1)", "1-", "−1"}).Draw(t, "negative"),
		Sign: rapid.SampledFrom([]string{"", "$"}).Draw(t, "sign"), CRLF: rapid.Bool().Draw(t, "crlf"),
		Encoding: rapid.SampledFrom([]string{"utf-8", "bom", "utf-16", "windows-1252"}).Draw(t, "encoding"),
	}
	if rapid.Bool().Draw(t, "decimal comma") {
		s.Decimal, s.Group = ",", rapid.SampledFrom([]string{"", ".", " "}).Draw(t, "group before comma")
		if s.Delimiter == ',' {
			s.Delimiter = ';'
		}
	}
	if s.Encoding == "windows-1252" && s.Negative == "−1" {
		s.Negative = "-1"
	}
	date := rapid.SampledFrom([][2]string{{"01/02/2006", "mdy"}, {"1/2/06", "mdy"}, {"02/01/2006", "dmy"}, {"02.01.2006", "dmy"}, {"2006-01-02", "ymd"}, {"02 Jan 2006", "dmy"}, {"Jan 2, 2006", "mdy"}}).Draw(t, "date")
	s.Date, s.Order = date[0], date[1]
	return s
}

// DecimalName is the option decimal that the style is.
func (s Style) DecimalName() string {
	return map[string]string{".": "point", ",": "comma"}[s.Decimal]
}

// text writes a cell.
func (s Style) text(cell Cell) string {
	switch c := cell.(type) {
	case string:
		return c
	case daybook.Day:
		return c.Start(time.UTC).Format(s.Date)
	case Money:
		return s.money(int64(c))
	}
	return ""
}

func (s Style) money(minor int64) string {
	size := max(minor, -minor)
	whole := fmt.Sprint(size / 100)
	for at := len(whole) - 3; at > 0; at -= 3 {
		whole = whole[:at] + s.Group + whole[at:]
	}
	text := fmt.Sprintf("%s%s%s%02d", s.Sign, whole, s.Decimal, size%100)
	if minor < 0 {
		text = strings.Replace(s.Negative, "1", text, 1)
	}
	return text
}

// Write returns the file of some rows, and the end of its name.
func (s Style) Write(rows [][]Cell) (content []byte, extension string, err error) {
	if s.Workbook {
		content, err = s.workbook(rows)
		return content, ".xlsx", err
	}
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	w.Comma, w.UseCRLF = s.Delimiter, s.CRLF
	width := 0
	for _, row := range rows {
		width = max(width, len(row))
	}
	for _, row := range rows {
		cells := make([]string, width)
		for i, cell := range row {
			cells[i] = s.text(cell)
		}
		if err := w.Write(cells); err != nil {
			return nil, "", err
		}
	}
	w.Flush()
	content, err = s.encode(out.Bytes())
	return content, ".csv", err
}

func (s Style) encode(content []byte) ([]byte, error) {
	switch s.Encoding {
	case "bom":
		return append([]byte("\ufeff"), content...), nil
	case "utf-16":
		encoded := []byte{0xff, 0xfe}
		for _, unit := range utf16.Encode([]rune(string(content))) {
			encoded = append(encoded, byte(unit), byte(unit>>8))
		}
		return encoded, nil
	case "windows-1252":
		return charmap.Windows1252.NewEncoder().Bytes(content)
	}
	return content, nil
}

// workbook writes dates and amounts as what they are.
func (s Style) workbook(rows [][]Cell) (content []byte, err error) {
	f := excelize.NewFile()
	defer f.Close()
	date, err := f.NewStyle(&excelize.Style{NumFmt: 14})
	if err != nil {
		return nil, err
	}
	for i, row := range rows {
		for column, cell := range row {
			name, err := excelize.CoordinatesToCellName(column+1, i+1)
			if err == nil && cell != nil {
				err = set(f, name, cell, date)
			}
			if err != nil {
				return nil, err
			}
		}
	}
	out, err := f.WriteToBuffer()
	if err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}

func set(f *excelize.File, name string, cell Cell, date int) error {
	switch c := cell.(type) {
	case daybook.Day:
		if err := f.SetCellValue("Sheet1", name, c.Start(time.UTC)); err != nil {
			return err
		}
		return f.SetCellStyle("Sheet1", name, name, date)
	case Money:
		return f.SetCellFloat("Sheet1", name, float64(c)/100, 2, 64)
	}
	return f.SetCellValue("Sheet1", name, cell)
}

package sheet

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"daybook"
)

// Options say what to read of a file.
type Options struct {
	Name  string // the file's name in places and errors
	Sheet string // a workbook's sheet; "" is the first one that is not hidden
	Range string // the cells to read: "B4:F200", "Spend!B4:F200", or an area by the name that a workbook gives it; "" is all

	Encoding string // of a text file, by its name in the WHATWG's list; "" is found out

	Visible bool // leave out the cells of hidden columns
}

// Open opens a file for what its content is, whatever its extension.
func Open(path string, options Options) (Reader, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, Missing(options.Name, err)
	}
	head := make([]byte, sniffed)
	n, err := io.ReadFull(file, head)
	if err != nil && err != io.EOF && err != io.ErrUnexpectedEOF {
		return nil, errors.Join(Missing(options.Name, err), file.Close())
	}
	head = head[:n]
	if bytes.HasPrefix(head, []byte("PK\x03\x04")) {
		if err := file.Close(); err != nil {
			return nil, Missing(options.Name, err)
		}
		return openZip(path, options)
	}
	if err := readable(head, path, options.Name); err != nil {
		return nil, errors.Join(err, file.Close())
	}
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		return nil, errors.Join(Missing(options.Name, err), file.Close())
	}
	text, err := openText(file, head, options)
	if err != nil || options.Range == "" {
		return text, err
	}
	area, ok := parseArea(options.Range)
	if !ok {
		return nil, errors.Join(contents{}.noArea(options, options.Range), file.Close())
	}
	return cut(text, area), nil
}

// sniffed is how much of a file decides about its encoding and delimiter.
const sniffed = 64 << 10

// Missing is the error for a file that cannot be read at all.
func Missing(name string, err error) error {
	wanted, remedy := "a file that can be read", "check the path and its permissions"
	if errors.Is(err, os.ErrNotExist) {
		wanted, remedy = "a file", "check path: and put the export there"
	}
	return &daybook.Error{Code: daybook.Unreachable, Place: name, Wanted: wanted, Remedy: remedy, Err: err}
}

// readable refuses what is neither text nor a new workbook, with the way out.
func readable(head []byte, path, name string) error {
	switch {
	case bytes.HasPrefix(head, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")):
		return oldWorkbook(path, name)
	case bytes.HasPrefix(head, []byte("%PDF")):
		return &daybook.Error{Place: name, Found: "a PDF", Wanted: "a table", Remedy: "export it as CSV or XLSX"}
	case bytes.HasPrefix(bytes.TrimSpace(head), []byte("<")):
		return &daybook.Error{Place: name, Found: "a page of HTML or XML", Wanted: "a table",
			Remedy: "open it in a spreadsheet program and save it as .xlsx or .csv"}
	case len(head) == 0:
		return &daybook.Error{Place: name, Found: "an empty file", Wanted: "a table", Remedy: "export it again"}
	}
	return nil
}

// oldWorkbook tells an encrypted .xlsx from an .xls: both are compound files, and the first names its one stream.
func oldWorkbook(path, name string) error {
	encrypted, err := holds(path, []byte("E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e"))
	switch {
	case err != nil:
		return Missing(name, err)
	case encrypted:
		return &daybook.Error{Place: name, Found: "a workbook protected by a password", Wanted: "one without", Remedy: "save a copy without a password"}
	}
	return refused(name, "a workbook of the old .xls format")
}

// holds reports whether a file has some bytes in it. It reads the file piece by piece, each with the end of the one before.
func holds(path string, wanted []byte) (found bool, err error) {
	file, err := os.Open(path)
	if err != nil {
		return false, err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	piece := make([]byte, sniffed)
	for kept := 0; ; {
		n, err := file.Read(piece[kept:])
		read := piece[:kept+n]
		if bytes.Contains(read, wanted) {
			return true, nil
		}
		if err == io.EOF {
			return false, nil
		}
		if err != nil {
			return false, err
		}
		kept = copy(piece, read[max(0, len(read)-len(wanted)+1):])
	}
}

// Quoted lists names for a message: "A", "B" and 3 more.
func Quoted(names []string) string {
	const most = 30
	var quoted []string
	for _, name := range names[:min(len(names), most)] {
		quoted = append(quoted, fmt.Sprintf("%q", name))
	}
	text := strings.Join(quoted, ", ")
	if len(names) > most {
		text += fmt.Sprintf(" and %d more", len(names)-most)
	}
	return text
}

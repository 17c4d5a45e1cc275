package mending

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/xuri/excelize/v2"

	"daybook"
)

// Write writes a workbook with a sheet for each sheet of each file that has rejects, and at the end a list of what
// is wrong. A file that is there already is left alone and is an error: somebody may have mended records in it.
func Write(path string, rejects []daybook.StoredReject) (err error) {
	out, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if errors.Is(err, fs.ErrExist) {
		return &daybook.Error{Code: daybook.Misconfigured, Place: path, Found: "a file", Wanted: "a new one", Remedy: "choose another name, or remove it"}
	}
	if err != nil {
		return &daybook.Error{Place: path, Wanted: "a folder to write to", Err: err}
	}
	defer func() {
		if err = errors.Join(err, out.Close()); err != nil {
			os.Remove(path)
		}
	}()
	file := excelize.NewFile()
	defer file.Close()
	if err := fill(file, tablesOf(rejects)); err != nil {
		return err
	}
	return file.Write(out)
}

// WriteEach writes a workbook for each file of each source into a folder, which it makes, and returns their paths.
func WriteEach(folder string, rejects []daybook.StoredReject) ([]string, error) {
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return nil, &daybook.Error{Place: folder, Wanted: "a folder to write to", Err: err}
	}
	var paths []string
	files := map[string][]daybook.StoredReject{}
	for _, r := range rejects {
		base := filepath.Base(r.File)
		if r.File == "" {
			base = "records"
		}
		path := filepath.Join(folder, r.Origin.Source+" "+strings.TrimSuffix(base, filepath.Ext(base))+".xlsx")
		if files[path] == nil {
			paths = append(paths, path)
		}
		files[path] = append(files[path], r)
	}
	for i, path := range paths {
		if err := Write(path, files[path]); err != nil {
			return paths[:i], err
		}
	}
	return paths, nil
}

func fill(file *excelize.File, tables []*table) error {
	w, err := newWriter(file)
	if err != nil {
		return err
	}
	for _, t := range tables {
		if err := w.table(w.name(t, tables), t); err != nil {
			return err
		}
	}
	if err := w.list(); err != nil {
		return err
	}
	return file.DeleteSheet("Sheet1")
}

// name is a new sheet's name: the original sheet's, or the file's; both where there are several files.
func (w *writer) name(t *table, all []*table) string {
	base := strings.TrimSuffix(filepath.Base(t.file), filepath.Ext(t.file))
	name := t.name
	switch {
	case t.file == "":
		name = t.source
	case name == "":
		name = base
	case len(all) > 1:
		name = base + " " + name
	}
	return w.unused(name)
}

// unused makes a text a sheet's name as Excel allows it, and one that is not taken: by a number, where it has to be.
func (w *writer) unused(name string) string {
	name = strings.Trim(strings.Map(func(r rune) rune {
		if strings.ContainsRune(`:\/?*[]`, r) || r < ' ' {
			return '_'
		}
		return r
	}, name), "' ")
	whole := shortened(name, excelize.MaxSheetNameLength)
	for n := 2; w.taken[strings.ToLower(whole)]; n++ {
		suffix := fmt.Sprintf(" %d", n)
		whole = shortened(name, excelize.MaxSheetNameLength-len(suffix)) + suffix
	}
	w.taken[strings.ToLower(whole)] = true
	return whole
}

func shortened(text string, most int) string {
	runes := []rune(text)
	return strings.TrimRight(string(runes[:min(len(runes), most)]), "' ")
}

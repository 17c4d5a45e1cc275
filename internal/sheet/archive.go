package sheet

import (
	"archive/zip"
	"fmt"
	"io"
	"path"
	"strings"

	"daybook"
)

// archive is a zip: a workbook's parts by name. Names are compared in lower case and with slashes, as some programs write
// them otherwise.
type archive struct {
	zip   *zip.ReadCloser
	name  string // the file's, in places
	parts map[string]*zip.File
}

// openArchive lists what a zip holds.
func openArchive(path, name string) (*archive, error) {
	file, err := zip.OpenReader(path)
	if err != nil {
		return nil, &daybook.Error{Place: name, Found: "a damaged workbook or zip: its end is missing", Wanted: "a whole .xlsx, .xlsm, .ods or .zip file",
			Remedy: "download or export it again", Err: err}
	}
	a := &archive{zip: file, name: name, parts: map[string]*zip.File{}}
	for _, part := range file.File {
		a.parts[partName(part.Name)] = part
	}
	return a, nil
}

func partName(name string) string {
	return strings.ToLower(strings.TrimPrefix(path.Clean(strings.ReplaceAll(name, `\`, "/")), "/"))
}

func (a *archive) has(part string) bool { return a.parts[partName(part)] != nil }

// open reads a part, within bounds.
func (a *archive) open(part string) (io.ReadCloser, error) {
	file := a.parts[partName(part)]
	if file == nil {
		return nil, fmt.Errorf("there is no part %s", part)
	}
	content, err := file.Open()
	if err != nil {
		return nil, fmt.Errorf("the part %s: %w", part, err)
	}
	return &bounded{content, a.name, max(alwaysUnpacked, mostUnpacked*int64(file.CompressedSize64))}, nil
}

func (a *archive) Close() error { return a.zip.Close() }

// Bounds on unpacking. Programs pack sheets to a tenth, seldom to a fiftieth; what is packed 200 times as small, and is
// large, is made to fill memories.
const (
	alwaysUnpacked = 64 << 20
	mostUnpacked   = 200
)

// bounded reads a part of a zip until it becomes larger than an honest one can be.
type bounded struct {
	io.ReadCloser
	name string
	left int64
}

func (b *bounded) Read(p []byte) (int, error) {
	n, err := b.ReadCloser.Read(p)
	if b.left -= int64(n); b.left < 0 {
		return 0, &daybook.Error{Place: b.name, Found: fmt.Sprintf("a zip that unpacks to more than %d times its size", mostUnpacked),
			Wanted: "one as a spreadsheet program makes it", Remedy: "save it again, with its table alone"}
	}
	return n, err
}

package sheet

import (
	"errors"
	"io"
	"path"
	"slices"
	"strings"

	"daybook"
)

// Members lists the files in a zip, by name. A workbook, which is a zip too, has none.
func Members(path, name string) ([]string, error) {
	archive, err := openArchive(path, name)
	if err != nil {
		return nil, err
	}
	var names []string
	if !archive.isWorkbook() {
		for _, part := range archive.zip.File {
			if !part.FileInfo().IsDir() && !beside(part.Name) {
				names = append(names, part.Name)
			}
		}
		if len(names) == 0 {
			err = &daybook.Error{Place: name, Found: "a zip without files", Wanted: "tables", Remedy: "export it again"}
		}
	}
	slices.Sort(names)
	return names, errors.Join(err, archive.Close())
}

func (a *archive) isWorkbook() bool {
	return a.has("[Content_Types].xml") || a.has("_rels/.rels") || a.isODS() || a.has("index/document.iwa")
}

func (a *archive) isODS() bool { return a.has(odsContent) && (a.has("mimetype") || a.has(odsManifest)) }

// beside reports whether a member is what a computer puts beside the files: hidden ones, and the other halves of a Mac's.
func beside(member string) bool {
	for _, step := range strings.Split(strings.ReplaceAll(member, `\`, "/"), "/") {
		if strings.HasPrefix(step, ".") || step == "__MACOSX" {
			return true
		}
	}
	return strings.HasPrefix(path.Base(member), "~$")
}

// Extract writes a member of a zip, within the same bounds as a workbook's parts.
func Extract(into io.Writer, path, name, member string) (err error) {
	archive, err := openArchive(path, name)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, archive.Close()) }()
	part, err := archive.open(member)
	if err != nil {
		return damagedMember(name, member, err)
	}
	if _, err = io.Copy(into, part); err != nil {
		err = damagedMember(name, member, err)
	}
	return errors.Join(err, part.Close())
}

// damagedMember is the error for a member that cannot be unpacked.
func damagedMember(name, member string, err error) error {
	var located *daybook.Error
	if errors.As(err, &located) {
		return located
	}
	found := "a damaged file in the zip"
	if strings.Contains(err.Error(), "password") || strings.Contains(err.Error(), "encrypted") {
		found = "a file protected by a password"
	}
	return &daybook.Error{Place: name + "/" + member, Found: found, Wanted: "a file that can be unpacked", Remedy: "export it again", Err: err}
}

package bakery

import (
	"archive/zip"
	"bytes"
	"cmp"
	"io"
	"slices"

	"github.com/xuri/excelize/v2"
)

// writeSorted writes a workbook with the files inside it in the order of their names: excelize puts them in
// the order of a Go map, another one each time.
func writeSorted(w io.Writer, book *excelize.File) error {
	var unsorted bytes.Buffer
	if _, err := book.WriteTo(&unsorted); err != nil {
		return err
	}
	in, err := zip.NewReader(bytes.NewReader(unsorted.Bytes()), int64(unsorted.Len()))
	if err != nil {
		return err
	}
	slices.SortFunc(in.File, func(a, b *zip.File) int { return cmp.Compare(a.Name, b.Name) })
	out := zip.NewWriter(w)
	for _, file := range in.File {
		if err := out.Copy(file); err != nil {
			return err
		}
	}
	return out.Close()
}

package files

import (
	"errors"
	"io"
	"os"

	"daybook/internal/sheet"
)

// Head returns the beginning of a file, by which it is recognised.
func Head(path string) (string, error) {
	in, err := os.Open(path)
	if err != nil {
		return "", sheet.Missing(path, err)
	}
	head := make([]byte, 4<<10)
	n, err := io.ReadFull(in, head)
	if errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) {
		err = nil
	}
	return string(head[:n]), errors.Join(err, in.Close())
}

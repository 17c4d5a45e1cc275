package sheet

import (
	"context"
	"errors"
)

// Each hands on every row of a file, until one gives an error or the context ends.
func Each(ctx context.Context, path string, options Options, each func(Row) error) (err error) {
	reader, err := Open(path, options)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, reader.Close()) }()
	for row, err := range reader.Rows() {
		if err := errors.Join(err, ctx.Err()); err != nil {
			return err
		}
		if err := each(row); err != nil {
			return err
		}
	}
	return nil
}

package files

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"net/url"
	"path"
	"slices"
	"strings"

	"gocloud.dev/blob"

	"daybook"
)

// bucket is a place in an object store: its files are the objects whose names match.
type bucket struct {
	address string
	open    Buckets
	desk    *desk
}

func (b *bucket) list(ctx context.Context, _ map[string]state) (found []File, err error) {
	if b.open == nil {
		return nil, &daybook.Error{Code: daybook.Misconfigured, Place: "path", Found: "path " + named(b.address), Wanted: "a file or https://"}
	}
	address, pattern := b.parts()
	opened, err := b.open(ctx, address)
	if err != nil {
		return nil, b.unreachable(err)
	}
	defer func() { err = errors.Join(err, opened.Close()) }()
	objects := opened.List(&blob.ListOptions{Prefix: literal(pattern)})
	for {
		object, err := objects.Next(ctx)
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, b.unreachable(err)
		}
		match, err := path.Match(pattern, object.Key)
		if err == nil && (match || object.Key == pattern) && !object.IsDir && !hidden(path.Base(object.Key)) {
			found = append(found, b.file(object))
		}
	}
	slices.SortFunc(found, func(a, b File) int { return strings.Compare(a.Name, b.Name) })
	if len(found) == 0 {
		return nil, &daybook.Error{Code: daybook.Unreachable, Place: named(b.address), Found: "no object", Wanted: "one named " + pattern,
			Remedy: "check path: and put the export there"}
	}
	return found, nil
}

// parts parts an address into the bucket's own and the pattern of names: of file:///exports/2024/*.csv the bucket is the folder.
func (b *bucket) parts() (address, pattern string) {
	parsed, err := url.Parse(b.address)
	if err != nil {
		return b.address, "" // it has been checked
	}
	pattern = strings.TrimPrefix(parsed.Path, "/")
	parsed.Path = ""
	if parsed.Scheme == "file" {
		folder, _ := path.Split(literal("/" + pattern))
		pattern = strings.TrimPrefix("/"+pattern, folder)
		parsed.Path = folder
	}
	return parsed.String(), pattern
}

// literal is what stands before the first sign of a pattern that is none of a name.
func literal(pattern string) string {
	if at := strings.IndexAny(pattern, `*?[\`); at >= 0 {
		return pattern[:at]
	}
	return pattern
}

func (b *bucket) file(object *blob.ListObject) File {
	address, _ := b.parts()
	name := strings.TrimSuffix(named(address), "/") + "/" + object.Key
	seen := state{Size: object.Size, Modified: object.ModTime.UTC(), ETag: hex.EncodeToString(object.MD5)}
	return File{Name: name, seen: seen, fetch: func(ctx context.Context) (string, error) { return b.fetch(ctx, name, object.Key) }}
}

// fetch copies an object to the disk.
func (b *bucket) fetch(ctx context.Context, name, key string) (copied string, err error) {
	address, _ := b.parts()
	opened, err := b.open(ctx, address)
	if err != nil {
		return "", b.unreachable(err)
	}
	defer func() { err = errors.Join(err, opened.Close()) }()
	return b.desk.copy(name, func(out io.Writer) error {
		in, err := opened.NewReader(ctx, key, nil)
		if err != nil {
			return b.unreachable(err)
		}
		defer func() { _ = in.Close() }() // what was read is compared in size
		size, err := io.Copy(out, io.LimitReader(in, webLargest+1))
		switch {
		case err != nil:
			return b.unreachable(err)
		case size > webLargest:
			return &daybook.Error{Place: name, Found: "more than 1 GB", Wanted: "a table", Remedy: "export the table alone"}
		case size != in.Size():
			return &daybook.Error{Code: daybook.Unreachable, Place: name, Found: fmt.Sprintf("%d of %d bytes", size, in.Size()), Wanted: "the whole object", Remedy: "run again"}
		}
		return nil
	})
}

func (b *bucket) unreachable(err error) error {
	if errors.Is(err, context.Canceled) {
		return err
	}
	return &daybook.Error{Code: daybook.Unreachable, Place: named(b.address), Found: "no access", Wanted: "a bucket that can be read",
		Remedy: "check path: and the credentials in the environment", Err: err}
}

package files

import (
	"context"
	"errors"
	"io"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"daybook/internal/sheet"
)

// place is where files lie: a folder, a web server, an object store.
type place interface {
	// list names the files that match. Of one that has not changed since it was known a place need not have the content.
	list(ctx context.Context, known map[string]state) ([]File, error)
}

// place finds out where a source's files lie.
func (s *Source) place(desk *desk) place {
	switch scheme, _, remote := strings.Cut(s.Pattern, "://"); {
	case remote && (scheme == "https" || scheme == "http"):
		return &web{address: s.Pattern, desk: desk, log: s.Log}
	case remote:
		return &bucket{address: s.Pattern, open: s.Buckets, desk: desk}
	}
	return &folder{dir: s.Dir, pattern: s.Pattern}
}

// desk is a folder for copies of files that do not lie on the disk as they are: of a zip, of a server. It is made when it is first
// needed, and cleared at the end.
type desk struct{ dir string }

func (d *desk) clear() error {
	if d.dir == "" {
		return nil
	}
	return os.RemoveAll(d.dir)
}

// copy writes a file of that name by means of write, and returns its path.
func (d *desk) copy(name string, write func(io.Writer) error) (path string, err error) {
	if d.dir == "" {
		if d.dir, err = os.MkdirTemp("", "daybook-files-*"); err != nil {
			return "", err
		}
	}
	out, err := os.CreateTemp(d.dir, "*"+filepath.Ext(name))
	if err != nil {
		return "", err
	}
	return out.Name(), errors.Join(write(out), out.Close())
}

// find lists the files of a source, and those in zips in their stead.
func (s *Source) find(ctx context.Context, desk *desk, known map[string]state) ([]File, error) {
	found, err := s.place(desk).list(ctx, known)
	if err != nil {
		return nil, err
	}
	var all []File
	for _, file := range found {
		members, err := unzipped(file, desk, known)
		if err != nil { // it does not hold up the others
			members = []File{{Name: file.Name, fetch: func(context.Context) (string, error) { return "", err }}}
		}
		all = append(all, members...)
	}
	return all, nil
}

// unzipped returns the files in a zip, or the file itself if it is none. Of a zip that is not here, because it has not changed, they
// are those known.
func unzipped(file File, desk *desk, known map[string]state) ([]File, error) {
	if !strings.EqualFold(path.Ext(file.Name), ".zip") {
		return []File{file}, nil
	}
	var names []string
	if file.Path == "" {
		for name := range known {
			if member, within := strings.CutPrefix(name, file.Name+"/"); within {
				names = append(names, member)
			}
		}
		slices.Sort(names)
	} else {
		var err error
		if names, err = sheet.Members(file.Path, file.Name); err != nil {
			return nil, err
		}
	}
	if len(names) == 0 {
		return []File{file}, nil
	}
	var members []File
	for _, name := range names {
		members = append(members, file.member(name, desk))
	}
	return members, nil
}

// member is a file in a zip. It changes when the zip does.
func (f File) member(name string, desk *desk) File {
	zip := f
	return File{Name: f.Name + "/" + strings.ReplaceAll(name, `\`, "/"), seen: f.seen, container: f.container, fetch: func(ctx context.Context) (string, error) {
		if err := zip.here(ctx); err != nil {
			return "", err
		}
		return desk.copy(name, func(out io.Writer) error { return sheet.Extract(cancellableWriter{ctx, out}, zip.Path, zip.Name, name) })
	}}
}

// here sees to it that the file lies on the disk.
func (f *File) here(ctx context.Context) (err error) {
	if f.Path == "" {
		f.Path, err = f.fetch(ctx)
	}
	return err
}

// cancellableWriter stops writing when its context ends.
type cancellableWriter struct {
	ctx context.Context
	out io.Writer
}

func (c cancellableWriter) Write(p []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	return c.out.Write(p)
}

// Sample gives the path of a file to a function: of itself, or of the first file in it if it is a zip of files.
func Sample(path string, with func(path string) error) (err error) {
	desk := &desk{}
	defer func() { err = errors.Join(err, desk.clear()) }()
	found, err := unzipped(File{Path: path, Name: path}, desk, nil)
	if err != nil {
		return err
	}
	if err := found[0].here(context.Background()); err != nil {
		return err
	}
	return with(found[0].Path)
}

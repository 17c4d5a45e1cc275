package files

import (
	"context"
	"errors"
	"maps"
	"slices"

	"daybook"
)

// Pull reads what is new and commits it file by file. A file that cannot be read as a whole leaves its last
// good facts as they are and does not hold up the others; its error comes back at the end.
func (s *Source) Pull(ctx context.Context, request daybook.Request, into daybook.Sink) (err error) {
	c, err := decodeCursor(request.Cursor)
	if err != nil {
		return err
	}
	desk := &desk{}
	defer func() { err = errors.Join(err, desk.clear()) }()
	found, err := s.find(ctx, desk, c.Files)
	if err != nil {
		return err
	}
	p := &pull{source: s, into: into, cursor: c, stored: string(c.encode()), request: request, now: map[string]state{}}
	var failed []error
	for i := range found {
		file := &found[i]
		seen, err := observe(ctx, file, c.Files[file.Name])
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err != nil {
			failed = append(failed, err)
			continue
		}
		p.now[file.Name] = seen
	}
	s.warn(c, found)
	c.assign(p.now)
	p.before = maps.Clone(c.Files)
	return errors.Join(append(failed, p.files(ctx, found))...)
}

// warn tells of files that were read once and are gone.
func (s *Source) warn(c cursor, found []File) {
	for _, name := range slices.Sorted(maps.Keys(c.Files)) {
		if !slices.ContainsFunc(found, func(file File) bool { return file.Name == name }) {
			s.Log.Warn("a file has vanished; its facts are kept", "file", name)
		}
	}
}

// pull is one Pull.
type pull struct {
	source  *Source
	into    daybook.Sink
	cursor  cursor
	stored  string // the cursor as it was last committed
	request daybook.Request
	now     map[string]state
	before  map[string]state // as of the last good reads
}

func (p *pull) files(ctx context.Context, found []File) error {
	var failed []error
	for _, file := range found {
		seen, ok := p.now[file.Name]
		if !ok {
			continue // its error is known already
		}
		put, err := p.file(ctx, file, seen)
		failed = append(failed, err)
		if daybook.CodeOf(err) == daybook.TooManyRejects {
			continue // the sink would not have this one; it may have the next
		}
		if err != nil && (put || ctx.Err() != nil) {
			return errors.Join(failed...) // the open batch must not mix with the next file's
		}
	}
	return errors.Join(append(failed, p.settle(ctx))...)
}

// file reads one file if it has to be read, and reports whether anything was put.
func (p *pull) file(ctx context.Context, file File, seen state) (put bool, err error) {
	seen.Options = p.source.Options
	known := p.cursor.Files[file.Name]
	if !known.Refused && !p.again(seen.Part) && known.SHA256 == seen.SHA256 && known.Options == seen.Options {
		seen.Columns, seen.Warnings = known.Columns, known.Warnings
		p.cursor.Files[file.Name] = seen
		return false, nil
	}
	if err := file.here(ctx); err != nil {
		return false, err
	}
	file.watch = p.watch(file)
	counts := map[string]int{}
	err = p.source.Reader.Read(ctx, file, func(record daybook.Record) error {
		put = true
		counts[sortOf(record)]++
		return p.into.Put(ctx, record)
	})
	if err == nil {
		err = errors.Join(ctx.Err(), file.unchanged())
	}
	if err != nil {
		return put, file.watch.explain(err)
	}
	p.source.Log.Info("read a file", "file", file.Name, "facts", counts["fact"], "rejects", counts["reject"], "skips", counts["skip"])
	seen.Columns, seen.Warnings = file.watch.found, file.watch.warnings
	p.cursor.Files[file.Name] = seen
	if err := p.commit(ctx, daybook.Checkpoint{Part: seen.Part, Whole: true}); err != nil {
		p.refused(file.Name)
		return put, err
	}
	for _, change := range file.watch.changes {
		p.source.Log.Warn("the columns have changed", "file", file.Name, "change", change)
	}
	return put, nil
}

// again reports whether a part is read although nothing in it has changed.
func (p *pull) again(part string) bool {
	return p.request.Reread || slices.Contains(p.request.Parts, part)
}

// refused leaves a file that was not taken as of its last good read, and sees to it that it is read again.
func (p *pull) refused(name string) {
	delete(p.cursor.Files, name)
	if before, known := p.before[name]; known {
		before.Refused = true
		p.cursor.Files[name] = before
	}
}

func (p *pull) commit(ctx context.Context, at daybook.Checkpoint) error {
	at.Cursor = p.cursor.encode()
	err := p.into.Commit(ctx, at)
	if err == nil {
		p.stored = string(at.Cursor)
	}
	return err
}

// settle stores what has changed of files whose facts have not: another name, another time.
func (p *pull) settle(ctx context.Context) error {
	if string(p.cursor.encode()) == p.stored {
		return nil
	}
	first := slices.Sorted(maps.Keys(p.cursor.Files))[0]
	return p.commit(ctx, daybook.Checkpoint{Part: p.cursor.Files[first].Part})
}

func sortOf(record daybook.Record) string {
	switch record.(type) {
	case *daybook.Reject:
		return "reject"
	case *daybook.Skip:
		return "skip"
	}
	return "fact"
}

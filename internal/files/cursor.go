package files

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"maps"
	"os"
	"slices"
	"time"

	"daybook"
	"daybook/internal/sheet"
)

// cursor is what is known of the files read so far, by name.
type cursor struct {
	Files map[string]state `json:"files"`
}

// state is a file as it was when it was read.
type state struct {
	Size     int64     `json:"size"`
	Modified time.Time `json:"modified"`
	ETag     string    `json:"etag,omitempty"` // a server's or a store's own mark of the content
	SHA256   string    `json:"sha256"`
	Part     string    `json:"part"`
	Options  string    `json:"options"`           // the options it was read under
	Refused  bool      `json:"refused,omitempty"` // what it held since was not taken: it is read again, whatever it holds

	Columns  map[string]columns `json:"columns,omitempty"`  // of each table
	Warnings []string           `json:"warnings,omitempty"` // what was wrong with it
}

func decodeCursor(text daybook.Cursor) (cursor, error) {
	c := cursor{Files: map[string]state{}}
	if len(text) == 0 {
		return c, nil
	}
	if err := json.Unmarshal(text, &c); err != nil {
		return c, &daybook.Error{Place: "cursor", Found: string(text), Wanted: "what a former run stored", Err: err}
	}
	if c.Files == nil {
		c.Files = map[string]state{}
	}
	return c, nil
}

func (c cursor) encode() daybook.Cursor {
	text, err := json.Marshal(c)
	if err != nil {
		panic(err) // strings, numbers and times: it cannot fail
	}
	return text
}

// observe looks at a file now. Content that cannot have changed is not hashed again, nor brought here.
func observe(ctx context.Context, file *File, known state) (state, error) {
	now := file.seen
	if now.same(known) && known.SHA256 != "" {
		now.SHA256 = known.SHA256
		return now, nil
	}
	if err := file.here(ctx); err != nil {
		return state{}, err
	}
	var err error
	if now.SHA256, err = hash(ctx, *file); err != nil {
		return state{}, err
	}
	return now, file.unchanged()
}

// same reports whether a place says the same of a file as before. What it says nothing of may have changed.
func (s state) same(t state) bool {
	return s.Size == t.Size && s.Modified.Equal(t.Modified) && s.ETag == t.ETag && (s.ETag != "" || !s.Modified.IsZero())
}

// unchanged makes sure that a file is as it was: what is being written is not read by halves.
func (f File) unchanged() error {
	if f.container == "" {
		return nil
	}
	info, err := os.Stat(f.container)
	if err != nil {
		return sheet.Missing(f.Name, err)
	}
	if now := (state{Size: info.Size(), Modified: info.ModTime().UTC()}); !now.same(f.seen) {
		return &daybook.Error{Place: f.Name, Found: "a file that is still being written", Wanted: "a finished one",
			Remedy: "run again once it is complete"}
	}
	return nil
}

func hash(ctx context.Context, file File) (text string, err error) {
	in, err := os.Open(file.Path)
	if err != nil {
		return "", sheet.Missing(file.Name, err)
	}
	defer func() { err = errors.Join(err, in.Close()) }()
	sum := sha256.New()
	if _, err := io.Copy(sum, cancellable{ctx, in}); err != nil {
		return "", err
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}

// cancellable stops reading when its context ends.
type cancellable struct {
	ctx context.Context
	in  io.Reader
}

func (c cancellable) Read(p []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	return c.in.Read(p)
}

// assign gives every file its part, in three rounds: a file whose content is as it was keeps its own; a
// file with the content that another one had, which is gone or changed, was renamed and takes the part
// with it; the others keep the part that they had or get one after their name.
func (c cursor) assign(now map[string]state) {
	names := slices.Sorted(maps.Keys(now))
	taken := map[string]bool{}
	give := func(name, part string) {
		s := now[name]
		s.Part = part
		now[name], taken[part] = s, true
	}
	for _, name := range names {
		if known, ok := c.Files[name]; ok && known.SHA256 == now[name].SHA256 {
			give(name, known.Part)
		}
	}
	for _, name := range names {
		if from := c.renamed(now, name, taken); now[name].Part == "" && from != "" {
			give(name, c.Files[from].Part)
			c.Files[name] = c.Files[from]
			delete(c.Files, from)
		}
	}
	c.assignRest(now, names, taken, give)
}

// renamed finds the former name of a file.
func (c cursor) renamed(now map[string]state, name string, taken map[string]bool) string {
	for _, from := range slices.Sorted(maps.Keys(c.Files)) {
		known := c.Files[from]
		if known.SHA256 == now[name].SHA256 && !taken[known.Part] {
			return from
		}
	}
	return ""
}

func (c cursor) assignRest(now map[string]state, names []string, taken map[string]bool, give func(name, part string)) {
	for name, known := range c.Files {
		if _, present := now[name]; !present {
			taken[known.Part] = true // a vanished file keeps its facts
		}
	}
	for _, name := range names {
		if now[name].Part != "" {
			continue
		}
		part := name
		if known, ok := c.Files[name]; ok && !taken[known.Part] {
			part = known.Part
		} else if taken[part] {
			part += "#" + now[name].SHA256[:8]
		}
		give(name, part)
	}
}

package sorted

import (
	"bufio"
	"bytes"
	"container/heap"
	"encoding/binary"
	"errors"
	"io"
	"os"
)

// buffer is how much of a run is read or written at once.
const buffer = 64 << 10

// Cursor reads records in the order of their keys.
type Cursor struct {
	streams streams
	started bool
	err     error
}

// Read returns a cursor before the first record. Records may be read several times; none may be added while
// a cursor is in use.
func (r *Records) Read() *Cursor {
	r.sort()
	c := &Cursor{}
	for i, run := range r.runs {
		section := io.NewSectionReader(r.file, run.from, run.to-run.from)
		c.add(&stream{number: i, file: bufio.NewReaderSize(section, buffer)})
	}
	c.add(&stream{number: len(r.runs), records: r, rest: r.entries})
	heap.Init(&c.streams)
	return c
}

func (c *Cursor) add(s *stream) {
	more, err := s.next()
	c.err = errors.Join(c.err, err)
	if more {
		c.streams = append(c.streams, s)
	}
}

// Next moves to the next record; false at the end and after an error.
func (c *Cursor) Next() bool {
	if c.started && c.err == nil && len(c.streams) > 0 {
		c.advance()
	}
	c.started = true
	return c.err == nil && len(c.streams) > 0
}

func (c *Cursor) advance() {
	more, err := c.streams[0].next()
	if c.err = err; more {
		heap.Fix(&c.streams, 0)
	} else {
		heap.Pop(&c.streams)
	}
}

// Key is the key of the record, until the next one.
func (c *Cursor) Key() []byte { return c.streams[0].key }

// Value is the value of the record, until the next one.
func (c *Cursor) Value() []byte { return c.streams[0].value }

// Err is what ended the reading early.
func (c *Cursor) Err() error { return c.err }

// stream reads one run of the file, or what is in memory.
type stream struct {
	number     int
	key, value []byte
	file       *bufio.Reader
	space      []byte // holds key and value of a record from the file
	records    *Records
	rest       []entry
}

func (s *stream) next() (bool, error) {
	if s.file != nil {
		return s.read()
	}
	if len(s.rest) == 0 {
		return false, nil
	}
	s.key, s.value = s.records.key(s.rest[0]), s.records.value(s.rest[0])
	s.rest = s.rest[1:]
	return true, nil
}

func (s *stream) read() (bool, error) {
	key, err := binary.ReadUvarint(s.file)
	if errors.Is(err, io.EOF) {
		return false, nil
	}
	value, err := binary.ReadUvarint(s.file)
	if err != nil {
		return false, err
	}
	size := int(key + value)
	if cap(s.space) < size {
		s.space = make([]byte, size)
	}
	s.space = s.space[:size]
	if _, err := io.ReadFull(s.file, s.space); err != nil {
		return false, err
	}
	s.key, s.value = s.space[:key], s.space[key:]
	return true, nil
}

// streams is a heap: the smallest key first, among equal ones the oldest.
type streams []*stream

func (s streams) Len() int      { return len(s) }
func (s streams) Swap(i, j int) { s[i], s[j] = s[j], s[i] }
func (s *streams) Push(any)     { panic("every stream is there from the start") }

func (s streams) Less(i, j int) bool {
	order := bytes.Compare(s[i].key, s[j].key)
	return order < 0 || order == 0 && s[i].number < s[j].number
}

func (s *streams) Pop() any {
	last := len(*s) - 1
	gone := (*s)[last]
	*s = (*s)[:last]
	return gone
}

// writer writes from an offset on and remembers how far it has come and what went wrong.
type writer struct {
	*bufio.Writer
	at  int64
	err error
}

func newWriter(file *os.File, at int64) *writer {
	return &writer{Writer: bufio.NewWriterSize(io.NewOffsetWriter(file, at), buffer), at: at}
}

func (w *writer) write(p []byte) {
	n, err := w.Write(p)
	w.at, w.err = w.at+int64(n), errors.Join(w.err, err)
}

func (w *writer) close() (int64, error) { return w.at, errors.Join(w.err, w.Flush()) }

// Package sorted puts records in the order of their keys, more of them than memory holds: what does not fit
// waits in a temporary file, as runs that are merged when they are read.
package sorted

import (
	"bytes"
	"cmp"
	"encoding/binary"
	"errors"
	"os"
	"slices"
)

// memory is how many bytes of records are kept before they move to the file.
const memory = 8 << 20

// Records are records with a key and a value each. Equal keys keep the order in which they were added. The
// zero value is empty and ready. It is for one goroutine at a time.
type Records struct {
	Memory  int // bytes kept in memory; 0: a few megabytes
	n       int64
	bytes   []byte
	entries []entry // of bytes
	sorted  bool
	file    *os.File // nil until it is needed
	runs    []run    // of file
	end     int64    // of the last run
}

// entry is where a record stands in memory: its value follows its key. n counts them.
type entry struct{ n, at, key, value uint32 }

// run is a sorted stretch of the file.
type run struct{ from, to int64 }

// Len is how many records were added.
func (r *Records) Len() int64 { return r.n }

// Add keeps a copy of a record.
func (r *Records) Add(key, value []byte) error {
	if len(r.bytes)+len(key)+len(value) > r.limit() && len(r.entries) > 0 {
		if err := r.spill(); err != nil {
			return err
		}
	}
	r.entries = append(r.entries, entry{uint32(len(r.entries)), uint32(len(r.bytes)), uint32(len(key)), uint32(len(value))})
	r.bytes = append(append(r.bytes, key...), value...)
	r.n++
	r.sorted = false
	return nil
}

func (r *Records) limit() int {
	if r.Memory > 0 {
		return r.Memory
	}
	return memory
}

// Reset forgets the records. It keeps the memory for the next ones.
func (r *Records) Reset() error {
	var err error
	if r.file != nil {
		err = errors.Join(r.file.Close(), remove(r.file.Name()))
	}
	*r = Records{Memory: r.Memory, bytes: r.bytes[:0], entries: r.entries[:0]}
	return err
}

// remove deletes the file, unless that was possible when it was made.
func remove(name string) error {
	if err := os.Remove(name); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	return nil
}

func (r *Records) sort() {
	if r.sorted {
		return
	}
	slices.SortFunc(r.entries, func(a, b entry) int {
		return cmp.Or(bytes.Compare(r.key(a), r.key(b)), cmp.Compare(a.n, b.n))
	})
	r.sorted = true
}

func (r *Records) key(e entry) []byte   { return r.bytes[e.at : e.at+e.key] }
func (r *Records) value(e entry) []byte { return r.bytes[e.at+e.key : e.at+e.key+e.value] }

// spill writes what is in memory to the file, as one run.
func (r *Records) spill() error {
	if err := r.open(); err != nil {
		return err
	}
	r.sort()
	out := newWriter(r.file, r.end)
	for _, e := range r.entries {
		var lengths [2 * binary.MaxVarintLen64]byte
		head := binary.AppendUvarint(binary.AppendUvarint(lengths[:0], uint64(e.key)), uint64(e.value))
		out.write(head)
		out.write(r.bytes[e.at : e.at+e.key+e.value])
	}
	end, err := out.close()
	r.runs = append(r.runs, run{r.end, end})
	r.end, r.bytes, r.entries = end, r.bytes[:0], r.entries[:0]
	return err
}

// open makes the file, and takes its name away where the system allows that of an open one: a process that
// is killed leaves nothing behind.
func (r *Records) open() error {
	if r.file != nil {
		return nil
	}
	file, err := os.CreateTemp("", "daybook-sort-*")
	if err != nil {
		return err
	}
	r.file = file
	_ = os.Remove(file.Name()) // where it does not, Reset does
	return nil
}

package sheet

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"

	"daybook/internal/markup"
)

// shared holds the texts that the cells of a workbook share, each behind its length. As many as fit into a small memory
// stay there; of a larger workbook all go to a temporary file. A text is found by way of the offset of every 16th.
type shared struct {
	texts  []byte // all, or those not written yet
	spill  *os.File
	size   int64 // of all texts
	every  []int64
	count  int
	pages  [64]page
	recent [4096]recentCell
}

// page is a stretch of the temporary file, in memory.
type page struct {
	number int64 // from 1; 0 is none
	bytes  []byte
}

// recentCell is a cell made of a text lately, so that a text that comes often is one string.
type recentCell struct {
	number int // from 1
	cell   Cell
}

const (
	textsInMemory = 8 << 20
	pageSize      = 64 << 10
	strideTexts   = 16
)

// readShared reads the part with the shared texts.
func readShared(part io.Reader) (s *shared, err error) {
	s = &shared{}
	defer func() {
		if err != nil {
			err = errors.Join(err, s.Close())
		}
	}()
	scan := markup.NewScanner(part)
	var text []byte
	for {
		tag, err := scan.Tag()
		switch {
		case err == io.EOF:
			return s, io.ErrUnexpectedEOF
		case err != nil:
			return s, err
		case tag.Is("/sst"), tag.Is("sst") && tag.Empty:
			_, err := io.Copy(io.Discard, part) // to the checksum
			return s, err
		case tag.Is("si"):
			if text = text[:0]; !tag.Empty {
				text, err = richText(scan, text, "/si")
			}
			if err = errors.Join(err, s.add(text)); err != nil {
				return s, err
			}
		}
	}
}

// richText appends the text of an element up to its end: plain, or joined from runs. How a text is pronounced, which
// stands beside it in Japanese, is no part of it.
func richText(scan *markup.Scanner, into []byte, end string) ([]byte, error) {
	for {
		tag, err := scan.Tag()
		switch {
		case err != nil:
			return into, unexpected(err)
		case tag.Is("t") && !tag.Empty:
			begin := len(into)
			if into, err = scan.Text(into); err != nil {
				return into, err
			}
			into = tidied(unescaped(into, begin), begin)
			scan.Accept("</t>")
		case tag.Is(end):
			return into, nil
		case tag.End, tag.Is("r"):
		default:
			if err := scan.Skip(tag); err != nil {
				return into, err
			}
		}
	}
}

func unexpected(err error) error {
	if err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	return err
}

func (s *shared) add(text []byte) error {
	if s.count%strideTexts == 0 {
		s.every = append(s.every, s.size)
	}
	s.count++
	before := len(s.texts)
	s.texts = binary.AppendUvarint(s.texts, uint64(len(text)))
	s.texts = append(s.texts, text...)
	s.size += int64(len(s.texts) - before)
	if len(s.texts) > textsInMemory {
		return s.flush()
	}
	return nil
}

// flush moves the texts in memory to the file, which has no name any more: it is gone when it is closed.
func (s *shared) flush() (err error) {
	if s.spill == nil {
		if s.spill, err = os.CreateTemp("", "daybook-texts-*"); err != nil {
			return err
		}
		if err := os.Remove(s.spill.Name()); err != nil {
			return err
		}
	}
	_, err = s.spill.Write(s.texts)
	s.texts = s.texts[:0]
	return err
}

func (s *shared) Close() error {
	if s.spill == nil {
		return nil
	}
	return s.spill.Close()
}

// cell returns the cell with the text of a number, from 0.
func (s *shared) cell(number int) (Cell, error) {
	if number < 0 || number >= s.count {
		return Cell{}, fmt.Errorf("the shared text %d of %d", number, s.count)
	}
	slot := &s.recent[number%len(s.recent)]
	if slot.number == number+1 {
		return slot.cell, nil
	}
	text, err := s.text(number)
	if err == nil {
		*slot = recentCell{number + 1, textCell(string(text))}
	}
	return slot.cell, err
}

func (s *shared) text(number int) ([]byte, error) {
	at := s.every[number/strideTexts]
	for before := number % strideTexts; ; before-- {
		head, err := s.read(at, min(binary.MaxVarintLen64, s.size-at))
		if err != nil {
			return nil, err
		}
		length, width := binary.Uvarint(head)
		at += int64(width)
		if before == 0 {
			return s.read(at, int64(length))
		}
		at += int64(length)
	}
}

// read returns bytes of the texts, valid until the next call.
func (s *shared) read(at, length int64) ([]byte, error) {
	if s.spill == nil {
		return s.texts[at : at+length], nil
	}
	if len(s.texts) > 0 {
		if err := s.flush(); err != nil {
			return nil, err
		}
	}
	from, err := s.page(at / pageSize)
	if err != nil {
		return nil, err
	}
	if within := at % pageSize; within+length <= int64(len(from)) {
		return from[within : within+length], nil
	}
	across := make([]byte, length)
	_, err = s.spill.ReadAt(across, at)
	return across, err
}

func (s *shared) page(number int64) ([]byte, error) {
	slot := &s.pages[number%int64(len(s.pages))]
	if slot.number == number+1 {
		return slot.bytes, nil
	}
	if slot.bytes == nil {
		slot.bytes = make([]byte, pageSize)
	}
	n, err := s.spill.ReadAt(slot.bytes[:pageSize], number*pageSize)
	if err != nil && err != io.EOF {
		return nil, err
	}
	slot.number, slot.bytes = number+1, slot.bytes[:n]
	return slot.bytes, nil
}

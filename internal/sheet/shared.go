package sheet

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"daybook/internal/markup"
)

// shared holds the texts that the cells of a workbook share, each behind its length. A text is found by way of the place of
// every 16th.
type shared struct {
	texts  pages
	every  []int64
	count  int
	fresh  fresh
	recent []recentCell
}

// fresh is where the texts begin that no cell has asked for yet. Programs number texts as they first come, so that of these
// the first is asked for next, and the others after it.
type fresh struct {
	number int
	at     int64
}

// recentCell is a cell made of a text lately, so that a text that comes often is one string.
type recentCell struct {
	number int // from 1
	cell   Cell
}

const (
	strideTexts = 16
	mostRecent  = 8192
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
	for text, more := []byte(nil), true; ; {
		if text, more, err = nextShared(scan, text[:0]); err != nil {
			return s, err
		}
		if !more {
			_, err = io.Copy(io.Discard, part) // to the checksum
			return s, err
		}
		if err = s.add(text); err != nil {
			return s, err
		}
	}
}

// nextShared appends the next text, if there is one more.
func nextShared(scan *markup.Scanner, into []byte) (text []byte, more bool, err error) {
	for begun := scan.Accept("<si>"); !begun; {
		tag, err := scan.Tag()
		switch {
		case err != nil:
			return into, false, unexpected(err)
		case tag.Is("/sst"), tag.Is("sst") && tag.Empty:
			return into, false, nil
		case tag.Is("si") && tag.Empty:
			return into, true, nil
		}
		begun = tag.Is("si")
	}
	text, err = richText(scan, into, "</si>")
	return text, true, err
}

func (s *shared) add(text []byte) error {
	if s.count%strideTexts == 0 {
		s.every = append(s.every, s.texts.size)
	}
	s.count++
	var length [binary.MaxVarintLen64]byte
	return errors.Join(s.texts.add(binary.AppendUvarint(length[:0], uint64(len(text)))), s.texts.add(text))
}

func (s *shared) Close() error { return s.texts.Close() }

// cell returns the cell with the text of a number, from 0. One that is asked for the first time is not remembered: most come once.
func (s *shared) cell(number int) (Cell, error) {
	switch {
	case number < 0 || number >= s.count:
		return Cell{}, fmt.Errorf("the shared text %d of %d", number, s.count)
	case number >= s.fresh.number:
		return s.read(number)
	case s.recent == nil:
		s.recent = make([]recentCell, min(s.count, mostRecent))
	}
	slot := &s.recent[number%mostRecent]
	if slot.number == number+1 {
		return slot.cell, nil
	}
	cell, err := s.read(number)
	if err == nil {
		*slot = recentCell{number + 1, cell}
	}
	return cell, err
}

// read returns the cell with a text that is not remembered.
func (s *shared) read(number int) (Cell, error) {
	at, length, err := s.place(number)
	if err != nil {
		return Cell{}, err
	}
	if number >= s.fresh.number {
		s.fresh = fresh{number + 1, at + length}
	}
	text, err := s.texts.read(at, length)
	return textCell(string(text)), err
}

// place finds a text, from the nearest place known before it.
func (s *shared) place(number int) (at, length int64, err error) {
	at, before := s.every[number/strideTexts], number%strideTexts
	if number == s.fresh.number {
		at, before = s.fresh.at, 0
	}
	for ; ; before-- {
		head, err := s.texts.read(at, min(binary.MaxVarintLen64, s.texts.size-at))
		if err != nil {
			return 0, 0, err
		}
		length, width := binary.Uvarint(head)
		at += int64(width)
		if before == 0 {
			return at, int64(length), nil
		}
		at += int64(length)
	}
}

package ofx

import (
	"bufio"
	"errors"
	"html"
	"io"
	"strings"

	"daybook"
)

// tag is a tag and the text up to the next one. In SGML an element that holds a value has no closing tag, so the value is
// simply what follows.
type tag struct {
	name   string // in capitals
	closes bool
	value  string
	line   int // on which it stands, from 1
}

// tags reads one tag after the other out of SGML and XML alike.
type tags struct {
	in   *bufio.Reader
	line int
}

func newTags(in io.Reader) *tags { return &tags{in: bufio.NewReaderSize(in, 64<<10), line: 1} }

// longest bounds what stands between two tags.
const longest = 1 << 20

// next returns the next tag; io.EOF after the last. Processing instructions and comments are none.
func (t *tags) next() (tag, error) {
	for {
		if _, err := t.until('<'); err != nil {
			return tag{}, err
		}
		line := t.line
		name, err := t.until('>')
		if err != nil {
			return tag{}, err
		}
		if strings.HasPrefix(name, "?") || strings.HasPrefix(name, "!") {
			continue
		}
		value, err := t.peekUntil('<')
		if err != nil {
			return tag{}, err
		}
		name, closes := strings.CutPrefix(strings.TrimSpace(name), "/")
		name, _, _ = strings.Cut(name, " ") // attributes
		return tag{strings.ToUpper(strings.TrimSuffix(name, "/")), closes, strings.TrimSpace(html.UnescapeString(value)), line}, nil
	}
}

// until reads up to a sign, and over it.
func (t *tags) until(end byte) (string, error) { return t.take(end, true) }

// peekUntil reads up to a sign, or to the end, and stays before it.
func (t *tags) peekUntil(end byte) (string, error) { return t.take(end, false) }

func (t *tags) take(end byte, over bool) (string, error) {
	var text []byte
	for {
		c, err := t.in.ReadByte()
		switch {
		case errors.Is(err, io.EOF) && !over:
			return string(text), nil
		case err != nil:
			return "", err
		case c == end && over:
			return string(text), nil
		case c == end:
			return string(text), t.in.UnreadByte()
		case len(text) >= longest:
			return "", &daybook.Error{Found: "more than a million characters without a tag", Wanted: "an OFX file"}
		case c == '\n':
			t.line++
		}
		text = append(text, c)
	}
}

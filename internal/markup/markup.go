// Package markup scans XML the way a table needs it: tag by tag, forward only, in one buffer and without an allocation
// for a tag or a text. It is several times faster than encoding/xml because it builds no tree, keeps no name spaces and
// copies only the texts it is asked for. It reads UTF-8 and UTF-16. What a table never has, a document type declaration
// or another encoding, it refuses with ErrUnsupported.
package markup

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"

	"golang.org/x/text/encoding/unicode"
)

// ErrUnsupported is wrapped by the errors for XML that is right, but not read here.
var ErrUnsupported = errors.New("not supported")

// Bounds on one tag and on one text: what is longer is none that a table has.
const (
	window      = 64 << 10
	longestTag  = 1 << 20
	longestText = 16 << 20
)

// Scanner reads a document from front to back.
type Scanner struct {
	in       io.Reader
	buf      []byte
	from, to int // of buf, what has not been scanned yet
	ended    error
}

// NewScanner scans a document.
func NewScanner(in io.Reader) *Scanner { return &Scanner{in: decoded(in), buf: make([]byte, window)} }

// decoded turns UTF-16, which begins with a byte order mark, into UTF-8.
func decoded(in io.Reader) io.Reader {
	head := bufio.NewReaderSize(in, 16)
	mark, _ := head.Peek(2) // an error comes back on the next read
	if bytes.Equal(mark, []byte("\xff\xfe")) || bytes.Equal(mark, []byte("\xfe\xff")) {
		return unicode.UTF16(unicode.BigEndian, unicode.ExpectBOM).NewDecoder().Reader(head)
	}
	return head
}

// Tag returns the next tag and leaves out the text before it. At the end of the document it returns io.EOF.
func (s *Scanner) Tag() (Tag, error) {
	for {
		if s.from == s.to || s.buf[s.from] != '<' {
			if err := s.discardText(); err != nil {
				return Tag{}, err
			}
		}
		raw, err := s.tag()
		if err != nil {
			return Tag{}, err
		}
		switch raw[0] {
		case '!':
			if err := s.declaration(raw, nil); err != nil {
				return Tag{}, err
			}
		case '?':
			if err := instruction(raw); err != nil {
				return Tag{}, err
			}
		default:
			return parse(raw), nil
		}
	}
}

// Text appends the text that stands before the next tag, with entities replaced and comments left out.
func (s *Scanner) Text(into []byte) ([]byte, error) {
	first := len(into)
	for {
		begin := len(into)
		var err error
		if into, err = s.untilTag(into); err != nil {
			return into, err
		}
		if into, err = replaced(into, begin); err != nil {
			return into, err
		}
		if len(into)-first > longestText {
			return into, errors.New("a text of more than 16 MB")
		}
		if s.to-s.from < 2 && !s.fill() || s.buf[s.from+1] != '!' {
			return into, nil
		}
		raw, err := s.tag()
		if err != nil {
			return into, err
		}
		if err := s.declaration(raw, &into); err != nil {
			return into, err
		}
	}
}

// Accept goes past these bytes if they come next, without text before them: a short way past tags that programs always
// write in one way.
func (s *Scanner) Accept(literal string) bool {
	if end := s.from + len(literal); end <= s.to && string(s.buf[s.from:end]) == literal {
		s.from = end
		return true
	}
	return false
}

// Ahead returns what has been read and not scanned yet, and Take goes past so much of it: a short way for a reader that knows
// the bytes that programs write. They are valid until the scanner is used again, and may end anywhere, even at once.
func (s *Scanner) Ahead() []byte { return s.buf[s.from:s.to] }

// Take goes past bytes of what is Ahead.
func (s *Scanner) Take(size int) { s.from += size }

// Skip leaves out everything up to the end of the element that tag has begun.
func (s *Scanner) Skip(tag Tag) error {
	if tag.End || tag.Empty {
		return nil
	}
	for depth := 1; depth > 0; {
		inner, err := s.Tag()
		switch {
		case err == io.EOF:
			return io.ErrUnexpectedEOF
		case err != nil:
			return err
		case inner.End:
			depth--
		case !inner.Empty:
			depth++
		}
	}
	return nil
}

// Past leaves out everything up to and with the next place where these bytes stand, whatever they are there: a tag, or
// a text. It is as fast as memory, and returns io.EOF where there is none.
func (s *Scanner) Past(literal string) error {
	for {
		if at := bytes.Index(s.buf[s.from:s.to], []byte(literal)); at >= 0 {
			s.from += at + len(literal)
			return nil
		}
		s.from = max(s.from, s.to-len(literal)+1)
		if !s.fill() {
			return s.ended
		}
	}
}

func (s *Scanner) discardText() error {
	for {
		if at := bytes.IndexByte(s.buf[s.from:s.to], '<'); at >= 0 {
			s.from += at
			return nil
		}
		s.from = s.to
		if !s.fill() {
			return s.ended
		}
	}
}

func (s *Scanner) untilTag(into []byte) ([]byte, error) {
	limit := len(into) + longestText
	for {
		at := bytes.IndexByte(s.buf[s.from:s.to], '<')
		if at >= 0 {
			into = append(into, s.buf[s.from:s.from+at]...)
			s.from += at
			return into, nil
		}
		into = append(into, s.buf[s.from:s.to]...)
		s.from = s.to
		if len(into) > limit {
			return into, errors.New("a text of more than 16 MB")
		}
		if !s.fill() {
			return into, unexpected(s.ended)
		}
	}
}

// tag takes what stands between the "<" that the scanner is at and its ">".
func (s *Scanner) tag() ([]byte, error) {
	for searched := 1; ; {
		rest := s.buf[s.from+1 : s.to]
		if end := closing(rest, searched-1); end >= 0 {
			if s.from += end + 2; end == 0 {
				return nil, errors.New("a tag without a name")
			}
			return rest[:end], nil
		}
		if searched = s.to - s.from; searched > longestTag {
			return nil, fmt.Errorf("%w: a tag of more than 1 MB", ErrUnsupported)
		}
		if !s.fill() {
			return nil, unexpected(s.ended)
		}
	}
}

// closing finds the ">" that ends a tag, at or behind a place. One within quotes is an attribute's: then quotes before it are odd.
func closing(rest []byte, from int) int {
	for {
		at := bytes.IndexByte(rest[from:], '>')
		if at < 0 {
			return -1
		}
		raw := rest[:from+at]
		if len(raw) == 0 || raw[0] == '!' || raw[0] == '?' || bytes.Count(raw, quote)%2 == 0 && bytes.IndexByte(raw, '\'') < 0 || !quoting(raw) {
			return len(raw)
		}
		from += at + 1
	}
}

var quote = []byte{'"'}

// quoting reports whether a quote is open at the end of a part of a tag.
func quoting(raw []byte) bool {
	var open byte
	for _, c := range raw {
		switch {
		case c == open:
			open = 0
		case open == 0 && (c == '"' || c == '\''):
			open = c
		}
	}
	return open != 0
}

// fill reads on, and makes room for it. It reports whether there is more.
func (s *Scanner) fill() bool {
	if s.ended != nil {
		return false
	}
	if s.from > 0 {
		s.to = copy(s.buf, s.buf[s.from:s.to])
		s.from = 0
	}
	if s.to == len(s.buf) {
		s.buf = append(s.buf, make([]byte, len(s.buf))...)
	}
	for range 100 {
		n, err := s.in.Read(s.buf[s.to:])
		s.to += n
		s.ended = err
		if n > 0 || err != nil {
			return n > 0
		}
	}
	s.ended = io.ErrNoProgress
	return false
}

func unexpected(err error) error {
	if err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	return err
}

// declaration goes past a comment or a CDATA section that begins with raw; the text of the latter is appended to into.
func (s *Scanner) declaration(raw []byte, into *[]byte) error {
	switch {
	case bytes.HasPrefix(raw, []byte("!--")):
		return s.through(raw, 3, "--", nil)
	case bytes.HasPrefix(raw, []byte("![CDATA[")):
		return s.through(raw, len("![CDATA["), "]]", into)
	}
	return fmt.Errorf("%w: a document type declaration", ErrUnsupported)
}

// through reads on to an end like "]]>"; raw is what stands before the first ">", of which the first bytes are the
// beginning's own.
func (s *Scanner) through(raw []byte, begin int, end string, into *[]byte) error {
	var tail []byte // the last bytes before a ">", as far as they can be part of the end
	piece := raw[begin:]
	total := 0
	for {
		tail = append(tail, piece...)
		tail = tail[max(0, len(tail)-len(end)):]
		if into != nil {
			*into = append(*into, piece...)
		}
		if string(tail) == end {
			if into != nil {
				*into = (*into)[:len(*into)-len(end)]
			}
			return nil
		}
		if total += len(piece); total > longestText {
			return errors.New("a comment or text of more than 16 MB")
		}
		var err error
		if piece, err = s.piece(); err != nil {
			return err
		}
	}
}

// piece takes what stands from the ">" just scanned up to the next one.
func (s *Scanner) piece() ([]byte, error) {
	for {
		if at := bytes.IndexByte(s.buf[s.from:s.to], '>'); at >= 0 {
			piece := append([]byte{'>'}, s.buf[s.from:s.from+at]...)
			s.from += at + 1
			return piece, nil
		}
		if s.to-s.from > longestText {
			return nil, errors.New("a comment or text of more than 16 MB")
		}
		if !s.fill() {
			return nil, unexpected(s.ended)
		}
	}
}

// instruction accepts <?xml … ?> with an encoding that the scanner reads, and other instructions.
func instruction(raw []byte) error {
	if !bytes.HasPrefix(raw, []byte("?xml ")) {
		return nil
	}
	tag := parse(raw[1:])
	switch encoding := bytes.ToLower(tag.Value("encoding")); string(encoding) {
	case "", "utf-8", "utf8", "us-ascii", "ascii", "utf-16", "utf-16le", "utf-16be":
		return nil
	default:
		return fmt.Errorf("%w: the encoding %s", ErrUnsupported, encoding)
	}
}

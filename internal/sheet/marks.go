package sheet

import (
	"bufio"
	"bytes"
	"io"
	"strconv"

	"github.com/xuri/excelize/v2"
)

// mark is what stands in a cell's tag.
type mark struct {
	column  int    // from 0
	style   int    // the index of its style
	kind    string // b, e, s, str, inlineStr, d; n or "" is a number
	formula bool
	value   bool
}

// marks scans the XML of a sheet for the tags of rows and cells. It looks at no text between tags, and is
// therefore many times faster than the decoder that reads the values.
type marks struct {
	in     *bufio.Reader
	number int
	cells  []mark
	begun  bool // the tag of the row after the one last returned has been read
	done   bool
}

func newMarks(part io.Reader) *marks { return &marks{in: bufio.NewReaderSize(part, 64<<10)} }

// row returns the next row's number and the marks of its cells, valid until the next call; io.EOF at the end.
func (m *marks) row() (int, []mark, error) {
	m.cells = m.cells[:0]
	for !m.done {
		tag, err := nextTag(m.in)
		if err == io.EOF {
			m.done = true
			break
		}
		if err != nil {
			return 0, nil, err
		}
		switch name := local(tag); {
		case name == "row":
			number := m.number
			if m.begun {
				m.begin(tag)
				return number, m.cells, nil
			}
			m.begin(tag)
		case name == "c":
			m.cell(tag)
		case name == "v":
			m.last().value = true
		case name == "f":
			m.last().formula = true
		case name == "/row" && m.begun, name == "/sheetData" && m.begun:
			m.begun, m.done = false, name == "/sheetData"
			return m.number, m.cells, nil
		case name == "/sheetData":
			m.done = true
		}
	}
	if m.begun {
		m.begun = false
		return m.number, m.cells, nil
	}
	return 0, nil, io.EOF
}

// begin starts a row: with the number that its tag gives, else the next one. An empty row needs no end.
func (m *marks) begin(tag []byte) {
	m.number++
	if number, err := strconv.Atoi(attribute(tag, "r")); err == nil && number > 0 {
		m.number = number
	}
	m.begun = true
}

func (m *marks) cell(tag []byte) {
	c := mark{kind: attribute(tag, "t")}
	if len(m.cells) > 0 {
		c.column = m.cells[len(m.cells)-1].column + 1
	}
	if column, _, err := excelize.CellNameToCoordinates(attribute(tag, "r")); err == nil {
		c.column = column - 1
	}
	if style, err := strconv.Atoi(attribute(tag, "s")); err == nil {
		c.style = style
	}
	m.cells = append(m.cells, c)
}

func (m *marks) last() *mark {
	if len(m.cells) == 0 {
		return &mark{}
	}
	return &m.cells[len(m.cells)-1]
}

// nextTag returns what stands between the next "<" and its ">", past comments and CDATA. It is valid until the
// next call.
func nextTag(in *bufio.Reader) ([]byte, error) {
	for {
		if err := discardUntil(in, "<"); err != nil {
			return nil, err
		}
		tag, err := in.ReadSlice('>')
		if err != nil {
			return nil, err // a tag of more than 64 KB is none that a sheet has
		}
		switch {
		case bytes.HasPrefix(tag, []byte("!--")):
			err = through(in, tag, "-->")
		case bytes.HasPrefix(tag, []byte("![CDATA[")):
			err = through(in, tag, "]]>")
		default:
			return tag[:len(tag)-1], nil
		}
		if err != nil {
			return nil, err
		}
	}
}

func discardUntil(in *bufio.Reader, end string) error {
	for {
		_, err := in.ReadSlice(end[0])
		if err != bufio.ErrBufferFull {
			return err
		}
	}
}

// through reads on to an end that the tag read so far may already have.
func through(in *bufio.Reader, tag []byte, end string) error {
	tail := append([]byte{}, tag...)
	for !bytes.HasSuffix(tail, []byte(end)) {
		more, err := in.ReadSlice('>')
		if err != nil && err != bufio.ErrBufferFull {
			return err
		}
		tail = append(tail[:0], more...)
	}
	return nil
}

// local returns a tag's name without its namespace, and with the slash of an end tag.
func local(tag []byte) string {
	end := bytes.IndexAny(tag, " \t\r\n")
	if end < 0 {
		end = len(tag)
	}
	name := bytes.TrimSuffix(tag[:end], []byte("/"))
	if colon := bytes.IndexByte(name, ':'); colon >= 0 && name[0] != '/' {
		name = name[colon+1:]
	} else if colon >= 0 {
		return "/" + string(name[colon+1:])
	}
	return string(name)
}

// attribute returns the value of an attribute, in either kind of quotes; "" without one.
func attribute(tag []byte, name string) string {
	for rest := tag; ; {
		at := bytes.Index(rest, []byte(name+"="))
		if at < 0 {
			return ""
		}
		value := rest[at+len(name)+1:]
		if at > 0 && (rest[at-1] == ' ' || rest[at-1] == '\n' || rest[at-1] == '\t' || rest[at-1] == '\r') && len(value) > 1 {
			if end := bytes.IndexByte(value[1:], value[0]); end >= 0 {
				return string(value[1 : 1+end])
			}
		}
		rest = value
	}
}

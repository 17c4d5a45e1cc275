package markup

import (
	"bytes"
)

// Tag is a start or end tag. Its bytes are valid until the scanner is used again.
type Tag struct {
	Name  []byte // without its name space's prefix
	End   bool   // </name>
	Empty bool   // <name/>
	rest  []byte // the attributes that Next has not returned yet
}

func parse(raw []byte) Tag {
	tag := Tag{}
	switch last := len(raw) - 1; {
	case raw[0] == '/':
		tag.End, raw = true, raw[1:]
	case raw[last] == '/' || raw[last] == '?':
		tag.Empty, raw = true, raw[:last]
	}
	end := 0
	for end < len(raw) && raw[end] > ' ' {
		if raw[end] == ':' {
			raw, end = raw[end+1:], 0
			continue
		}
		end++
	}
	tag.Name, tag.rest = raw[:end], raw[end:]
	return tag
}

// Is reports whether the tag is named so; "/row" is the end of a row.
func (t Tag) Is(name string) bool {
	if t.End {
		return name[0] == '/' && string(t.Name) == name[1:]
	}
	return string(t.Name) == name
}

// Next returns the next attribute, its name without prefix and its value as it is written; a nil name at the end.
func (t *Tag) Next() (name, value []byte) {
	raw := t.rest
	begin := 0
	for begin < len(raw) && raw[begin] <= ' ' {
		begin++
	}
	end := begin
	for end < len(raw) && raw[end] != '=' {
		if raw[end] == ':' {
			begin = end + 1
		}
		end++
	}
	name = raw[begin:end]
	for end++; end < len(raw) && raw[end] <= ' '; end++ {
	}
	if end >= len(raw) {
		return nil, nil
	}
	raw, quote := raw[end+1:], raw[end]
	end = bytes.IndexByte(raw, quote)
	if end < 0 {
		return nil, nil
	}
	value, t.rest = raw[:end], raw[end+1:]
	for last := len(name) - 1; last >= 0 && name[last] <= ' '; last-- {
		name = name[:last]
	}
	return name, value
}

// Value returns the value of an attribute as it is written; nil without one.
func (t Tag) Value(name string) []byte {
	for {
		found, value := t.Next()
		if found == nil || string(found) == name {
			return value
		}
	}
}

// Text returns the value of an attribute with its entities replaced; "" without one.
func (t Tag) Text(name string) string {
	text, err := replaced(append([]byte{}, t.Value(name)...), 0)
	if err != nil {
		return string(t.Value(name))
	}
	return string(text)
}

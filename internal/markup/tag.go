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
	equals := bytes.IndexByte(raw, '=')
	if equals < 0 {
		return nil, nil
	}
	name = bytes.TrimSpace(raw[:equals])
	if colon := bytes.LastIndexByte(name, ':'); colon >= 0 {
		name = name[colon+1:]
	}
	raw = raw[equals+1:]
	for len(raw) > 0 && raw[0] <= ' ' {
		raw = raw[1:]
	}
	if len(raw) == 0 {
		return nil, nil
	}
	end := bytes.IndexByte(raw[1:], raw[0])
	if end < 0 {
		return nil, nil
	}
	value, t.rest = raw[1:1+end], raw[end+2:]
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

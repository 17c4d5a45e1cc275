package stripe

import (
	"bytes"
	"encoding/json"
	"slices"
	"strconv"

	"github.com/go-json-experiment/json/jsontext"
)

// canonical is the form in which an object is kept: keys sorted, no insignificant whitespace, numbers as they
// came (RFC 8785 but for these), members that are null left out, and nothing personal in it but a customer's
// e-mail address, which the book hashes, and countries.
func canonical(kind string, raw []byte) (head, json.RawMessage, error) {
	return (&canonicalizer{}).canonical(kind, raw)
}

// canonicalizer copies objects, one after the other, and leaves members out.
type canonicalizer struct {
	raw   []byte // what in reads
	in    jsontext.Decoder
	out   ordered
	head  head
	words vocabulary
}

func (c *canonicalizer) canonical(kind string, raw []byte) (head, json.RawMessage, error) {
	c.raw, c.head = raw, head{}
	c.in.Reset(bytes.NewBuffer(raw), jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))
	c.out.reset()
	if err := c.value(member{top: true, sold: sold(kind), keepsEmail: kind == "customer", refers: kind == "refund" || kind == "dispute"}); err != nil {
		return head{}, nil, errForeign
	}
	body, err := c.out.canonical()
	if err != nil {
		return head{}, nil, errForeign
	}
	return c.head, bytes.Clone(body), nil
}

// head is what an object says of itself.
type head struct {
	id       string
	created  int64
	deleted  bool
	livemode string // "true", "false" or, where it does not say, ""
	owner    []byte // the members that tell whose it is, each with a comma before it
}

// tell keeps a member that tells whose an object is, as it came: colon and value.
func (h *head) tell(w *word, value []byte) {
	if w.tells {
		h.owner = append(append(append(h.owner, `,"`...), w.text...), '"')
		h.owner = append(h.owner, value...)
	}
}

// belongs is the part of an object that tells whose it is.
func (h *head) belongs() json.RawMessage {
	return slices.Concat([]byte("{"), bytes.TrimPrefix(h.owner, []byte(",")), []byte("}"))
}

// note keeps what a member of the object itself says.
func (h *head) note(name string, value jsontext.Value) {
	switch name {
	case "id":
		_ = parse(value, &h.id) // what is no text is no id
	case "created", "date": // date is what an invoice item has instead
		if at, err := strconv.ParseInt(string(value), 10, 64); err == nil && (name == "created" || h.created == 0) {
			h.created = at
		}
	case "deleted":
		h.deleted = string(value) == "true"
	case "livemode":
		h.livemode = string(value)
	}
}

// member is what is known of a value from where it stands.
type member struct {
	top        bool // the object itself
	refers     bool // to a charge, whose place its id takes where it was expanded: it changes by itself
	sold       bool // within an object of the catalogue
	address    bool // a postal address: only its country is kept
	method     bool // a way to pay: only its type is kept
	metadata   bool
	former     bool // values before a change: there null says something
	keepsEmail bool
}

func (c *canonicalizer) value(at member) error {
	switch c.in.PeekKind() {
	case '{':
		return c.object(at)
	case '[':
		at.keepsEmail = false
		return c.array(at)
	}
	value, err := c.in.ReadValue()
	if err == nil {
		c.out.scalar(value)
	}
	return err
}

func (c *canonicalizer) array(at member) error {
	if _, err := c.in.ReadToken(); err != nil {
		return err
	}
	first := c.out.begin('[')
	for c.in.PeekKind() != ']' {
		if c.in.PeekKind() == 0 {
			return errForeign
		}
		c.out.next()
		if err := c.value(at); err != nil {
			return err
		}
	}
	c.out.end(']', first)
	_, err := c.in.ReadToken()
	return err
}

func (c *canonicalizer) object(at member) error {
	if _, err := c.in.ReadToken(); err != nil {
		return err
	}
	first := c.out.begin('{')
	for c.in.PeekKind() != '}' {
		name, err := c.in.ReadValue()
		if err != nil {
			return err
		}
		w, from := c.words.of(name), c.in.InputOffset()
		if err := c.member(w, at); err != nil {
			return err
		}
		if at.top {
			c.head.tell(w, c.raw[from:c.in.InputOffset()])
		}
	}
	c.out.end('}', first)
	_, err := c.in.ReadToken()
	return err
}

func (c *canonicalizer) member(w *word, at member) error {
	kind := c.in.PeekKind()
	if kind == 'n' && !at.former || at.leavesOut(w, kind) {
		return c.in.SkipValue()
	}
	switch {
	case at.top && kind != '{' && kind != '[':
		value, err := c.in.ReadValue()
		if err == nil {
			c.head.note(w.text, value)
			c.write(w, value)
		}
		return err
	case at.refers && w.text == "charge":
		value, err := c.in.ReadValue()
		if err != nil {
			return err
		}
		id, err := json.Marshal(idOf(json.RawMessage(value)))
		c.write(w, id)
		return err
	case at.metadata && kind == '"':
		value, err := c.in.ReadValue()
		if err == nil && bytes.IndexByte(value, '@') < 0 {
			c.write(w, value)
		}
		return err
	}
	m := c.out.name(w)
	err := c.value(at.under(w))
	c.out.ended(m)
	return err
}

func (c *canonicalizer) write(w *word, value []byte) {
	m := c.out.name(w)
	c.out.scalar(value)
	c.out.ended(m)
}

// under is what is known of a member's value.
func (m member) under(w *word) member {
	return member{sold: m.sold || w.sold, address: w.address, method: w.method, metadata: w.metadata, former: m.former || w.former}
}

// leavesOut reports whether a member of an object is left out.
func (m member) leavesOut(w *word, kind jsontext.Kind) bool {
	switch {
	case m.address:
		return w.text != "country"
	case m.method:
		return w.text != "type"
	case m.metadata:
		return w.personal
	case m.sold:
		return w.text == "url" || w.text == "statement_descriptor" || w.silent
	}
	switch w.text {
	case "name", "description", "calculated_statement_descriptor":
		return true
	case "email":
		return !m.keepsEmail
	case "source", "default_source", "payment_method", "default_payment_method":
		return kind == '{' // the whole card; its id is kept
	}
	return w.withheld || w.silent
}

package stripe

import (
	"bytes"
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// canonical is the form in which an object is kept: keys sorted, no insignificant whitespace, numbers as they
// came (RFC 8785 but for these), members that are null left out, and nothing personal in it but a customer's
// e-mail address, which the book hashes, and countries.
func canonical(kind string, raw []byte) (head, json.RawMessage, error) {
	c := canonicalizer{raw: raw, in: jsontext.NewDecoder(bytes.NewBuffer(raw), jsontext.AllowDuplicateNames(true), jsontext.AllowInvalidUTF8(true))}
	c.out.out = make([]byte, 0, len(raw))
	if err := c.value(member{top: true, sold: sold(kind), keepsEmail: kind == "customer", refers: kind == "refund" || kind == "dispute"}); err != nil {
		return head{}, nil, errForeign
	}
	body, err := c.out.canonical()
	if err != nil {
		return head{}, nil, errForeign
	}
	return c.head, body, nil
}

// head is what an object says of itself.
type head struct {
	id       string
	created  int64
	deleted  bool
	livemode string // "true", "false" or, where it does not say, ""
	owner    []byte // the members that tell whose it is, each with a comma before it
}

// telling are the members of an object that tell whose it is (belonging, and an event's data).
var telling = []string{"id", "object", "customer", "payment_intent", "charge", "source", "data"}

// tell keeps a member that tells whose an object is, as it came: colon and value.
func (h *head) tell(name string, value []byte) {
	if slices.Contains(telling, name) {
		h.owner = append(append(append(h.owner, `,"`...), name...), '"')
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

// sold reports kinds of the catalogue: their names and descriptions are of things, not of people.
func sold(kind string) bool {
	switch kind {
	case "product", "price", "plan", "coupon", "promotion_code", "tax_rate":
		return true
	}
	return false
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

// canonicalizer copies values and leaves members out.
type canonicalizer struct {
	raw  []byte // what in reads
	in   *jsontext.Decoder
	out  ordered
	head head
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
		token, err := c.in.ReadToken()
		if err != nil {
			return err
		}
		name, from := token.String(), c.in.InputOffset()
		if err := c.member(name, at); err != nil {
			return err
		}
		if at.top {
			c.head.tell(name, c.raw[from:c.in.InputOffset()])
		}
	}
	c.out.end('}', first)
	_, err := c.in.ReadToken()
	return err
}

func (c *canonicalizer) member(name string, at member) error {
	kind := c.in.PeekKind()
	if kind == 'n' && !at.former || at.leavesOut(name, kind) {
		return c.in.SkipValue()
	}
	if at.top && kind != '{' && kind != '[' {
		value, err := c.in.ReadValue()
		if err != nil {
			return err
		}
		c.head.note(name, value)
		c.write(name, value)
		return nil
	}
	if at.refers && name == "charge" {
		value, err := c.in.ReadValue()
		if err != nil {
			return err
		}
		id, err := json.Marshal(idOf(json.RawMessage(value)))
		if err != nil {
			return err
		}
		c.write(name, id)
		return nil
	}
	if at.metadata && kind == '"' {
		value, err := c.in.ReadValue()
		if err != nil || bytes.IndexByte(value, '@') >= 0 {
			return err
		}
		c.write(name, value)
		return nil
	}
	m := c.out.name(name)
	if err := c.value(at.under(name)); err != nil {
		return err
	}
	c.out.ended(m)
	return nil
}

func (c *canonicalizer) write(name string, value []byte) {
	m := c.out.name(name)
	c.out.scalar(value)
	c.out.ended(m)
}

// under is what is known of a member's value.
func (m member) under(name string) member {
	return member{
		sold:     m.sold || sold(name) || sold(strings.TrimSuffix(name, "s")),
		address:  strings.HasSuffix(name, "address"),
		method:   name == "payment_method_details",
		metadata: name == "metadata",
		former:   m.former || name == "previous_attributes",
	}
}

// withheld are members that are never kept: what is personal, what opens a page without a password, and what
// only Stripe's own pages show.
var withheld = []string{"account_name", "account_tax_ids", "bank_account", "card", "client_secret", "custom_fields",
	"custom_text", "customer_email", "customer_name", "customer_phone", "customer_tax_ids", "evidence", "footer", "fraud_details",
	"hosted_invoice_url", "individual", "invoice_pdf", "ip_address", "last_finalization_error", "last_payment_error",
	"last_setup_error", "next_action", "payment_method_options", "phone", "preferred_locales", "receipt_email", "receipt_number", "receipt_url",
	"request", "sources", "statement_descriptor", "statement_descriptor_suffix", "success_url", "cancel_url", "tax_ids", "url"}

// silent are members that change without an event: what counts redemptions and invoices.
var silent = []string{"times_redeemed", "valid", "next_invoice_sequence"}

// leavesOut reports whether a member of an object is left out.
func (m member) leavesOut(name string, kind jsontext.Kind) bool {
	switch {
	case m.address:
		return name != "country"
	case m.method:
		return name != "type"
	case m.metadata:
		return slices.Contains(personal, strings.ToLower(name))
	case m.sold:
		return name == "url" || name == "statement_descriptor" || slices.Contains(silent, name)
	}
	switch name {
	case "name", "description", "calculated_statement_descriptor":
		return true
	case "email":
		return !m.keepsEmail
	case "source", "default_source", "payment_method", "default_payment_method":
		return kind == '{' // the whole card; its id is kept
	}
	return slices.Contains(withheld, name) || slices.Contains(silent, name)
}

package journal

import (
	"bytes"
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"daybook"
)

// A fact's body is its own fields as encoding/json writes them. Payments, of which there are most, are written
// and read here without reflection, in the very same form.

// appendBody writes the body of a fact.
func appendBody(into []byte, fact daybook.Fact) ([]byte, error) {
	if payment, ok := fact.(*daybook.Payment); ok {
		if body, ok := appendPayment(into, payment); ok {
			return body, nil
		}
	}
	body, err := json.Marshal(fact)
	return append(into, body...), err
}

// appendPayment writes the body of a payment, unless a text in it has to be escaped.
func appendPayment(into []byte, p *daybook.Payment) ([]byte, bool) {
	if !plain(p.Customer) || !plain(string(p.Type)) || !plain(string(p.Amount.Currency)) {
		return nil, false
	}
	into = append(into, '{')
	if p.Customer != "" {
		into = append(append(append(into, `"customer":"`...), p.Customer...), `",`...)
	}
	into = append(append(append(into, `"type":"`...), p.Type...), `","amount":{"minor":`...)
	into = strconv.AppendInt(into, p.Amount.Minor, 10)
	into = append(append(append(into, `,"currency":"`...), p.Amount.Currency...), `"}`...)
	if len(p.Attributes) > 0 {
		var ok bool
		if into, ok = appendAttributes(append(into, `,"attributes":`...), p.Attributes); !ok {
			return nil, false
		}
	}
	return append(into, '}'), true
}

// appendAttributes writes attributes sorted by name.
func appendAttributes(into []byte, attributes map[string]string) ([]byte, bool) {
	var space [8]string
	names := space[:0]
	for name, text := range attributes {
		if !plain(name) || !plain(text) {
			return nil, false
		}
		names = append(names, name)
	}
	slices.Sort(names)
	separator := byte('{')
	for _, name := range names {
		into = append(append(append(into, separator, '"'), name...), `":"`...)
		into = append(append(into, attributes[name]...), '"')
		separator = ','
	}
	return append(into, '}'), true
}

// plain reports whether encoding/json writes a text as it stands.
func plain(text string) bool {
	ascii := true
	for i := range len(text) {
		switch c := text[i]; {
		case c < ' ', c == '"', c == '\\', c == '<', c == '>', c == '&':
			return false
		case c >= utf8.RuneSelf:
			ascii = false
		}
	}
	return ascii || utf8.ValidString(text) && !strings.ContainsAny(text, "\u2028\u2029")
}

// decodeFact reads a body.
func decodeFact(head daybook.Header, kind daybook.Kind, body []byte) (daybook.Fact, error) {
	if kind == daybook.KindPayment {
		if p, ok := parsePayment(body); ok {
			return p.fact(head)
		}
	}
	fact := daybook.NewFact(kind)
	if fact == nil {
		return nil, fmt.Errorf("%s: a fact of unknown kind %q in the book", head.Origin, kind)
	}
	if err := json.Unmarshal(body, fact); err != nil {
		return nil, daybook.At(head.Origin.String(), err)
	}
	*fact.Head() = head
	return fact, nil
}

// paymentText is a payment's body in its parts; attributes is a JSON object or empty.
type paymentText struct {
	customer, kind, currency, attributes []byte
	minor                                int64
}

// parsePayment reads what appendPayment has written, and nothing else.
func parsePayment(body []byte) (p paymentText, ok bool) {
	if bytes.IndexByte(body, '\\') >= 0 {
		return p, false
	}
	rest, ok := bytes.CutPrefix(body, []byte(`{`))
	if with, has := bytes.CutPrefix(rest, []byte(`"customer":"`)); has {
		p.customer, rest, ok = bytes.Cut(with, []byte(`",`))
	}
	if rest, ok = bytes.CutPrefix(rest, []byte(`"type":"`)); !ok {
		return p, false
	}
	p.kind, rest, _ = bytes.Cut(rest, []byte(`"`))
	if rest, ok = bytes.CutPrefix(rest, []byte(`,"amount":{"minor":`)); !ok {
		return p, false
	}
	if p.minor, rest, ok = parseMinor(rest); !ok {
		return p, false
	}
	if rest, ok = bytes.CutPrefix(rest, []byte(`,"currency":"`)); !ok {
		return p, false
	}
	p.currency, rest, _ = bytes.Cut(rest, []byte(`"`))
	if rest, ok = bytes.CutPrefix(rest, []byte(`}`)); !ok {
		return p, false
	}
	if string(rest) == "}" {
		return p, true
	}
	rest, ok = bytes.CutPrefix(rest, []byte(`,"attributes":`))
	p.attributes, _ = bytes.CutSuffix(rest, []byte(`}`))
	return p, ok && len(p.attributes) > 0
}

func parseMinor(text []byte) (minor int64, rest []byte, ok bool) {
	end := 0
	for end < len(text) && (text[end] == '-' || text[end] >= '0' && text[end] <= '9') {
		end++
	}
	minor, err := strconv.ParseInt(string(text[:end]), 10, 64)
	return minor, text[end:], err == nil
}

func (p paymentText) fact(head daybook.Header) (daybook.Fact, error) {
	fact := &daybook.Payment{Header: head, Customer: string(p.customer), Type: daybook.PaymentType(p.kind),
		Amount: daybook.Money{Minor: p.minor, Currency: daybook.Currency(p.currency)}}
	if len(p.attributes) == 0 {
		return fact, nil
	}
	return fact, daybook.At(head.Origin.String(), json.Unmarshal(p.attributes, &fact.Attributes))
}

// unmarshal reads a body that parsePayment does not: one with escaped texts.
func (p *paymentText) unmarshal(body []byte) error {
	var whole daybook.Payment
	if err := json.Unmarshal(body, &whole); err != nil {
		return err
	}
	*p = paymentText{customer: []byte(whole.Customer), kind: []byte(whole.Type), currency: []byte(whole.Amount.Currency), minor: whole.Amount.Minor}
	if len(whole.Attributes) == 0 {
		return nil
	}
	var err error
	p.attributes, err = json.Marshal(whole.Attributes)
	return err
}

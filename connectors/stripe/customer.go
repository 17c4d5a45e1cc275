package stripe

import (
	"encoding/json"
	"slices"
	"strings"

	"daybook"
)

// takeCustomer takes a customer and its discount.
func (r *reading) takeCustomer(doc document) {
	var c customer
	if !decode(r, doc.body, &c) {
		return
	}
	c.Deleted = c.Deleted || doc.deleted
	r.discount = c.Discount
	record := r.customerRecord(doc.body, c)
	if shown, is := record.(*daybook.Customer); is {
		r.put(r.lived(shown)...)
		return
	}
	r.put(record)
}

func (m mapper) customerRecord(raw json.RawMessage, c customer) daybook.Record {
	switch {
	case c.Deleted:
		return &daybook.Skip{Rule: "deleted customer"}
	case c.ID == "" || m.day(c.Created).IsZero():
		return m.reject(raw, &daybook.Error{Found: "a customer without id or created", Wanted: "both"})
	}
	return &daybook.Customer{
		Header:     m.head(c.ID, c.ID, c.Created),
		Email:      strings.ToLower(strings.TrimSpace(c.Email)),
		Attributes: c.attributes(),
	}
}

// personal are keys of metadata that hold personal data as a rule: they are left out.
var personal = []string{"name", "first_name", "last_name", "full_name", "email", "phone", "telephone", "mobile", "address", "street"}

// attributes are the customer's metadata and its country. Metadata wins where it has a country of its own.
func (c customer) attributes() map[string]string {
	out := map[string]string{}
	if country := c.country(); country != "" {
		out["country"] = country
	}
	for key, value := range c.Metadata {
		if value != "" && !strings.Contains(value, "@") && !slices.Contains(personal, strings.ToLower(key)) {
			out[key] = value
		}
	}
	if len(out) == 0 {
		return nil
	}
	return out
}

func (c customer) country() string {
	if c.Address != nil && c.Address.Country != "" {
		return c.Address.Country
	}
	if c.Shipping != nil && c.Shipping.Address != nil {
		return c.Shipping.Address.Country
	}
	return ""
}

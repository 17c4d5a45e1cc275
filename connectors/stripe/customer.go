package stripe

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"daybook"
)

// customer puts a customer and remembers its discount.
func (p *pull) customer(ctx context.Context, raw json.RawMessage) error {
	var c customer
	if ok, err := decode(ctx, p, raw, &c); !ok {
		return err
	}
	if c.Discount != nil {
		p.discounts[c.ID] = c.Discount
	}
	return p.put(ctx, p.customerRecord(raw, c))
}

func (s *source) customerRecord(raw json.RawMessage, c customer) daybook.Record {
	switch {
	case c.Deleted:
		return &daybook.Skip{Rule: "deleted customer"}
	case c.ID == "" || s.day(c.Created).IsZero():
		return s.reject(raw, &daybook.Error{Found: "a customer without id or created", Wanted: "both"})
	}
	return &daybook.Customer{
		Header:     s.head(c.ID, c.ID, c.Created),
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

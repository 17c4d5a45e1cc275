package stripe

import (
	"cmp"
	"encoding/json"
	"maps"
	"slices"
)

// catalogue knows what is sold: the names of products, prices with their tiers and currency options, coupons.
type catalogue struct {
	products map[string]string // names by id
	prices   map[string]*price
	coupons  map[string]*coupon
}

// newCatalogue reads the documents that belong to nobody. One that cannot be read is as good as none: who needs
// it is rejected where it is needed.
func newCatalogue(documents dossier) catalogue {
	c := catalogue{map[string]string{}, map[string]*price{}, map[string]*coupon{}}
	for _, doc := range documents.documents["product"] {
		var p product
		if parse(doc.body, &p) == nil {
			c.products[doc.id] = p.Name
		}
	}
	for _, doc := range documents.documents["price"] {
		p := &price{}
		if parse(doc.body, p) == nil {
			c.prices[doc.id] = p
		}
	}
	for _, doc := range documents.documents["coupon"] {
		of := &coupon{}
		if parse(doc.body, of) == nil {
			c.coupons[doc.id] = of
		}
	}
	return c
}

// plan names what a price sells: its nickname, else the product's name, else the lookup key, else its id.
func (c catalogue) plan(p *price) string {
	p = c.whole(p)
	return cmp.Or(p.Nickname, c.products[string(p.Product.ID)], p.Product.Object.Name, p.LookupKey, p.ID)
}

// whole returns a price as the catalogue has it: as it is now, with its tiers and currency options. What an object
// that uses a price shows of it may be older and is never all. A price made for one subscription alone is in no
// catalogue.
func (c catalogue) whole(p *price) *price {
	if p == nil || c.prices[p.ID] == nil {
		return p
	}
	return c.prices[p.ID]
}

// withCoupons returns discounts with their coupons as the catalogue has them.
func (c catalogue) withCoupons(discounts []discount) []discount {
	all := slices.Clone(discounts)
	for n, d := range all {
		if d.Coupon != nil && c.coupons[d.Coupon.ID] != nil {
			all[n].Coupon = c.coupons[d.Coupon.ID]
		}
	}
	return all
}

// tiersOfOptions are the expansions by which a tiered price shows the tiers that it has in other currencies.
func tiersOfOptions(body json.RawMessage) []string {
	var p price
	if parse(body, &p) != nil || !p.tiered() || len(p.CurrencyOptions) == 0 {
		return nil
	}
	expand := []string{"tiers", "currency_options"}
	for _, currency := range slices.Sorted(maps.Keys(p.CurrencyOptions)) {
		if len(p.CurrencyOptions[currency].Tiers) == 0 {
			expand = append(expand, "currency_options."+currency+".tiers")
		}
	}
	if len(expand) == 2 {
		return nil
	}
	return expand
}

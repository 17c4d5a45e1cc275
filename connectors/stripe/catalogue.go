package stripe

import (
	"cmp"
	"context"
	"encoding/json"
	"net/url"
)

// catalogue knows what is sold: the names of products, and the whole of those prices that lists show only in part.
type catalogue struct {
	api      api
	products map[string]string // names by id; nil until they are read
	prices   map[string]*price
}

func newCatalogue(a api) *catalogue {
	return &catalogue{api: a, prices: map[string]*price{}}
}

// plan names what a price sells: its nickname, else the product's name, else the lookup key, else its id.
func (c *catalogue) plan(ctx context.Context, p *price) (string, error) {
	if name := cmp.Or(p.Nickname, p.Product.Object.Name); name != "" {
		return name, nil
	}
	if c.products == nil {
		if err := c.readProducts(ctx); err != nil {
			return "", err
		}
	}
	return cmp.Or(c.products[string(p.Product.ID)], p.LookupKey, p.ID), nil
}

func (c *catalogue) readProducts(ctx context.Context) error {
	names := map[string]string{}
	for raw, err := range c.api.list(ctx, products().path(), query{}) {
		if err != nil {
			return err
		}
		var p product
		if json.Unmarshal(raw, &p) == nil {
			names[p.ID] = p.Name
		}
	}
	c.products = names
	return nil
}

// whole returns a price with its tiers and currency options, reading it where they are missing.
func (c *catalogue) whole(ctx context.Context, p *price, currency string) (*price, error) {
	if p.complete(currency) {
		return p, nil
	}
	key := p.ID + " " + currency
	if known := c.prices[key]; known != nil {
		return known, nil
	}
	expand := []string{"tiers", "currency_options"}
	if _, own := p.termsIn(currency); !own && p.tiered() {
		expand = append(expand, "currency_options."+currency+".tiers")
	}
	read := &price{}
	if err := c.api.get(ctx, prices().path()+"/"+url.PathEscape(p.ID), expand, read); err != nil {
		return nil, err
	}
	c.prices[key] = read
	return read, nil
}

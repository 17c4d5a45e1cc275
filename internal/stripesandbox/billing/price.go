package billing

import (
	"math/big"
	"time"
)

// Product is something that is sold.
type Product struct {
	ID, Name string
	made     time.Time
}

// Tier is a part of a tiered price: up to a quantity, the last one without end (UpTo 0).
type Tier struct {
	UpTo       int64
	Unit, Flat int64
}

// Price is what a product costs. The zero Interval is a price that is paid once.
type Price struct {
	ID       string
	Product  *Product
	Nickname string
	Currency string // "usd" where it is empty
	Interval string // "day", "week", "month", "year"
	Every    int    // intervals; 1 where it is 0
	Unit     int64  // for one
	Decimal  string // for one, where it has fractions of a minor unit: "0.5"
	Package  int64  // units that are sold together for Unit; a part of a package is a package
	Tiers    []Tier
	Volume   bool // all units cost what the tier says in which their number is; else each tier has its own price
	Metered  bool

	made time.Time
}

// AddProduct makes a product.
func (b *Business) AddProduct(name string) *Product {
	p := &Product{ID: b.id("prod"), Name: name, made: b.now}
	b.changed(p)
	return p
}

// AddPrice makes a price from what it costs.
func (b *Business) AddPrice(p Price) *Price {
	p.ID, p.made = b.id("price"), b.now
	if p.Currency == "" {
		p.Currency = "usd"
	}
	p.Every = max(p.Every, 1)
	b.changed(&p)
	return &p
}

// part is a part of what a quantity costs, which has a line of its own on an invoice.
type part struct {
	quantity int64
	amount   int64
}

// parts are what a quantity costs: one for each tier that is used, and for each flat amount.
func (p *Price) parts(quantity int64) []part {
	switch {
	case len(p.Tiers) > 0 && p.Volume:
		return p.volume(quantity)
	case len(p.Tiers) > 0:
		return p.graduated(quantity)
	case p.Package > 0:
		return []part{{quantity, (quantity + p.Package - 1) / p.Package * p.Unit}}
	}
	return []part{{quantity, rounded(new(big.Rat).Mul(p.unit(), new(big.Rat).SetInt64(quantity)))}}
}

func (p *Price) unit() *big.Rat {
	if exact, ok := new(big.Rat).SetString(p.Decimal); ok {
		return exact
	}
	return new(big.Rat).SetInt64(p.Unit)
}

func (p *Price) volume(quantity int64) []part {
	for _, t := range p.Tiers {
		if t.UpTo == 0 || quantity <= t.UpTo {
			return t.parts(quantity)
		}
	}
	return nil
}

func (p *Price) graduated(quantity int64) (parts []part) {
	var below int64
	for n, t := range p.Tiers {
		within := quantity - below
		if t.UpTo > 0 {
			within = min(within, t.UpTo-below)
		}
		if within > 0 || n == 0 {
			parts = append(parts, t.parts(within)...)
		}
		below = t.UpTo
	}
	return parts
}

func (t Tier) parts(quantity int64) []part {
	parts := []part{{quantity, quantity * t.Unit}}
	if t.Flat > 0 {
		parts = append(parts, part{0, t.Flat})
	}
	return parts
}

// amount is what a quantity costs.
func (p *Price) amount(quantity int64) (sum int64) {
	for _, part := range p.parts(quantity) {
		sum += part.amount
	}
	return sum
}

// after is n intervals after an instant: months that are too short end on their last day.
func (p *Price) after(from time.Time, n int) time.Time {
	n *= p.Every
	switch p.Interval {
	case "day":
		return from.AddDate(0, 0, n)
	case "week":
		return from.AddDate(0, 0, 7*n)
	case "year":
		n *= 12
	}
	first := time.Date(from.Year(), from.Month()+time.Month(n), 1, from.Hour(), from.Minute(), from.Second(), 0, time.UTC)
	last := first.AddDate(0, 1, -1).Day()
	return first.AddDate(0, 0, min(from.Day(), last)-1)
}

// sameInterval reports whether two prices are billed together.
func (p *Price) sameInterval(other *Price) bool {
	return p.Interval == other.Interval && p.Every == other.Every
}

// rounded is a whole number of minor units, halves away from zero.
func rounded(r *big.Rat) int64 {
	twice := new(big.Int).Lsh(new(big.Int).Abs(r.Num()), 1)
	twice.Add(twice, r.Denom())
	whole := twice.Quo(twice, new(big.Int).Lsh(r.Denom(), 1)).Int64()
	if r.Sign() < 0 {
		return -whole
	}
	return whole
}

// share is a part of an amount.
func share(amount, part, whole int64) int64 {
	if whole == 0 {
		return 0
	}
	return rounded(new(big.Rat).SetFrac(new(big.Int).Mul(big.NewInt(amount), big.NewInt(part)), big.NewInt(whole)))
}

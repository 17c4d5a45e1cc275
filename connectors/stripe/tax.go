package stripe

import (
	"math/big"

	"daybook"
)

// untaxed is the share of the line's price that is left without the tax that it includes: by the tax rates of the
// line, else of its invoice, else by what was billed. It is nil where nothing tells.
func (l lineItem) untaxed(i invoice) *big.Rat {
	if share := withoutTax(l.TaxRates, i.DefaultTaxRates); share != nil {
		return share
	}
	if billed := l.Amount - l.discounted(); billed != 0 {
		return big.NewRat(billed-l.taxIncluded(), billed)
	}
	return nil
}

// withoutTax is the share of a price that is left without the tax that it includes: the price is 100 % and the tax on
// top of it. Its own rates count, else the default ones. It is nil where they include none.
func withoutTax(own, otherwise []taxRate) *big.Rat {
	rates := own
	if len(rates) == 0 {
		rates = otherwise
	}
	percent := new(big.Rat)
	for _, rate := range rates {
		if value, err := daybook.ParseDecimal(string(rate.Percentage)); err == nil && rate.Inclusive {
			percent.Add(percent, decimal(nil, &value))
		}
	}
	if percent.Sign() <= 0 {
		return nil
	}
	hundred := new(big.Rat).SetInt64(100)
	return hundred.Quo(hundred, percent.Add(percent, hundred))
}

// untaxed takes the included tax out of an amount, rounded half to even.
func untaxed(amount int64, share *big.Rat) int64 {
	if share == nil {
		return amount
	}
	product := daybook.RatioOf(share.Num(), share.Denom()).Mul(daybook.Whole(amount))
	return product.Round(1)
}

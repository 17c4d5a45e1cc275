package posting

import (
	"fmt"
	"math/big"

	"daybook"
)

// spend posts marketing spend: to spend by spend.basis, and to the costs of operation where the ledger
// has no account for it.
func (p *Poster) spend(fact *daybook.Spend) error {
	measures := []daybook.Measure{MediaSpend}
	if p.factSpend() {
		measures = append(measures, Spend)
	}
	if !p.rules.LedgerMarketing {
		measures = append(measures, SalesMarketing)
	}
	return p.posts(fact, fact.Amount, p.own(fact.Attributes), measures...)
}

// observation posts a named number, rounded once to millionths.
func (p *Poster) observation(fact *daybook.Observation) error {
	ratio := fact.Value.Ratio()
	if limit := daybook.RatioOf(big.NewInt(1<<62), big.NewInt(ObservationScale)); ratio.Cmp(limit) > 0 || ratio.Cmp(limit.Neg()) < 0 {
		return &daybook.Error{
			Place: fact.Origin.String(), Found: fmt.Sprintf("%s %s", fact.Name, fact.Value),
			Wanted: "at most 4 trillion", Remedy: "look for a value that is far too large",
		}
	}
	dimensions := p.own(fact.Attributes)
	if err := p.posts(fact, daybook.Money{Minor: 1}, dimensions, ObservationCount(fact.Name)); err != nil {
		return err
	}
	return p.posts(fact, daybook.Money{Minor: ratio.Round(ObservationScale)}, dimensions, Observation(fact.Name))
}

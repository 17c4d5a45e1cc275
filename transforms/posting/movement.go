package posting

import (
	"slices"

	"daybook"
	"daybook/config"
)

// movements posts the change of MRR as what it is for each holding, each currency by itself.
func (m *mover) movements() error {
	for _, now := range m.now.holdings {
		past := m.past.holding(now.name)
		m.explain(m.changesOf(now.name))
		for _, currency := range currenciesOf(past.mrr, now.mrr) {
			change := amountIn(now.mrr, currency) - amountIn(past.mrr, currency)
			for _, measure := range m.kinds(past, now, change) {
				amount := daybook.Money{Minor: max(change, -change), Currency: currency}
				if err := m.poster.postWhole(m.cause, m.now.day, measure, amount, m.now.dimensions.values); err != nil {
					return err
				}
			}
		}
		if past.subscribed && !now.subscribed {
			m.end(now.name)
		}
	}
	return nil
}

func (m *mover) end(holding string) {
	if m.ended == nil {
		m.ended = map[string]daybook.Day{}
	}
	m.ended[holding] = m.now.day
}

// changesOf lists the items of a holding that changed.
func (m *mover) changesOf(holding string) []change {
	if m.poster.rules.Policy.Movement.Grain != config.GrainSubscription {
		return m.now.changed
	}
	return slices.DeleteFunc(slices.Clone(m.now.changed), func(c change) bool { return c.item.holding != holding })
}

// kinds names the movement that a change of MRR is, and its special part if it is one.
func (m *mover) kinds(past, now holding, change int64) []daybook.Measure {
	switch {
	case !past.subscribed:
		return []daybook.Measure{choose(m.returns(m.ended[now.name]), MRRReactivation, MRRNew)}
	case !now.subscribed:
		return withPart(m.unpaid, MRRChurned, MRRInvoluntary)
	case change > 0:
		return []daybook.Measure{MRRExpansion}
	}
	return withPart(m.paused, MRRContraction, MRRContractionPaused)
}

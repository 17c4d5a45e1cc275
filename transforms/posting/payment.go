package posting

import (
	"daybook"
	"daybook/config"
)

// payment posts money that moved. Where revenue is taken from payments, charges add to it, and refunds and
// disputes take from it on their own day, whenever the charge was.
func (p *Poster) payment(fact *daybook.Payment, dimensions map[string]string) error {
	revenue := p.rules.Policy.Revenue.Basis == config.RevenuePayments
	switch fact.Type {
	case daybook.Charge:
		if err := p.posts(fact, daybook.Money{Minor: 1}, dimensions, PaymentCount); err != nil {
			return err
		}
		return p.moved(fact, Charges, fact.Amount, revenue, dimensions)
	case daybook.Refund:
		return p.moved(fact, Refunds, fact.Amount.Neg(), revenue, dimensions)
	case daybook.Dispute:
		return p.moved(fact, Disputes, fact.Amount.Neg(), revenue, dimensions)
	case daybook.Fee:
		if p.rules.Policy.Fees.Basis == config.FeesLedger {
			return p.posts(fact, fact.Amount, dimensions, Fees)
		}
		return p.posts(fact, fact.Amount, dimensions, Fees, Variable)
	}
	return nil
}

func (p *Poster) moved(fact *daybook.Payment, measure daybook.Measure, income daybook.Money, revenue bool, dimensions map[string]string) error {
	if revenue {
		if err := p.posts(fact, income, dimensions, Revenue); err != nil {
			return err
		}
	}
	return p.posts(fact, fact.Amount, dimensions, measure)
}

// invoiceLine posts what was billed: as revenue over its service days, where revenue is taken from invoices, and
// usage, which is not recurring, apart.
func (p *Poster) invoiceLine(fact *daybook.InvoiceLine, dimensions map[string]string) error {
	if p.rules.Policy.Revenue.Basis == config.RevenueInvoices {
		served := daybook.Range{From: fact.From, To: fact.Until - 1}
		if err := p.spread(fact, served, Revenue, fact.Amount, dimensions); err != nil {
			return err
		}
	}
	if !fact.Metered {
		return nil
	}
	return p.posts(fact, fact.Amount, dimensions, UsageRevenue)
}

// activity returns the days on which a customer without a subscription is active: from each charge on,
// for as long as churn.inactive_after says.
func (p *Poster) activity(charges []*daybook.Payment) []daybook.Range {
	var spans []daybook.Range
	for _, charge := range charges {
		spans = p.extend(spans, charge.Day)
	}
	return spans
}

// extend adds the days that a charge makes active, to the last span where they go on from it.
func (p *Poster) extend(spans []daybook.Range, day daybook.Day) []daybook.Range {
	last := day + daybook.Day(p.rules.Policy.Churn.InactiveAfter) - 1
	if n := len(spans); n > 0 && day <= spans[n-1].To+1 {
		spans[n-1].To = last
		return spans
	}
	return append(spans, daybook.Range{From: day, To: last})
}

// lastCharge returns the customer's last charge up to a day.
func (c *customer) lastCharge(day daybook.Day) daybook.Fact {
	last := c.face
	for _, charge := range c.charges {
		if charge.Day <= day {
			last = charge
		}
	}
	return last
}

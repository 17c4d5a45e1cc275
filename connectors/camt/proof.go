package camt

import "daybook"

// proof finds out, statement by statement, which way reversals are written.
type proof struct {
	turned []bool

	opening, closing *daybook.Money
	booked, reversed daybook.Money
	failed           bool // an amount could not be read: there is no proof
}

func (p *proof) begin(account) { *p = proof{turned: p.turned} }

func (p *proof) balance(b balance, _ int) error {
	at, err := signed(b.Amount, b.Side)
	p.failed = p.failed || err != nil
	switch {
	case b.Code == "OPBD", b.Code == "PRCD" && p.opening == nil:
		p.opening = &at
	case b.Code == "CLBD":
		p.closing = &at
	}
	return nil
}

func (p *proof) entry(e entry, _ int) error {
	if e.left() != "" {
		return nil
	}
	at, err := signed(e.Amount, e.Side)
	sum := &p.booked
	if e.reverses() {
		sum = &p.reversed
	}
	if err == nil {
		at, err = sum.Add(at)
	}
	*sum, p.failed = at, p.failed || err != nil
	return nil
}

// end decides: only where opening balance and entries come to the closing balance with the reversals turned round, and
// do not as they stand, are they turned.
func (p *proof) end() error {
	turned := false
	if p.opening != nil && p.closing != nil && !p.failed && p.reversed.Minor != 0 {
		rest := p.closing.Minor - p.opening.Minor - p.booked.Minor
		turned = rest == -p.reversed.Minor
	}
	p.turned = append(p.turned, turned)
	return nil
}

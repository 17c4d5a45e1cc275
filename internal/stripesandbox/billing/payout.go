package billing

import "time"

// payout is what of the balance goes to the bank.
type payout struct {
	id, currency string
	amount       int64
	movement     *movement
	status       string
	made         time.Time
}

// PayOut sends what the balance holds in a currency to the bank, where it arrives two days later.
func (b *Business) PayOut(currency string) {
	var sum int64
	var rest []*movement
	for _, m := range b.balance {
		if m.currency == currency {
			sum += m.amount - m.fee
			continue
		}
		rest = append(rest, m)
	}
	if sum <= 0 {
		return
	}
	p := &payout{id: b.id("po"), currency: currency, amount: sum, status: "in_transit", made: b.now}
	p.movement = b.move("payout", p.id, currency, -sum, 0)
	b.balance = rest
	b.changed(p)
	b.in(2*day, func() {
		p.status = "paid"
		b.changed(p)
	})
}

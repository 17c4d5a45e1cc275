package bakery

import (
	"cmp"
	"slices"
	"time"
)

// movement is a change of the bakery's balance with Stripe, a "balance transaction".
type movement struct {
	id          string
	kind        string // Stripe's type: charge, refund, adjustment, payout
	category    string // Stripe's reporting_category
	source      string
	description string
	cents       int64
	fee         int64
	created     time.Time
	available   time.Time
}

func (m *movement) net() int64 { return m.cents - m.fee }

// stripeFee is 2.9 % and 30 cents, rounded half up.
func stripeFee(cents int64) int64 { return (cents*29+500)/1000 + 30 }

const disputeFee = 1500

// bank moves the balance for every charge, refund and dispute, and pays out once a week.
func (c *Company) bank() {
	for _, paid := range c.charges {
		if paid.failure != "" {
			continue
		}
		paid.movement = c.move(movement{kind: "charge", category: "charge", source: paid.id, description: paid.description,
			cents: paid.cents, fee: stripeFee(paid.cents), created: paid.created})
		for _, r := range paid.refunds {
			r.movement = c.move(movement{kind: "refund", category: "refund", source: r.id, description: "REFUND FOR CHARGE (" + paid.description + ")",
				cents: -r.cents, created: r.created})
		}
		if paid.dispute != nil {
			c.bankDispute(paid.dispute)
		}
	}
	c.payOut()
	c.sortBalance()
}

func (c *Company) bankDispute(d *dispute) {
	taken := c.move(movement{kind: "adjustment", category: "dispute", source: d.id, description: "Chargeback withdrawal for " + d.charge.id,
		cents: -d.charge.cents, fee: disputeFee, created: d.created})
	d.movements = append(d.movements, taken)
	if d.won {
		given := c.move(movement{kind: "adjustment", category: "dispute_reversal", source: d.id, description: "Chargeback reversal for " + d.charge.id,
			cents: d.charge.cents, created: d.closed})
		d.movements = append(d.movements, given)
	}
}

func (c *Company) move(m movement) *movement {
	m.id, m.available = c.ids.next("txn"), m.created.Add(2*aDay).Truncate(aDay)
	c.balance = append(c.balance, &m)
	return &m
}

func (c *Company) sortBalance() {
	slices.SortFunc(c.balance, func(a, b *movement) int {
		return cmp.Or(a.created.Compare(b.created), cmp.Compare(a.id, b.id))
	})
}

// payOut sends what is available to the bakery's bank, every Monday at ten.
func (c *Company) payOut() {
	c.sortBalance()
	earned := slices.Clone(c.balance)
	for day := range c.days.Days() {
		if day.Weekday() != time.Monday {
			continue
		}
		payday := c.at(day, 10, 0, 0)
		var due int64
		earned = slices.DeleteFunc(earned, func(m *movement) bool {
			ready := !m.available.After(payday)
			if ready {
				due += m.net()
			}
			return ready
		})
		if due > 0 {
			c.move(movement{kind: "payout", category: "payout", source: c.ids.next("po"), description: "STRIPE PAYOUT", cents: -due, created: payday})
		}
	}
}

// standing is the balance at the end of the history: what can be paid out, and what not yet.
func (c *Company) standing() (available, pending int64) {
	for _, m := range c.balance {
		if m.available.After(c.now) && m.kind != "payout" {
			pending += m.net()
		} else {
			available += m.net()
		}
	}
	return available, pending
}

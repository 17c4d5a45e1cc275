package bakery

import "time"

// refund gives money back on a charge that was paid.
func (c *Company) refund(of *charge, cents int64, at time.Time) {
	if cents <= 0 || at.After(c.now) {
		return
	}
	of.refunds = append(of.refunds, &refund{id: c.ids.next("re"), charge: of, cents: cents, reason: "requested_by_customer", created: at})
}

// giveBack refunds some charges, wholly or in part, and lets a few customers go to their bank.
func (c *Company) giveBack() {
	luck := c.chance(streamGiveBack)
	for _, paid := range c.charges {
		if paid.failure != "" || len(paid.refunds) > 0 {
			continue
		}
		later := paid.created.Add(time.Duration(luck.between(1, 10))*aDay + time.Duration(luck.between(1, 600))*time.Second)
		switch n := luck.IntN(10_000); {
		case n < 50:
			c.refund(paid, paid.cents, later)
		case n < 130:
			c.refund(paid, paid.cents*int64(luck.between(1, 5))/10, later)
		case n < 150:
			c.contest(paid, later.Add(15*aDay), luck)
		}
	}
}

// contest is a dispute: the bank takes the money at once and decides a month later.
func (c *Company) contest(paid *charge, at time.Time, luck chance) {
	if at.After(c.now) {
		return
	}
	paid.dispute = &dispute{id: c.ids.next("dp"), charge: paid, created: at}
	if closed := at.Add(time.Duration(luck.between(20, 45)) * aDay); !closed.After(c.now) {
		paid.dispute.closed, paid.dispute.won = closed, luck.permille(450)
	}
}

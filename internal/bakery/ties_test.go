package bakery

import (
	"testing"
	"time"

	"daybook"
)

// each runs a check on several histories: other seeds, lengths, and ends that fall on a summer-time change,
// a leap day and a month's end.
func each(t *testing.T, check func(t *testing.T, c *Company)) {
	for _, o := range []Options{usual(), {Seed: 2, To: daybook.NewDay(2025, 3, 9), Days: 400}, {Seed: 3, To: daybook.NewDay(2024, 2, 29), Days: 300},
		{Seed: 4, To: daybook.NewDay(2025, 12, 31)}, {Seed: 5, To: daybook.NewDay(2025, 1, 3), Days: 40}} {
		t.Run(o.To.String(), func(t *testing.T) { check(t, generate(t, o)) })
	}
}

func TestInvoiceLinesAddUpToTheInvoice(t *testing.T) {
	each(t, func(t *testing.T, c *Company) {
		for _, s := range c.subscriptions() {
			for _, i := range s.invoices {
				o := invoiceObject(i)
				var lines, off int64
				for _, l := range o["lines"].([]any) {
					lines += l.(object)["amount"].(int64)
					for _, d := range l.(object)["discount_amounts"].([]any) {
						off += d.(object)["amount"].(int64)
					}
				}
				if lines != o["subtotal"] || lines-off != o["total"] || o["total"] != o["amount_paid"].(int64)+o["amount_remaining"].(int64) {
					t.Fatalf("%s: lines %d, discounts %d, but %v", i.id, lines, off, o)
				}
			}
		}
	})
}

func TestAPaidInvoiceHasOnePaymentOfItsTotal(t *testing.T) {
	each(t, func(t *testing.T, c *Company) {
		for _, s := range c.subscriptions() {
			for _, i := range s.invoices {
				var paid int64
				for _, h := range i.charges {
					if h.failure == "" {
						paid += h.cents
					}
				}
				if want := map[bool]int64{true: i.total()}[i.status == "paid"]; paid != want {
					t.Fatalf("%s is %s: found payments of %d, wanted %d", i.id, i.status, paid, want)
				}
			}
		}
	})
}

func TestTheBalanceIsTheSumOfItsTransactions(t *testing.T) {
	each(t, func(t *testing.T, c *Company) {
		var sum, worth int64
		for _, m := range c.balance {
			o := c.movementObject(m)
			if o["amount"].(int64)-o["fee"].(int64) != o["net"] {
				t.Fatalf("%s: %v", m.id, o)
			}
			sum += m.net()
			if m.kind == "payout" {
				worth -= m.net()
			}
		}
		available, pending := c.standing()
		if sum != available+pending {
			t.Errorf("transactions of %d, but a balance of %d", sum, available+pending)
		}
		for _, h := range c.charges {
			if h.failure == "" && (h.movement.cents != h.cents || h.movement.fee != stripeFee(h.cents)) {
				t.Errorf("%s of %d moved %d for a fee of %d", h.id, h.cents, h.movement.cents, h.movement.fee)
			}
			if h.refunded() > h.cents {
				t.Errorf("%s of %d was refunded %d", h.id, h.cents, h.refunded())
			}
		}
		if worth == 0 {
			t.Error("nothing was ever paid out")
		}
	})
}

func TestStripesFeeIsRoundedHalfUp(t *testing.T) {
	for cents, want := range map[int64]int64{2900: 114, 4900: 172, 12900: 404, 500: 45, 1500: 74} { // 14.5 rounds to 15, 43.5 to 44
		if fee := stripeFee(cents); fee != want {
			t.Errorf("the fee on %d is %d, wanted %d", cents, fee, want)
		}
	}
}

func TestNothingHappensOutsideTheHistory(t *testing.T) {
	each(t, func(t *testing.T, c *Company) {
		inside := func(id string, at time.Time) {
			if day := c.day(at); !c.days.Contains(day) || at.After(c.now) {
				t.Errorf("%s is of %s, outside %s", id, day, c.days)
			}
		}
		for _, s := range c.subscriptions() {
			inside(s.id, s.created)
			for _, i := range s.invoices {
				inside(i.id, i.created)
				inside(i.id, i.finalized)
			}
			if !s.ended.IsZero() {
				inside(s.id, s.ended)
			}
			if !s.canceled.IsZero() {
				inside(s.id, s.canceled)
			}
			if s.ended.IsZero() && s.status != "incomplete" && !s.end.After(c.now) {
				t.Errorf("%s is %s, but its period ended on %s", s.id, s.status, s.end)
			}
		}
		for _, h := range c.charges {
			inside(h.id, h.created)
		}
		for _, m := range c.balance {
			inside(m.id, m.created)
		}
	})
}

func TestEveryTransactionOfTheBooksBalances(t *testing.T) {
	each(t, func(t *testing.T, c *Company) {
		numbers := map[string]bool{}
		for _, b := range c.books.transactions {
			var sum int64
			for _, l := range b.legs {
				sum += l.cents
			}
			if sum != 0 || numbers[b.num] || !c.days.Contains(b.day) {
				t.Fatalf("%s %s of %s: the legs leave %d", b.kind, b.num, b.day, sum)
			}
			numbers[b.num] = true
		}
	})
}

func TestTheBooksAgreeWithStripeAndTheWorkbook(t *testing.T) {
	each(t, func(t *testing.T, c *Company) {
		sums := map[*account]int64{}
		for _, b := range c.books.transactions {
			for _, l := range b.legs {
				sums[l.account] += l.natural()
			}
		}
		truth := c.Truth().Over(c.days)
		available, pending := c.standing()
		a := c.books.chart
		var costs, counter int64
		for _, t := range c.trade {
			costs, counter = costs+t.ingredients+t.packaging+t.delivery, counter+t.counter
		}
		for what, pair := range map[string][2]int64{
			"the clearing account": {sums[a.clearing], available + pending},
			"web revenue":          {sums[a.box] + sums[a.cake], truth.Charged},
			"revenue":              {truth.Ledger[daybook.ClassRevenue], truth.Revenue},
			"counter sales":        {sums[a.counter], counter},
			"fees":                 {sums[a.fees], truth.Fees},
			"cost of goods sold":   {truth.COGS, costs},
			"Google Ads":           {sums[a.google], truth.Spend[google]},
			"Instagram":            {sums[a.instagram], truth.Spend[instagram]},
			"friend rewards":       {sums[a.rewards], truth.Spend[referral]},
			"flyers":               {sums[a.flyers], truth.Spend[walkIn]},
		} {
			if pair[0] != pair[1] || pair[0] == 0 {
				t.Errorf("%s: the books say %d, the bakery %d", what, pair[0], pair[1])
			}
		}
	})
}

package bakery

import "daybook"

// Truth is the right answers, counted by the bakery from its own history under the default policy: MRR by
// the items at the close of the day, with recurring discounts taken off, without trials, unpaid ones for
// thirty days, paused ones at 0 and not gone; a customer is new on the first day with MRR, and lost on the
// first day that is no longer paid for.
type Truth struct {
	Days      []DayTruth
	Customers []CustomerTruth // everybody who ever subscribed, by id
}

// DayTruth is one day: what stood at its close, and what happened on it.
type DayTruth struct {
	Day    daybook.Day
	Active int   // customers at the close, paused ones among them
	MRR    int64 // at the close, in twelfths of a cent
	Flows
}

// Flows are what happened in some days. Amounts are cents, those of MRR twelfths of a cent; all are positive
// but what the ledger's sign says.
type Flows struct {
	New, Churned, Reactivated                        int
	MRRNew, MRRExpansion, MRRContraction, MRRChurned int64
	MRRReactivation                                  int64

	Revenue      int64                   // boxes, cakes and the counter, less refunds and chargebacks
	COGS         int64                   // as billed
	Ledger       map[daybook.Class]int64 // all accounts of a class, positive where they increase it
	Spend        map[string]int64        // by channel, as the workbook has it
	NewByChannel map[string]int          // "" where the channel is unknown

	Charges       int   // payments that succeeded
	Charged       int64 // how much they were
	Refunded      int64
	Fees          int64 // Stripe's, disputes' included
	Visits, Leads int64
}

// CustomerTruth is what one customer's MRR was, from each day on.
type CustomerTruth struct {
	ID      string
	Channel string // "" where Stripe does not know it (any more)
	Changes []Change
}

// At is the customer's MRR at the close of a day, and whether the customer was active then.
func (c CustomerTruth) At(day daybook.Day) (mrr int64, active bool) {
	for _, change := range c.Changes {
		if change.Day > day {
			break
		}
		mrr, active = change.MRR, change.MRR > 0 || change.Paused
	}
	return mrr, active
}

// Truth counts.
func (c *Company) Truth() Truth {
	truth := Truth{Days: make([]DayTruth, c.days.Len())}
	for n, t := range c.trade {
		truth.Days[n] = DayTruth{Day: t.day, Flows: Flows{Revenue: t.revenue(), Ledger: map[daybook.Class]int64{},
			Spend: c.spent(daybook.Range{From: t.day, To: t.day}), NewByChannel: map[string]int{},
			Visits: int64(c.marketing[n].visits), Leads: int64(c.marketing[n].leads)}}
	}
	for _, who := range c.customers {
		if known := c.courseOf(who); len(known.Changes) > 0 {
			truth.Customers = append(truth.Customers, known)
			truth.live(known)
		}
	}
	truth.stand()
	c.countMoney(truth.Days)
	return truth
}

// courseOf is a customer's course up to the end of the history.
func (c *Company) courseOf(who *customer) CustomerTruth {
	known := CustomerTruth{ID: who.id, Channel: who.channel}
	if who.deleted {
		known.Channel = ""
	}
	for _, change := range who.course {
		if change.Day <= c.days.To {
			known.Changes = append(known.Changes, change)
		}
	}
	return known
}

// live counts what each change of a customer was.
func (t Truth) live(who CustomerTruth) {
	var mrr int64
	var active, ever bool
	for _, change := range who.Changes {
		f := &t.Days[change.Day-t.Days[0].Day].Flows
		now := change.MRR > 0 || change.Paused
		switch up := change.MRR - mrr; {
		case now && !ever:
			f.New++
			f.NewByChannel[who.Channel]++
			f.MRRNew += up
		case now && !active:
			f.Reactivated++
			f.MRRReactivation += up
		case !now:
			f.Churned++
			f.MRRChurned -= up
		case up > 0:
			f.MRRExpansion += up
		default:
			f.MRRContraction -= up
		}
		mrr, active, ever = change.MRR, now, ever || now
	}
}

// stand adds the flows up to what stood at the close of each day.
func (t Truth) stand() {
	var active int
	var mrr int64
	for n := range t.Days {
		d := &t.Days[n]
		active += d.New + d.Reactivated - d.Churned
		mrr += d.MRRNew + d.MRRExpansion + d.MRRReactivation - d.MRRContraction - d.MRRChurned
		d.Active, d.MRR = active, mrr
	}
}

// countMoney counts payments and the books.
func (c *Company) countMoney(days []DayTruth) {
	for _, paid := range c.charges {
		if paid.failure != "" {
			continue
		}
		f := &days[c.day(paid.created)-c.days.From].Flows
		f.Charges, f.Charged = f.Charges+1, f.Charged+paid.cents
		for _, r := range paid.refunds {
			days[c.day(r.created)-c.days.From].Refunded += r.cents
		}
	}
	for n, t := range c.trade {
		days[n].Fees = t.fees
	}
	for _, t := range c.books.transactions {
		f := &days[t.day-c.days.From].Flows
		for _, l := range t.legs {
			f.Ledger[l.account.class] += l.natural()
		}
	}
	for n := range days {
		days[n].COGS = days[n].Ledger[daybook.ClassCOGS]
	}
}

// On is a day of the history.
func (t Truth) On(day daybook.Day) DayTruth { return t.Days[day-t.Days[0].Day] }

// Over sums what happened in some days of the history.
func (t Truth) Over(days daybook.Range) Flows {
	sum := Flows{Ledger: map[daybook.Class]int64{}, Spend: map[string]int64{}, NewByChannel: map[string]int{}}
	for day := range days.Days() {
		sum.add(t.On(day).Flows)
	}
	return sum
}

func (f *Flows) add(g Flows) {
	f.New, f.Churned, f.Reactivated = f.New+g.New, f.Churned+g.Churned, f.Reactivated+g.Reactivated
	f.MRRNew, f.MRRExpansion = f.MRRNew+g.MRRNew, f.MRRExpansion+g.MRRExpansion
	f.MRRContraction, f.MRRChurned = f.MRRContraction+g.MRRContraction, f.MRRChurned+g.MRRChurned
	f.MRRReactivation += g.MRRReactivation
	f.Revenue, f.COGS = f.Revenue+g.Revenue, f.COGS+g.COGS
	f.Charges, f.Charged, f.Refunded, f.Fees = f.Charges+g.Charges, f.Charged+g.Charged, f.Refunded+g.Refunded, f.Fees+g.Fees
	f.Visits, f.Leads = f.Visits+g.Visits, f.Leads+g.Leads
	addTo(f.Ledger, g.Ledger)
	addTo(f.Spend, g.Spend)
	addTo(f.NewByChannel, g.NewByChannel)
}

func addTo[K comparable, N int | int64](sums, more map[K]N) {
	for key, n := range more {
		sums[key] += n
	}
}

// Retention is what became of the customers who were there when some days opened.
type Retention struct {
	Customers, Lost   int   // active at the opening; of these, not active at the close
	Opening           int64 // their MRR at the opening, in twelfths of a cent
	Closing, Retained int64 // their MRR at the close; the same, each customer's capped at the opening
}

// Kept follows those who were customers at the close of the day before.
func (t Truth) Kept(days daybook.Range) Retention {
	var r Retention
	for _, who := range t.Customers {
		before, active := who.At(days.From - 1)
		after, still := who.At(days.To)
		if !active {
			continue
		}
		r.Customers++
		if !still {
			r.Lost++
		}
		r.Opening, r.Closing, r.Retained = r.Opening+before, r.Closing+after, r.Retained+min(before, after)
	}
	return r
}

package bakery

import (
	"testing"
	"time"

	"daybook"
)

func TestTheTruthOfEachDayIsTheSumOfItsCustomers(t *testing.T) {
	each(t, func(t *testing.T, c *Company) {
		truth := c.Truth()
		for n, d := range truth.Days {
			if n%7 != 0 && d.Day != c.days.To {
				continue
			}
			var mrr int64
			active := 0
			for _, who := range truth.Customers {
				m, is := who.At(d.Day)
				mrr, active = mrr+m, active+count(is)
			}
			if mrr != d.MRR || active != d.Active {
				t.Fatalf("%s: the flows lead to %d customers with %d, the customers are %d with %d", d.Day, d.Active, d.MRR, active, mrr)
			}
		}
	})
}

// TestTheTruthStandsOnTheInvoices reads MRR off the invoices as Stripe shows them: of every regular line
// whose period covers the day, unless the subscription had ended or stayed unpaid for thirty days by then.
func TestTheTruthStandsOnTheInvoices(t *testing.T) {
	each(t, func(t *testing.T, c *Company) {
		read := make([]int64, c.days.Len())
		for _, s := range c.subscriptions() {
			for _, i := range s.invoices {
				if i.status == "paid" || i.status == "open" || i.status == "uncollectible" {
					c.readMRR(s, i, read)
				}
			}
		}
		for n, d := range c.Truth().Days {
			if d.MRR != read[n] {
				t.Fatalf("%s: the truth is %d, the invoices say %d", d.Day, d.MRR, read[n])
			}
		}
	})
}

func (c *Company) readMRR(s *subscription, i *invoice, days []int64) {
	line := lineObject(i, i.lines[0])
	if line["amount"].(int64) == 0 || s.status == "incomplete" || s.status == "incomplete_expired" {
		return
	}
	cents := line["amount"].(int64)
	if i.discount != nil && i.discount.coupon.duration != daybook.Once {
		cents -= line["discount_amounts"].([]any)[0].(object)["amount"].(int64)
	}
	period := line["period"].(object)
	from, until := c.day(time.Unix(period["start"].(int64), 0)), c.day(time.Unix(period["end"].(int64), 0))
	if !s.ended.IsZero() {
		until = min(until, c.day(s.ended))
	}
	if !s.unpaid.IsZero() {
		until = min(until, c.day(s.unpaid)+30)
	}
	for day := from; day < until && day <= c.days.To; day++ {
		days[day-c.days.From] += cents * 12 / int64(i.lines[0].price.months())
	}
}

func TestRetentionFollowsThoseWhoWereThere(t *testing.T) {
	truth := generate(t, usual()).Truth()
	month := daybook.Range{From: daybook.NewDay(2025, 9, 1), To: daybook.NewDay(2025, 9, 30)}
	kept, flows, before, after := truth.Kept(month), truth.Over(month), truth.On(month.From-1), truth.On(month.To)
	if kept.Customers != before.Active || kept.Opening != before.MRR {
		t.Errorf("found %d customers with %d at the opening, wanted %d with %d", kept.Customers, kept.Opening, before.Active, before.MRR)
	}
	if kept.Lost > flows.Churned || kept.Closing > after.MRR || kept.Retained > kept.Closing || kept.Lost == 0 {
		t.Errorf("%+v does not fit %+v", kept, flows)
	}
	if before.MRR+flows.MRRNew+flows.MRRExpansion+flows.MRRReactivation-flows.MRRContraction-flows.MRRChurned != after.MRR {
		t.Errorf("the movements of %s do not lead from one MRR to the other", month)
	}
}

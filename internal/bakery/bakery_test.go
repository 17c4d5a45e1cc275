package bakery

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"daybook"
)

// usual is the demo's own history.
func usual() Options { return Options{Seed: 1860, To: daybook.NewDay(2025, time.November, 22)} }

func generate(t *testing.T, o Options) *Company {
	t.Helper()
	c, err := Generate(o)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// subscriptions are all there are.
func (c *Company) subscriptions() []*subscription {
	var all []*subscription
	for _, who := range c.customers {
		all = append(all, who.subscriptions...)
	}
	return all
}

func TestTheUsualHistoryHasEveryStory(t *testing.T) {
	c := generate(t, usual())
	seen := map[string]int{}
	for _, s := range c.subscriptions() {
		for _, story := range storiesOf(s, c.now) {
			seen[story]++
		}
	}
	for _, who := range c.customers {
		seen["deleted"] += count(who.deleted)
		seen["came back"] += count(len(who.subscriptions) > 1)
		seen["without channel"] += count(who.channel == "" && who.plan != "")
		seen["web shop only"] += count(len(who.subscriptions) == 0)
	}
	for _, paid := range c.charges {
		d := paid.dispute
		seen["disputed and won"] += count(d != nil && d.won)
		seen["disputed and lost"] += count(d != nil && !d.won && !d.closed.IsZero())
		seen["refunded in full"] += count(paid.refunded() == paid.cents)
		seen["refunded in part"] += count(paid.refunded() > 0 && paid.refunded() < paid.cents)
		seen["cake for a member"] += count(paid.invoice == nil && paid.customer.plan != "")
	}
	stories := []string{"active", "trialing", "past_due", "canceled", "incomplete_expired", "on trial once", "left on trial", "paused", "at period end",
		"leaving", "at once", "not paid", "unpaid for over 30 days", "recovered", "more than ten lines", "proration", "friend", "half off", "first box",
		"several boxes", "larger plan", "smaller plan", "yearly after monthly", "deleted", "came back", "without channel", "web shop only",
		"disputed and won", "disputed and lost", "refunded in full", "refunded in part", "cake for a member"}
	for _, story := range stories {
		if seen[story] == 0 {
			t.Errorf("nobody's story is %q: found %v", story, seen)
		}
	}
}

func count(is bool) int {
	if is {
		return 1
	}
	return 0
}

// storiesOf names what happened to a subscription.
func storiesOf(s *subscription, now time.Time) []string {
	stories := []string{s.status}
	tell := func(story string, is bool) {
		if is {
			stories = append(stories, story)
		}
	}
	tell("on trial once", !s.trialEnd.IsZero() && s.status != "trialing")
	tell("left on trial", !s.trialEnd.IsZero() && s.ended.Equal(s.trialEnd))
	tell("paused", s.paused)
	tell("at period end", s.atEnd && !s.ended.IsZero())
	tell("leaving", s.atEnd && s.ended.IsZero())
	tell("at once", s.cause == "cancellation_requested" && !s.atEnd)
	tell("not paid", s.cause == "payment_failed")
	tell("unpaid for over 30 days", !s.unpaid.IsZero() && now.Sub(s.unpaid) > 31*aDay)
	var before *price
	for _, i := range s.invoices {
		is := i.lines[0].price
		tell("recovered", i.status == "paid" && len(i.charges) > 1)
		tell("more than ten lines", len(i.lines) > 10)
		tell("proration", len(i.lines) > 2 && i.lines[1].proration)
		tell("friend", i.discount != nil && i.discount.coupon == friend)
		tell("half off", i.discount != nil && i.discount.coupon == halfOff)
		tell("first box", i.discount != nil && i.discount.coupon == firstBox)
		tell("several boxes", i.lines[0].quantity > 1)
		tell("larger plan", before == small && is == family)
		tell("smaller plan", before == family && is == small)
		tell("yearly after monthly", before == small && is == yearly)
		before = is
	}
	return stories
}

func TestTheUsualHistoryIsOfAHealthyBusiness(t *testing.T) {
	c := generate(t, usual())
	truth := c.Truth()
	last := daybook.Range{From: daybook.NewDay(2025, 8, 1), To: daybook.NewDay(2025, 10, 31)}
	three := truth.Over(last)
	within := func(what string, found, low, high int64) {
		if found < low || found > high {
			t.Errorf("%s: found %d, wanted %d to %d", what, found, low, high)
		}
	}
	within("revenue a month", three.Revenue/3/100, 45_000, 70_000)
	within("gross margin in percent", 100-100*three.COGS/three.Revenue, 55, 65)
	var spend int64
	for _, cents := range three.Spend {
		spend += cents
	}
	within("CAC in cents", spend/int64(three.New), 30_00, 60_00)
	kept := truth.Kept(last)
	within("customers lost in a quarter, in permille", int64(1000*kept.Lost/kept.Customers), 3*25, 3*50)
	within("subscribers", int64(len(truth.Customers)), 600, 900)
	december := truth.Over(daybook.Range{From: daybook.NewDay(2024, 12, 1), To: daybook.NewDay(2024, 12, 31)})
	january := truth.Over(daybook.Range{From: daybook.NewDay(2025, 1, 1), To: daybook.NewDay(2025, 1, 31)})
	within("December over January in percent", 100*december.Revenue/january.Revenue, 110, 130)
}

func TestLongerHistoriesAndOtherSeedsDiffer(t *testing.T) {
	o := usual()
	o.Days = 60
	one := generate(t, o).Truth()
	o.Seed = 2
	if cmp.Equal(one.Days, generate(t, o).Truth().Days) {
		t.Error("another seed gives the same history")
	}
	if days := len(one.Days); days != 60 {
		t.Errorf("found %d days, wanted 60", days)
	}
}

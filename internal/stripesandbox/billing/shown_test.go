package billing_test

import (
	"context"
	"flag"
	"math/rand/v2"
	"net/http"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"daybook"
	"daybook/internal/stripesandbox"
	"daybook/internal/stripesandbox/billing"
)

var customers = flag.Int("customers", 80, "how many customers the business has whose year is synced")

func TestAYearSyncedFromNothingAndTenDaysOfChangesAreTheBusinesssOwn(t *testing.T) {
	c := found(t, 1)
	c.Join(*customers, 365*day)
	c.timed(t, "a year of business", func() { c.Advance(newYear.Add(365 * day)) })
	c.timed(t, "a sync from nothing", func() { c.mustRun(t) })
	c.Join(*customers/20, 10*day)
	requests := len(c.sandbox.Requests())
	for range 10 {
		c.pass(1)
		c.timed(t, "a day of changes", func() { c.mustRun(t) })
	}
	t.Logf("%d requests from nothing, %d for ten days", requests, len(c.sandbox.Requests())-requests)
	c.timed(t, "reconciling", func() { c.reconcile(t) })
	if days := c.check(t); days < 300 {
		t.Errorf("only %d days are published", days)
	}
}

// timed does something and logs how long it took.
func (c *company) timed(t *testing.T, name string, do func()) {
	t.Helper()
	start := time.Now()
	do()
	t.Logf("%s: %v", name, time.Since(start).Round(time.Millisecond))
}

// disturb lets things go wrong with some requests.
func (c *company) disturb(seed uint64) {
	c.sandbox.Seed(seed)
	for _, f := range []stripesandbox.Fault{
		{OneIn: 15, Status: http.StatusTooManyRequests, RetryAfter: "0", Code: "rate_limit"},
		{OneIn: 40, Status: http.StatusInternalServerError},
		{OneIn: 40, Reset: true},
		{OneIn: 40, Drop: true},
		{OneIn: 10, Delay: 5 * time.Millisecond},
	} {
		c.sandbox.Fail(f)
	}
}

// killed runs until a run goes through; each before it is killed at one of its first requests. It returns how many
// came to their end too early.
func (c *company) killed(t *testing.T, chance *rand.Rand, times int) (early int) {
	t.Helper()
	for range times {
		ctx, kill := context.WithCancel(t.Context())
		at := len(c.sandbox.Requests()) + 1 + chance.IntN(12)
		c.sandbox.OnRequest(func(_ int, _ *http.Request) {
			if len(c.sandbox.Requests()) >= at {
				kill()
			}
		})
		if _, err := c.run(ctx, t); err != nil {
			early++
		}
		kill()
	}
	c.sandbox.OnRequest(nil)
	c.mustRun(t)
	return early
}

func TestKillsFaultsAndAClockThatIsOffChangeNothing(t *testing.T) {
	calm, wild := found(t, 2), found(t, 2)
	wild.lead = 7 * time.Minute
	wild.sandbox.EventVersion("2025-03-31.basil")
	wild.sandbox.EventLag(5 * time.Second)
	wild.disturb(3)
	chance := rand.New(rand.NewPCG(4, 0))
	for _, c := range []*company{calm, wild} {
		c.Join(max(25, *customers/4), 150*day)
		c.Advance(newYear.Add(150 * day))
	}
	calm.mustRun(t)
	killed := wild.killed(t, chance, 4)
	for range 3 {
		calm.pass(3)
		wild.pass(3)
		calm.mustRun(t)
		killed += wild.killed(t, chance, 2)
	}
	if killed < 5 {
		t.Errorf("only %d runs were killed", killed)
	}
	if diff := cmp.Diff(calm.facts(t), wild.facts(t)); diff != "" {
		t.Error(diff)
	}
	wild.check(t)
	wild.sandbox.Heal()
	wild.reconcile(t)
	if len(calm.facts(t)) < 100 {
		t.Errorf("only %d facts", len(calm.facts(t)))
	}
}

func TestEventsTellWhatNoObjectTellsLater(t *testing.T) {
	c := found(t, 5)
	c.Secret = true
	c.Join(40, 100*day)
	for range 6 {
		c.pass(20)
		c.mustRun(t)
	}
	c.check(t)
}

func TestABillThatIsForgottenOverALaterOneWasOverdueUntilThen(t *testing.T) {
	c := found(t, 0)
	refuses := true
	c.Decline = func(*billing.Customer, time.Time) bool { return refuses }
	box := c.AddPrice(billing.Price{Product: c.AddProduct("Box"), Interval: "month", Unit: 3000})
	sub := c.Subscribe(c.AddCustomer(billing.Customer{}), billing.Terms{Items: []billing.Item{{Price: box}}, DueDays: 14})
	c.pass(30) // overdue since 16 days
	more := *sub.Items()[0]
	more.Quantity = 2
	c.Change(sub, []billing.Item{more}, true) // does not begin the patience of 30 days anew
	c.pass(30)
	refuses = false
	c.pass(31) // the bill of the third month is paid, the first two stay open
	c.mustRun(t)
	c.check(t)
	if mrr := c.figures(t)["mrr"]; mrr[daybook.NewDay(2024, 2, 13)].FloatString(2) != "60.00" || mrr[daybook.NewDay(2024, 2, 14)].Sign() != 0 {
		t.Errorf("MRR is %v on the 30th day, %v after it", mrr[daybook.NewDay(2024, 2, 13)], mrr[daybook.NewDay(2024, 2, 14)])
	}
}

func TestATrialThatNobodyCouldPayForIsNoMRRThoughItWasCancelledLater(t *testing.T) {
	c := found(t, 0)
	box := c.AddPrice(billing.Price{Product: c.AddProduct("Box"), Interval: "month", Unit: 3000})
	for _, noCard := range []bool{true, false} {
		sub := c.Subscribe(c.AddCustomer(billing.Customer{NoCard: noCard}), billing.Terms{Items: []billing.Item{{Price: box}}, Trial: 14 * day})
		c.At(newYear.Add(50*day), func() { c.Cancel(sub) })
	}
	c.Decline = nil
	c.pass(90)
	c.mustRun(t)
	c.check(t)
	if mrr := c.figures(t)["mrr"][daybook.NewDay(2024, 2, 1)]; mrr.FloatString(2) != "30.00" {
		t.Errorf("MRR is %v after the trials, wanted that of the one who pays", mrr)
	}
}

package billing_test

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"net/http"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"daybook"
	"daybook/internal/stripesandbox"
	"daybook/internal/stripesandbox/billing"
)

var customers = flag.Int("customers", 80, "how many customers the businesses have whose year is synced")

// year lets a business live for a year, and for ten days more one by one. sync is called after each of these steps, of
// which the year is the first.
func (c *company) year(sync func(step int)) {
	c.Join(*customers, 365*day)
	c.Advance(newYear.Add(365 * day))
	sync(0)
	c.Join(*customers/20, 10*day)
	for step := 1; step <= 10; step++ {
		c.pass(1)
		sync(step)
	}
}

func TestAYearSyncedFromNothingAndTenDaysOfChangesAreTheBusinesssOwn(t *testing.T) {
	c := found(t, 1)
	c.year(func(step int) { c.timed(t, nameOf(step), func() { c.mustRun(t) }) })
	c.timed(t, "reconciling", func() { c.reconcile(t) })
	if days := c.check(t); days < 370 {
		t.Errorf("only %d days are published", days)
	}
}

func nameOf(step int) string {
	if step == 0 {
		return "a sync from nothing"
	}
	return fmt.Sprintf("day %d of changes", step)
}

// timed does something, logs how long it took, and returns how many requests.
func (c *company) timed(t *testing.T, name string, do func()) (requests int) {
	t.Helper()
	before, start := len(c.sandbox.Requests()), time.Now()
	do()
	requests = len(c.sandbox.Requests()) - before
	t.Logf("%s: %v, %d requests", name, time.Since(start).Round(time.Millisecond), requests)
	return requests
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

// killed runs until a run goes through. Those before it are killed, so many times, somewhere within the requests that
// a run takes. It returns how many of them came to their end too early.
func (c *company) killed(t *testing.T, chance *rand.Rand, times, requests int) (early int) {
	t.Helper()
	for range times {
		ctx, kill := context.WithCancel(t.Context())
		var left atomic.Int64
		left.Store(1 + chance.Int64N(max(1, int64(requests/times))))
		c.sandbox.OnRequest(func(int, *http.Request) {
			if left.Add(-1) == 0 {
				kill()
			}
		})
		if _, err := c.run(ctx, t); err != nil {
			early++
		}
		kill()
	}
	c.sandbox.OnRequest(nil)
	c.goThrough(t)
	return early
}

// goThrough runs, and again where some objects could not be read: then the run says so.
func (c *company) goThrough(t *testing.T) {
	t.Helper()
	for range 5 {
		report, err := c.run(t.Context(), t)
		var incomplete *daybook.Incomplete
		if errors.As(err, &incomplete) {
			t.Log(err)
			continue
		}
		if err != nil || report.Rejects > 0 {
			t.Fatalf("%d rejects, %v", report.Rejects, err)
		}
		return
	}
	t.Fatal("no run goes through")
}

func TestTheSameYearWithKillsFaultsAndAClockThatIsOff(t *testing.T) {
	calm, wild := found(t, 2), found(t, 2)
	wild.lead = 7 * time.Minute
	wild.sandbox.EventVersion("2025-03-31.basil")
	wild.sandbox.EventLag(5 * time.Second)
	wild.disturb(3)
	var requests []int
	calm.year(func(step int) {
		requests = append(requests, calm.timed(t, nameOf(step), func() { calm.mustRun(t) }))
	})
	chance, killed := rand.New(rand.NewPCG(4, 0)), 0
	wild.year(func(step int) {
		wild.timed(t, nameOf(step)+", disturbed", func() { killed += wild.killed(t, chance, 2, requests[step]) })
	})
	if killed < 11 {
		t.Errorf("only %d of 22 runs were killed", killed)
	}
	if diff := cmp.Diff(calm.facts(t), wild.facts(t)); diff != "" {
		t.Error(diff)
	}
	if days := wild.check(t); days < 370 {
		t.Errorf("only %d days are published", days)
	}
	wild.sandbox.Heal()
	wild.timed(t, "reconciling", func() { wild.reconcile(t) })
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

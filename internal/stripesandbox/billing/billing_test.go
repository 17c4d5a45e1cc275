package billing

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"daybook/internal/stripesandbox"
)

var opening = time.Date(2024, 1, 31, 10, 0, 0, 0, time.UTC)

// shop is a business with one customer and one product.
type shop struct {
	*Business
	customer *Customer
	product  *Product
	sandbox  *stripesandbox.Sandbox
}

func open() *shop {
	sandbox := stripesandbox.New()
	b := New(sandbox, opening)
	return &shop{b, b.AddCustomer(Customer{Email: "ann@example.com"}), b.AddProduct("Box"), sandbox}
}

func (s *shop) monthly(unit int64) *Price {
	return s.AddPrice(Price{Product: s.product, Interval: "month", Unit: unit})
}

func (s *shop) subscribe(p *Price) *Subscription {
	return s.Subscribe(s.customer, Terms{Items: []Item{{Price: p}}})
}

// day of the month, at the hour at which the shop opened.
func on(month time.Month, day int) time.Time {
	return time.Date(2024, month, day, 10, 0, 0, 0, time.UTC)
}

// field reads a field of a stored object: "lines.0.amount".
func (s *shop) field(kind, id, path string) any {
	var value any = s.sandbox.Get(kind, id)
	for _, name := range strings.Split(path, ".") {
		switch v := value.(type) {
		case map[string]any:
			value = v[name]
		case []any:
			var n int
			_, _ = fmt.Sscan(name, &n)
			value = v[n]
		}
	}
	return value
}

func (s *shop) want(t *testing.T, kind, id string, fields map[string]any) {
	t.Helper()
	for path, want := range fields {
		if got := s.field(kind, id, path); fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("%s %s is %v, wanted %v", id, path, got, want)
		}
	}
}

// told are the types of events since a number of events, oldest first.
func (s *shop) told(since int) (types []string) {
	all := s.sandbox.All("event")
	slices.Reverse(all)
	for _, e := range all[since:] {
		types = append(types, e["type"].(string))
	}
	return types
}

func (s *shop) mrr(at time.Time) string {
	sum := s.MRR(at)["usd"]
	if sum == nil {
		return "0"
	}
	return sum.FloatString(2)
}

func TestASubscriptionIsInvoicedAndPaidAtOnceAndRenewsOnTheLastDayOfShortMonths(t *testing.T) {
	s := open()
	since := len(s.told(0))
	sub := s.subscribe(s.monthly(3000))
	wanted := []string{"price.created", "customer.updated", "customer.subscription.created", "invoice.created", "invoice.finalized",
		"payment_intent.created", "charge.succeeded", "payment_intent.succeeded", "invoice.paid", "invoice.payment_succeeded", "customer.subscription.updated"}
	if diff := cmp.Diff(wanted, s.told(since)); diff != "" {
		t.Error(diff)
	}
	s.want(t, "invoice", "in_00000001", map[string]any{"status": "paid", "total": 3000, "amount_paid": 3000, "amount_remaining": 0, "billing_reason": "subscription_create",
		"lines.0.period.start": opening.Unix(), "lines.0.period.end": on(2, 29).Unix(), "lines.0.amount": 3000, "charge": "ch_00000001"})
	s.want(t, "balance_transaction", "txn_00000001", map[string]any{"amount": 3000, "fee": 117, "net": 2883}) // 2.9 % + 0.30
	since = len(s.told(0))
	s.Advance(on(2, 29))
	s.want(t, "invoice", "in_00000002", map[string]any{"status": "draft", "billing_reason": "subscription_cycle"})
	s.Advance(on(2, 29).Add(time.Hour))
	wanted = []string{"customer.subscription.updated", "invoice.created", "invoice.finalized", "payment_intent.created", "charge.succeeded",
		"payment_intent.succeeded", "invoice.paid", "invoice.payment_succeeded"}
	if diff := cmp.Diff(wanted, s.told(since)); diff != "" {
		t.Error(diff)
	}
	s.want(t, "subscription", sub.ID, map[string]any{"status": "active", "current_period_start": on(2, 29).Unix(), "current_period_end": on(3, 31).Unix(), "latest_invoice": "in_00000002"})
	s.Advance(on(5, 31))
	s.want(t, "subscription", sub.ID, map[string]any{"current_period_start": on(5, 31).Unix(), "current_period_end": on(6, 30).Unix()})
}

func TestAnUpgradeInMidPeriodCreditsTheUnusedTimeAndChargesTheRemaining(t *testing.T) {
	s := open()
	s.Advance(on(4, 1))
	sub := s.subscribe(s.monthly(3000)) // April has 30 days
	s.Advance(on(4, 11))                // 20 of them are left
	items := sub.copies()
	items[0].Price = s.monthly(6000)
	since := len(s.told(0))
	s.Change(sub, items, true)
	if diff := cmp.Diff([]string{"invoiceitem.created", "invoiceitem.created", "customer.subscription.updated"}, s.told(since)); diff != "" {
		t.Error(diff)
	}
	s.want(t, "invoiceitem", "ii_00000001", map[string]any{"amount": -2000, "proration": true, "period.start": on(4, 11).Unix(), "period.end": on(5, 1).Unix(), "invoice": nil})
	s.want(t, "invoiceitem", "ii_00000002", map[string]any{"amount": 4000, "proration": true})
	s.Advance(on(5, 1).Add(time.Hour))
	s.want(t, "invoice", "in_00000002", map[string]any{"total": -2000 + 4000 + 6000, "status": "paid", "lines.0.amount": -2000, "lines.0.invoice_item": "ii_00000001", "lines.2.amount": 6000,
		"lines.0.proration_details.credited_items.invoice_line_items.0": "il_00000001", "lines.1.proration_details.credited_items": nil})
	s.want(t, "invoiceitem", "ii_00000001", map[string]any{"invoice": "in_00000002"})
	for at, want := range map[time.Time]string{on(4, 1): "3000.00", on(4, 10): "3000.00", on(4, 11): "6000.00"} {
		if got := s.mrr(at); got != want {
			t.Errorf("MRR at %v is %s, wanted %s", at, got, want)
		}
	}
}

func TestASwapToAYearBeginsANewPeriodAndIsInvoicedAtOnce(t *testing.T) {
	s := open()
	s.Advance(on(4, 1))
	sub := s.subscribe(s.monthly(3000))
	s.Advance(on(4, 16)) // half of the month is left
	items := sub.copies()
	items[0].Price = s.AddPrice(Price{Product: s.product, Interval: "year", Unit: 30000})
	s.Change(sub, items, true)
	s.want(t, "invoice", "in_00000002", map[string]any{"total": 30000 - 1500, "status": "paid", "billing_reason": "subscription_update"})
	s.want(t, "subscription", sub.ID, map[string]any{"current_period_start": on(4, 16).Unix(), "current_period_end": on(4, 16).AddDate(1, 0, 0).Unix(), "billing_cycle_anchor": on(4, 16).Unix()})
	if got := s.mrr(on(4, 16)); got != "2500.00" {
		t.Errorf("MRR %s", got)
	}
}

func TestACreditThatIsLeftIsTakenOffTheNextInvoices(t *testing.T) {
	s := open()
	s.Advance(on(4, 1))
	sub := s.subscribe(s.monthly(9000))
	items := sub.copies()
	items[0].Price = s.monthly(1000)
	s.Change(sub, items, true) // -9000 + 1000 for all of April
	s.Advance(on(5, 1).Add(time.Hour))
	s.want(t, "invoice", "in_00000002", map[string]any{"total": -7000, "amount_due": 0, "status": "paid", "starting_balance": 0, "ending_balance": -7000, "charge": nil})
	s.want(t, "customer", s.customer.ID, map[string]any{"balance": -7000})
	s.Advance(on(6, 1).Add(time.Hour))
	s.want(t, "invoice", "in_00000003", map[string]any{"total": 1000, "amount_due": 0, "starting_balance": -7000, "ending_balance": -6000})
}

func TestAFailedPaymentIsTriedAgainAndThenCancelsTheSubscription(t *testing.T) {
	s := open()
	sub := s.subscribe(s.monthly(3000))
	s.Decline = func(*Customer, time.Time) bool { return true }
	renewal := on(2, 29).Add(time.Hour)
	s.Advance(renewal)
	s.want(t, "subscription", sub.ID, map[string]any{"status": "past_due"})
	s.want(t, "invoice", "in_00000002", map[string]any{"status": "open", "attempt_count": 1, "amount_remaining": 3000, "next_payment_attempt": renewal.Add(3 * day).Unix()})
	s.want(t, "charge", "ch_00000002", map[string]any{"status": "failed", "amount_captured": 0, "balance_transaction": nil, "failure_code": "card_declined"})
	since := len(s.told(0))
	s.Advance(renewal.Add(15 * day))
	s.want(t, "subscription", sub.ID, map[string]any{"status": "canceled", "cancellation_details.reason": "payment_failed", "ended_at": renewal.Add(15 * day).Unix()})
	s.want(t, "invoice", "in_00000002", map[string]any{"status": "open", "attempt_count": 4, "next_payment_attempt": nil})
	again := []string{"charge.failed", "payment_intent.payment_failed", "invoice.payment_failed", "invoice.updated"}
	if diff := cmp.Diff(append(slices.Concat(again, again, again), "customer.subscription.deleted"), s.told(since)); diff != "" {
		t.Error(diff)
	}
	if before, after := s.mrr(renewal.Add(14*day)), s.mrr(renewal.Add(15*day)); before != "3000.00" || after != "0" {
		t.Errorf("MRR %s, then %s", before, after)
	}
}

func TestAPaymentThatSucceedsLaterMakesTheSubscriptionActiveAgain(t *testing.T) {
	s := open()
	sub := s.subscribe(s.monthly(3000))
	fails := true
	s.Decline = func(*Customer, time.Time) bool { return fails }
	renewal := on(2, 29).Add(time.Hour)
	s.Advance(renewal)
	fails = false
	s.Advance(renewal.Add(3 * day))
	s.want(t, "subscription", sub.ID, map[string]any{"status": "active"})
	s.want(t, "invoice", "in_00000002", map[string]any{"status": "paid", "attempt_count": 2, "charge": "ch_00000003"})
	s.want(t, "payment_intent", "pi_00000002", map[string]any{"status": "succeeded", "latest_charge": "ch_00000003"})
}

func TestWhatWasNeverPaidCanBecomeUnpaidAndStopsToCountAfterThirtyDays(t *testing.T) {
	s := open()
	s.WhenUnpaid = "mark_unpaid"
	sub := s.subscribe(s.monthly(3000))
	s.Decline = func(*Customer, time.Time) bool { return true }
	due := on(2, 29).Add(time.Hour)
	s.Advance(due.Add(16 * day))
	s.want(t, "subscription", sub.ID, map[string]any{"status": "unpaid"})
	if before, after := s.mrr(due.Add(30*day-time.Second)), s.mrr(due.Add(30*day)); before != "3000.00" || after != "0" {
		t.Errorf("MRR %s, then %s", before, after)
	}
}

func TestAFirstPaymentThatFailsLetsTheSubscriptionExpire(t *testing.T) {
	s := open()
	s.customer.NoCard = true
	sub := s.subscribe(s.monthly(3000))
	s.want(t, "subscription", sub.ID, map[string]any{"status": "incomplete"})
	s.Advance(opening.Add(23 * time.Hour))
	s.want(t, "subscription", sub.ID, map[string]any{"status": "incomplete_expired"})
	s.want(t, "invoice", "in_00000001", map[string]any{"status": "void"})
	if got := s.mrr(opening); got != "0" {
		t.Errorf("MRR %s", got)
	}
}

func TestATrialCostsNothingAndConverts(t *testing.T) {
	s := open()
	sub := s.Subscribe(s.customer, Terms{Items: []Item{{Price: s.monthly(3000)}}, Trial: 14 * day})
	s.want(t, "subscription", sub.ID, map[string]any{"status": "trialing", "trial_start": opening.Unix(), "trial_end": on(2, 14).Unix(), "current_period_end": on(2, 14).Unix()})
	s.want(t, "invoice", "in_00000001", map[string]any{"status": "paid", "total": 0, "charge": nil})
	s.Advance(on(2, 14).Add(time.Hour))
	s.want(t, "subscription", sub.ID, map[string]any{"status": "active", "current_period_start": on(2, 14).Unix(), "current_period_end": on(3, 14).Unix()})
	s.want(t, "invoice", "in_00000002", map[string]any{"total": 3000, "status": "paid"})
	if before, after := s.mrr(on(2, 13)), s.mrr(on(2, 14)); before != "0" || after != "3000.00" {
		t.Errorf("MRR %s, then %s", before, after)
	}
}

func TestATrialWithoutACardEndsInAPause(t *testing.T) {
	s := open()
	s.customer.NoCard = true
	sub := s.Subscribe(s.customer, Terms{Items: []Item{{Price: s.monthly(3000)}}, Trial: 14 * day})
	since := len(s.told(0))
	s.Advance(on(2, 14))
	if diff := cmp.Diff([]string{"customer.subscription.updated", "customer.subscription.paused"}, s.told(since)); diff != "" {
		t.Error(diff)
	}
	s.Advance(on(4, 1))
	s.want(t, "subscription", sub.ID, map[string]any{"status": "paused"})
	if n := len(s.sandbox.All("invoice")); n != 1 {
		t.Errorf("%d invoices, wanted only that of the trial", n)
	}
}

func TestPausedCollectionLeavesInvoicesAsItSays(t *testing.T) {
	for behavior, status := range map[string]string{"void": "void", "keep_as_draft": "draft", "mark_uncollectible": "uncollectible"} {
		s := open()
		sub := s.subscribe(s.monthly(3000))
		s.Advance(on(2, 10))
		s.Pause(sub, behavior, on(3, 10))
		s.Advance(on(4, 1))
		s.want(t, "invoice", "in_00000002", map[string]any{"status": status})
		s.want(t, "subscription", sub.ID, map[string]any{"status": "active", "pause_collection": nil})
		s.want(t, "invoice", "in_00000003", map[string]any{"status": "paid"})
		for at, want := range map[time.Time]string{on(2, 28): "3000.00", on(2, 29): "0", on(3, 30): "0", on(3, 31): "3000.00"} {
			if got := s.mrr(at); got != want {
				t.Errorf("%s: MRR at %v is %s, wanted %s", behavior, at, got, want)
			}
		}
	}
}

func TestCouponsTakeOffWhatTheySayAsLongAsTheyLast(t *testing.T) {
	for _, test := range []struct {
		coupon Coupon
		totals []int64 // of the first five invoices
		mrr    []string
	}{
		{Coupon{Percent: 20, Duration: "forever"}, []int64{2400, 2400, 2400, 2400, 2400}, []string{"2400.00", "2400.00", "2400.00", "2400.00", "2400.00"}},
		{Coupon{Percent: 50, Duration: "repeating", Months: 3}, []int64{1500, 1500, 1500, 3000, 3000}, []string{"1500.00", "1500.00", "1500.00", "3000.00", "3000.00"}},
		{Coupon{Percent: 10, Duration: "once"}, []int64{2700, 3000, 3000, 3000, 3000}, []string{"3000.00", "3000.00", "3000.00", "3000.00", "3000.00"}},
		{Coupon{Off: 700, Currency: "usd", Duration: "forever"}, []int64{2300, 2300, 2300, 2300, 2300}, []string{"2300.00", "2300.00", "2300.00", "2300.00", "2300.00"}},
		{Coupon{Off: 5000, Currency: "usd", Duration: "once"}, []int64{0, 3000, 3000, 3000, 3000}, []string{"3000.00", "3000.00", "3000.00", "3000.00", "3000.00"}},
	} {
		s := open()
		s.Advance(on(4, 1))
		sub := s.Subscribe(s.customer, Terms{Items: []Item{{Price: s.monthly(3000)}}, Coupon: s.AddCoupon(test.coupon)})
		s.Advance(on(9, 2))
		for n, total := range test.totals {
			s.want(t, "invoice", fmt.Sprintf("in_%08d", n+1), map[string]any{"total": total, "subtotal": 3000, "amount_paid": total})
			if got := s.mrr(on(time.Month(4+n), 1)); got != test.mrr[n] {
				t.Errorf("%+v: MRR in month %d is %s, wanted %s", test.coupon, n, got, test.mrr[n])
			}
		}
		if (s.field("subscription", sub.ID, "discount") == nil) != (test.coupon.Duration != "forever") {
			t.Errorf("%+v: the discount is %v in the end", test.coupon, s.field("subscription", sub.ID, "discount"))
		}
	}
}

func TestTaxIsOnTopOrIncluded(t *testing.T) {
	for _, test := range []struct {
		rate                TaxRate
		total, tax, untaxed int64
		mrr                 string
	}{
		{TaxRate{Percent: 19}, 3570, 570, 3000, "3000.00"},
		{TaxRate{Percent: 20, Inclusive: true}, 3000, 500, 2500, "2500.00"},
	} {
		s := open()
		s.Subscribe(s.customer, Terms{Items: []Item{{Price: s.monthly(3000)}}, Tax: s.AddTaxRate(test.rate)})
		s.want(t, "invoice", "in_00000001", map[string]any{"subtotal": 3000, "total": test.total, "tax": test.tax, "total_excluding_tax": test.untaxed,
			"lines.0.tax_amounts.0.amount": test.tax, "lines.0.tax_amounts.0.inclusive": test.rate.Inclusive})
		if got := s.mrr(opening); got != test.mrr {
			t.Errorf("%+v: MRR %s, wanted %s", test.rate, got, test.mrr)
		}
	}
}

func TestPricesCostWhatTheirSchemeSays(t *testing.T) {
	graduated := Price{Tiers: []Tier{{UpTo: 5, Unit: 1000}, {UpTo: 10, Unit: 800, Flat: 500}, {Unit: 600}}}
	volume := graduated
	volume.Volume = true
	for _, test := range []struct {
		name     string
		price    Price
		quantity int64
		want     []int64 // the amounts of the lines
	}{
		{"per unit", Price{Unit: 700}, 3, []int64{2100}},
		{"fractions of a cent", Price{Decimal: "0.5"}, 3, []int64{2}},
		{"a package that is begun", Price{Unit: 2000, Package: 5}, 6, []int64{4000}},
		{"graduated, first tier", graduated, 3, []int64{3000}},
		{"graduated, all tiers", graduated, 12, []int64{5000, 4000, 500, 1200}},
		{"graduated, none", graduated, 0, []int64{0}},
		{"volume, first tier", volume, 5, []int64{5000}},
		{"volume, second tier", volume, 6, []int64{4800, 500}},
		{"volume, last tier", volume, 12, []int64{7200}},
	} {
		var got []int64
		for _, part := range test.price.parts(test.quantity) {
			got = append(got, part.amount)
		}
		if diff := cmp.Diff(test.want, got); diff != "" {
			t.Errorf("%s: %s", test.name, diff)
		}
	}
}

func TestUsageIsBilledAfterThePeriod(t *testing.T) {
	s := open()
	s.Advance(on(4, 1))
	calls := s.AddPrice(Price{Product: s.product, Interval: "month", Decimal: "0.5", Metered: true})
	sub := s.Subscribe(s.customer, Terms{Items: []Item{{Price: s.monthly(3000)}, {Price: calls}}})
	s.Advance(on(4, 20))
	sub.Items()[1].Use(1001)
	s.Advance(on(5, 1).Add(time.Hour))
	s.want(t, "invoice", "in_00000002", map[string]any{"total": 3501, "lines.0.amount": 501, "lines.0.quantity": 1001, "lines.0.period.start": on(4, 1).Unix(),
		"lines.0.period.end": on(5, 1).Unix(), "lines.1.period.start": on(5, 1).Unix()})
	s.Advance(on(6, 1).Add(time.Hour))
	s.want(t, "invoice", "in_00000003", map[string]any{"total": 3000})
	if got := s.mrr(on(5, 1)); got != "3000.00" {
		t.Errorf("MRR %s", got)
	}
}

func TestCancellationAtTheEndOfThePeriodAndNow(t *testing.T) {
	s := open()
	s.Advance(on(4, 1))
	later, now := s.subscribe(s.monthly(3000)), s.subscribe(s.monthly(5000))
	s.Advance(on(4, 10))
	s.CancelAtPeriodEnd(later, true)
	s.Cancel(now)
	s.want(t, "subscription", later.ID, map[string]any{"status": "active", "cancel_at_period_end": true, "cancel_at": on(5, 1).Unix(), "canceled_at": on(4, 10).Unix()})
	s.want(t, "subscription", now.ID, map[string]any{"status": "canceled", "ended_at": on(4, 10).Unix()})
	s.Advance(on(7, 1))
	s.want(t, "subscription", later.ID, map[string]any{"status": "canceled", "ended_at": on(5, 1).Unix(), "canceled_at": on(4, 10).Unix()})
	if n := len(s.sandbox.All("invoice")); n != 2 {
		t.Errorf("%d invoices, wanted one for each subscription", n)
	}
	for at, want := range map[time.Time]string{on(4, 9): "8000.00", on(4, 10): "3000.00", on(4, 30): "3000.00", on(5, 1): "0"} {
		if got := s.mrr(at); got != want {
			t.Errorf("MRR at %v is %s, wanted %s", at, got, want)
		}
	}
}

func TestAScheduleChangesTheSubscriptionWithItsPeriods(t *testing.T) {
	s := open()
	s.Advance(on(4, 1))
	sub := s.subscribe(s.monthly(1000))
	second := sub.copies()
	second[0].Quantity = 3
	s.Plan(sub, Phase{Items: second, Periods: 2})
	s.want(t, "subscription_schedule", "sub_sched_00000001", map[string]any{"status": "active", "subscription": sub.ID, "current_phase.end_date": on(5, 1).Unix(),
		"phases.1.start_date": on(5, 1).Unix(), "phases.1.end_date": on(7, 1).Unix(), "phases.1.items.0.quantity": 3})
	s.Advance(on(7, 1).Add(time.Hour))
	for n, total := range []int64{1000, 3000, 3000, 3000} {
		s.want(t, "invoice", fmt.Sprintf("in_%08d", n+1), map[string]any{"total": total, "lines.0.proration": false})
	}
	s.want(t, "subscription_schedule", "sub_sched_00000001", map[string]any{"status": "released", "released_subscription": sub.ID, "subscription": nil})
	s.want(t, "subscription", sub.ID, map[string]any{"schedule": nil, "items.0.quantity": 3})
}

func TestAScheduleOfATrialBeginsWhenItConvertsAndFollowsChanges(t *testing.T) {
	s := open()
	s.Advance(on(4, 1))
	sub := s.Subscribe(s.customer, Terms{Items: []Item{{Price: s.monthly(1000)}}, Trial: 14 * day})
	next := sub.copies()
	next[0].Quantity = 3
	s.Plan(sub, Phase{Items: next, Periods: 1})
	s.want(t, "subscription_schedule", "sub_sched_00000001", map[string]any{"phases.0.end_date": on(4, 15).Unix(), "phases.1.start_date": on(4, 15).Unix(), "phases.1.end_date": on(5, 15).Unix()})
	now := sub.copies()
	now[0].Quantity = 2
	s.Change(sub, now, true)
	s.want(t, "subscription_schedule", "sub_sched_00000001", map[string]any{"phases.0.items.0.quantity": 2})
	s.Advance(on(4, 15).Add(time.Hour))
	s.want(t, "invoice", "in_00000002", map[string]any{"total": 3000})
	yearly := sub.copies()
	yearly[0].Price = s.AddPrice(Price{Product: s.product, Interval: "year", Unit: 9000})
	s.Change(sub, yearly, true)
	s.want(t, "subscription_schedule", "sub_sched_00000001", map[string]any{"status": "released"})
}

func TestMoneyGoesBackByRefundDisputeAndCreditNote(t *testing.T) {
	s := open()
	sub := s.subscribe(s.monthly(3000))
	charge := s.Charges()[0]
	since := len(s.told(0))
	s.Refund(charge, 1000)
	s.want(t, "charge", charge.ID, map[string]any{"amount_refunded": 1000, "refunded": false})
	s.want(t, "refund", "re_00000001", map[string]any{"amount": 1000, "charge": charge.ID, "balance_transaction": "txn_00000002"})
	s.want(t, "balance_transaction", "txn_00000002", map[string]any{"amount": -1000, "fee": 0, "type": "refund", "source": "re_00000001"})
	s.CreditNote(sub.Latest(), 500)
	s.want(t, "credit_note", "cn_00000001", map[string]any{"amount": 500, "type": "post_payment", "refund": "re_00000002", "invoice": "in_00000001", "lines.0.invoice_line_item": "il_00000001"})
	s.want(t, "invoice", "in_00000001", map[string]any{"post_payment_credit_notes_amount": 500, "amount_paid": 3000})
	dispute := s.Dispute(charge)
	s.want(t, "dispute", dispute.ID, map[string]any{"status": "needs_response", "balance_transactions.0.amount": -3000, "balance_transactions.0.fee": 1500})
	s.Close(dispute, true)
	s.want(t, "dispute", dispute.ID, map[string]any{"status": "won", "balance_transactions.1.amount": 3000, "balance_transactions.1.fee": -1500})
	wanted := []string{"charge.refunded", "charge.refunded", "credit_note.created", "invoice.updated", "charge.dispute.created", "charge.dispute.funds_withdrawn",
		"charge.updated", "charge.dispute.closed", "charge.dispute.funds_reinstated"}
	if diff := cmp.Diff(wanted, s.told(since)); diff != "" {
		t.Error(diff)
	}
}

func TestACreditNoteOnAnOpenInvoiceLowersWhatIsToBePaid(t *testing.T) {
	s := open()
	sub := s.Subscribe(s.customer, Terms{Items: []Item{{Price: s.monthly(3000)}}, DueDays: 14})
	s.want(t, "invoice", "in_00000001", map[string]any{"status": "open", "collection_method": "send_invoice", "due_date": opening.Add(14 * day).Unix()})
	s.CreditNote(sub.Latest(), 1000)
	s.want(t, "invoice", "in_00000001", map[string]any{"pre_payment_credit_notes_amount": 1000, "amount_remaining": 2000, "total": 3000})
	s.Advance(opening.Add(13 * day))
	s.want(t, "invoice", "in_00000001", map[string]any{"status": "paid", "amount_paid": 2000})
	s.want(t, "charge", "ch_00000001", map[string]any{"amount": 2000})
}

func TestABillIsOverdueWhenItsTimeIsOverHoweverEarlyAPaymentFails(t *testing.T) {
	s := open()
	s.Decline = func(*Customer, time.Time) bool { return true }
	sub := s.Subscribe(s.customer, Terms{Items: []Item{{Price: s.monthly(3000)}}, DueDays: 14})
	s.Advance(opening.Add(14*day - time.Second))
	s.want(t, "invoice", "in_00000001", map[string]any{"status": "open", "attempt_count": 1})
	s.want(t, "subscription", sub.ID, map[string]any{"status": "active"})
	s.Advance(opening.Add(14 * day))
	s.want(t, "subscription", sub.ID, map[string]any{"status": "past_due"})
}

func TestThePayoutIsTheBalance(t *testing.T) {
	s := open()
	s.subscribe(s.monthly(3000))
	s.Refund(s.Charges()[0], 1000)
	s.PayOut("usd")
	s.want(t, "payout", "po_00000001", map[string]any{"amount": 3000 - 117 - 1000, "status": "in_transit", "balance_transaction": "txn_00000003"})
	s.Advance(opening.Add(2 * day))
	s.want(t, "payout", "po_00000001", map[string]any{"status": "paid"})
	var sum int64
	for _, m := range s.sandbox.All("balance_transaction") {
		sum += m["net"].(int64)
	}
	if sum != 0 {
		t.Errorf("after a payout the balance is %d", sum)
	}
}

func TestACheckoutHasNoInvoiceAndAHoldIsCapturedInPart(t *testing.T) {
	s := open()
	gift := s.AddPrice(Price{Product: s.product, Unit: 3500})
	s.Sell(nil, Item{Price: gift, Quantity: 2})
	s.want(t, "checkout.session", "cs_test_00000001", map[string]any{"status": "complete", "payment_status": "paid", "amount_total": 7000, "customer": nil, "line_items.0.quantity": 2})
	s.want(t, "charge", "ch_00000001", map[string]any{"amount": 7000, "invoice": nil, "customer": nil})
	held := s.Hold(s.customer, 5000, "usd")
	s.want(t, "charge", held.ID, map[string]any{"captured": false, "amount_captured": 0, "balance_transaction": nil})
	s.want(t, "payment_intent", "pi_00000002", map[string]any{"status": "requires_capture", "amount_capturable": 5000})
	s.Capture(held, 2000)
	s.want(t, "charge", held.ID, map[string]any{"captured": true, "amount_captured": 2000, "amount": 5000})
	s.want(t, "payment_intent", "pi_00000002", map[string]any{"status": "succeeded", "amount_received": 2000})
}

func TestADeletedCustomersSubscriptionsAreCancelled(t *testing.T) {
	s := open()
	sub := s.subscribe(s.monthly(3000))
	since := len(s.told(0))
	s.DeleteCustomer(s.customer)
	s.want(t, "subscription", sub.ID, map[string]any{"status": "canceled"})
	if diff := cmp.Diff([]string{"customer.subscription.deleted", "customer.deleted"}, s.told(since)); diff != "" || s.sandbox.Get("customer", s.customer.ID) != nil {
		t.Error(diff)
	}
}

func TestAPausedSubscriptionHasNoInvoicesWhateverItChangesTo(t *testing.T) {
	s := open()
	s.customer.NoCard = true
	sub := s.Subscribe(s.customer, Terms{Items: []Item{{Price: s.monthly(3000)}}, Trial: 14 * day})
	s.Advance(opening.Add(15 * day))
	yearly := sub.copies()
	yearly[0].Price = s.AddPrice(Price{Product: s.product, Interval: "year", Unit: 9000})
	s.Change(sub, yearly, true)
	s.want(t, "subscription", sub.ID, map[string]any{"status": "paused", "items.0.price": yearly[0].Price.ID})
	if invoices, pending := len(s.sandbox.All("invoice")), len(s.sandbox.All("invoiceitem")); invoices != 1 || pending != 0 {
		t.Errorf("%d invoices and %d invoice items, wanted the trial's alone", invoices, pending)
	}
}

func TestAnOldBillThatFailsAgainChangesNothingOnceALaterOneWasPaid(t *testing.T) {
	s := open()
	sub, refuses := s.subscribe(s.monthly(3000)), true
	s.Decline = func(*Customer, time.Time) bool { return refuses }
	s.Advance(on(2, 29).Add(2 * time.Hour))
	s.want(t, "subscription", sub.ID, map[string]any{"status": "past_due"})
	refuses = false
	yearly := sub.copies()
	yearly[0].Price = s.AddPrice(Price{Product: s.product, Interval: "year", Unit: 9000})
	s.Change(sub, yearly, true)
	refuses = true
	s.Advance(on(3, 4))
	s.want(t, "invoice", "in_00000002", map[string]any{"status": "open", "attempt_count": 2})
	s.want(t, "subscription", sub.ID, map[string]any{"status": "active"})
}

func TestABillIsDueSoManyDaysAfterItWasFinalized(t *testing.T) {
	s := open()
	s.Subscribe(s.customer, Terms{Items: []Item{{Price: s.monthly(3000)}}, DueDays: 14})
	s.Advance(on(2, 29))
	s.want(t, "invoice", "in_00000002", map[string]any{"status": "draft", "due_date": nil})
	s.Advance(on(2, 29).Add(time.Hour))
	s.want(t, "invoice", "in_00000002", map[string]any{"status": "open", "due_date": on(2, 29).Add(time.Hour + 14*day).Unix()})
}

package stripe

import (
	"testing"

	"daybook"
)

func TestATrialIsASpanOfItsOwn(t *testing.T) {
	trial := object{"trial_start": unix("2024-01-10"), "trial_end": unix("2024-01-24")}
	free := billed("1", "sub_1", "2024-01-10", box, object{"amount": 0, "period": object{"start": unix("2024-01-10"), "end": unix("2024-01-24")}})
	expectSpans(t, newShop(t, free, billed("2", "sub_1", "2024-01-24", box, nil), with(subscribed("sub_1", "2024-01-10", "2024-01-24", box), trial)),
		"si_sub_1@2024-01-10 until 2024-01-24: box 20.00 USD trialing",
		"si_sub_1@2024-01-24 open: box 20.00 USD active")
	expectSpans(t, newShop(t, free, with(with(subscribed("sub_1", "2024-01-10", "2024-01-10", box), trial), object{"status": "canceled", "ended_at": unix("2024-01-20"), "canceled_at": unix("2024-01-20")})),
		"si_sub_1@2024-01-10 until 2024-01-20: box 20.00 USD trialing")
}

func TestPastDueCountsFromWhenTheOldestOpenInvoiceWasDue(t *testing.T) {
	open := func(id, from string, fields object) object {
		return with(with(billed(id, "sub_1", from, box, nil), object{"status": "open"}), fields)
	}
	for _, status := range []string{"past_due", "unpaid"} {
		late := with(subscribed("sub_1", "2024-01-10", "2024-05-10", box), object{"status": status})
		expectSpans(t, newShop(t, late, open("5", "2024-05-10", nil), open("4", "2024-04-10", nil), billed("3", "sub_1", "2024-03-10", box, nil)),
			"si_sub_1@2024-01-10 until 2024-04-10: box 20.00 USD active",
			"si_sub_1@2024-04-10 open: box 20.00 USD past_due")
		expectSpans(t, newShop(t, late, open("5", "2024-05-10", object{"due_date": unix("2024-05-24")})),
			"si_sub_1@2024-01-10 until 2024-05-24: box 20.00 USD active",
			"si_sub_1@2024-05-24 open: box 20.00 USD past_due")
		expectSpans(t, newShop(t, late),
			"si_sub_1@2024-01-10 until 2024-05-10: box 20.00 USD active",
			"si_sub_1@2024-05-10 open: box 20.00 USD past_due")
	}
}

func TestOneThatWasCancelledBecauseNobodyPaidWasPastDueBefore(t *testing.T) {
	gone := with(subscribed("sub_1", "2024-01-10", "2024-04-10", box), object{"status": "canceled", "ended_at": unix("2024-05-01"),
		"canceled_at": unix("2024-05-01"), "cancellation_details": object{"reason": "payment_failed"}})
	expectSpans(t, newShop(t, gone, with(billed("4", "sub_1", "2024-04-10", box, nil), object{"status": "open"})),
		"si_sub_1@2024-01-10 until 2024-04-10: box 20.00 USD active",
		"si_sub_1@2024-04-10 until 2024-05-01: box 20.00 USD past_due")
}

func TestPausedCollectionCountsFromTheFirstPeriodThatWasNotBilled(t *testing.T) {
	for behavior, status := range map[string]string{"void": "void", "keep_as_draft": "draft", "mark_uncollectible": "uncollectible"} {
		paused := with(subscribed("sub_1", "2024-01-10", "2024-05-10", box), object{"pause_collection": object{"behavior": behavior, "resumes_at": nil}})
		unbilled := object{"status": status}
		expectSpans(t, newShop(t, paused,
			with(billed("5", "sub_1", "2024-05-10", box, nil), unbilled),
			with(billed("4", "sub_1", "2024-04-10", box, nil), unbilled),
			billed("3", "sub_1", "2024-03-10", box, nil),
			billed("2", "sub_1", "2024-02-10", box, nil),
		),
			"si_sub_1@2024-01-10 until 2024-04-10: box 20.00 USD active",
			"si_sub_1@2024-04-10 open: box 20.00 USD paused")
	}
}

func TestPausedCollectionCountsFromTheEndOfThePaidPeriodUntilItResumes(t *testing.T) {
	paused := with(subscribed("sub_1", "2024-01-10", "2024-05-10", box), object{"pause_collection": object{"behavior": "void", "resumes_at": unix("2024-07-01")}})
	expectSpans(t, newShop(t, paused, billed("5", "sub_1", "2024-05-10", box, nil)),
		"si_sub_1@2024-01-10 until 2024-06-09: box 20.00 USD active",
		"si_sub_1@2024-06-09 until 2024-07-01: box 20.00 USD paused",
		"si_sub_1@2024-07-01 open: box 20.00 USD active")
	expectSpans(t, newShop(t, paused),
		"si_sub_1@2024-01-10 until 2024-05-10: box 20.00 USD active",
		"si_sub_1@2024-05-10 until 2024-07-01: box 20.00 USD paused",
		"si_sub_1@2024-07-01 open: box 20.00 USD active")
}

func TestATrialThatEndsWithoutAWayToPayIsPausedFromThen(t *testing.T) {
	paused := with(subscribed("sub_1", "2024-01-10", "2024-01-24", box),
		object{"status": "paused", "trial_start": unix("2024-01-10"), "trial_end": unix("2024-01-24")})
	expectSpans(t, newShop(t, paused),
		"si_sub_1@2024-01-10 until 2024-01-24: box 20.00 USD trialing",
		"si_sub_1@2024-01-24 open: box 20.00 USD paused")
}

func TestASubscriptionWhoseFirstPaymentNeverSucceededIsSkipped(t *testing.T) {
	for _, status := range []string{"incomplete", "incomplete_expired"} {
		into := newShop(t, with(subscribed("sub_1", "2024-01-10", "2024-01-10", box), object{"status": status})).pull(t)
		if len(into.Facts()) != 0 || into.SkipRules()[status+" subscription"] != 1 {
			t.Errorf("%s: %d facts, skips %v", status, len(into.Facts()), into.SkipRules())
		}
	}
}

func TestAnEndThatIsSettledIsKnownInAdvance(t *testing.T) {
	for _, fields := range []object{
		{"cancel_at_period_end": true, "cancel_at": nil, "canceled_at": unix("2024-05-15")},
		{"cancel_at": unix("2024-05-10") + 30*86400, "canceled_at": unix("2024-05-15")},
	} {
		s := newShop(t, with(subscribed("sub_1", "2024-01-10", "2024-05-10", box), fields))
		expectSpans(t, s, "si_sub_1@2024-01-10 until 2024-06-09: box 20.00 USD active")
		if got := facts[*daybook.Subscription](s.pull(t))[0].Canceled; got != day("2024-05-15") {
			t.Errorf("cancelled on %v", got)
		}
	}
}

func TestCancellationIsNotToldOfSpansThatWereOverByThen(t *testing.T) {
	s := newShop(t,
		with(subscribed("sub_1", "2024-01-10", "2024-05-10", large), object{"cancel_at_period_end": true, "canceled_at": unix("2024-05-15")}),
		billed("1", "sub_1", "2024-01-10", small, nil))
	got := facts[*daybook.Subscription](s.pull(t))
	if len(got) != 2 || !got[0].Canceled.IsZero() || got[1].Canceled != day("2024-05-15") {
		t.Errorf("%+v", got)
	}
}

func TestASubscriptionThatEndsOnTheDayItBeganLastsThatDay(t *testing.T) {
	gone := with(subscribed("sub_1", "2024-01-10", "2024-01-10", box), object{"status": "canceled", "ended_at": unix("2024-01-10") + 60, "canceled_at": unix("2024-01-10") + 60})
	expectSpans(t, newShop(t, gone), "si_sub_1@2024-01-10 until 2024-01-11: box 20.00 USD active")
}

func TestABackdatedSubscriptionBeginsOnItsStartDate(t *testing.T) {
	backdated := with(subscribed("sub_1", "2024-03-01", "2024-05-01", box), object{"start_date": unix("2023-12-01")})
	expectSpans(t, newShop(t, backdated), "si_sub_1@2023-12-01 open: box 20.00 USD active")
}

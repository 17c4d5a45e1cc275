package stripe

import "testing"

// scheduled is a schedule of sub_1: a small box from January, a box from 20 February, a large one from July.
func scheduled() object {
	phase := func(from, until, price string) object {
		return object{"start_date": unix(from), "end_date": unix(until), "items": []any{object{"price": price, "quantity": 1}}}
	}
	return object{"object": "subscription_schedule", "id": "sub_sched_1", "created": unix("2024-01-10"), "status": "active", "customer": "cus_1",
		"subscription": "sub_1", "current_phase": object{"start_date": unix("2024-02-20"), "end_date": unix("2024-07-10")},
		"phases": []any{phase("2024-01-10", "2024-02-20", "price_small"), phase("2024-02-20", "2024-07-10", "price_box"), phase("2024-07-10", "2025-01-10", "price_large")}}
}

func TestThePhasesOfAScheduleThatHaveBegunTellWhatWasInForce(t *testing.T) {
	s := newShop(t, with(small, object{"created": 1}), with(box, object{"created": 1}), with(large, object{"created": 1}),
		subscribed("sub_1", "2024-01-10", "2024-05-10", box), scheduled(),
		billed("3", "sub_1", "2024-03-10", box, nil), billed("2", "sub_1", "2024-02-10", small, nil), billed("1", "sub_1", "2024-01-10", small, nil))
	expectSpans(t, s,
		"si_sub_1@2024-01-10 until 2024-02-20: small 15.00 USD active",
		"si_sub_1@2024-02-20 open: box 20.00 USD active")
	if got := s.pull(t).SkipRules()["schedule"]; got != 1 {
		t.Errorf("%d skips", got)
	}
}

func TestAScheduleThatIsOverIsFollowedAsFarAsItCame(t *testing.T) {
	over := with(scheduled(), object{"current_phase": nil, "released_subscription": "sub_1", "subscription": nil, "released_at": unix("2024-02-10")})
	s := newShop(t, with(small, object{"created": 1}), with(box, object{"created": 1}), subscribed("sub_1", "2024-01-10", "2024-05-10", box), over)
	expectSpans(t, s,
		"si_sub_1@2024-01-10 until 2024-05-10: small 15.00 USD active",
		"si_sub_1@2024-05-10 open: box 20.00 USD active")
}

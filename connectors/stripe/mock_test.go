package stripe

import (
	"testing"

	"daybook"
	"daybook/connectors/connectortest"
	"daybook/internal/stripemock"
)

func TestStripesSpecificationAcceptsEveryRequestOfOurs(t *testing.T) {
	s := paid(t)
	s.source.options.BaseURL = stripemock.Start(t)
	s.source.options.Start = day("2024-01-01")
	if _, err := s.source.Check(t.Context()); err != nil {
		t.Errorf("Check: %v", err)
	}
	if err := s.source.Pull(t.Context(), daybook.Request{}, &connectortest.Recorder{}); err != nil {
		t.Errorf("Pull: %v", err)
	}
	a := s.source.api(s.source.patience)
	for path, q := range map[string]query{
		"/v1/products":             {},
		"/v1/customers":            {filters: map[string]string{"test_clock": "clock_1"}},
		"/v1/subscriptions":        {filters: map[string]string{"test_clock": "clock_1", "status": "all"}},
		"/v1/refunds":              {filters: map[string]string{"charge": "ch_1"}, expand: []string{"charge"}},
		"/v1/disputes":             {filters: map[string]string{"charge": "ch_1"}, since: 1, until: 2, after: "dp_1"},
		"/v1/balance_transactions": {filters: map[string]string{"source": "ch_1"}},
		"/v1/payment_intents":      {filters: map[string]string{"customer": "cus_1"}},
		"/v1/invoices/in_1/lines":  {after: "il_1"},
		"/v1/subscription_items":   {filters: map[string]string{"subscription": "sub_1"}, after: "si_1", expand: []string{"discounts"}},
	} {
		for _, err := range a.list(t.Context(), path, q) {
			if err != nil {
				t.Errorf("%s: %v", path, err)
			}
		}
	}
	for _, expand := range [][]string{{"tiers", "currency_options"}, {"tiers", "currency_options", "currency_options.eur.tiers"}} {
		if err := a.get(t.Context(), "/v1/prices/price_1", expand, &price{}); err != nil {
			t.Errorf("price with %v: %v", expand, err)
		}
	}
	for _, err := range a.list(t.Context(), "/v1/charges", query{filters: map[string]string{"colour": "red"}}) {
		if err == nil {
			t.Error("stripe-mock accepts anything: this test cannot fail")
		}
		break
	}
}

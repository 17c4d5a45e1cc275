package stripe

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"daybook"
	"daybook/config"
	"daybook/connectors/connectortest"
	"daybook/internal/stripesandbox"
)

const restricted = "rk_test_51RestrictedKeyForTests0000"

func TestAWrongKeyIsNamedAsSuch(t *testing.T) {
	s := paid(t)
	s.Accept("sk_test_another_key_altogether")
	for name, err := range map[string]error{
		"check": second(s.source.Check(t.Context())),
		"pull":  s.source.Pull(t.Context(), daybook.Request{}, &connectortest.Recorder{}),
	} {
		if daybook.CodeOf(err) != daybook.Unreachable || !strings.Contains(err.Error(), "wanted an API key that Stripe accepts") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func second[T any](_ T, err error) error { return err }

func TestCheckNamesEveryMissingPermission(t *testing.T) {
	s := paid(t)
	s.Accept(restricted, "customers", "charges", "refunds", "balance_transactions", "subscriptions", "products", "prices")
	s.source.options.APIKey = restricted
	_, err := s.source.Check(t.Context())
	if daybook.CodeOf(err) != daybook.Unreachable {
		t.Errorf("code of %v", err)
	}
	for _, part := range []string{"disputes (rak_dispute_read)", "invoices (rak_invoice_read)"} {
		if err == nil || !strings.Contains(err.Error(), part) {
			t.Errorf("%v does not name %s", err, part)
		}
	}
	if err != nil && strings.Contains(err.Error(), "charges") {
		t.Errorf("%v names what is permitted", err)
	}
}

func TestPullNamesTheMissingPermission(t *testing.T) {
	s := paid(t)
	s.Accept(restricted, "customers", "charges", "disputes", "balance_transactions", "invoices", "subscriptions", "products", "prices", "events",
		"payment_intents", "payouts", "invoiceitems", "credit_notes", "subscription_schedules", "coupons", "promotion_codes")
	s.source.options.APIKey = restricted
	into := &connectortest.Recorder{}
	err := s.source.Pull(t.Context(), daybook.Request{}, into)
	if daybook.CodeOf(err) != daybook.Unreachable || !strings.Contains(err.Error(), "wanted the permission rak_refund_read") || !strings.HasPrefix(err.Error(), "refunds: ") {
		t.Errorf("%v", err)
	}
	if len(into.Facts()) != 0 {
		t.Errorf("%d facts of something that was read in part", len(into.Facts()))
	}
}

func TestARestrictedKeyWithTheDocumentedPermissionsIsEnough(t *testing.T) {
	s := paid(t)
	s.Put(subscribed("sub_1", "2024-01-10", "2024-05-10", tieredPrice("volume")))
	s.Put(tieredPrice("volume"))
	s.Accept(restricted, "customers", "charges", "refunds", "disputes", "balance_transactions", "invoices", "subscriptions", "products", "prices",
		"payment_intents", "payouts", "invoiceitems", "credit_notes", "subscription_schedules", "coupons", "promotion_codes", "events")
	s.source.options.APIKey = restricted
	if _, err := s.source.Check(t.Context()); err != nil {
		t.Errorf("Check: %v", err)
	}
	s.pull(t)
}

func TestCheckSaysWhoseMoneyItIsAndWhatIsGranted(t *testing.T) {
	s := paid(t)
	s.Live()
	for key, want := range map[string]string{"sk_live_51DaybookLive": "live mode: real money", testKey: "test mode: no real money"} {
		s.source.options.APIKey = config.Secret(key)
		notices, err := s.source.Check(t.Context())
		if err != nil || len(notices) != 3 || notices[0].Text != want || notices[1].Text != stripesandbox.Account ||
			!strings.Contains(notices[2].Text, "customers, disputes, events, ") || !strings.HasSuffix(notices[2].Text, "; missing: none") {
			t.Errorf("%v (%v), wanted %s", notices, err, want)
		}
	}
}

func TestCheckOfARefusedParameterIsNotAMatterOfReach(t *testing.T) {
	s := paid(t)
	s.Fail(stripesandbox.Fault{Path: "/v1/charges", Status: 400, Message: "Received unknown parameter: limit"})
	err := second(s.source.Check(t.Context()))
	if daybook.CodeOf(err) != daybook.Failed || !strings.Contains(err.Error(), "Received unknown parameter: limit") {
		t.Errorf("%v, wanted Stripe's message with code Failed", err)
	}
	if !strings.HasPrefix(daybook.HintOf(err), "Stripe knows this request as req_") {
		t.Errorf("hint %q", daybook.HintOf(err))
	}
}

func TestNoKeyEverReachesAnErrorOrALog(t *testing.T) {
	for _, fault := range []stripesandbox.Fault{
		{Status: 401, Message: "Invalid API Key provided: sk_test_********************zQ9x"},
		{Status: 401, Message: "Expired API Key provided: " + testKey},
		{Status: 403, Message: "The provided key 'rk_live_*****zQ9x' does not have access to account 'acct_1'"},
		{Status: 400, Message: "what is " + testKey + "?"},
		{Status: 500}, {Status: 429, RetryAfter: "1"}, {Reset: true},
	} {
		s := paid(t)
		s.Fail(fault)
		for _, err := range []error{second(s.source.Check(t.Context())), s.source.Pull(t.Context(), daybook.Request{}, &connectortest.Recorder{})} {
			text := fmt.Sprintf("%v %+v %#v %s", err, err, errors.Unwrap(err), s.log)
			if err == nil || strings.Contains(text, "zQ9x") || strings.Contains(text, "sk_test_") || strings.Contains(text, "rk_live_") {
				t.Errorf("%+v: %s", fault, text)
			}
		}
	}
}

func TestAForeignAnswerIsNotQuoted(t *testing.T) {
	for _, body := range []string{`<html>sign in, jane@example.com</html>`, `{"data": "jane@example.com"}`, `["jane@example.com"]`, `{"error": null, "x": "jane@example.com"}`,
		`{"object": "list", "has_more": true, "data": []}`, `{"object": "list", "has_more": true, "data": [{"email": "jane@example.com"}]}`} {
		for _, status := range []int{200, 302, 404} {
			s := paid(t)
			s.source = s.open(t, http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
				w.WriteHeader(status)
				_, _ = w.Write([]byte(body))
			}), Options{})
			err := s.source.Pull(t.Context(), daybook.Request{}, &connectortest.Recorder{})
			if daybook.CodeOf(err) != daybook.Unreachable || strings.Contains(fmt.Sprint(err, s.log), "jane") {
				t.Errorf("%d %s: %v", status, body, err)
			}
		}
	}
}

func TestOptionsSayWhatIsWrongWithThem(t *testing.T) {
	for _, test := range []struct {
		options Options
		want    string
	}{
		{Options{APIKey: "pk_test_1"}, "api_key"},
		{Options{APIKey: "sk_test_1", Account: "1032D82eZvKYlo2C"}, "account"},
		{Options{APIKey: "sk_test_1", BaseURL: "localhost:4242"}, "base_url"},
		{Options{APIKey: "sk_test_1", BaseURL: "https://api.stripe.com", Account: "acct_1"}, ""},
	} {
		err := test.options.Validate()
		var located *daybook.Error
		if errors.As(err, &located); test.want == "" && err != nil || test.want != "" && (located == nil || located.Place != test.want) {
			t.Errorf("%v, wanted an error at %q", err, test.want)
		}
	}
}

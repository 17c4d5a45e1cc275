package stripesandbox

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

const key = "sk_test_4eC39HqLyjWDarjtT1zdp7dc"

// ask sends a GET request with a good key and returns the status and the body.
func ask(s *Sandbox, path string, headers ...string) (int, map[string]any) {
	r := httptest.NewRequest(http.MethodGet, path, nil)
	r.Header.Set("Authorization", "Bearer "+key)
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	return send(s, r)
}

func send(s *Sandbox, r *http.Request) (int, map[string]any) {
	answer := httptest.NewRecorder()
	s.ServeHTTP(answer, r)
	var body map[string]any
	_ = json.Unmarshal(answer.Body.Bytes(), &body)
	return answer.Code, body
}

// ids lists the ids on a page, and whether there is more.
func ids(body map[string]any) (found []string, more bool) {
	data, _ := body["data"].([]any)
	for _, o := range data {
		found = append(found, o.(map[string]any)["id"].(string))
	}
	more, _ = body["has_more"].(bool)
	return found, more
}

func filled(objects ...map[string]any) *Sandbox {
	s := New()
	for _, o := range objects {
		s.Put(o)
	}
	return s
}

func TestRefusalsHaveStripesFormAndStatus(t *testing.T) {
	s := filled(map[string]any{"object": "customer", "id": "cus_1", "created": 1}, map[string]any{"object": "subscription", "id": "sub_1", "created": 1})
	for _, test := range []struct {
		path    string
		status  int
		code    string
		param   string
		message string
	}{
		{"/v1/customers/cus_9", 404, "resource_missing", "id", "No such customer: 'cus_9'"},
		{"/v1/invoices/in_9/lines", 404, "resource_missing", "invoice", "No such invoice: 'in_9'"},
		{"/v1/nonsense", 404, "", "", "Unrecognized request URL (GET: /v1/nonsense)."},
		{"/v1/customers/cus_1/lines", 404, "", "", "Unrecognized request URL (GET: /v1/customers/cus_1/lines)."},
		{"/v2/customers", 404, "", "", "Unrecognized request URL (GET: /v2/customers)."},
		{"/v1/customers?colour=red", 400, "parameter_unknown", "colour", "Received unknown parameter: colour"},
		{"/v1/customers/cus_1?limit=1", 400, "parameter_unknown", "limit", "Received unknown parameter: limit"},
		{"/v1/customers?limit=0", 400, "parameter_invalid_integer", "limit", "This value must be greater than or equal to 1."},
		{"/v1/customers?limit=101", 400, "parameter_invalid_integer", "limit", "This value must be less than or equal to 100 (it currently is '101')."},
		{"/v1/customers?limit=many", 400, "parameter_invalid_integer", "limit", "Invalid integer: many"},
		{"/v1/customers?starting_after=cus_9", 400, "resource_missing", "starting_after", "No such customer: 'cus_9'"},
		{"/v1/customers?ending_before=cus_9", 400, "resource_missing", "ending_before", "No such customer: 'cus_9'"},
		{"/v1/customers?ending_before=cus_1&starting_after=cus_1", 400, "parameters_exclusive", "", "You may only specify one of these parameters: starting_after, ending_before."},
		{"/v1/customers?created[gte]=yesterday", 400, "parameter_invalid_integer", "created[gte]", "Invalid integer: yesterday"},
		{"/v1/customers?created[about]=1", 400, "parameter_unknown", "created[about]", "Received unknown parameter: created[about]"},
		{"/v1/customers?expand[]=data.colour", 400, "", "expand", "This property cannot be expanded (data.colour)."},
		{"/v1/customers?expand[]=discount", 400, "", "expand", "This property cannot be expanded (discount)."},
		{"/v1/subscriptions?expand[]=data.items.data.price.product", 400, "", "expand", "You cannot expand more than 4 levels of a property. Property: data.items.data.price.product"},
		{"/v1/subscription_items", 400, "parameter_missing", "subscription", "Missing required param: subscription."},
		{"/v1/subscription_items?subscription=sub_9", 400, "resource_missing", "subscription", "No such subscription: 'sub_9'"},
		{"/v1/customers?%zz", 400, "", "", "Invalid query string"},
	} {
		status, body := ask(s, test.path)
		want := map[string]any{"type": "invalid_request_error", "message": test.message}
		if test.code != "" {
			want["code"], want["doc_url"] = test.code, "https://stripe.com/docs/error-codes/"+strings.ReplaceAll(test.code, "_", "-")
		}
		if test.param != "" {
			want["param"] = test.param
		}
		if diff := cmp.Diff(map[string]any{"error": want}, body); diff != "" || status != test.status {
			t.Errorf("%s: status %d, wanted %d: %s", test.path, status, test.status, diff)
		}
	}
}

func TestKeysVersionsAndAccountsAreChecked(t *testing.T) {
	for _, test := range []struct {
		name    string
		headers []string
		status  int
		message string
	}{
		{"no key", []string{"Authorization", ""}, 401, "You did not provide an API key."},
		{"a live key", []string{"Authorization", "Bearer sk_live_1234567890abcd"}, 401, "Invalid API Key provided: sk_live_**********abcd"},
		{"a short key", []string{"Authorization", "Bearer secret"}, 401, "Invalid API Key provided: ******"},
		{"a restricted test key", []string{"Authorization", "Bearer rk_test_1234567890abcd"}, 200, ""},
		{"a key as a user's name", []string{"Authorization", "Basic c2tfdGVzdF8xMjM0NTY3ODkwYWJjZDo="}, 200, ""},
		{"the version it speaks", []string{"Stripe-Version", Version}, 200, ""},
		{"another version", []string{"Stripe-Version", "2025-03-31"}, 400, "Invalid Stripe API version: 2025-03-31"},
		{"its own account", []string{"Stripe-Account", Account}, 200, ""},
		{"an account that it does not have", []string{"Stripe-Account", "acct_9"}, 403, "does not have access to account 'acct_9'"},
	} {
		status, body := ask(New(), "/v1/customers", test.headers...)
		if text := fmt.Sprint(body["error"]); status != test.status || !strings.Contains(text, test.message) {
			t.Errorf("%s: status %d, %s", test.name, status, text)
		}
	}
}

func TestARestrictedKeyReadsWhatItMayAndIsToldWhatItMayNot(t *testing.T) {
	s := New()
	s.Accept("rk_test_shop", "customers")
	if status, _ := ask(s, "/v1/customers", "Authorization", "Bearer rk_test_shop"); status != 200 {
		t.Errorf("customers: %d", status)
	}
	status, body := ask(s, "/v1/invoices", "Authorization", "Bearer rk_test_shop")
	if status != 403 || !strings.Contains(fmt.Sprint(body), "Having the 'rak_invoice_read' permission") {
		t.Errorf("invoices: %d %v", status, body)
	}
	if status, _ := ask(s, "/v1/customers"); status != 401 {
		t.Errorf("a key that was not accepted: %d", status)
	}
}

func TestNothingCanBeWrittenOverHTTP(t *testing.T) {
	r := httptest.NewRequest(http.MethodPost, "/v1/customers", strings.NewReader("email=jane@example.com"))
	r.Header.Set("Authorization", "Bearer "+key)
	if status, body := send(New(), r); status != 404 || !strings.Contains(fmt.Sprint(body), "Unrecognized request URL (POST: /v1/customers).") {
		t.Errorf("%d %v", status, body)
	}
}

func TestAnswersCarryStripesHeaders(t *testing.T) {
	answer := httptest.NewRecorder()
	r := httptest.NewRequest(http.MethodGet, "/v1/balance", nil)
	r.Header.Set("Authorization", "Bearer "+key)
	s := New()
	s.SetNow(time.Unix(100, 0))
	s.ServeHTTP(answer, r)
	want := http.Header{"Content-Type": {"application/json"}, "Date": {"Thu, 01 Jan 1970 00:01:40 GMT"}, "Request-Id": {"req_00000001"}, "Stripe-Version": {Version}}
	if diff := cmp.Diff(want, answer.Header()); diff != "" {
		t.Error(diff)
	}
}

func TestFiltersKeepWhatTheyName(t *testing.T) {
	s := filled(
		map[string]any{"object": "customer", "id": "cus_1", "created": 10, "email": "a@example.com"},
		map[string]any{"object": "customer", "id": "cus_2", "created": 20, "email": "b@example.com"},
		map[string]any{"object": "customer", "id": "cus_3", "created": 30},
		map[string]any{"object": "subscription", "id": "sub_1", "created": 10, "status": "active", "customer": "cus_1"},
		map[string]any{"object": "subscription", "id": "sub_2", "created": 20, "status": "canceled", "customer": map[string]any{"object": "customer", "id": "cus_1"}},
		map[string]any{"object": "subscription", "id": "sub_3", "created": 30, "status": "incomplete_expired", "customer": "cus_2"},
		map[string]any{"object": "price", "id": "price_1", "created": 1, "active": true, "product": "prod_1"},
		map[string]any{"object": "price", "id": "price_2", "created": 2, "active": false, "product": "prod_1"},
		map[string]any{"object": "event", "id": "evt_1", "created": 1, "type": "invoice.paid"},
		map[string]any{"object": "event", "id": "evt_2", "created": 2, "type": "customer.deleted"},
		map[string]any{"object": "event", "id": "evt_3", "created": 3, "type": "charge.failed"},
	)
	s.SetNow(time.Unix(100, 0))
	for path, want := range map[string][]string{
		"/v1/customers":                                         {"cus_3", "cus_2", "cus_1"},
		"/v1/customers?created=20":                              {"cus_2"},
		"/v1/customers?created[gt]=20":                          {"cus_3"},
		"/v1/customers?created[gte]=20":                         {"cus_3", "cus_2"},
		"/v1/customers?created[lt]=20":                          {"cus_1"},
		"/v1/customers?created[lte]=20&created[gte]=20":         {"cus_2"},
		"/v1/customers?email=a@example.com":                     {"cus_1"},
		"/v1/subscriptions":                                     {"sub_3", "sub_1"},
		"/v1/subscriptions?status=all":                          {"sub_3", "sub_2", "sub_1"},
		"/v1/subscriptions?status=canceled":                     {"sub_2"},
		"/v1/subscriptions?status=ended":                        {"sub_3", "sub_2"},
		"/v1/subscriptions?status=all&customer=cus_1":           {"sub_2", "sub_1"},
		"/v1/prices":                                            {"price_1"},
		"/v1/prices?active=true":                                {"price_1"},
		"/v1/prices?active=false&product=prod_1":                {"price_2"},
		"/v1/events?type=invoice.paid":                          {"evt_1"},
		"/v1/events?types[]=invoice.paid&types[]=charge.failed": {"evt_3", "evt_1"},
		"/v1/customers?limit=2&ending_before=cus_1":             {"cus_3", "cus_2"},
		"/v1/customers?limit=1&ending_before=cus_1":             {"cus_2"},
	} {
		status, body := ask(s, path)
		if found, _ := ids(body); status != 200 || cmp.Diff(want, found) != "" {
			t.Errorf("%s: status %d, found %v, wanted %v", path, status, found, want)
		}
	}
}

func TestPagesOfAnySizeHoldEachObjectOnceNewestFirst(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s, want := New(), 0
		for i, created := range rapid.SliceOfN(rapid.IntRange(1, 20), 0, 60).Draw(t, "created") {
			s.Put(map[string]any{"object": "charge", "id": fmt.Sprintf("ch_%03d", i), "created": created})
			want++
		}
		path := fmt.Sprintf("/v1/charges?limit=%d", rapid.IntRange(1, 100).Draw(t, "limit"))
		var all []map[string]any
		for next, more := path, true; more; {
			_, body := ask(s, next)
			for _, o := range body["data"].([]any) {
				all = append(all, o.(map[string]any))
			}
			if more = body["has_more"].(bool); more {
				next = path + "&starting_after=" + all[len(all)-1]["id"].(string)
			}
		}
		for i := 1; i < len(all); i++ {
			if newerFirst(all[i-1], all[i]) >= 0 {
				t.Fatalf("%v comes before %v", all[i-1], all[i])
			}
		}
		if len(all) != want {
			t.Fatalf("%d objects, wanted %d", len(all), want)
		}
	})
}

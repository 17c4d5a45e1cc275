package stripesandbox

import (
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"daybook/internal/stripemock"
)

// leftOut are the parameters of Stripe's that the sandbox refuses. Those of accounts as customers came after our version.
var leftOut = map[string][]string{
	"checkout/sessions":      {"customer_account", "customer_details"},
	"credit_notes":           {"customer_account"},
	"invoiceitems":           {"customer_account"},
	"invoices":               {"customer_account"},
	"payment_intents":        {"customer_account"},
	"prices":                 {"recurring"},
	"promotion_codes":        {"customer_account"},
	"subscription_schedules": {"customer_account"},
	"subscriptions":          {"automatic_tax", "customer_account"},
}

var paging = []string{"limit", "starting_after", "ending_before", "expand"}

func TestTheFiltersAreThoseOfStripesSpecification(t *testing.T) {
	specification, err := stripemock.Load()
	if err != nil {
		t.Fatal(err)
	}
	for name, e := range endpoints {
		ours := slices.Concat(e.times, leftOut[name], paging)
		for filter := range e.filters {
			ours = append(ours, strings.TrimSuffix(filter, "[]"))
		}
		slices.Sort(ours)
		theirs := specification.Query("/v1/" + name)
		slices.Sort(theirs)
		if diff := cmp.Diff(theirs, ours); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
		if e.nested != "" && !slices.ContainsFunc(slices.Collect(maps.Keys(specification.Paths)), func(path string) bool {
			return strings.HasPrefix(path, "/v1/"+name+"/{") && strings.HasSuffix(path, "}/"+e.nested)
		}) {
			t.Errorf("%s/{id}/%s: Stripe has no such list", name, e.nested)
		}
	}
}

// good are values that are fit for parameters whose values are not free.
var good = map[string]string{"collection_method": "send_invoice", "types[]": "invoice.paid", "delivery_success": "true", "pending": "true", "scheduled": "true",
	"active": "true", "inclusive": "true", "shippable": "false", "limit": "1"}

// fit is a fit value for a parameter of an endpoint.
func fit(name, parameter string) string {
	if parameter == "type" && name == "prices" {
		return "recurring"
	}
	if parameter == "status" {
		return map[string]string{"checkout/sessions": "open", "invoices": "draft", "payouts": "paid", "subscriptions": "active"}[name]
	}
	if value, is := good[parameter]; is {
		return value
	}
	return "x"
}

// chosen are the parameters whose values are words, or true and false.
var chosen = []string{"active", "collection_method", "inclusive", "pending", "scheduled", "shippable", "status", "type"}

// requests are queries of an endpoint, good ones and bad ones.
func requests(name string, e endpoint) (queries []string) {
	queries = append(queries, "", "limit=100", "limit=many", "colour=red", "limit[gte]=5")
	for _, moment := range []string{"created", "arrival_date", "due_date", "current_period_start", "current_period_end", "canceled_at", "completed_at", "released_at"} {
		for _, border := range []string{"", "[gt]", "[gte]", "[lt]", "[lte]"} {
			queries = append(queries, moment+border+"=5", moment+border+"=yesterday")
		}
	}
	for parameter := range e.filters {
		queries = append(queries, url.Values{parameter: {fit(name, parameter)}}.Encode())
		if slices.Contains(chosen, parameter) {
			queries = append(queries, parameter+"=purple")
		}
	}
	return queries
}

func TestStripeMockAcceptsAndRefusesTheSameRequests(t *testing.T) {
	mock := stripemock.Start(t)
	s := filled(map[string]any{"object": "subscription", "id": "x", "created": 1})
	for name, e := range endpoints {
		for _, query := range requests(name, e) {
			if e.required != "" && !strings.HasPrefix(query, e.required) && query != "" {
				query += "&" + e.required + "=x"
			}
			r, _ := http.NewRequestWithContext(t.Context(), http.MethodGet, mock+"/v1/"+name+"?"+query, nil)
			r.Header.Set("Authorization", "Bearer "+key)
			answer, err := http.DefaultClient.Do(r)
			if err != nil {
				t.Fatal(err)
			}
			_ = answer.Body.Close()
			if status, _ := ask(s, "/v1/"+name+"?"+query); status != answer.StatusCode {
				t.Errorf("%s?%s: the sandbox says %d, stripe-mock %d", name, query, status, answer.StatusCode)
			}
		}
	}
}

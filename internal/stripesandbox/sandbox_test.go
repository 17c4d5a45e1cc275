package stripesandbox

import (
	"fmt"
	"net/http/httptest"
	"testing"

	"github.com/stripe/stripe-go/v76"
	"github.com/stripe/stripe-go/v76/client"
)

// dial serves the sandbox and returns Stripe's own client for it.
func dial(t *testing.T, s *Sandbox) *client.API {
	t.Helper()
	server := httptest.NewServer(s)
	t.Cleanup(server.Close)
	backend := stripe.GetBackendWithConfig(stripe.APIBackend, &stripe.BackendConfig{
		URL: stripe.String(server.URL), MaxNetworkRetries: stripe.Int64(0), LeveledLogger: &stripe.LeveledLogger{},
	})
	return client.New("sk_test_4eC39HqLyjWDarjtT1zdp7dc", &stripe.Backends{API: backend})
}

func TestStripesOwnClientPagesToTheEndNewestFirst(t *testing.T) {
	s := New()
	for i := range 257 {
		s.Put(map[string]any{"object": "customer", "id": fmt.Sprintf("cus_%03d", i), "created": 1700000000 + i/2})
	}
	customers := dial(t, s).Customers.List(&stripe.CustomerListParams{ListParams: stripe.ListParams{Limit: stripe.Int64(100)}})
	for i := 256; i >= 0; i-- {
		if !customers.Next() {
			t.Fatalf("the list ended before cus_%03d: %v", i, customers.Err())
		}
		if want := fmt.Sprintf("cus_%03d", i); customers.Customer().ID != want {
			t.Fatalf("found %s, wanted %s", customers.Customer().ID, want)
		}
	}
	if customers.Next() || customers.Err() != nil {
		t.Fatalf("the list goes on or failed: %v", customers.Err())
	}
	if n := len(s.Requests()); n != 3 {
		t.Errorf("%d requests for 257 customers, wanted 3", n)
	}
}

func TestNestedListsAreCutAtTenAndContinueUnderTheirURL(t *testing.T) {
	s := New()
	var lines []any
	for i := range 23 {
		lines = append(lines, map[string]any{"object": "line_item", "id": fmt.Sprintf("il_%02d", i), "amount": i})
	}
	s.Put(map[string]any{"object": "invoice", "id": "in_1", "created": 1700000000, "status": "paid", "lines": lines})
	api := dial(t, s)
	invoice, err := api.Invoices.Get("in_1", nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(invoice.Lines.Data) != 10 || !invoice.Lines.HasMore || invoice.Lines.URL != "/v1/invoices/in_1/lines" {
		t.Errorf("found %d lines, has_more %v, url %s", len(invoice.Lines.Data), invoice.Lines.HasMore, invoice.Lines.URL)
	}
	rest := api.Invoices.ListLines(&stripe.InvoiceListLinesParams{Invoice: stripe.String("in_1"),
		ListParams: stripe.ListParams{StartingAfter: stripe.String("il_09")}})
	var count int
	for rest.Next() {
		count++
	}
	if count != 13 || rest.Err() != nil {
		t.Errorf("found %d lines after the tenth, wanted 13: %v", count, rest.Err())
	}
}

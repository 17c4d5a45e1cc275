package stripesandbox

import (
	"fmt"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

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

// oneOfEach holds an object of each kind, and the references between them.
func oneOfEach() *Sandbox {
	price := map[string]any{"object": "price", "id": "price_1", "created": 1, "currency": "usd", "unit_amount": 500, "product": "prod_1",
		"unit_amount_decimal": "500", "recurring": map[string]any{"interval": "month", "interval_count": 1}}
	discount := map[string]any{"object": "discount", "id": "di_1", "start": 1, "coupon": "half"}
	return filled(price, discount,
		map[string]any{"object": "product", "id": "prod_1", "created": 1, "name": "Box"},
		map[string]any{"object": "coupon", "id": "half", "created": 1, "percent_off": 50.0, "duration": "forever"},
		map[string]any{"object": "customer", "id": "cus_1", "created": 1, "discount": "di_1"},
		map[string]any{"object": "subscription", "id": "sub_1", "created": 1, "status": "active", "customer": "cus_1", "discount": discount, "discounts": []string{"di_1"},
			"items": []any{map[string]any{"object": "subscription_item", "id": "si_1", "price": "price_1", "quantity": 2, "discounts": []string{"di_1"}}}},
		map[string]any{"object": "invoice", "id": "in_1", "created": 1, "status": "paid", "customer": "cus_1", "subscription": "sub_1", "discounts": []string{"di_1"},
			"lines": []any{map[string]any{"object": "line_item", "id": "il_1", "amount": 500, "price": price, "subscription": "sub_1", "subscription_item": "si_1"}}},
		map[string]any{"object": "charge", "id": "ch_1", "created": 1, "customer": "cus_1", "invoice": "in_1", "amount_captured": 500, "balance_transaction": "txn_1",
			"refunds": []any{map[string]any{"id": "re_1", "created": 2, "amount": 100}}},
		map[string]any{"object": "dispute", "id": "du_1", "created": 1, "charge": "ch_1", "balance_transactions": []any{map[string]any{"object": "balance_transaction", "id": "txn_2", "fee": 1500}}},
		map[string]any{"object": "balance_transaction", "id": "txn_1", "created": 1, "fee": 17, "source": "ch_1"},
		map[string]any{"object": "event", "id": "evt_1", "created": 1, "type": "customer.created", "data": map[string]any{"object": map[string]any{"id": "cus_1"}}},
	)
}

func TestStripesOwnTypesReadEveryAnswer(t *testing.T) {
	sandbox := oneOfEach()
	sandbox.SetNow(time.Unix(100, 0))
	api := dial(t, sandbox)
	expand := func(fields ...string) stripe.ListParams { return stripe.ListParams{Expand: stripe.StringSlice(fields)} }
	var found []string
	see := func(id string, details ...any) { found = append(found, fmt.Sprint(append([]any{id}, details...)...)) }
	each := func(list *stripe.Iter, show func(object any)) {
		for list.Next() {
			show(list.Current())
		}
		if list.Err() != nil {
			t.Error(list.Err())
		}
	}
	each(api.Customers.List(&stripe.CustomerListParams{}).Iter, func(o any) { c := o.(*stripe.Customer); see(c.ID, c.Discount.Coupon.PercentOff) })
	each(api.Subscriptions.List(&stripe.SubscriptionListParams{ListParams: expand("data.items.data.discounts")}).Iter, func(o any) {
		s := o.(*stripe.Subscription)
		see(s.ID, s.Customer.ID, s.Discount.Coupon.ID, s.Discounts[0].ID, s.Items.Data[0].Price.UnitAmount, s.Items.Data[0].Discounts[0].Coupon.ID)
	})
	each(api.Invoices.List(&stripe.InvoiceListParams{ListParams: expand("data.discounts", "data.lines.data.discounts")}).Iter, func(o any) {
		i := o.(*stripe.Invoice)
		see(i.ID, i.Subscription.ID, i.Discounts[0].Coupon.ID, i.Lines.Data[0].Price.Recurring.Interval, i.Lines.Data[0].SubscriptionItem.ID)
	})
	each(api.Charges.List(&stripe.ChargeListParams{ListParams: expand("data.balance_transaction", "data.refunds")}).Iter, func(o any) {
		c := o.(*stripe.Charge)
		see(c.ID, c.Invoice.ID, c.BalanceTransaction.Fee, c.Refunds.Data[0].ID)
	})
	each(api.Refunds.List(&stripe.RefundListParams{ListParams: expand("data.charge")}).Iter, func(o any) { r := o.(*stripe.Refund); see(r.ID, r.Charge.Customer.ID) })
	each(api.Disputes.List(&stripe.DisputeListParams{}).Iter, func(o any) { d := o.(*stripe.Dispute); see(d.ID, d.BalanceTransactions[0].Fee) })
	each(api.BalanceTransactions.List(&stripe.BalanceTransactionListParams{ListParams: expand("data.source")}).Iter, func(o any) {
		b := o.(*stripe.BalanceTransaction)
		see(b.ID, b.Source.Charge.AmountCaptured)
	})
	each(api.Prices.List(&stripe.PriceListParams{ListParams: expand("data.product")}).Iter, func(o any) { p := o.(*stripe.Price); see(p.ID, p.Product.Name) })
	each(api.Products.List(&stripe.ProductListParams{}).Iter, func(o any) { see(o.(*stripe.Product).Name) })
	each(api.Coupons.List(&stripe.CouponListParams{}).Iter, func(o any) { see(o.(*stripe.Coupon).ID) })
	each(api.Events.List(&stripe.EventListParams{}).Iter, func(o any) { see(o.(*stripe.Event).ID) })
	want := []string{"cus_150", "sub_1cus_1halfdi_1500half", "in_1sub_1halfmonthsi_1", "ch_1in_117re_1", "re_1cus_1", "du_11500", "txn_1500",
		"price_1Box", "Box", "half", "evt_1"}
	for n := range max(len(want), len(found)) {
		if n >= len(want) || n >= len(found) || strings.ReplaceAll(found[n], " ", "") != want[n] {
			t.Fatalf("found %q, wanted %q", found, want)
		}
	}
}

func TestTheAccountAndItsBalanceAreThere(t *testing.T) {
	api := dial(t, New())
	if account, err := api.Accounts.Get(); err != nil || account.ID != Account {
		t.Errorf("account %v: %v", account, err)
	}
	if account, err := api.Accounts.GetByID(Account, nil); err != nil || account.ID != Account {
		t.Errorf("account by id %v: %v", account, err)
	}
	if balance, err := api.Balance.Get(nil); err != nil || balance.Livemode {
		t.Errorf("balance %v: %v", balance, err)
	}
}

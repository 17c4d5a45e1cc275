//go:build conformance

package conformance

import (
	"fmt"
	"net/http/httptest"
	"strconv"
	"testing"
	"time"

	"daybook"
	"daybook/internal/stripesandbox"
)

// object is a Stripe object.
type object = map[string]any

// shop reads objects through Stripe's API, from a sandbox that holds them.
func shop(t *testing.T, objects []object, config string, days daybook.Range) book {
	t.Helper()
	sandbox := stripesandbox.New()
	for _, o := range objects {
		sandbox.Put(o)
	}
	server := httptest.NewServer(sandbox)
	t.Cleanup(server.Close)
	return run(t, company{
		currency: "USD", days: days,
		config: fmt.Sprintf("sources: [{name: shop, type: stripe, api_key: sk_test_conformance, base_url: %q}]\n%s", server.URL, config),
	})
}

// seed reads one of Fivetran's tables of Stripe objects.
func seed(t *testing.T, name string) []map[string]string {
	t.Helper()
	return table(t, "fivetran_dbt_stripe/seeds/"+name+"_data.csv")
}

// seconds is an instant as Stripe writes it; the tables have "2021-03-15 01:04:36", in UTC.
func seconds(t *testing.T, text string) int64 {
	t.Helper()
	instant, err := time.Parse(time.DateTime, text)
	if err != nil {
		t.Fatal(err)
	}
	return instant.Unix()
}

func whole(t *testing.T, text string) int64 {
	t.Helper()
	n, err := strconv.ParseInt(text, 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// moved is what charges, refunds, disputes and balance transactions have in common.
func moved(t *testing.T, kind string, row map[string]string, more object) object {
	t.Helper()
	o := object{
		"object": kind, "id": row["id"], "amount": whole(t, row["amount"]), "currency": row["currency"],
		"created": seconds(t, row["created"]), "status": row["status"],
	}
	for name, value := range more {
		o[name] = value
	}
	return o
}

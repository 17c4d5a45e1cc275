//go:build conformance

package conformance

import (
	"strings"
	"testing"

	"daybook"
)

// subscribed makes a subscription for each item of Fivetran's table. Its keys are scrambled, so an item is all
// that is known of its subscription; the plan of each item is named after the item.
func subscribed(t *testing.T) []object {
	t.Helper()
	plans := map[string]map[string]string{}
	for _, row := range seed(t, "plan") {
		plans[row["id"]] = row
	}
	var objects []object
	for _, row := range seed(t, "subscription_item") {
		item := object{"object": "subscription_item", "id": row["id"], "created": seconds(t, row["created"]), "quantity": whole(t, row["quantity"])}
		if plan, known := plans[row["plan_id"]]; known {
			item["price"] = object{
				"object": "price", "id": plan["id"], "nickname": row["id"], "currency": plan["currency"], "billing_scheme": plan["billing_scheme"],
				"unit_amount": whole(t, plan["amount"]), "product": plan["product_id"],
				"recurring": object{"interval": plan["interval"], "interval_count": whole(t, plan["interval_count"]), "usage_type": plan["usage_type"]},
			}
		}
		objects = append(objects, object{
			"object": "subscription", "id": "sub_" + row["id"], "customer": "cus_" + row["id"], "status": "active", "currency": "usd",
			"created": seconds(t, row["created"]), "start_date": seconds(t, row["created"]),
			"current_period_start": seconds(t, row["current_period_start"]), "current_period_end": seconds(t, row["current_period_end"]),
			"items": []any{item},
		})
	}
	return objects
}

func TestFivetransSubscriptionItemsComeToTheMRROfJuly2024ItemByItem(t *testing.T) {
	july := daybook.NewDay(2024, 7, 31)
	b := shop(t, subscribed(t), "kpis: {periods: [month], segments: [plan]}\n", daybook.Range{From: july, To: july})
	var total, items int64
	for _, row := range table(t, "fivetran_dbt_stripe/expected_mrr_2024-07_by_item.csv") {
		mrr := whole(t, row["mrr_minor"])
		if row["note"] != "" { // the plan is in no table: no MRR, and a reject that names the item
			b.namesOnly(row["subscription_item"])
			continue
		}
		b.is(key("mrr", "month", july, "plan="+row["subscription_item"]), cents(mrr))
		total, items = total+mrr, items+1
	}
	b.is(key("mrr", "month", july), cents(total))
	if items != 13 || total != 1183820 {
		t.Errorf("found %d items and %d, wanted 13 and 1183820", items, total)
	}
}

// namesOnly checks that there is one reject, and which object it names.
func (b book) namesOnly(id string) {
	b.t.Helper()
	if len(b.rejects) != 1 || !strings.Contains(b.rejects[0].Origin.String()+b.rejects[0].Reason, id) {
		b.t.Errorf("found the rejects %+v, wanted one that names %s", b.rejects, id)
	}
}

package stripe

import (
	"cmp"
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/goccy/go-yaml"

	"daybook"
)

var aDate = regexp.MustCompile(`^\d{4}-\d\d-\d\d$`)

// recordsOf derives the records of all objects, as a pull that read them would.
func recordsOf(t *testing.T, text string) []daybook.Record {
	t.Helper()
	var objects []object
	if err := yaml.Unmarshal([]byte(text), &objects); err != nil {
		t.Fatal(err)
	}
	prices := map[string]object{}
	for _, o := range objects {
		if o["object"] == "price" {
			prices[fmt.Sprint(o["id"])] = defaulted(o, object{"currency": "usd", "nickname": o["id"], "billing_scheme": "per_unit", "created": "2020-01-01"})
		}
	}
	var documents []document
	for _, o := range objects {
		body, err := json.Marshal(spelled(wholeObject(o, prices)))
		if err != nil {
			t.Fatal(err)
		}
		kind := fmt.Sprint(o["object"])
		doc := document{kind: kind, id: fmt.Sprint(o["id"]), created: createdOf(body), body: body}
		for _, l := range lists() {
			if l.kind == kind {
				doc.owner = l.owner(body)
			}
		}
		documents = append(documents, doc)
	}
	settle(documents)
	return derived(documents)
}

// settle gives what hangs on a document the owner of that, as a pull does.
func settle(documents []document) {
	for range maxHops {
		for _, doc := range documents {
			for n := range documents {
				if documents[n].owner == doc.id && doc.owner != "" {
					documents[n].owner = doc.owner
				}
			}
		}
	}
}

func createdOf(body json.RawMessage) int64 {
	var object struct {
		Created int64 `json:"created"`
		Date    int64 `json:"date"` // of an invoice item
	}
	_ = json.Unmarshal(body, &object) // what cannot be read is rejected where it is mapped
	return cmp.Or(object.Created, object.Date)
}

// derived is what all owners' documents come to.
func derived(documents []document) (records []daybook.Record) {
	m := mapper{source: "shop", zone: time.UTC}
	for _, d := range dossiers(documents) {
		if d.owner == "" {
			m.catalogue = newCatalogue(d)
			continue
		}
		records = append(records, m.derive(d)...)
	}
	return records
}

// defaulted sets fields that are not there.
func defaulted(o, defaults object) object { return with(defaults, o) }

// wholeObject writes out what an example leaves to be understood.
func wholeObject(o object, prices map[string]object) object {
	switch o["object"] {
	case "price":
		return prices[fmt.Sprint(o["id"])]
	case "customer":
		return defaulted(o, object{"created": "2020-01-01"})
	case "subscription":
		o = defaulted(o, object{"customer": "cus_1", "currency": "usd", "status": "active", "created": o["start_date"], "start_date": o["created"]})
		o["current_period_start"], o["current_period_end"] = spanOf(o["period"])
		o["items"] = listed(o["items"], func(n int, i object) object { return defaulted(i, object{"created": o["created"], "quantity": 1}) }, prices)
	case "invoice":
		o = defaulted(o, object{"customer": "cus_1", "currency": "usd", "status": "paid", "collection_method": "charge_automatically"})
		o["lines"] = listed(o["lines"], func(n int, l object) object {
			l = defaulted(l, object{"id": fmt.Sprintf("il_%v_%d", o["id"], n+1), "currency": o["currency"], "subscription": o["subscription"],
				"subscription_item": l["item"], "quantity": 1, "amount": billedAmount(l, prices)})
			l["period"] = map[string]any{}
			l["period"].(object)["start"], l["period"].(object)["end"] = spanOf(l["for"])
			return l
		}, prices)
	case "charge":
		return defaulted(o, object{"currency": "usd", "status": "succeeded", "captured": true, "amount_captured": o["amount"]})
	case "refund", "dispute", "balance_transaction":
		return defaulted(o, object{"currency": "usd", "status": "succeeded"})
	}
	return o
}

func billedAmount(line object, prices map[string]object) any {
	each, known := prices[fmt.Sprint(line["price"])]["unit_amount"]
	quantity, several := line["quantity"]
	switch {
	case !known:
		return 0
	case !several:
		return each
	}
	var a, b int64
	_, _ = fmt.Sscan(fmt.Sprint(each), &a)
	_, _ = fmt.Sscan(fmt.Sprint(quantity), &b)
	return a * b
}

// listed writes out a nested list, its prices in place of their ids.
func listed(list any, each func(int, object) object, prices map[string]object) object {
	var data []any
	elements, _ := list.([]any)
	for n, element := range elements {
		o := each(n, element.(object))
		if price, known := prices[fmt.Sprint(o["price"])]; known {
			o["price"] = price
		}
		data = append(data, o)
	}
	return object{"object": "list", "data": data, "has_more": false}
}

// spanOf takes "2024-01-10..2024-02-10" apart.
func spanOf(text any) (from, until any) {
	if text == nil {
		return nil, nil
	}
	a, b, _ := strings.Cut(fmt.Sprint(text), "..")
	return a, b
}

// spelled turns dates into noon of the day, in seconds.
func spelled(value any) any {
	switch v := value.(type) {
	case string:
		if aDate.MatchString(v) {
			return unix(v)
		}
	case time.Time:
		return v.Unix() + 12*3600
	case []any:
		for n := range v {
			v[n] = spelled(v[n])
		}
	case object:
		out := object{}
		for name := range v {
			out[name] = spelled(v[name])
		}
		return out
	}
	return value
}

package stripe

import (
	"encoding/json"
	"testing"

	"daybook"
)

// tieredPrice is 10 a month each up to 5, then 8 each and 3 flat, in dollars.
func tieredPrice(mode string) object {
	price := monthlyPrice("price_tiers", 0)
	delete(price, "unit_amount")
	delete(price, "unit_amount_decimal")
	return with(price, object{"billing_scheme": "tiered", "tiers_mode": mode, "tiers": []any{
		object{"up_to": 5, "unit_amount": 1000, "flat_amount": nil},
		object{"up_to": nil, "unit_amount": 800, "flat_amount": 300},
	}})
}

func TestPricesOfAQuantity(t *testing.T) {
	for _, test := range []struct {
		name     string
		price    string
		quantity int64
		want     int64
	}{
		{"each", `{"unit_amount": 250}`, 3, 750},
		{"nothing", `{"unit_amount": 250}`, 0, 0},
		{"free", `{"unit_amount": 0}`, 3, 0},
		{"fractions of a cent, rounded half up at the end", `{"unit_amount": null, "unit_amount_decimal": "0.5"}`, 5, 3},
		{"fractions that add up", `{"unit_amount_decimal": "0.000000000001"}`, 1_000_000_000_000, 1},
		{"packages rounded up", `{"unit_amount": 500, "transform_quantity": {"divide_by": 10, "round": "up"}}`, 11, 1000},
		{"packages rounded down", `{"unit_amount": 500, "transform_quantity": {"divide_by": 10, "round": "down"}}`, 19, 500},
		{"volume, the lower tier", `{"billing_scheme": "tiered", "tiers_mode": "volume", "tiers": [{"up_to": 5, "unit_amount": 1000}, {"up_to": null, "unit_amount": 800, "flat_amount": 300}]}`, 5, 5000},
		{"volume, the upper tier", `{"billing_scheme": "tiered", "tiers_mode": "volume", "tiers": [{"up_to": 5, "unit_amount": 1000}, {"up_to": null, "unit_amount": 800, "flat_amount": 300}]}`, 6, 5100},
		{"graduated, within the first tier", `{"billing_scheme": "tiered", "tiers_mode": "graduated", "tiers": [{"up_to": 5, "unit_amount": 1000}, {"up_to": null, "unit_amount": 800, "flat_amount": 300}]}`, 5, 5000},
		{"graduated, both tiers", `{"billing_scheme": "tiered", "tiers_mode": "graduated", "tiers": [{"up_to": 5, "unit_amount": 1000}, {"up_to": null, "unit_amount": 800, "flat_amount": 300}]}`, 7, 5000 + 300 + 1600},
		{"graduated, a flat amount even for nothing", `{"billing_scheme": "tiered", "tiers_mode": "graduated", "tiers": [{"up_to": 5, "flat_amount": 900}, {"up_to": null, "unit_amount_decimal": "12.5"}]}`, 0, 900},
		{"another currency", `{"unit_amount": 250, "currency_options": {"eur": {"unit_amount": 230}}}`, 2, 460},
	} {
		t.Run(test.name, func(t *testing.T) {
			p := price{ID: "price_1", Currency: "usd"}
			if err := json.Unmarshal([]byte(test.price), &p); err != nil {
				t.Fatal(err)
			}
			currency := "usd"
			if p.CurrencyOptions != nil {
				currency = "eur"
			}
			got, err := p.amount(test.quantity, currency)
			if err != nil || got != test.want {
				t.Errorf("found %d (%v), wanted %d", got, err, test.want)
			}
		})
	}
}

func TestAPriceWithoutAnAmountIsAnError(t *testing.T) {
	for _, text := range []string{`{}`, `{"billing_scheme": "tiered"}`, `{"billing_scheme": "tiered", "tiers_mode": "volume", "tiers": [{"up_to": 1, "unit_amount": 1}]}`,
		`{"billing_scheme": "tiered", "tiers": [{"up_to": null}]}`, `{"unit_amount": 9223372036854775807}`} {
		p := price{ID: "price_1", Currency: "usd"}
		if err := json.Unmarshal([]byte(text), &p); err != nil {
			t.Fatal(err)
		}
		if got, err := p.amount(2, "usd"); err == nil {
			t.Errorf("%s costs %d, wanted an error", text, got)
		}
	}
}

func TestTiersAndCurrencyOptionsComeWithTheListOfPrices(t *testing.T) {
	many := object{"currency_options": object{"eur": object{"unit_amount": 1900, "unit_amount_decimal": "1900"}}}
	s := newShop(t, with(tieredPrice("graduated"), nil), with(monthlyPrice("price_many", 2000), many))
	for _, id := range []string{"sub_1", "sub_2", "sub_3"} {
		s.Put(withQuantity(subscribed(id, "2024-01-10", "2024-05-10", tieredPrice("graduated")), 7))
		s.Put(with(subscribed(id+"eur", "2024-01-10", "2024-05-10", with(monthlyPrice("price_many", 2000), many)), object{"currency": "eur"}))
	}
	for _, fact := range facts[*daybook.Subscription](s.pull(t)) {
		want := usd(6900)
		if len(fact.Subscription) > len("sub_1") {
			want = daybook.Money{Minor: 1900, Currency: "EUR"}
		}
		if fact.Amount != want {
			t.Errorf("%s costs %v, wanted %v", fact.Subscription, fact.Amount, want)
		}
	}
}

// withQuantity sets the quantity of the first item.
func withQuantity(subscription object, quantity int) object {
	subscription["items"].([]any)[0].(object)["quantity"] = quantity
	return subscription
}

func TestThePlanIsTheNicknameElseTheProductElseTheLookupKeyElseTheID(t *testing.T) {
	price := monthlyPrice("price_1", 100)
	delete(price, "nickname")
	for _, test := range []struct {
		fields object
		want   string
	}{
		{object{"nickname": "Gold", "lookup_key": "gold"}, "Gold"},
		{object{"lookup_key": "gold", "product": "prod_named"}, "Named"},
		{object{"lookup_key": "gold"}, "gold"},
		{object{}, "price_1"},
	} {
		s := newShop(t, object{"object": "product", "id": "prod_named", "created": 1, "name": "Named"},
			subscribed("sub_1", "2024-01-10", "2024-05-10", with(price, test.fields)))
		if got := facts[*daybook.Subscription](s.pull(t))[0].Plan; got != test.want {
			t.Errorf("%v is plan %q, wanted %q", test.fields, got, test.want)
		}
	}
}

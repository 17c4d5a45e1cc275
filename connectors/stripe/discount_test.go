package stripe

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"daybook"
)

func percent(text string) *daybook.Decimal {
	d, err := daybook.ParseDecimal(text)
	if err != nil {
		panic(err)
	}
	return &d
}

func amountOff(minor int64) *daybook.Money {
	m := usd(minor)
	return &m
}

// discounted is a discount from a day on by a coupon.
func discounted(id, from string, fields object) object {
	return object{"object": "discount", "id": id, "start": unix(from), "end": nil,
		"coupon": with(object{"object": "coupon", "id": "coupon_" + id, "duration": "forever", "currency": "usd", "percent_off": nil, "amount_off": nil}, fields)}
}

func TestDiscountsAreThoseOfTheItemThenOfTheSubscriptionElseOfTheCustomer(t *testing.T) {
	quarter, half := discounted("di_25", "2024-01-10", object{"percent_off": 25}), discounted("di_50", "2024-02-01", object{"percent_off": 12.5})
	fromQuarter := daybook.Discount{Percent: percent("25"), Duration: daybook.Forever, From: day("2024-01-10")}
	fromHalf := daybook.Discount{Percent: percent("12.5"), Duration: daybook.Forever, From: day("2024-02-01")}
	plain := subscribed("sub_1", "2024-01-10", "2024-05-10", box)
	item := with(subscribed("sub_1", "2024-01-10", "2024-05-10", box), nil)
	item["items"] = []any{with(item["items"].([]any)[0].(object), object{"discounts": []any{half}})}
	buyer := object{"object": "customer", "id": "cus_1", "created": 1, "discount": half}
	for _, test := range []struct {
		name    string
		objects []object
		want    []daybook.Discount
	}{
		{"none", []object{plain}, nil},
		{"the subscription's", []object{with(plain, object{"discount": quarter}), buyer}, []daybook.Discount{fromQuarter}},
		{"in a list", []object{with(plain, object{"discounts": []any{quarter, half}})}, []daybook.Discount{fromQuarter, fromHalf}},
		{"shown twice", []object{with(plain, object{"discount": quarter, "discounts": []any{quarter}})}, []daybook.Discount{fromQuarter}},
		{"the item's first", []object{with(item, object{"discount": quarter})}, []daybook.Discount{fromHalf, fromQuarter}},
		{"the customer's", []object{plain, buyer}, []daybook.Discount{fromHalf}},
		{"another customer's", []object{with(plain, object{"customer": "cus_2"}), buyer}, nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := facts[*daybook.Subscription](newShop(t, test.objects...).pull(t))
			if diff := cmp.Diff(test.want, got[0].Discounts); diff != "" || len(got) != 1 {
				t.Error(diff)
			}
		})
	}
}

func TestHowLongADiscountLasts(t *testing.T) {
	for _, test := range []struct {
		duration string
		fields   object
		want     daybook.Discount
	}{
		{"once", nil, daybook.Discount{Percent: percent("25"), Duration: daybook.Once, From: day("2024-01-31"), Until: day("2024-02-29")}},
		{"repeating", object{"end": unix("2024-04-30")}, daybook.Discount{Percent: percent("25"), Duration: daybook.Repeating, From: day("2024-01-31"), Until: day("2024-04-30")}},
		{"forever", nil, daybook.Discount{Percent: percent("25"), Duration: daybook.Forever, From: day("2024-01-31")}},
	} {
		d := with(discounted("di_1", "2024-01-31", object{"percent_off": 25, "duration": test.duration}), test.fields)
		got := facts[*daybook.Subscription](newShop(t, with(subscribed("sub_1", "2024-01-10", "2024-05-10", box), object{"discount": d})).pull(t))[0].Discounts
		if diff := cmp.Diff([]daybook.Discount{test.want}, got); diff != "" {
			t.Errorf("%s: %s", test.duration, diff)
		}
	}
}

func TestADiscountIsToldOnlyOfSpansThatItTouches(t *testing.T) {
	d := discounted("di_1", "2024-05-10", object{"percent_off": 25})
	s := newShop(t, with(subscribed("sub_1", "2024-01-10", "2024-05-10", large), object{"discount": d}), billed("1", "sub_1", "2024-01-10", small, nil))
	got := facts[*daybook.Subscription](s.pull(t))
	if len(got) != 2 || len(got[0].Discounts) != 0 || len(got[1].Discounts) != 1 {
		t.Errorf("%+v", got)
	}
}

func TestAnAmountOffIsSplitOverTheItemsItIsFor(t *testing.T) {
	subscription := subscribed("sub_1", "2024-01-10", "2024-05-10", box)
	first := subscription["items"].([]any)[0].(object)
	subscription["items"] = []any{first,
		with(first, object{"id": "si_2", "price": monthlyPrice("price_third", 1000)}),
		with(first, object{"id": "si_3", "price": with(monthlyPrice("price_other", 9000), object{"product": "prod_other"})})}
	for _, test := range []struct {
		name   string
		coupon object
		want   []*daybook.Money
	}{
		{"to all", object{"amount_off": 1000}, []*daybook.Money{amountOff(167), amountOff(83), amountOff(750)}},
		{"to one product", object{"amount_off": 1000, "applies_to": object{"products": []any{"prod_box"}}}, []*daybook.Money{amountOff(667), amountOff(333), nil}},
		{"in another currency", object{"amount_off": 900, "currency": "eur", "currency_options": object{"usd": object{"amount_off": 1200}}}, []*daybook.Money{amountOff(200), amountOff(100), amountOff(900)}},
	} {
		t.Run(test.name, func(t *testing.T) {
			s := newShop(t, with(subscription, object{"discount": discounted("di_1", "2024-01-10", test.coupon)}))
			for n, fact := range facts[*daybook.Subscription](s.pull(t)) {
				var got *daybook.Money
				if len(fact.Discounts) > 0 {
					got = fact.Discounts[0].Amount
				}
				if diff := cmp.Diff(test.want[n], got); diff != "" {
					t.Errorf("%s: %s", fact.Origin.ID, diff)
				}
			}
		})
	}
}

func TestAnAmountOffAPriceThatIncludesTaxIsWithoutTaxToo(t *testing.T) {
	gross := monthlyPrice("price_gross", 1190)
	taxed := object{"tax_amounts": []any{object{"amount": 171, "inclusive": true}}, "tax_rates": []any{object{"percentage": 19, "inclusive": true}}}
	s := newShop(t, with(subscribed("sub_1", "2024-01-10", "2024-02-10", gross), object{"discount": discounted("di_1", "2024-01-10", object{"amount_off": 119})}),
		billed("1", "sub_1", "2024-01-10", gross, taxed))
	got := facts[*daybook.Subscription](s.pull(t))[0]
	if got.Amount != usd(1000) || len(got.Discounts) != 1 || *got.Discounts[0].Amount != usd(100) {
		t.Errorf("%v less %+v", got.Amount, got.Discounts)
	}
}

func TestADiscountThatCannotBeToldIsRejectedAndThePriceStays(t *testing.T) {
	for name, coupon := range map[string]object{
		"no such currency": {"amount_off": 100, "currency": "eur"}, "nothing off": {}, "no duration": {"percent_off": 10, "duration": nil},
	} {
		into := newShop(t, with(subscribed("sub_1", "2024-01-10", "2024-05-10", box), object{"discount": discounted("di_1", "2024-01-10", coupon)})).pull(t)
		if rejects := into.Rejects(); len(rejects) != 1 || rejects[0].Origin.ID != "di_1" || len(facts[*daybook.Subscription](into)) != 1 {
			t.Errorf("%s: rejects %v, facts %v", name, rejects, into.Facts())
		}
	}
}

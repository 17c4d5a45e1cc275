package stripe

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"daybook"
)

// takenOff is an invoice like billed, with a discount on the invoice that takes an amount off its line.
func takenOff(id, subscription, from string, price, d object, amount int, fields object) object {
	invoice := billed(id, subscription, from, price, with(object{"discount_amounts": []any{object{"amount": amount, "discount": d["id"]}}}, fields))
	return with(invoice, object{"discounts": []any{d}})
}

func TestDiscountsThatAreOverAreToldByTheInvoicesOfTheTime(t *testing.T) {
	tenth := object{"percent_off": 10}
	plain := subscribed("sub_1", "2024-01-10", "2024-05-10", box)
	ends := with(discounted("di_1", "2024-01-10", with(tenth, object{"duration": "repeating"})), object{"end": unix("2024-03-10")})
	dropped := discounted("di_1", "2024-01-10", tenth)
	once := discounted("di_1", "2024-01-10", with(tenth, object{"duration": "once"}))
	money := discounted("di_1", "2024-01-10", object{"amount_off": 300})
	gift := with(discounted("di_1", "2024-01-10", tenth), object{"invoice": "in_1"})
	again := with(discounted("di_9", "2024-04-10", tenth), object{"coupon": dropped["coupon"]})
	off := func(duration daybook.Duration, until string) daybook.Discount {
		return daybook.Discount{Percent: percent("10"), Duration: duration, From: day("2024-01-10"), Until: day(until)}
	}
	for _, test := range []struct {
		name    string
		objects []object
		want    []daybook.Discount
	}{
		{"one for some months", []object{plain, takenOff("1", "sub_1", "2024-01-10", box, ends, 200, nil), takenOff("2", "sub_1", "2024-02-10", box, ends, 200, nil), billed("3", "sub_1", "2024-03-10", box, nil)},
			[]daybook.Discount{off(daybook.Repeating, "2024-03-10")}},
		{"one that was taken away", []object{plain, takenOff("1", "sub_1", "2024-01-10", box, dropped, 200, nil), takenOff("2", "sub_1", "2024-02-10", box, dropped, 200, nil)},
			[]daybook.Discount{off(daybook.Forever, "2024-03-10")}},
		{"one for once", []object{plain, takenOff("1", "sub_1", "2024-01-10", box, once, 200, nil)},
			[]daybook.Discount{off(daybook.Once, "2024-02-10")}},
		{"one on a single invoice", []object{plain, takenOff("1", "sub_1", "2024-01-10", box, gift, 200, nil)},
			[]daybook.Discount{off(daybook.Once, "2024-02-10")}},
		{"one in money", []object{plain, takenOff("1", "sub_1", "2024-01-10", box, money, 250, nil)},
			[]daybook.Discount{{Amount: amountOff(250), Duration: daybook.Forever, From: day("2024-01-10"), Until: day("2024-02-10")}}},
		{"one on the line", []object{plain, billed("1", "sub_1", "2024-01-10", box, object{"discounts": []any{dropped}, "discount_amounts": []any{object{"amount": 200, "discount": "di_1"}}})},
			[]daybook.Discount{off(daybook.Forever, "2024-02-10")}},
		{"one that is still shown", []object{with(plain, object{"discount": dropped}), takenOff("1", "sub_1", "2024-01-10", box, dropped, 200, nil)},
			[]daybook.Discount{off(daybook.Forever, "")}},
		{"one whose copies on invoices have ids of their own", []object{with(plain, object{"discount": dropped}), takenOff("1", "sub_1", "2024-01-10", box, with(dropped, object{"id": "di_copy"}), 200, nil)},
			[]daybook.Discount{off(daybook.Forever, "")}},
		{"one that came again", []object{with(plain, object{"discount": again}), takenOff("1", "sub_1", "2024-01-10", box, dropped, 200, nil)},
			[]daybook.Discount{{Percent: percent("10"), Duration: daybook.Forever, From: day("2024-04-10")}, off(daybook.Forever, "2024-02-10")}},
		{"one that took nothing off", []object{plain, takenOff("1", "sub_1", "2024-01-10", box, dropped, 0, nil)}, nil},
		{"one on a proration", []object{plain, takenOff("1", "sub_1", "2024-01-10", box, dropped, 200, object{"proration": true})}, nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := facts[*daybook.Subscription](newShop(t, test.objects...).pull(t))
			if diff := cmp.Diff(test.want, got[0].Discounts); diff != "" || len(got) != 1 {
				t.Errorf("%d spans: %s", len(got), diff)
			}
		})
	}
}

func TestAnItemThatWasRemovedHasTheDiscountsOfItsInvoices(t *testing.T) {
	d := discounted("di_1", "2024-01-10", object{"percent_off": 10})
	s := newShop(t, with(subscribed("sub_1", "2024-01-10", "2024-05-10", box), object{"discount": d}),
		takenOff("1", "sub_1", "2024-01-10", small, d, 150, object{"subscription_item": "si_gone"}))
	got := facts[*daybook.Subscription](s.pull(t))
	want := []daybook.Discount{{Percent: percent("10"), Duration: daybook.Forever, From: day("2024-01-10"), Until: day("2024-02-10")}}
	if diff := cmp.Diff(want, got[1].Discounts); diff != "" || got[1].Plan != "small" {
		t.Error(diff)
	}
}

package stripe

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"daybook"
)

// credited is a credit note over half of the line il_1.
func credited(fields object) object {
	line := object{"object": "credit_note_line_item", "id": "cnli_1", "type": "invoice_line_item", "amount": 1000, "discount_amount": 0, "invoice_line_item": "il_1"}
	return with(object{"object": "credit_note", "id": "cn_1", "created": unix("2024-01-20"), "status": "issued", "currency": "usd",
		"customer": "cus_1", "invoice": "in_1", "lines": []any{line}}, fields)
}

func TestACreditNoteTakesBackAPartOfTheLinesItIsAbout(t *testing.T) {
	s := newShop(t, billed("1", "sub_1", "2024-01-10", box, nil), credited(nil))
	want := &daybook.InvoiceLine{
		Header:       daybook.Header{Origin: daybook.Origin{Source: "shop", ID: "cnli_1", Place: "stripe cn_1 cnli_1"}, Day: day("2024-01-20")},
		Customer:     "cus_1",
		Invoice:      "in_1",
		Subscription: "sub_1",
		Plan:         "box",
		Amount:       usd(-1000),
		From:         day("2024-01-10"),
		Until:        day("2024-02-10"),
		Interval:     monthly,
	}
	if diff := cmp.Diff(want, facts[*daybook.InvoiceLine](s.pull(t))[1]); diff != "" {
		t.Error(diff)
	}
}

func TestACreditNoteOfItsOwnIsServedOnItsDay(t *testing.T) {
	custom := object{"object": "credit_note_line_item", "id": "cnli_1", "type": "custom_line_item", "amount": 1190, "discount_amount": 100,
		"tax_amounts": []any{object{"amount": 174, "inclusive": true}, object{"amount": 10, "inclusive": false}}}
	s := newShop(t, credited(object{"lines": []any{custom}, "effective_at": unix("2024-01-25")}))
	got := facts[*daybook.InvoiceLine](s.pull(t))[0]
	if got.Day != day("2024-01-25") || got.From != got.Day || got.Until != got.Day+1 || got.Amount != usd(-(1190-100-174)) || !got.Once {
		t.Errorf("found %+v", got)
	}
}

func TestACreditNoteThatWasMadeVoidTakesNothingBack(t *testing.T) {
	into := newShop(t, credited(object{"status": "void"})).pull(t)
	if len(into.Facts()) != 0 || into.SkipRules()["void credit note"] != 1 {
		t.Errorf("%d facts, skips %v", len(into.Facts()), into.SkipRules())
	}
}

func TestABrokenLineOfACreditNoteIsRejected(t *testing.T) {
	into := newShop(t, credited(object{"currency": "usdc"})).pull(t)
	if rejects := into.Rejects(); len(rejects) != 1 || rejects[0].Origin.ID != "cnli_1" || rejects[0].Raw["credit_note"] != "cn_1" {
		t.Errorf("rejects %+v", rejects)
	}
}

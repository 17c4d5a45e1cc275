package stripe

import (
	"bytes"
	"encoding/json"
	"testing"
)

func TestDocumentsAreCanonicalAndNotPersonal(t *testing.T) {
	for _, test := range []struct{ kind, raw, want string }{
		{"charge", ` { "b" : [ 1 , {"z":"\u00e9","a":12345678901234567890} ], "a" : null, "amount": 1.50 } `, `{"amount":1.50,"b":[1,{"a":12345678901234567890,"z":"é"}]}`},
		{"customer", `{"id":"cus_1","name":"Jane","email":"jane@example.com","phone":"1","description":"Jane","address":{"line1":"x","country":"DE"},
			"shipping":{"name":"Jane","phone":"1","address":{"city":"x","country":"FR"}},"invoice_settings":{"custom_fields":[{"name":"x","value":"y"}]},
			"metadata":{"Name":"Jane","channel":"google","mail":"a@b"},"sources":{"data":[{"name":"Jane"}]},
			"discount":{"coupon":{"id":"co_1","name":"Spring"}}}`,
			`{"address":{"country":"DE"},"discount":{"coupon":{"id":"co_1","name":"Spring"}},"email":"jane@example.com","id":"cus_1","invoice_settings":{},"metadata":{"channel":"google"},"shipping":{"address":{"country":"FR"}}}`},
		{"charge", `{"id":"ch_1","billing_details":{"email":"jane@example.com","name":"Jane","address":{"country":"DE","line1":"x"}},"receipt_email":"jane@example.com",
			"payment_method_details":{"type":"card","card":{"last4":"4242"}},"source":{"id":"card_1","name":"Jane"},"receipt_url":"https://x"}`,
			`{"billing_details":{"address":{"country":"DE"}},"id":"ch_1","payment_method_details":{"type":"card"}}`},
		{"balance_transaction", `{"id":"txn_1","source":"ch_1","description":"x"}`, `{"id":"txn_1","source":"ch_1"}`},
		{"invoice", `{"customer_name":"Jane","customer_address":{"line1":"x","country":"DE"},"hosted_invoice_url":"https://x","lines":{"data":[{"description":"Jane's box","price":{"nickname":"box","product":{"name":"Box"}}}],"url":"/v1"}}`,
			`{"customer_address":{"country":"DE"},"lines":{"data":[{"price":{"nickname":"box","product":{"name":"Box"}}}]}}`},
		{"charge", `{"\uff41":1,"😀":2,"b":"x\u000ay","a\/":"\u003c","b":3,"\u0061":4}`, `{"a":4,"a/":"<","b":"x\ny","b":3,"😀":2,"ａ":1}`},
		{"refund", `{"id":"re_1","charge":{"id":"ch_1","amount":5},"created":7}`, `{"charge":"ch_1","created":7,"id":"re_1"}`},
		{"product", `{"id":"prod_1","name":"Box","description":"A box","url":"https://x"}`, `{"description":"A box","id":"prod_1","name":"Box"}`},
		{"event", `{"data":{"object":{"id":"sub_1","pause_collection":null},"previous_attributes":{"pause_collection":null,"items":{"data":[{"quantity":null}]}}}}`,
			`{"data":{"object":{"id":"sub_1"},"previous_attributes":{"items":{"data":[{"quantity":null}]},"pause_collection":null}}}`},
	} {
		_, got, err := canonical(test.kind, []byte(test.raw))
		if err != nil || string(got) != test.want {
			t.Errorf("%s\nfound  %s (%v)\nwanted %s", test.kind, got, err, test.want)
		}
		if _, again, err := canonical(test.kind, got); err != nil || string(again) != string(got) {
			t.Errorf("canonical twice is not canonical once: %s, then %s (%v)", got, again, err)
		}
	}
}

func TestWhatIsNoJSONIsRefused(t *testing.T) {
	for _, raw := range []string{``, `{`, `{"a"`, `{"a":1]`, `[1,`, `{"a":tru}`} {
		if _, got, err := canonical("charge", []byte(raw)); err == nil {
			t.Errorf("%s became %s", raw, got)
		}
	}
}

func FuzzCanonicalJSONIsStable(f *testing.F) {
	f.Add([]byte(`{"z":1,"é":{"\uff41":2,"😀":"\/","c":"\u0007"},"a":[{},{"y":1,"x":"é","y":2}]}`))
	f.Add([]byte(`{"b":{"name":"x"},"a":[null,1e400,"\ud800",{"metadata":{"k":"v"}}]}`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		_, once, err := canonical("customer", raw)
		if err != nil {
			return
		}
		_, twice, err := canonical("customer", once)
		if err != nil || string(once) != string(twice) || !json.Valid(once) {
			t.Errorf("%q, then %q (%v)", once, twice, err)
		}
		judged := ordered{out: bytes.Clone(once), rough: true}
		if by, err := judged.canonical(); err != nil || string(by) != string(once) {
			t.Errorf("%q, which jsontext writes as %q (%v)", once, by, err)
		}
	})
}

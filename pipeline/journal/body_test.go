package journal

import (
	"encoding/json"
	"testing"

	"daybook"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

// A payment's body is what encoding/json makes of it, byte for byte, and is read back as encoding/json reads it.
func TestThePaymentBodyIsPlainJSON(t *testing.T) {
	word := rapid.OneOf(rapid.StringMatching(`[a-z0-9_]{0,6}`), rapid.String(), rapid.SampledFrom([]string{`"`, `\`, "<", "&", "é", "\u2028", "\x00", "\xff", "{}", `","type":"`}))
	rapid.Check(t, func(r *rapid.T) {
		payment := &daybook.Payment{Customer: word.Draw(r, "customer"), Type: daybook.PaymentType(word.Draw(r, "type")),
			Amount:     daybook.Money{Minor: rapid.Int64().Draw(r, "minor"), Currency: daybook.Currency(word.Draw(r, "currency"))},
			Attributes: rapid.MapOfN(word, word, 0, 3).Draw(r, "attributes")}
		wanted, err := json.Marshal(payment)
		if err != nil {
			r.Fatal(err)
		}
		body, err := appendBody(nil, payment)
		if err != nil || string(body) != string(wanted) {
			r.Fatalf("wanted %s, got %s, %v", wanted, body, err)
		}
		var plainly daybook.Payment
		if err := json.Unmarshal(wanted, &plainly); err != nil {
			r.Fatal(err)
		}
		read, err := decodeFact(daybook.Header{}, daybook.KindPayment, body)
		if diff := cmp.Diff(&plainly, read); err != nil || diff != "" {
			r.Fatalf("%v -wanted +got\n%s", err, diff)
		}
	})
}

// FuzzParsePayment: whatever is in the book, the quick reader reads what encoding/json reads, or leaves it to that.
func FuzzParsePayment(f *testing.F) {
	for _, body := range []string{`{"type":"charge","amount":{"minor":1,"currency":"USD"}}`, `{"customer":"c","type":"fee","amount":{"minor":-1,"currency":"USD"},"attributes":{"a":"b"}}`,
		`{"type":"charge","amount":{"minor":1,"currency":"USD"}}}`, `{"customer":"c","type":"fee","amount":{"minor":--1,"currency":"USD"}}`, `{}`, ``} {
		f.Add([]byte(body))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		var plainly daybook.Payment
		if err := json.Unmarshal(body, &plainly); err != nil {
			return // nobody writes such a body
		}
		canonical, err := json.Marshal(&plainly)
		if err != nil || string(canonical) != string(body) {
			return // nor one that is not in its only form
		}
		read, err := decodeFact(daybook.Header{}, daybook.KindPayment, body)
		if diff := cmp.Diff(&plainly, read); err != nil || diff != "" {
			t.Fatalf("%v -wanted +got\n%s", err, diff)
		}
	})
}

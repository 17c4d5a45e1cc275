package stripe

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	jsonv1 "github.com/go-json-experiment/json/v1"

	"daybook"
)

// excerpted are the fields of an object that a reject shows: enough to find and understand it, nothing personal.
var excerpted = []string{"id", "object", "created", "status", "type", "currency", "amount", "amount_captured",
	"quantity", "unit_amount", "billing_scheme", "invoice", "subscription", "livemode"}

// reject says why an object could not become a fact.
func (m mapper) reject(raw json.RawMessage, why error) *daybook.Reject {
	id := idOf(raw)
	if id == "" {
		sum := sha256.Sum256(raw)
		id = hex.EncodeToString(sum[:16])
	}
	return &daybook.Reject{Origin: m.origin(id, id), Reason: why.Error(), Raw: excerpt(raw)}
}

// excerpt is what may be shown of an object. Values that are objects themselves are left out.
func excerpt(raw json.RawMessage) map[string]string {
	out := map[string]string{}
	var fields map[string]json.RawMessage
	if parse(raw, &fields) != nil {
		out["object"] = fmt.Sprintf("no JSON object, %d bytes", len(raw))
	}
	for name, value := range fields {
		if slices.Contains(excerpted, name) && len(value) > 0 && value[0] != '{' && value[0] != '[' {
			out[name] = unquoted(value)
		}
	}
	if len(out) == 0 {
		out["object"] = fmt.Sprintf("%d fields, none of them known", len(fields))
	}
	return out
}

func unquoted(value json.RawMessage) string {
	var text string
	if parse(value, &text) == nil {
		return text
	}
	return string(value)
}

// mismatch says what did not fit without quoting it.
func mismatch(err error) string {
	var wrong *jsonv1.UnmarshalTypeError
	if errors.As(err, &wrong) && wrong.Field != "" {
		return "a " + wrong.Value + " in " + wrong.Field
	}
	return "something else"
}

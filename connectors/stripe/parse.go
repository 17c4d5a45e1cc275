package stripe

import (
	"github.com/go-json-experiment/json"
	jsonv1 "github.com/go-json-experiment/json/v1"
)

// atOnce is how encoding/json decodes, but that it does not look for mistakes first.
var atOnce = json.JoinOptions(jsonv1.DefaultOptionsV1(), jsonv1.ReportErrorsWithLegacySemantics(false))

// parse decodes JSON as encoding/json does, in less than half its time. Only what does not fit is looked at twice.
func parse(text []byte, into any) error {
	if json.Unmarshal(text, into, atOnce) == nil {
		return nil
	}
	return jsonv1.Unmarshal(text, into)
}

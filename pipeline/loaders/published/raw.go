package published

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"

	"daybook"
)

// encodeRaw writes a rejected record as a JSON object, its columns in the order of the sheet.
func encodeRaw(r daybook.Reject) (string, error) {
	if len(r.Raw) == 0 && len(r.Columns) == 0 {
		return "null", nil
	}
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	for i, column := range ordered(r) {
		out.WriteByte("{,"[min(i, 1)])
		if err := encoder.Encode(column); err != nil {
			return "", err
		}
		out.WriteByte(':')
		if err := encoder.Encode(r.Raw[column]); err != nil {
			return "", err
		}
	}
	out.WriteByte('}')
	var text bytes.Buffer
	err := json.Compact(&text, out.Bytes())
	return text.String(), err
}

// ordered lists the columns of a record: those that its header has, and then what else it holds.
func ordered(r daybook.Reject) []string {
	columns := slices.Clone(r.Columns)
	for _, name := range slices.Sorted(maps.Keys(r.Raw)) {
		if !slices.Contains(columns, name) {
			columns = append(columns, name)
		}
	}
	return columns
}

// decodeRaw reads what encodeRaw writes. A column without a value is in Columns only.
func decodeRaw(text string, into *daybook.Reject) error {
	var raw map[string]string
	if err := json.Unmarshal([]byte(text), &raw); err != nil || raw == nil {
		return err
	}
	maps.DeleteFunc(raw, func(_, value string) bool { return value == "" })
	into.Raw = raw
	decoder := json.NewDecoder(bytes.NewReader([]byte(text)))
	for n := 0; ; n++ {
		token, err := decoder.Token()
		if token == json.Delim('}') || err != nil {
			return err
		}
		if n%2 == 1 {
			into.Columns = append(into.Columns, token.(string))
		}
	}
}

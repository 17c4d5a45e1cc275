package stripesandbox

import "fmt"

// difference is what previous_attributes says: the former values of the fields that changed, of a hash only
// those keys, null for what was not there. A list is given whole.
func difference(former, now object) object {
	out := object{}
	for name, value := range former {
		if is, there := now[name]; !there || !equal(value, is) {
			out[name] = formerly(value, is)
		}
	}
	for name := range now {
		if _, there := former[name]; !there {
			out[name] = nil
		}
	}
	return out
}

func formerly(value, now any) any {
	was, isMap := value.(map[string]any)
	is, stillMap := now.(map[string]any)
	if !isMap || !stillMap || was["object"] != nil {
		return value
	}
	return map[string]any(difference(was, is))
}

// equal compares JSON-like values; numbers by their value, whatever their type.
func equal(a, b any) bool {
	switch x := a.(type) {
	case map[string]any:
		y, ok := b.(map[string]any)
		return ok && equalMaps(x, y)
	case []any:
		y, ok := b.([]any)
		if !ok || len(x) != len(y) {
			return false
		}
		for n := range x {
			if !equal(x[n], y[n]) {
				return false
			}
		}
		return true
	case nil, bool, string:
		return a == b
	}
	switch b.(type) {
	case nil, bool, string, []any, map[string]any:
		return false
	}
	return fmt.Sprint(a) == fmt.Sprint(b)
}

func equalMaps(a, b map[string]any) bool {
	if len(a) != len(b) {
		return false
	}
	for name, value := range a {
		if other, there := b[name]; !there || !equal(value, other) {
			return false
		}
	}
	return true
}

package stripesandbox

import (
	"slices"
	"strconv"
	"strings"
)

// test says whether an object is asked for.
type test = func(object) bool

// filter makes a test of the values that a query has for a parameter ("created[gte]").
type filter func(parameter string, values []string) (test, *failure)

// whatever takes any value and lets everything pass.
func whatever(string, []string) (test, *failure) { return everything, nil }

func everything(object) bool { return true }

// byField keeps the objects whose field of the parameter's name has the value, a reference by its id.
func byField(name string, values []string) (test, *failure) {
	return func(o object) bool { return same(o[name], values[0]) }, nil
}

func same(field any, value string) bool {
	if flag, is := field.(bool); is {
		return strconv.FormatBool(flag) == value
	}
	return idOf(field) == value
}

// byFlag is byField for true and false.
func byFlag(name string, values []string) (test, *failure) {
	if values[0] != "true" && values[0] != "false" {
		return nil, badRequest("", name, "Invalid boolean: %s", values[0])
	}
	return byField(name, values)
}

// oneOf is byField for one of some words.
func oneOf(words ...string) filter {
	return func(name string, values []string) (test, *failure) {
		if !slices.Contains(words, values[0]) {
			return nil, badRequest("", name, "Invalid %s: must be one of %s", name, strings.Join(words, ", "))
		}
		return byField(name, values)
	}
}

// byTime takes a second, or the borders of a window: created, created[gt], created[gte], created[lt], created[lte].
func byTime(parameter string, values []string) (test, *failure) {
	at, err := strconv.ParseInt(values[0], 10, 64)
	if err != nil {
		return nil, badRequest("parameter_invalid_integer", parameter, "Invalid integer: %s", values[0])
	}
	name, border, _ := strings.Cut(parameter, "[")
	switch border {
	case "":
		return dated(name, func(t int64) bool { return t == at }), nil
	case "gt]":
		return dated(name, func(t int64) bool { return t > at }), nil
	case "gte]":
		return dated(name, func(t int64) bool { return t >= at }), nil
	case "lt]":
		return dated(name, func(t int64) bool { return t < at }), nil
	case "lte]":
		return dated(name, func(t int64) bool { return t <= at }), nil
	}
	return nil, unknownParameter(parameter)
}

func dated(name string, within func(int64) bool) test {
	return func(o object) bool {
		at := o[name]
		if name == "created" {
			at = o[birth(o.kind())]
		}
		return at != nil && within(integer(at))
	}
}

// bySubscriptionStatus is oneOf with Stripe's two words for several states.
func bySubscriptionStatus(name string, values []string) (test, *failure) {
	switch values[0] {
	case "all":
		return everything, nil
	case "ended":
		return func(o object) bool { return o["status"] == "canceled" || o["status"] == "incomplete_expired" }, nil
	}
	return oneOf("active", "canceled", "incomplete", "incomplete_expired", "past_due", "paused", "trialing", "unpaid")(name, values)
}

func byItemPrice(_ string, values []string) (test, *failure) {
	return func(o object) bool {
		return slices.ContainsFunc(nested(o["items"]), func(item object) bool { return same(item["price"], values[0]) })
	}, nil
}

// byType keeps the events of a type, or of all types that begin as "charge.*" says.
func byType(_ string, values []string) (test, *failure) {
	prefix, many := strings.CutSuffix(values[0], "*")
	return func(o object) bool {
		return many && strings.HasPrefix(text(o["type"]), prefix) || text(o["type"]) == values[0]
	}, nil
}

// mostTypes is how many types of events may be asked for at once.
const mostTypes = 20

func byTypes(_ string, values []string) (test, *failure) {
	if len(values) > mostTypes {
		return nil, badRequest("", "types", "You may only specify up to %d event types.", mostTypes)
	}
	return func(o object) bool { return slices.Contains(values, text(o["type"])) }, nil
}

func byIDs(_ string, values []string) (test, *failure) {
	return func(o object) bool { return slices.Contains(values, o.id()) }, nil
}

func byLookupKeys(_ string, values []string) (test, *failure) {
	return func(o object) bool { return slices.Contains(values, text(o["lookup_key"])) }, nil
}

// byPending keeps the invoice items that are on no invoice yet, or those that are.
func byPending(name string, values []string) (test, *failure) {
	_, f := byFlag(name, values)
	return func(o object) bool { return (o["invoice"] == nil) == (values[0] == "true") }, f
}

// byScheduled keeps the schedules that have not started.
func byScheduled(name string, values []string) (test, *failure) {
	_, f := byFlag(name, values)
	return func(o object) bool { return values[0] != "true" || o["status"] == "not_started" }, f
}

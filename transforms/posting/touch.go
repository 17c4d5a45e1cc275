package posting

import (
	"slices"

	"daybook"
)

// touch is the first known value of an attribute; the first by name of several on one day.
type touch struct {
	day   daybook.Day
	value string
}

func (t *touch) see(day daybook.Day, value string) {
	if value != "" && (t.value == "" || day < t.day || day == t.day && value < t.value) {
		*t = touch{day, value}
	}
}

// touches reports whether a dimension is an attribute of first touch.
func (r Rules) touches(name string) bool { return slices.Contains(r.FirstTouch, name) && !made(name) }

// touch attributes the customer by its payments where no record of it does: its channel is that of its first payment
// that has one.
func (c *customer) touch(rules Rules) {
	for _, name := range rules.Dimensions {
		if !rules.touches(name) || c.profiles[0].values[name] != "" {
			continue
		}
		var first touch
		for _, payment := range c.payments {
			first.see(payment.Day, payment.Attributes[name])
		}
		for _, profile := range c.profiles {
			if first.value != "" {
				profile.values[name] = first.value
			}
		}
	}
}

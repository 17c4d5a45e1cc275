package posting

import (
	"strings"

	"daybook"
)

// payerSort is a sort of payments: what one of them adds, and the place of its own dimensions. Sorts that differ in
// nothing but attributes that are no dimensions have the same place.
type payerSort struct {
	effects []effect
	own     int
}

// effect is what a payment adds to a slot: so much for each minor unit, and so much at once.
type effect struct {
	slot       int
	each, once int64
}

// ownDimensions are dimensions that payments have of their own.
type ownDimensions struct {
	values map[string]string
	told   []string // the same, by the rules' dimensions
}

// sort looks up the sorts of payments.
func (y *payerPosting) sort() error {
	places := map[string]int{}
	for _, sort := range y.payers.names.Sorts {
		effects, err := y.effectsOf(sort)
		if err != nil {
			return err
		}
		own := y.poster.own(sort.Attributes)
		told := y.poster.rules.listed(own)
		key := strings.Join(told, "\x00")
		place, known := places[key]
		if !known {
			place = len(y.owns)
			places[key], y.owns = place, append(y.owns, ownDimensions{own, told})
		}
		y.sorts = append(y.sorts, payerSort{effects, place})
	}
	return nil
}

// effectsOf lets a payment of one minor unit be posted, and looks what it adds.
func (y *payerPosting) effectsOf(sort daybook.PaymentSort) (effects []effect, err error) {
	emit := y.poster.emit
	defer func() { y.poster.emit = emit }()
	y.poster.emit = func(posted daybook.Posting) error {
		one := effect{slot: y.slot(posted.Measure, posted.Currency)}
		if posted.Currency == "" {
			one.once = posted.Amount
		} else {
			one.each = posted.Amount
		}
		effects = append(effects, one)
		return nil
	}
	err = y.poster.payment(&daybook.Payment{Type: sort.Type, Amount: daybook.Money{Minor: 1, Currency: sort.Currency}}, nil)
	return effects, err
}

// listed puts values into the order of the rules' dimensions.
func (r Rules) listed(values map[string]string) []string {
	all := make([]string, len(r.Dimensions))
	for i, name := range r.Dimensions {
		all[i] = values[name]
	}
	return all
}

package report

import (
	"fmt"
	"slices"
	"strings"

	"daybook"
	"daybook/internal/numeral"
	"daybook/internal/sheet"
)

// currency is the currency of a line's amounts: what its column says, else that of the books.
func (r *reading) currency(row sheet.Row) (daybook.Currency, error) {
	text := r.columns.text(row, Currency)
	if text == "" {
		return r.options.Currency, nil
	}
	can := numeral.Currencies(strings.ToUpper(text))
	if len(can) == 0 {
		can = numeral.Currencies(text)
	}
	switch {
	case slices.Contains(can, r.options.Currency):
		return r.options.Currency, nil
	case len(can) == 1:
		return can[0], nil
	}
	return "", &daybook.Error{Found: fmt.Sprintf("the currency %q", text), Wanted: "one that can be read one way only: a code like USD",
		Remedy: "set currency: if it is that of the books"}
}

// isCommodity reports whether a line counts something else than money: shares, hours.
func (r *reading) isCommodity(row sheet.Row) bool {
	text := r.columns.text(row, Currency)
	return text != "" && len(numeral.Currencies(strings.ToUpper(text))) == 0 && len(numeral.Currencies(text)) == 0
}

// typeOf is the type of an account under a heading: that of the heading, unless the name says more than it.
func (p *Preset) typeOf(name, heading string) string {
	if kind := p.kindOf(name); slices.Contains(kind.Among, heading) {
		return kind.Type
	}
	return heading
}

// kindOf is what the name of a line's account says about it.
func (p *Preset) kindOf(name string) AccountKind {
	for _, kind := range p.Accounts {
		if kind.Match.MatchString(name) {
			return kind
		}
	}
	return AccountKind{}
}

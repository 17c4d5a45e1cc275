package mt940

import (
	"io"
	"regexp"
	"strings"

	"daybook"
	"daybook/internal/bank"
	"daybook/internal/numeral"
)

// reading is a file being read.
type reading struct {
	into     *bank.Ledger
	account  bank.Account
	currency daybook.Currency
	line     *field   // the :61: that may have an :86: yet
	purpose  []string // its :86:
	begun    bool
}

func read(in io.ReadSeeker, into *bank.Ledger) error {
	r := &reading{into: into}
	for f, err := range fieldsOf(in, into) {
		if err == nil {
			err = r.step(f)
		}
		if err != nil {
			return err
		}
	}
	if !r.begun {
		return into.Damaged(0, "no opening balance (:60F:)", "an MT940 file", nil)
	}
	return r.finish()
}

func (r *reading) step(f field) error {
	if f.tag == "86" {
		r.purpose = append(r.purpose, f.lines...)
		return nil
	}
	if err := r.finish(); err != nil {
		return err
	}
	switch f.tag {
	case "25", "25P":
		r.account = bank.Account{Number: strings.TrimSpace(f.lines[0])}
		r.into.Begin(r.account)
	case "60F", "60M":
		r.begun = true
		return r.balance(f, r.into.Opening)
	case "62F", "62M":
		return r.balance(f, r.into.Closing)
	case "34F":
		return r.into.Damaged(f.row, "an interim report", "a statement, MT940: its lines are final", nil)
	case "61":
		r.line = &f
	}
	return nil
}

// balanced is the balance of a field :60F: or :62F:, "C240115EUR1234,56".
var balanced = regexp.MustCompile(`^([CD])(\d{6})([A-Z]{3})([\d.,]+)$`)

func (r *reading) balance(f field, tell func(daybook.Money, int)) error {
	found := balanced.FindStringSubmatch(strings.TrimSpace(f.lines[0]))
	if found == nil {
		return r.into.Damaged(f.row, "the balance \""+f.lines[0]+"\"", "one like C240115EUR1234,56", nil)
	}
	currency, err := daybook.ParseCurrency(found[3])
	if err != nil {
		return r.into.Damaged(f.row, "", "a balance", err)
	}
	r.currency = currency
	at, err := r.amount(found[4])
	if err != nil {
		return r.into.Damaged(f.row, "", "a balance", err)
	}
	if found[1] == "D" {
		at = at.Neg()
	}
	tell(at, f.row)
	return nil
}

// amount reads an amount of the statement's currency: no thousands signs, a comma before the decimals, or a point.
func (r *reading) amount(text string) (daybook.Money, error) {
	separator := numeral.Comma
	if !strings.Contains(text, ",") {
		separator = numeral.Point
	}
	number, err := numeral.ParseNumber(text, separator)
	if err != nil {
		return daybook.Money{}, err
	}
	return daybook.MoneyOf(number.Value, r.currency)
}

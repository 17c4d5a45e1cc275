package report

import (
	"daybook"
	"daybook/internal/numeral"
	"daybook/internal/sheet"
)

// amount returns what a line posts, nil for nothing: debit less credit where the report has them, else the amount in
// the sign that the program prints.
func (r *reading) amount(row sheet.Row) (*daybook.Money, daybook.Sign, *fault) {
	at := r.columns.at
	debit, _, bad := r.money(row, at[Debit], daybook.DebitPositive)
	if bad != nil {
		return nil, "", bad
	}
	credit, _, bad := r.money(row, at[Credit], daybook.DebitPositive)
	if bad != nil {
		return nil, "", bad
	}
	if debit == nil && credit == nil {
		return r.onSide(row)
	}
	sum, err := less(debit, credit)
	if err != nil {
		return nil, "", &fault{at[Credit], err}
	}
	return &sum, daybook.DebitPositive, nil
}

// onSide returns the amount of a line without debit and credit, on the side that a column of its own may name.
func (r *reading) onSide(row sheet.Row) (*daybook.Money, daybook.Sign, *fault) {
	amount, sign, bad := r.money(row, r.columns.at[Amount], r.preset.sign())
	text := r.columns.text(row, Side)
	if bad != nil || amount == nil || text == "" {
		return amount, sign, bad
	}
	side := numeral.SideOf(text)
	if side == numeral.NoSide {
		return nil, sign, &fault{r.columns.at[Side], &daybook.Error{Found: "\"" + text + "\"", Wanted: "Dr or Cr, D or C, Debit or Credit"}}
	}
	money, sign := sided(*amount, side, sign)
	return &money, sign, nil
}

// less returns debit less credit; either may be missing.
func less(debit, credit *daybook.Money) (daybook.Money, error) {
	var sum daybook.Money
	if debit != nil {
		sum = *debit
	}
	if credit == nil {
		return sum, nil
	}
	return sum.Add(credit.Neg())
}

func (p *Preset) sign() daybook.Sign {
	if p.Sign == "" {
		return daybook.Natural
	}
	return p.Sign
}

// sided turns an amount with CR or DR beside it into debit less credit.
func sided(money daybook.Money, side numeral.Side, sign daybook.Sign) (daybook.Money, daybook.Sign) {
	switch side {
	case numeral.Debit:
		return money, daybook.DebitPositive
	case numeral.Credit:
		return money.Neg(), daybook.DebitPositive
	}
	return money, sign
}

package camt

import (
	"cmp"
	"io"
	"strings"

	"daybook"
	"daybook/internal/bank"
	"daybook/internal/numeral"
)

// read reads a document twice: first for what the balances prove about reversals.
func read(in io.ReadSeeker, into *bank.Ledger) error {
	proof := &proof{}
	if err := walk(in, into, proof); err != nil {
		return err
	}
	if _, err := in.Seek(0, io.SeekStart); err != nil {
		return err
	}
	return walk(in, into, &reading{into: into, turned: proof.turned})
}

// reading puts the entries of a document.
type reading struct {
	into    *bank.Ledger
	turned  []bool // the statements, in order, whose reversals have the direction of what they reverse
	account bank.Account
	opened  bool // the opening balance is known
	closing *closing
}

// closing is a closing balance. It stands before the entries and is proven after them.
type closing struct {
	at   daybook.Money
	line int
}

func (r *reading) begin(a account) {
	r.account = bank.Account{Number: cmp.Or(a.IBAN, a.Other), Owed: a.Type == "CARD" || a.Type == "LOAN"}
	r.into.Begin(r.account)
}

func (r *reading) balance(b balance, line int) error {
	at, err := signed(b.Amount, b.Side)
	if err != nil {
		return r.into.Damaged(line, "", "a balance", err)
	}
	switch {
	case b.Code == "OPBD", b.Code == "PRCD" && !r.opened:
		r.opened = true
		r.into.Opening(at, line)
	case b.Code == "CLBD":
		r.closing = &closing{at, line}
	}
	return nil
}

func (r *reading) end() error {
	if r.closing != nil {
		r.into.Closing(r.closing.at, r.closing.line)
	}
	r.opened, r.closing = false, nil
	if len(r.turned) > 0 {
		r.turned = r.turned[1:]
	}
	return nil
}

func (r *reading) entry(e entry, line int) error {
	if rule := e.left(); rule != "" {
		return r.into.Skip(rule)
	}
	posted := bank.Line{Account: r.account, Row: line, ID: e.reference(), Content: e.content()}
	column, value := "Amt", e.Amount.Text
	var err error
	if posted.Amount, err = signed(e.Amount, e.Side); err == nil {
		column, value = "BookgDt", cmp.Or(e.Booked.text(), e.Valued.text())
		posted.Day, err = numeral.ParseDate(value, numeral.YMD, nil)
	}
	if err != nil {
		raw := map[string]string{"Amt": e.Amount.Text, "Ccy": e.Amount.Currency, "CdtDbtInd": e.Side, "BookgDt": e.Booked.text(), "ValDt": e.Valued.text()}
		return r.into.Reject(line, column, value, raw, err)
	}
	if e.reverses() && len(r.turned) > 0 && r.turned[0] {
		posted.Amount = posted.Amount.Neg()
	}
	return r.into.Post(posted)
}

// left returns the rule under which an entry is left out.
func (e entry) left() string {
	switch strings.TrimSpace(cmp.Or(e.Status.Code, e.Status.Text)) {
	case "PDNG":
		return "pending"
	case "INFO", "FUTR":
		return "information"
	}
	return ""
}

func (e entry) reverses() bool { return e.Reversal == "true" || e.Reversal == "1" }

// reference is the bank's own, unless it says that there is none.
func (e entry) reference() string {
	switch strings.ToUpper(e.Reference) {
	case "NOTPROVIDED", "NONREF", "NONE":
		return ""
	}
	return e.Reference
}

// content is what tells an entry without a reference from others.
func (e entry) content() []string {
	content := []string{e.Valued.text(), e.Code, e.Info, e.Reversal}
	for _, detail := range e.Details {
		content = append(append(content, detail.Reference), detail.Purpose...)
	}
	return content
}

// signed reads an amount with its side, seen from the account: a credit comes in.
func signed(a amount, side string) (daybook.Money, error) {
	currency, err := daybook.ParseCurrency(a.Currency)
	if err != nil {
		return daybook.Money{}, err
	}
	value, err := daybook.ParseDecimal(strings.TrimSpace(a.Text))
	if err != nil {
		return daybook.Money{}, err
	}
	money, err := daybook.MoneyOf(value, currency)
	switch {
	case err != nil:
		return money, err
	case side == "DBIT":
		return money.Neg(), nil
	case side == "CRDT":
		return money, nil
	}
	return money, &daybook.Error{Found: "the side \"" + side + "\"", Wanted: "CRDT or DBIT"}
}

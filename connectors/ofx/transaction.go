package ofx

import (
	"errors"
	"strings"

	"daybook"
	"daybook/internal/bank"
	"daybook/internal/numeral"
)

// remember notes what a transaction corrects.
func (r *reading) remember(t *transaction) error {
	if fitid := t.fields["CORRECTFITID"]; fitid != "" {
		r.corrected[correction{r.account.Number, fitid}] = strings.ToUpper(t.fields["CORRECTACTION"])
	}
	return nil
}

// post turns a transaction into a record.
func (r *reading) post(t *transaction) error {
	if rule := r.left(t); rule != "" {
		return r.into.Skip(rule)
	}
	line := bank.Line{Account: r.account, Row: t.line, ID: t.fields["FITID"], Unique: true,
		Content: []string{t.fields["TRNTYPE"], t.fields["NAME"], t.fields["PAYEE.NAME"], t.fields["MEMO"], t.fields["CHECKNUM"], t.fields["REFNUM"]}}
	column, err := "DTPOSTED", error(nil)
	if line.Day, err = day(t.fields["DTPOSTED"]); err == nil {
		column = "TRNAMT"
		line.Amount, err = r.amount(t)
	}
	if err != nil {
		return r.into.Reject(t.line, column, t.fields[column], t.raw(), err)
	}
	return r.into.Post(line)
}

// left returns the rule under which a transaction is left out.
func (r *reading) left(t *transaction) string {
	action, corrected := r.corrected[correction{r.account.Number, t.fields["FITID"]}]
	switch {
	case t.fields[""] == "STMTTRNP":
		return "pending"
	case t.fields[""] != "STMTTRN":
		return "investment"
	case corrected && t.fields["FITID"] != "" && action == "DELETE", strings.EqualFold(t.fields["CORRECTACTION"], "DELETE"):
		return "deleted"
	case corrected && t.fields["FITID"] != "":
		return "corrected"
	}
	return ""
}

// day reads the date of "20240115120000.000[-5:EST]".
func day(text string) (daybook.Day, error) {
	const digits = len("20240115")
	if len(text) < digits {
		return 0, &daybook.Error{Found: quoted(text), Wanted: "a date like 20240115"}
	}
	day, err := numeral.ParseDate(text[:digits], numeral.YMD, nil)
	if err != nil {
		return 0, &daybook.Error{Found: quoted(text), Wanted: "a date like 20240115"}
	}
	return day, nil
}

func quoted(text string) string {
	if text == "" {
		return "nothing"
	}
	return `"` + text + `"`
}

// amount reads a transaction's amount. The standard knows no thousands signs: "1,234" is one and a bit.
func (r *reading) amount(t *transaction) (daybook.Money, error) {
	currency, err := r.currencyOf(t)
	if err != nil {
		return daybook.Money{}, err
	}
	text := t.fields["TRNAMT"]
	number, err := numeral.ParseNumber(text, numeral.Unknown)
	if errors.Is(err, numeral.ErrAmbiguous) {
		number, err = numeral.ParseNumber(strings.Replace(text, ",", ".", 1), numeral.Point)
	}
	if err == nil && (number.Percent || number.Mark != "" || number.Side != numeral.NoSide) {
		err = &daybook.Error{Found: quoted(text), Wanted: "an amount like -1234.50"}
	}
	if err != nil {
		return daybook.Money{}, err
	}
	return daybook.MoneyOf(number.Value, currency)
}

// currencyOf is the currency that a transaction's amount is in.
func (r *reading) currencyOf(t *transaction) (daybook.Currency, error) {
	switch {
	case t.fields["CURRENCY.CURSYM"] != "":
		return daybook.ParseCurrency(t.fields["CURRENCY.CURSYM"])
	case r.currency != "":
		return r.currency, nil
	}
	return r.into.Currency, nil
}

// raw is what the file says of a transaction, without what it says about people.
func (t *transaction) raw() map[string]string {
	raw := map[string]string{"element": t.fields[""]}
	for _, name := range []string{"TRNTYPE", "DTPOSTED", "TRNAMT", "CURRENCY.CURSYM"} {
		if value, found := t.fields[name]; found {
			raw[name] = value
		}
	}
	return raw
}

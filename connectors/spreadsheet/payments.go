package spreadsheet

import (
	"daybook"
	"daybook/internal/sheet"
)

func payments() *table {
	return &table{
		fields: []field{need("id", words), optional("day", dates), optional("time", dates), need("customer", words),
			need("amount", numbers), optional("currency", words), optional("kind", words)},
		oneOf: []string{"day", "time"}, attributes: true, dates: []string{"day", "time"}, at: []string{"amount"}, build: payment,
	}
}

func payment(r *record) ([]daybook.Record, error) {
	id, err := r.required("id")
	if err != nil {
		return nil, err
	}
	day, err := r.dayOrTime()
	if err != nil {
		return nil, err
	}
	texts, err := r.texts("customer", "kind")
	if err != nil {
		return nil, err
	}
	amount, err := r.money("amount")
	if err != nil {
		return nil, err
	}
	if amount.Minor == 0 {
		return []daybook.Record{&daybook.Skip{Rule: "zero amount"}}, nil
	}
	attributes, err := r.attributes()
	if err != nil {
		return nil, err
	}
	fact := &daybook.Payment{Customer: texts[0], Attributes: attributes}
	fact.Day = day
	if fact.Type, fact.Amount, err = r.movement(texts[1], amount); err != nil {
		return nil, err
	}
	return r.finish(fact, id)
}

// dayOrTime returns the day of a row that may have either.
func (r *record) dayOrTime() (daybook.Day, error) {
	if r.cell("day").Kind == sheet.Empty && r.column("time") >= 0 {
		return r.day("time")
	}
	return r.day("day")
}

// movement tells the kind of a payment. Facts have positive amounts and the kind gives the direction. In a
// sheet either may: a charge below zero is a refund; a refund, dispute or fee leaves the till whether it is
// written with a minus or without. Only a fee that is given back, by its name, counts against fees.
func (r *record) movement(kind string, amount daybook.Money) (daybook.PaymentType, daybook.Money, error) {
	switch sheet.Fold(kind) {
	case "", "charge", "payment", "sale", "order", "purchase", "invoice", "income", "subscription", "deposit":
		if amount.Minor < 0 {
			return daybook.Refund, amount.Neg(), nil
		}
		return daybook.Charge, amount, nil
	case "refund", "refunded", "return", "returned", "reversal", "credit", "credit note", "credit memo", "partial refund":
		return daybook.Refund, amount.Abs(), nil
	case "dispute", "disputed", "chargeback", "charge back":
		return daybook.Dispute, amount.Abs(), nil
	case "fee", "fees", "commission", "processing fee", "payment fee", "transaction fee", "bank fee":
		return daybook.Fee, amount.Abs(), nil
	case "fee refund", "fee reversal", "refunded fee", "fee credit":
		return daybook.Fee, amount.Abs().Neg(), nil
	}
	return "", amount, r.wanted("kind", "charge, refund, dispute or fee", "")
}

package stripe

import (
	"cmp"
	"fmt"
	"slices"

	"daybook"
)

// untied says where an owner's charges, refunds and payouts and the movements of the balance do not tie: every
// movement's net is its amount less its fee, its fee is the sum of its parts, and what moved for an object in the
// balance is what the object says. An object without a movement is not in the balance yet, or its movement is older
// than start; a movement in another currency was exchanged and cannot be compared.
func untied(owner dossier) []daybook.Notice {
	var all []daybook.Notice
	moves := map[ref][]balanceTransaction{}
	for _, doc := range owner.newestFirst("balance_transaction") {
		var t balanceTransaction
		if parse(doc.body, &t) == nil {
			moves[t.Source] = append(moves[t.Source], t)
			all = append(all, t.untied()...)
		}
	}
	for _, kind := range []string{"charge", "refund", "payout"} {
		for _, doc := range owner.newestFirst(kind) {
			var o charge // refunds and payouts have the same fields
			if parse(doc.body, &o) == nil {
				all = append(all, o.untied(kind, moves[ref(o.ID)])...)
			}
		}
	}
	slices.SortStableFunc(all, func(a, b daybook.Notice) int { return cmp.Compare(a.Place, b.Place) })
	return all
}

// untied compares a movement with itself.
func (t balanceTransaction) untied() []daybook.Notice {
	var parts int64
	for _, d := range t.FeeDetails {
		parts += d.Amount
	}
	switch {
	case t.Net != nil && *t.Net != t.Amount-t.Fee:
		return notice(t.ID, "net", *t.Net, "amount less fee", t.Amount-t.Fee, t.Currency)
	case len(t.FeeDetails) > 0 && parts != t.Fee:
		return notice(t.ID, "fee", t.Fee, "its parts", parts, t.Currency)
	}
	return nil
}

// gain is what an object adds to the balance in the end.
func (o charge) gain(kind string) int64 {
	switch {
	case kind == "charge":
		return o.captured()
	case o.Status == "failed" || o.Status == "canceled":
		return 0
	}
	return -o.Amount
}

func (o charge) untied(kind string, moves []balanceTransaction) []daybook.Notice {
	var sum int64
	for _, t := range moves {
		if t.Currency != o.Currency {
			return nil
		}
		sum += t.Amount
	}
	if want := o.gain(kind); len(moves) > 0 && sum != want {
		return notice(o.ID, "in the balance", sum, kind, want, o.Currency)
	}
	return nil
}

func notice(id, what string, found int64, other string, wanted int64, currency string) []daybook.Notice {
	return []daybook.Notice{{Place: "stripe " + id, Text: fmt.Sprintf("%s %s, %s %s: they should be equal",
		what, shown(found, currency), other, shown(wanted, currency))}}
}

// shown is an amount for people; in Stripe's own units where it has no others.
func shown(amount int64, currency string) string {
	if m, err := money(amount, currency); err == nil {
		return m.String()
	}
	return fmt.Sprintf("%d %s", amount, currency)
}

package stripe

// untold are the documents that become no fact, each with the rule by which they are left out: they are kept, and
// what they stand for is told by others.
var untold = []struct{ kind, rule string }{
	{"payment_intent", "payment intent"},
	{"payout", "payout"},
}

func (r *reading) skipUntold(owner dossier) {
	for _, u := range untold {
		for range owner.documents[u.kind] {
			r.skip(u.rule)
		}
	}
}

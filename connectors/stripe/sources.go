package stripe

import (
	"context"
	"slices"
	"strings"
)

// movers are the kinds of objects that move money, by the prefixes of their ids.
var movers = map[string]string{"ch": "charge", "py": "charge", "re": "refund", "pyr": "refund", "dp": "dispute", "du": "dispute", "po": "payout"}

// unheard are the objects that balance transactions come from and that the book does not have: no event has told of them.
func (p *pull) unheard(ctx context.Context, read []document) (all []changed, err error) {
	var ids []string
	for _, doc := range read {
		var b balanceTransaction
		if doc.kind != "balance_transaction" || parse(doc.body, &b) != nil {
			continue
		}
		prefix, _, _ := strings.Cut(string(b.Source), "_")
		if kind := movers[prefix]; kind != "" && !slices.Contains(ids, string(b.Source)) {
			ids = append(ids, string(b.Source))
			all = append(all, changed{kind: kind, id: string(b.Source)})
		}
	}
	known := map[string]string{}
	if err := p.ownersOf(ctx, ids, known); err != nil {
		return nil, err
	}
	return slices.DeleteFunc(all, func(one changed) bool { _, there := known[one.id]; return there }), nil
}

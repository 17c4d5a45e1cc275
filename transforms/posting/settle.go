package posting

import (
	"cmp"
	"math/big"
	"slices"

	"daybook"
	"daybook/config"
)

// settling gathers the ledger's transactions for the cash basis. What was billed is open until somebody
// pays; payments settle the oldest first, account by account. So income and costs count when they are
// paid, in the proportion in which they are.
type settling map[transactionKey][]*daybook.Entry

func (s settling) add(fact *daybook.Entry) {
	key := transactionKey{fact.Origin.Source, fact.Transaction, fact.Amount.Currency}
	s[key] = append(s[key], fact)
}

// openItem is what one transaction left open on an account, debits less credits.
type openItem struct {
	lines        []*daybook.Entry // the income and costs behind it; none behind a payment
	amount, left int64
}

// openKey is an account on which items are open.
type openKey struct {
	source, account string
	currency        daybook.Currency
}

// settle posts the transactions in the order of their days.
func (p *Poster) settle() error {
	keys := make([]transactionKey, 0, len(p.settling))
	for key, lines := range p.settling {
		keys = append(keys, key)
		slices.SortFunc(lines, func(a, b *daybook.Entry) int { return compareFacts(a, b) })
	}
	slices.SortFunc(keys, func(a, b transactionKey) int {
		return cmp.Or(cmp.Compare(p.settling[a][0].Day, p.settling[b][0].Day), cmp.Compare(a.source, b.source),
			cmp.Compare(a.transaction, b.transaction), cmp.Compare(a.currency, b.currency))
	})
	open := map[openKey][]*openItem{}
	for _, key := range keys {
		if err := p.settleOne(key, p.settling[key], open); err != nil {
			return err
		}
	}
	return nil
}

// trade is a transaction taken apart.
type trade struct {
	earnings []*daybook.Entry // its lines of income and cost
	owed     int64            // what it adds to receivables and payables, debits less credits
	paid     int64            // what it adds to cash
	account  string           // where it is owed
}

// apart takes a transaction apart, and posts what is neither income nor cost as it is dated.
func (p *Poster) apart(lines []*daybook.Entry) (trade, error) {
	var t trade
	for _, line := range lines {
		account := p.account(line)
		if earned(account.class) {
			t.earnings = append(t.earnings, line)
			continue
		}
		switch debit := debitOf(line, account.class); {
		case account.role == config.RoleReceivable || account.role == config.RolePayable:
			t.owed, t.account = t.owed+debit, line.Account.Code+" "+line.Account.Name
		case account.class == daybook.ClassCash:
			t.paid += debit
		}
		if err := p.accrue(line); err != nil {
			return t, err
		}
	}
	return t, nil
}

// against reports whether cash moves against what is owed: a payment. What is kept back of it, a discount or a fee, is
// settled with it.
func (t trade) against() bool { return t.owed > 0 && t.paid < 0 || t.owed < 0 && t.paid > 0 }

// settleOne posts the income and costs of a transaction as they are paid.
func (p *Poster) settleOne(key transactionKey, lines []*daybook.Entry, open map[openKey][]*openItem) error {
	t, err := p.apart(lines)
	if err == nil && (t.owed == 0 || t.against()) {
		err, t.earnings = p.accrueAll(t.earnings), nil
	}
	if err != nil || t.owed == 0 {
		return err
	}
	if len(t.earnings) == 0 {
		t.paid = 0
	}
	item, day := &openItem{lines: t.earnings, amount: t.owed + t.paid, left: t.owed + t.paid}, lines[0].Day
	if err := p.hold(item); err != nil {
		return err
	}
	if err := p.pay(item, day, magnitude(t.paid)); err != nil {
		return err
	}
	where := openKey{key.source, t.account, key.currency}
	rest, err := p.match(open[where], item, day)
	open[where] = rest
	return err
}

// hold defers the lines of an item on their days: they do not count until somebody pays.
func (p *Poster) hold(item *openItem) error {
	for _, line := range item.lines {
		if err := p.post(line, line.Day, Assets, deferred(p.natural(line), p.account(line).class), nil); err != nil {
			return err
		}
	}
	return nil
}

func (p *Poster) accrueAll(lines []*daybook.Entry) error {
	for _, line := range lines {
		if err := p.accrue(line); err != nil {
			return err
		}
	}
	return nil
}

// match settles an item against the oldest that are open the other way, and returns what is open then. A
// payment makes what it settles count; a credit note makes it never count.
func (p *Poster) match(open []*openItem, item *openItem, day daybook.Day) ([]*openItem, error) {
	for len(open) > 0 && item.left != 0 && (open[0].left < 0) != (item.left < 0) {
		oldest := open[0]
		part := min(magnitude(oldest.left), magnitude(item.left))
		settle := p.cancel
		if len(oldest.lines) == 0 || len(item.lines) == 0 {
			settle = p.pay
		}
		for _, one := range []*openItem{oldest, item} {
			if err := settle(one, day, part); err != nil {
				return nil, err
			}
		}
		if oldest.left == 0 {
			open = open[1:]
		}
	}
	if item.left != 0 {
		open = append(open, item)
	}
	return open, nil
}

// pay settles a part of an item and posts the share of its lines on that day.
func (p *Poster) pay(item *openItem, day daybook.Day, part int64) error {
	before := magnitude(item.amount) - magnitude(item.left)
	for _, line := range item.lines {
		t, amount := p.account(line), p.natural(line)
		amount.Minor = item.share(amount.Minor, before+part) - item.share(amount.Minor, before)
		if err := p.post(line, day, Assets, deferred(amount, t.class).Neg(), nil); err != nil {
			return err
		}
		for _, measure := range p.ledgerMeasures(t) {
			if err := p.post(line, day, measure, amount, nil); err != nil {
				return err
			}
		}
	}
	return p.cancel(item, day, part)
}

// cancel settles a part of an item without posting anything.
func (p *Poster) cancel(item *openItem, _ daybook.Day, part int64) error {
	if item.left < 0 {
		part = -part
	}
	item.left -= part
	return nil
}

// share is what of a line counts once so much of the item is settled: all of it at the end.
func (o *openItem) share(line, settled int64) int64 {
	part := new(big.Int).Mul(big.NewInt(line), big.NewInt(settled))
	return daybook.RatioOf(part, big.NewInt(magnitude(o.amount))).Round(1)
}

// debitOf is an entry's amount as debits less credits.
func debitOf(fact *daybook.Entry, class daybook.Class) int64 {
	if fact.Sign != daybook.DebitPositive && class.CreditNormal() {
		return -fact.Amount.Minor
	}
	return fact.Amount.Minor
}

func magnitude(n int64) int64 { return max(n, -n) }

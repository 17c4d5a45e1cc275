package stripe

import (
	"cmp"
	"context"
	"slices"
	"time"

	"daybook"
)

// Reconcile pulls, then lists everything once more and compares it with the book, month by month. What differs is
// named and mended.
func (s *source) Reconcile(ctx context.Context, request daybook.Request, into daybook.Sink) (daybook.Reconciliation, error) {
	limited, cancel := context.WithTimeout(ctx, s.options.Deadline)
	defer cancel()
	p := s.newPull(limited, request, into)
	result, err := p.reconcile(ctx)
	return result, s.explain(ctx, limited, err)
}

func (p *pull) reconcile(ctx context.Context) (result daybook.Reconciliation, err error) {
	result.Notices = []daybook.Notice{}
	if err = p.run(ctx); err != nil {
		return result, err
	}
	if result.Rows, err = p.compare(ctx, func(list) []timespan { return []timespan{{}} }); err != nil {
		return result, err
	}
	for one, err := range p.dossiers(ctx) {
		if err != nil {
			return result, err
		}
		for _, d := range dossiers(one) {
			result.Notices = append(result.Notices, untied(d)...)
		}
	}
	return result, nil
}

// compare lists some windows of each list and compares them with the book.
func (p *pull) compare(ctx context.Context, of func(list) []timespan) ([]daybook.Reconciled, error) {
	t := tallies{rows: map[rowKey]*daybook.Reconciled{}}
	for _, late := range []bool{false, true} {
		w := &listing{pull: p, late: late, comparing: true, results: make(chan result)}
		w.each = func(ctx context.Context, r result) error { return w.reconcile(ctx, r, t) }
		for _, l := range lists() {
			if l.late() != late || l.kind == "event" {
				continue
			}
			for _, window := range of(l) {
				if l.bounded {
					window.from = max(window.from, p.note.From)
				}
				if window.until == 0 || window.from < window.until {
					w.add(l, window)
				}
			}
		}
		if err := w.walk(ctx); err != nil {
			return nil, err
		}
	}
	if err := p.derive(ctx); err != nil { // where the catalogue was mended
		return nil, err
	}
	return t.sorted(), nil
}

// reconcile compares a page with the book, and mends what differs.
func (w *listing) reconcile(ctx context.Context, r result, t tallies) error {
	held := map[string]document{}
	known, err := w.collect(ctx, daybook.DocumentQuery{Types: []string{r.list.kind}, IDs: idsOf(r.read)})
	if err != nil {
		return err
	}
	for _, doc := range known {
		held[doc.id] = doc
	}
	for _, doc := range r.read {
		t.compare(w.pull, doc, held)
	}
	gone, err := w.missing(ctx, r)
	if err != nil {
		return err
	}
	for _, doc := range gone {
		if doc.deleted {
			t.gone(w.pull, doc)
		}
	}
	return w.apply(ctx, append(r.read, gone...))
}

func idsOf(documents []document) []string {
	ids := []string{}
	for _, doc := range documents {
		ids = append(ids, doc.id)
	}
	return ids
}

type rowKey struct {
	month, kind string
	currency    daybook.Currency
}

// tallies are the rows of a reconciliation.
type tallies struct {
	rows map[rowKey]*daybook.Reconciled
}

func (t tallies) row(p *pull, doc document) (*daybook.Reconciled, int64) {
	amount := worthOf(doc)
	key := rowKey{time.Unix(doc.created, 0).In(p.env.Zone).Format("2006-01"), doc.kind, amount.Currency}
	if t.rows[key] == nil {
		t.rows[key] = &daybook.Reconciled{Month: key.month, Type: key.kind, Currency: key.currency, Missing: []string{}, Changed: []string{}, Gone: []string{}}
	}
	return t.rows[key], amount.Minor
}

// compare counts an object, and the one that the book has of it.
func (t tallies) compare(p *pull, doc document, held map[string]document) {
	row, amount := t.row(p, doc)
	row.SourceCount++
	row.SourceSum += amount
	old, known := held[doc.id]
	if !known || old.deleted {
		row.Missing = append(row.Missing, doc.id)
		return
	}
	former, amount := t.row(p, old)
	former.BookCount++
	former.BookSum += amount
	if !alike(old, doc) {
		row.Changed = append(row.Changed, doc.id)
	}
}

// gone counts an object that only the book has.
func (t tallies) gone(p *pull, doc document) {
	row, amount := t.row(p, doc)
	row.BookCount++
	row.BookSum += amount
	row.Gone = append(row.Gone, doc.id)
}

func (t tallies) sorted() []daybook.Reconciled {
	all := []daybook.Reconciled{}
	for _, row := range t.rows {
		for _, ids := range [][]string{row.Missing, row.Changed, row.Gone} {
			slices.Sort(ids)
		}
		all = append(all, *row)
	}
	slices.SortFunc(all, func(a, b daybook.Reconciled) int {
		return cmp.Or(cmp.Compare(a.Month, b.Month), cmp.Compare(a.Type, b.Type), cmp.Compare(a.Currency, b.Currency))
	})
	return all
}

// worth is what of an object is summed and compared.
type worth struct {
	Status   string `json:"status"`
	Currency string `json:"currency"`
	Amount   int64  `json:"amount"`
	Total    int64  `json:"total"`
	Captured int64  `json:"amount_captured"`
	Refunded int64  `json:"amount_refunded"`
	EndedAt  int64  `json:"ended_at"`
}

func weigh(doc document) (w worth) {
	_ = parse(doc.body, &w) // what cannot be read is rejected where it is mapped
	return w
}

// worthOf is what an object adds to the sum of its month: an invoice or a credit note its total, others their
// amount; nothing where there is none.
func worthOf(doc document) daybook.Money {
	w := weigh(doc)
	amount := w.Amount
	switch doc.kind {
	case "invoice", "credit_note":
		amount = w.Total
	case "subscription", "price", "product", "customer", "coupon", "promotion_code", "subscription_schedule":
		return daybook.Money{}
	}
	worth, err := money(amount, w.Currency)
	if err != nil {
		return daybook.Money{} // it has a reject of its own
	}
	return worth
}

// alike reports whether an object is in the book as it is. Those that show objects of the catalogue are compared
// by what they are worth: what they show changes without an event. So does the status of a balance transaction.
func alike(old, doc document) bool {
	switch doc.kind {
	case "invoice", "invoiceitem", "subscription", "credit_note", "promotion_code", "payout":
		return weigh(old) == weigh(doc)
	case "balance_transaction":
		a, b := weigh(old), weigh(doc)
		a.Status, b.Status = "", ""
		return a == b
	}
	return string(old.body) == string(doc.body)
}

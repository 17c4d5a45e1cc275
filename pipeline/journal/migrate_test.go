package journal

import (
	"context"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"daybook"
	"daybook/internal/database"
	"daybook/internal/testpostgres"

	"github.com/google/go-cmp/cmp"
)

// version1 is what the first daybook wrote: a payment that has changed, one that is gone, one that two files hold.
const version1 = `
INSERT INTO @sources (source_id, company, source) VALUES (1, 'x', 'shop');
INSERT INTO @parts (part_id, source_id, part) VALUES (1, 1, 'a.csv'), (2, 1, 'b.csv');
INSERT INTO @batches (company, batch, part_id, run_id, committed_at) VALUES ('x', 1, 1, 1, '2024-06-01T00:00:00.000000Z'),
	('x', 2, 1, 2, '2024-06-02T00:00:00.000000Z'), ('x', 3, 2, 2, '2024-06-02T00:00:01.000000Z');
INSERT INTO @facts (source_id, part_id, kind, id, day, customer, place, body, batch_from, batch_to) VALUES
	(1, 1, 'payment', '1', 738000, 'c', 'a.csv:2', '{"customer":"c","type":"charge","amount":{"minor":100,"currency":"USD"}}', 1, 2),
	(1, 1, 'payment', '1', 738001, 'c', 'a.csv:2', '{"customer":"c","type":"charge","amount":{"minor":150,"currency":"USD"}}', 2, NULL),
	(1, 1, 'payment', '2', 738002, 'c', 'a.csv:3', '{"customer":"c","type":"charge","amount":{"minor":200,"currency":"USD"}}', 1, 2),
	(1, 1, 'spend', '3', 738003, '', 'a.csv:4', '{"amount":{"minor":300,"currency":"USD"}}', 1, NULL),
	(1, 2, 'spend', '3', 738004, '', 'b.csv:2', '{"amount":{"minor":350,"currency":"USD"}}', 3, NULL);
INSERT INTO @shared_ids (source_id, kind, id) VALUES (1, 'spend', '3')`

func TestABookOfTheFirstVersionIsMigratedWithItsFacts(t *testing.T) {
	for name, url := range map[string]string{"sqlite": filepath.Join(t.TempDir(), "daybook.db"), "postgres": testpostgres.URL(t)} {
		t.Run(name, func(t *testing.T) {
			writeVersion(t, url, 1, version1)
			book, err := Open(t.Context(), url, Options{Company: "x", Now: func() time.Time { return time.Date(2024, 6, 3, 0, 0, 0, 0, time.UTC) }})
			ok(t, err)
			defer book.Close()
			kinds, err := book.Kinds(t.Context())
			ok(t, err)
			same(t, map[daybook.Kind]int64{daybook.KindPayment: 1, daybook.KindSpend: 1}, kinds)
			var days []string
			for change, err := range book.Changes(t.Context(), 1, 0) {
				ok(t, err)
				days = append(days, day(change.Before)+" "+day(change.After))
			}
			same(t, []string{"738000 738001", "738002 -", "738003 738004"}, days)
			same(t, daybook.Range{From: 738001, To: 738004}, putOnTop(t, book).Days)
		})
	}
}

func TestDocumentsOutlastTheirNewKey(t *testing.T) {
	for name, url := range map[string]string{"sqlite": filepath.Join(t.TempDir(), "daybook.db"), "postgres": testpostgres.URL(t)} {
		t.Run(name, func(t *testing.T) {
			writeVersion(t, url, 6, version1+`;
INSERT INTO @documents (source_id, type, id, owner, created, deleted, body) VALUES (1, 'charge', 'ch_1', 'cus_1', 5, 0, '{}'), (1, 'refund', 'ch_1', 'cus_1', 6, 1, '{"a":1}')`)
			book, err := Open(t.Context(), url, Options{Company: "x", Now: time.Now})
			ok(t, err)
			defer book.Close()
			var found []daybook.Document
			for doc, err := range book.Documents("shop").Documents(t.Context(), daybook.DocumentQuery{IDs: []string{"ch_1"}}) {
				ok(t, err)
				found = append(found, *doc)
			}
			same(t, []daybook.Document{{Type: "charge", ID: "ch_1", Owner: "cus_1", Created: 5, Body: []byte(`{}`)},
				{Type: "refund", ID: "ch_1", Owner: "cus_1", Created: 6, Deleted: true, Body: []byte(`{"a":1}`)}}, found)
		})
	}
}

// writeVersion makes a book as an earlier daybook did, with something in it.
func writeVersion(t *testing.T, url string, version int64, content string) {
	t.Helper()
	db, err := database.Open(t.Context(), url, "")
	ok(t, err)
	defer db.Close()
	ok(t, prepare(t.Context(), db))
	provider, err := newProvider(db)
	ok(t, err)
	_, err = provider.UpTo(t.Context(), version)
	ok(t, err)
	_, err = db.ExecContext(t.Context(), db.Bind(content))
	ok(t, err)
}

// putOnTop stores a batch over what was migrated: it has to find what stands.
func putOnTop(t *testing.T, book *Book) Tally {
	t.Helper()
	lease, err := book.Acquire(t.Context(), "test", 0, nil)
	ok(t, err)
	defer lease.Release(context.Background())
	sink, err := book.Sink(t.Context(), lease, 3, "shop")
	ok(t, err)
	ok(t, sink.Put(t.Context(), &daybook.Payment{Header: daybook.Header{Day: 738001, Origin: daybook.Origin{ID: "1", Place: "a.csv:2"}},
		Customer: "c", Type: daybook.Charge, Amount: daybook.Money{Minor: 150, Currency: "USD"}}))
	ok(t, sink.Put(t.Context(), &daybook.Spend{Header: daybook.Header{Day: 738004, Origin: daybook.Origin{ID: "3"}}, Amount: daybook.Money{Minor: 1, Currency: "USD"}}))
	ok(t, sink.Put(t.Context(), &daybook.Gone{Kind: daybook.KindPayment, ID: "1"})) // what is put stays
	ok(t, sink.Put(t.Context(), &daybook.Spend{Header: daybook.Header{Day: 738001, Origin: daybook.Origin{ID: "4"}}}))
	ok(t, sink.Put(t.Context(), &daybook.Gone{Kind: daybook.KindSpend, ID: "5"}))
	ok(t, sink.Commit(t.Context(), daybook.Checkpoint{Part: "a.csv", Whole: true}))
	tally := sink.Tally()
	same(t, []int64{1, 1, 0, 1}, []int64{tally.New, tally.Changed, tally.Closed, tally.Unchanged})
	return tally
}

func day(fact daybook.Fact) string {
	if fact == nil {
		return "-"
	}
	return strconv.Itoa(int(fact.Head().Day))
}

func ok(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func same(t *testing.T, wanted, got any) {
	t.Helper()
	if diff := cmp.Diff(wanted, got); diff != "" {
		t.Errorf("-wanted +got\n%s", diff)
	}
}

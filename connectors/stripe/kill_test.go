package stripe

import (
	"context"
	"fmt"
	"net/http"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"

	"daybook"
	"daybook/pipeline/journal"
)

// diskBook is a book on the disk.
type diskBook struct {
	t     *testing.T
	book  *journal.Book
	lease *journal.Lease
}

func newDiskBook(t *testing.T, s *shop) *diskBook {
	book, err := journal.Open(t.Context(), filepath.Join(t.TempDir(), "book.db"), journal.Options{Company: "x", Now: s.source.env.Now})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { book.Close() })
	lease, err := book.Acquire(t.Context(), "test", 0, nil)
	if err != nil {
		t.Fatal(err)
	}
	return &diskBook{t, book, lease}
}

// pull pulls into the book.
func (s *diskBook) pull(ctx context.Context, source *source, reread bool) (journal.Tally, error) {
	cursor, err := s.book.Cursor(s.t.Context(), "shop")
	if err != nil {
		s.t.Fatal(err)
	}
	sink, err := s.book.Sink(ctx, s.lease, 1, "shop")
	if err != nil {
		return journal.Tally{}, err
	}
	defer sink.Close()
	err = source.Pull(ctx, daybook.Request{Cursor: cursor, Documents: s.book.Documents("shop"), Reread: reread}, sink)
	return sink.Tally(), err
}

// contents are the facts, rejects and documents of the book.
func (s *diskBook) contents() (lines []string) {
	s.t.Helper()
	for fact, err := range s.book.Facts(s.t.Context(), journal.FactQuery{}) {
		if err != nil {
			s.t.Fatal(err)
		}
		lines = append(lines, fmt.Sprintf("%s %+v", fact.Kind(), fact))
	}
	rejects, err := s.book.Rejects(s.t.Context(), "")
	if err != nil {
		s.t.Fatal(err)
	}
	for _, reject := range rejects {
		lines = append(lines, fmt.Sprintf("%+v", reject.Reject))
	}
	for doc, err := range s.book.Documents("shop").Documents(s.t.Context(), daybook.DocumentQuery{}) {
		if err != nil {
			s.t.Fatal(err)
		}
		lines = append(lines, fmt.Sprintf("%s %s of %s, %v: %s", doc.Type, doc.ID, doc.Owner, doc.Deleted, doc.Body))
	}
	return lines
}

// smallBusiness has some of everything.
func smallBusiness(t *testing.T) *shop {
	s := newShop(t, small, box, large, object{"object": "product", "id": "prod_box", "created": unix("2024-01-01"), "name": "Box"})
	s.SetNow(at("2024-06-01"))
	s.follow()
	s.source.batch = 20
	for n := range 130 {
		second := unix("2024-01-10") + int64(n/3)
		customer := fmt.Sprintf("cus_%03d", n)
		s.Put(object{"object": "customer", "id": customer, "created": second})
		s.Put(charged(object{"id": fmt.Sprintf("ch_%03d", n), "customer": customer, "created": second}))
		s.Put(object{"object": "balance_transaction", "id": fmt.Sprintf("txn_%03d", n), "created": second, "type": "charge", "amount": 5000, "fee": 175,
			"currency": "usd", "source": fmt.Sprintf("ch_%03d", n)})
	}
	s.Put(charged(object{"id": "ch_coin", "currency": "usdc"}))
	s.Put(refunded(object{"charge": "ch_007"}))
	s.Put(billed("1", "sub_1", "2024-01-10", small, nil))
	s.Put(billed("2", "sub_1", "2024-02-10", box, nil))
	s.Put(subscribed("sub_1", "2024-01-10", "2024-02-10", box))
	return s
}

// changeSome is what happens after the first pull.
func (s *shop) changeSome() {
	s.SetNow(at("2024-06-02"))
	s.Change(with(s.Get("charge", "ch_003"), object{"amount_captured": 4000}))
	s.Change(object{"object": "customer", "id": "cus_new"})
	s.Change(with(s.Get("price", "price_box"), object{"nickname": "crate"}))
	s.Remove("customer", "cus_005")
	s.Change(with(s.Get("subscription", "sub_1"), object{"status": "canceled", "ended_at": unix("2024-06-02"), "canceled_at": unix("2024-06-02")}))
}

// Invariant 8: a pull that ends at any request leaves the book so that the next one completes it.
func TestAPullThatIsKilledAtAnyRequestIsCompletedByTheNext(t *testing.T) {
	s := smallBusiness(t)
	whole := newDiskBook(t, s)
	requests := func() int { return len(s.Requests()) }
	must := func(_ journal.Tally, err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	must(whole.pull(t.Context(), s.source, false))
	first := requests()
	s.changeSome()
	must(whole.pull(t.Context(), s.source, false))
	all := requests()
	want := whole.contents()
	if first < 20 || all-first < 10 {
		t.Fatalf("%d and %d requests: this tests little", first, all-first)
	}
	for n := 1; n <= all; n += 1 + n/7 {
		s := smallBusiness(t)
		killed := newDiskBook(t, s)
		ctx, kill := context.WithCancel(t.Context())
		s.OnRequest(func(k int, _ *http.Request) {
			if k == n {
				kill()
			}
		})
		_, err := killed.pull(ctx, s.source, false)
		if n < first/2 && err == nil { // how a crowded window is split is up to chance, and so is the number of requests
			t.Errorf("killed at request %d, and the pull says it is done", n)
		}
		if err == nil {
			s.changeSome()
			_, _ = killed.pull(ctx, s.source, false)
		} else {
			must(killed.pull(t.Context(), s.source, false))
			s.changeSome()
		}
		kill()
		must(killed.pull(t.Context(), s.source, false))
		if diff := cmp.Diff(want, killed.contents()); diff != "" {
			t.Fatalf("killed at request %d: -whole +resumed\n%s", n, diff)
		}
	}
}

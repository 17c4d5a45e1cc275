package stripe

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"daybook"
	"daybook/connectors/connectortest"
	"daybook/internal/stripesandbox"
)

// reconcile compares with what an earlier pull has left.
func (s *shop) reconcile(t *testing.T, before *connectortest.Recorder) (daybook.Reconciliation, *connectortest.Recorder) {
	t.Helper()
	into := &connectortest.Recorder{Before: before}
	result, err := s.source.Reconcile(t.Context(), daybook.Request{Cursor: into.Cursor(), Documents: into}, into)
	if err != nil {
		t.Fatal(err)
	}
	return result, into
}

func TestReconcileNamesDifferencesAndMendsThem(t *testing.T) {
	s, book := opened(t, charged(nil), charged(object{"id": "ch_2", "created": unix("2024-01-03")}), charged(object{"id": "ch_feb", "created": unix("2024-02-01")}),
		object{"object": "invoiceitem", "id": "ii_1", "date": unix("2024-02-02"), "customer": "cus_1", "amount": 700, "currency": "usd"},
		object{"object": "customer", "id": "cus_1", "created": unix("2024-01-01")}, subscribed("sub_1", "2024-01-10", "2024-05-10", box), box)
	result, book := s.reconcile(t, book)
	if result.Differences() != 0 || len(result.Rows) < 5 {
		t.Fatalf("%+v", result)
	}
	// All of this happens without an event.
	s.Put(with(s.Get("charge", "ch_1"), object{"amount": 6000}))
	s.Put(charged(object{"id": "ch_3", "created": unix("2024-01-04"), "amount": 100, "amount_captured": 100}))
	s.Delete("invoiceitem", "ii_1")
	s.Put(with(s.Get("subscription", "sub_1"), object{"status": "canceled", "ended_at": unix("2024-05-20")}))
	result, book = s.reconcile(t, book)
	var got []daybook.Reconciled
	for _, row := range result.Rows {
		if row.Differences() > 0 {
			got = append(got, row)
		}
	}
	none := []string{}
	want := []daybook.Reconciled{
		{Month: "2024-01", Type: "charge", Currency: "USD", SourceCount: 3, BookCount: 2, SourceSum: 11100, BookSum: 10000, Missing: []string{"ch_3"}, Changed: []string{"ch_1"}, Gone: none},
		{Month: "2024-01", Type: "subscription", SourceCount: 1, BookCount: 1, Missing: none, Changed: []string{"sub_1"}, Gone: none},
		{Month: "2024-02", Type: "invoiceitem", Currency: "USD", BookCount: 1, BookSum: 700, Missing: none, Changed: none, Gone: []string{"ii_1"}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	s.equalsFull(t, book)
	if result, _ := s.reconcile(t, book); result.Differences() != 0 {
		t.Errorf("still different: %+v", result)
	}
}

func TestReconcileMendsTheCatalogue(t *testing.T) {
	s, book := opened(t, subscribed("sub_1", "2024-01-10", "2024-05-10", box), box)
	s.Put(with(box, object{"nickname": "crate"}))
	result, book := s.reconcile(t, book)
	if result.Differences() != 1 {
		t.Errorf("%+v", result)
	}
	s.equalsFull(t, book)
}

func TestEachListIsComparedWithTheBookOnceAWeek(t *testing.T) {
	s := newShop(t, charged(object{"id": "ch_old", "created": unix("2022-12-05")}), charged(object{"id": "ch_year", "created": unix("2023-07-05")}),
		charged(object{"id": "ch_may", "created": unix("2024-05-05")}))
	s.SetNow(at("2024-05-10"))
	s.follow()
	book := s.pull(t)
	for _, id := range []string{"ch_old", "ch_year", "ch_may"} {
		s.Put(with(s.Get("charge", id), object{"amount_captured": 1}))
	}
	for week, want := range []string{"2024-05 differed", "2023-07 differed", "2022-12 differed", "", ""} {
		s.log.Reset()
		before := len(s.Requests())
		for range comparedEvery {
			s.Advance(24 * time.Hour)
			book = s.pullAfter(t, book)
		}
		if found := strings.Count(s.log.String(), "differed"); found != len(strings.Fields(want))/2 || !strings.Contains(s.log.String(), want) {
			t.Errorf("week %d: wanted %q in\n%s", week, want, s.log)
		}
		if week == 0 {
			s.eachListIsAskedOnce(t, s.Requests()[before:])
		}
	}
	s.equalsFull(t, book)
}

// eachListIsAskedOnce wants what a week asks for where nothing changes: each night the account, the events and the newest
// balance transactions, and each list but that of the events once.
func (s *shop) eachListIsAskedOnce(t *testing.T, requests []stripesandbox.Request) {
	t.Helper()
	want, got := map[string]int{"/v1/account": comparedEvery, "/v1/events": comparedEvery, "/v1/balance_transactions": comparedEvery}, map[string]int{}
	for _, l := range lists() {
		if l.kind != "event" {
			want[l.path()]++
		}
	}
	for _, r := range requests {
		got[r.Path]++
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

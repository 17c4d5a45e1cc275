package stripe

import (
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"daybook"
	"daybook/connectors/connectortest"
	"daybook/internal/stripesandbox"
)

// The tests of this file are about defects that other connectors are known for.

// opened is a sandbox with a clock, after its first pull.
func opened(t *testing.T, objects ...object) (*shop, *connectortest.Recorder) {
	s := newShop(t, objects...)
	s.SetNow(at("2024-06-01"))
	s.follow()
	return s, s.pull(t)
}

func (s *shop) equalsFull(t *testing.T, book *connectortest.Recorder) {
	t.Helper()
	if diff := cmp.Diff(standing(t, s.pull(t)), standing(t, book)); diff != "" {
		t.Errorf("-full +incremental\n%s", diff)
	}
}

func TestACancellationAfterTheFirstPullIsSeen(t *testing.T) {
	s, book := opened(t, subscribed("sub_1", "2024-01-10", "2024-05-10", box))
	s.Change(with(s.Get("subscription", "sub_1"), object{"status": "canceled", "ended_at": unix("2024-06-01"), "canceled_at": unix("2024-06-01")}))
	again := s.pullAfter(t, book)
	got := facts[*daybook.Subscription](again)
	if len(got) != 1 || got[0].Until != day("2024-06-01") {
		t.Errorf("%+v, wanted an end on 2024-06-01", standing(t, again))
	}
	s.equalsFull(t, again)
}

func TestMoreThanAThousandObjectsAreReadAtFirstAndWhenTheyChange(t *testing.T) {
	s := newShop(t)
	s.SetNow(at("2024-06-01"))
	s.follow()
	for n := range 2345 {
		s.Put(charged(object{"id": fmt.Sprintf("ch_%04d", n), "created": unix("2024-01-02") + int64(n)}))
	}
	book := s.pull(t)
	if got := len(facts[*daybook.Payment](book)); got != 2345 {
		t.Errorf("%d payments, wanted 2345", got)
	}
	for n := range 1100 {
		s.Change(with(s.Get("charge", fmt.Sprintf("ch_%04d", n)), object{"amount_captured": 1}))
	}
	changed := 0
	for _, payment := range facts[*daybook.Payment](s.pullAfter(t, book)) {
		if payment.Amount.Minor == 1 {
			changed++
		}
	}
	if changed != 1100 {
		t.Errorf("%d changed payments, wanted 1100", changed)
	}
}

func TestWhatEventsNoLongerTellIsListedAgain(t *testing.T) {
	s, book := opened(t, object{"object": "customer", "id": "cus_1", "created": 1}, object{"object": "customer", "id": "cus_2", "created": 2},
		charged(nil), subscribed("sub_1", "2024-01-10", "2024-05-10", box))
	s.Change(with(s.Get("charge", "ch_1"), object{"amount_captured": 4000}))
	s.Remove("customer", "cus_2")
	s.Advance(31 * 24 * time.Hour)
	s.Change(object{"object": "customer", "id": "cus_3"})
	again := s.pullAfter(t, book)
	s.equalsFull(t, again)
	if !strings.Contains(s.log.String(), "everything is listed again: the last pull is more than 29 days ago") {
		t.Errorf("log:\n%s", s.log)
	}
}

func TestAnOverlapThatIsNotFoundAgainMeansThatEventsAreMissing(t *testing.T) {
	s, _ := opened(t, charged(nil))
	s.Change(object{"object": "customer", "id": "cus_1"})
	book := s.pull(t)
	s.Put(with(s.Get("charge", "ch_1"), object{"amount_captured": 4000})) // silently
	for _, event := range s.All("event") {
		s.Delete("event", event["id"].(string))
	}
	s.equalsFull(t, s.pullAfter(t, book))
	if !strings.Contains(s.log.String(), "everything is listed again: none of the events of the last pull is found again") {
		t.Errorf("log:\n%s", s.log)
	}
}

func TestEventsInAnotherVersionOfTheAPITellOfTheSameObjects(t *testing.T) {
	for _, version := range []string{"2020-08-27", "2025-03-31.basil"} {
		s, book := opened(t, subscribed("sub_1", "2024-01-10", "2024-05-10", box), billed("1", "sub_1", "2024-05-10", box, nil))
		s.EventVersion(version)
		s.Change(with(s.Get("subscription", "sub_1"), object{"status": "canceled", "ended_at": unix("2024-06-01")}))
		s.Change(with(s.Get("invoice", "in_1"), object{"status": "void"}))
		again := s.pullAfter(t, book)
		if got := facts[*daybook.Subscription](again); len(got) != 1 || got[0].Until != day("2024-06-01") {
			t.Errorf("%s: %+v", version, got)
		}
		s.equalsFull(t, again)
	}
}

func TestAnEventWithoutAnObjectIsPassedOver(t *testing.T) {
	s, book := opened(t, charged(nil))
	for n, data := range []any{nil, object{}, object{"object": nil}, object{"object": object{"object": "balance"}}, object{"object": object{"object": "source", "id": "src_1"}}} {
		s.Put(object{"object": "event", "id": fmt.Sprintf("evt_odd%d", n), "type": "odd.updated", "created": s.Now().Unix(), "data": data})
	}
	s.equalsFull(t, s.pullAfter(t, book))
}

func TestEventsThatAreListedLateAreRead(t *testing.T) {
	s, book := opened(t, charged(nil))
	s.Change(object{"object": "customer", "id": "cus_0"})
	s.Advance(3 * time.Minute)
	s.EventLag(2 * time.Minute)
	s.Change(with(s.Get("charge", "ch_1"), object{"amount_captured": 4000}))
	book = s.pullAfter(t, book)
	s.Advance(3 * time.Minute)
	s.equalsFull(t, s.pullAfter(t, book))
}

func TestAnEventIsFollowedOnce(t *testing.T) {
	s, book := opened(t, charged(nil))
	s.Change(with(s.Get("charge", "ch_1"), object{"amount_captured": 4000}))
	book = s.pullAfter(t, book)
	s.pullAfter(t, book)
	if n := s.asked("/v1/charges/ch_1"); n != 1 {
		t.Errorf("read again %d times, wanted once", n)
	}
}

func TestARateLimitedPullIsNoSuccess(t *testing.T) {
	s, book := opened(t, charged(nil))
	s.Change(with(s.Get("charge", "ch_1"), object{"amount_captured": 4000}))
	s.Fail(stripesandbox.Fault{Path: "/v1/charges/ch_1", Status: 429})
	into := &connectortest.Recorder{Before: book}
	err := s.source.Pull(t.Context(), daybook.Request{Cursor: into.Cursor(), Documents: into}, into)
	if daybook.CodeOf(err) != daybook.Unreachable || !strings.Contains(err.Error(), "rate limit") {
		t.Errorf("%v", err)
	}
	s.Heal()
	s.equalsFull(t, s.pullAfter(t, into))
}

func TestAPaymentThatNoEventTellsOfIsReadWithItsBalanceTransaction(t *testing.T) {
	s, book := opened(t, charged(nil))
	s.Put(charged(object{"id": "ch_new", "created": s.Now().Unix()}))
	s.Put(object{"object": "refund", "id": "re_new", "charge": "ch_1", "created": s.Now().Unix(), "status": "succeeded", "amount": 100, "currency": "usd"})
	for _, source := range []string{"ch_new", "re_new"} {
		s.Put(object{"object": "balance_transaction", "id": "txn_" + source, "source": source, "type": "payment", "created": s.Now().Unix(),
			"amount": 100, "fee": 10, "net": 90, "currency": "usd"})
	}
	book = s.pullAfter(t, book)
	s.equalsFull(t, book)
	before := len(s.Requests())
	s.pullAfter(t, book)
	for _, r := range s.Requests()[before:] {
		if strings.HasPrefix(r.Path, "/v1/charges/") || strings.HasPrefix(r.Path, "/v1/refunds/") {
			t.Errorf("%s is read again", r.Path)
		}
	}
}

func TestAListThatBreaksOffAfterItsFirstPageIsReadToItsEnd(t *testing.T) {
	s := newShop(t)
	for n := range 350 {
		s.Put(charged(object{"id": fmt.Sprintf("ch_%03d", n), "created": unix("2024-01-02") + int64(n/2)}))
	}
	s.source.batch = 1
	s.Fail(stripesandbox.Fault{Path: "/v1/charges", Status: 500, From: 2})
	broken := &connectortest.Recorder{}
	if err := s.source.Pull(t.Context(), daybook.Request{Documents: broken}, broken); err == nil || len(broken.Batches) == 0 {
		t.Fatalf("%d batches and %v, wanted some and an error", len(broken.Batches), err)
	}
	s.Heal()
	s.equalsFull(t, s.pullAfter(t, broken))
}

func TestAnObjectThatChangesWhileItIsListedIsAsItIsInTheEnd(t *testing.T) {
	s := newShop(t)
	s.SetNow(at("2024-06-01"))
	s.follow()
	for n := range 350 {
		s.Put(charged(object{"id": fmt.Sprintf("ch_%03d", n), "created": unix("2024-01-02") + int64(n/3)}))
		s.Put(object{"object": "invoiceitem", "id": fmt.Sprintf("ii_%03d", n), "date": unix("2024-01-02") + int64(n/3), "customer": "cus_1", "amount": 1, "currency": "usd"})
	}
	s.Put(with(billed("9", "sub_1", "2024-01-10", box, nil), object{"status": "draft"}))
	charges, items := 0, 0
	var one sync.Mutex // requests come side by side
	s.OnRequest(func(_ int, r *http.Request) {
		one.Lock()
		defer one.Unlock()
		switch r.URL.Path {
		case "/v1/charges":
			charges++
			s.Change(with(s.Get("charge", fmt.Sprintf("ch_%03d", 349-charges)), object{"amount_captured": 77}))
			s.Change(charged(object{"id": fmt.Sprintf("ch_new%d", charges), "created": s.Now().Unix()}))
		case "/v1/invoiceitems":
			items++
			if after := r.URL.Query().Get("starting_after"); after != "" {
				s.Remove("invoiceitem", after) // what the list goes on after
			}
		}
	})
	book := s.pull(t)
	s.OnRequest(nil)
	if charges < 4 || items < 4 {
		t.Fatalf("%d and %d pages: this tests little", charges, items)
	}
	s.equalsFull(t, s.pullAfter(t, book))
}

func TestAFailedRereadIsNotedAndTriedAgain(t *testing.T) {
	s, book := opened(t, charged(nil), charged(object{"id": "ch_2"}))
	for _, id := range []string{"ch_1", "ch_2"} {
		s.Change(with(s.Get("charge", id), object{"amount_captured": 4000}))
	}
	s.Fail(stripesandbox.Fault{Path: "/v1/charges/ch_1", Status: 500})
	for range 2 { // the second pull meets no event any more, only the note
		into := &connectortest.Recorder{Before: book}
		err := s.source.Pull(t.Context(), daybook.Request{Cursor: into.Cursor(), Documents: into}, into)
		var incomplete *daybook.Incomplete
		if !errors.As(err, &incomplete) || daybook.CodeOf(err) != daybook.Unreachable || !strings.Contains(err.Error(), "charge ch_1: found 1 changed objects that could not be read again (this one since 2024-06-01") {
			t.Fatalf("%v", err)
		}
		book = into
	}
	if !strings.Contains(strings.Join(standing(t, book), "\n"), `ch_2 {"customer":"cus_1","type":"charge","amount":{"minor":4000`) {
		t.Errorf("the other one is not stored: %v", standing(t, book))
	}
	s.Heal()
	again := s.pullAfter(t, book)
	s.equalsFull(t, again)
	if strings.Contains(string(again.Cursor()), "retry") {
		t.Errorf("still noted: %s", again.Cursor())
	}
}

func TestWindowsLoseNothingAndReadNothingTwiceWhereTheyMeet(t *testing.T) {
	for seed := range 8 {
		s := newShop(t)
		s.source.options.InFlight = 1 + seed
		begin := int64(earliest) + int64(seed)*86400*300
		for n := range 700 { // crowds in single seconds, and days without anybody
			second := begin + int64(n/(40+seed*60))*int64(1+seed*seed*40000)
			s.Put(object{"object": "customer", "id": fmt.Sprintf("cus_%03d", n), "created": second})
		}
		var ids []string
		for _, record := range s.pull(t).Records() {
			if doc, ok := record.(*daybook.Document); ok && doc.Type == "customer" {
				ids = append(ids, doc.ID)
			}
		}
		slices.Sort(ids)
		if len(ids) != 700 || len(slices.Compact(ids)) != 700 {
			t.Errorf("seed %d: %d customers were read", seed, len(ids))
		}
	}
}

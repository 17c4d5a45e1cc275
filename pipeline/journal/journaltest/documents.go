package journaltest

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"testing"

	"daybook"
	"daybook/pipeline/journal"
)

func document(kind, id, owner string, created int64, body string) *daybook.Document {
	return &daybook.Document{Type: kind, ID: id, Owner: owner, Created: created, Body: json.RawMessage(body)}
}

// documents reads "type id owner created body" of those that fit, "deleted" before the deleted ones.
func (d *desk) documents(query daybook.DocumentQuery) []string {
	d.t.Helper()
	var all []string
	for one, err := range d.book.Documents("shop").Documents(d.ctx, query) {
		d.must(err)
		text := fmt.Sprintf("%s %s %s %d %s", one.Type, one.ID, one.Owner, one.Created, one.Body)
		if one.Deleted {
			text = "deleted " + text
		}
		all = append(all, text)
	}
	return all
}

func documentsKept(t *testing.T, d *desk) {
	gone := document("price", "price_1", "", 2, `{"v":1}`)
	gone.Deleted = true
	d.put("a", false, document("charge", "ch_1", "cus_2", 20, `{"v":1}`), document("charge", "ch_2", "cus_1", 30, `{"v":1}`), gone,
		document("charge", "ch_3", "cus_1", 10, `{"v":1}`), document("charge", "ch_2", "cus_1", 30, `{"v":"é"}`))
	all := []string{`deleted price price_1  2 {"v":1}`, `charge ch_3 cus_1 10 {"v":1}`, `charge ch_2 cus_1 30 {"v":"é"}`, `charge ch_1 cus_2 20 {"v":1}`}
	d.equal(all, d.documents(daybook.DocumentQuery{}))
	d.put("a", true) // what a part holds whole are its facts
	d.put("a", false, document("charge", "ch_1", "cus_3", 21, `{"v":2}`))
	all[3] = `charge ch_1 cus_3 21 {"v":2}`
	d.equal(all, d.documents(daybook.DocumentQuery{}))
	for _, test := range []struct {
		query daybook.DocumentQuery
		want  []string
	}{
		{daybook.DocumentQuery{Types: []string{"price", "refund"}}, all[:1]},
		{daybook.DocumentQuery{Owners: []string{"cus_1", "cus_9"}}, all[1:3]},
		{daybook.DocumentQuery{Owners: []string{""}}, all[:1]},
		{daybook.DocumentQuery{Owners: []string{"cus_9"}}, nothing},
		{daybook.DocumentQuery{IDs: []string{}}, nothing},
		{daybook.DocumentQuery{Types: []string{"charge"}, IDs: []string{"ch_1", "price_1"}}, all[3:]},
		{daybook.DocumentQuery{Types: []string{"charge"}, From: 10, Until: 21}, all[1:2]},
		{daybook.DocumentQuery{From: 21}, all[2:]},
		{daybook.DocumentQuery{Owners: []string{"cus_3"}, Bare: true}, []string{"charge ch_1 cus_3 21"}},
	} {
		var got []string
		for _, line := range d.documents(test.query) {
			got = append(got, trimmed(line))
		}
		d.equal(test.want, got)
	}
	odd := "O'Brien \x00\xff\xfe \"é\""
	d.put("a", false, document("charge", odd, odd, 40, `{}`))
	d.equal(1, len(d.documents(daybook.DocumentQuery{IDs: []string{odd}, Owners: []string{odd, odd}})))
	d.equal(0, len(collectDocuments(d, d.book.Documents("books"))))
	d.equal(0, len(collectDocuments(d, d.open("Another firm").Documents("shop"))))
}

func readerStops(t *testing.T, d *desk) {
	d.put("a", false, payment("1", 1, 100, ""), payment("2", 2, 200, ""), document("charge", "ch_1", "cus_1", 1, `{}`), document("charge", "ch_2", "cus_2", 2, `{}`))
	read := 0
	for range 10 { // more than connections are kept for
		for fact, err := range d.book.Facts(d.ctx, journal.FactQuery{}) {
			d.must(err)
			d.equal("1", fact.Head().Origin.ID)
			for one, err := range d.book.Documents("shop").Documents(d.ctx, daybook.DocumentQuery{}) {
				d.must(err)
				d.equal("ch_1", one.ID)
				read++
				break
			}
			break
		}
	}
	d.equal(10, read)
	cancelled, cancel := context.WithCancel(d.ctx)
	cancel()
	for _, err := range d.book.Documents("shop").Documents(cancelled, daybook.DocumentQuery{}) {
		if !errors.Is(err, context.Canceled) {
			t.Errorf("wanted a cancelled reading, got %v", err)
		}
	}
	d.equal(2, len(d.documents(daybook.DocumentQuery{}))) // the next one is not disturbed
}

func collectDocuments(d *desk, in daybook.Documents) (all []*daybook.Document) {
	for one, err := range in.Documents(d.ctx, daybook.DocumentQuery{}) {
		d.must(err)
		all = append(all, one)
	}
	return all
}

func trimmed(line string) string {
	for len(line) > 0 && line[len(line)-1] == ' ' {
		line = line[:len(line)-1]
	}
	return line
}

func documentsWithTheirBatch(t *testing.T, d *desk) {
	cancelled, cancel := context.WithCancel(d.ctx)
	sink, err := d.book.Sink(cancelled, d.lease, d.run, "shop")
	d.must(err)
	for i := range large {
		d.must(sink.Put(cancelled, document("charge", fmt.Sprint(i), "cus", 1, `{}`)))
	}
	cancel()
	if err := sink.Commit(cancelled, daybook.Checkpoint{Part: "a"}); !errors.Is(err, context.Canceled) {
		t.Fatalf("wanted a cancelled commit, got %v", err)
	}
	d.equal(nothing, d.documents(daybook.DocumentQuery{}))
	sink = d.sink("shop")
	for i := range large {
		d.must(sink.Put(d.ctx, document("charge", fmt.Sprintf("%05d", i), "cus", 1, `{}`)))
	}
	d.must(sink.Commit(d.ctx, daybook.Checkpoint{Part: "a"}))
	d.equal(large, len(d.documents(daybook.DocumentQuery{})))
}

func goneCloses(t *testing.T, d *desk) {
	reject := func(id string) *daybook.Reject {
		return &daybook.Reject{Origin: daybook.Origin{ID: id}, Reason: "no good"}
	}
	d.put("a", false, payment("1", 1, 100, ""), payment("2", 2, 200, ""), payment("3", 3, 300, ""), reject("4"), reject("5"))
	d.put("b", false, payment("1", 1, 100, "b"))
	then := d.clock.Now()
	tally := d.put("a", false, &daybook.Gone{Kind: daybook.KindPayment, ID: "2"}, &daybook.Gone{Kind: daybook.KindPayment, ID: "2"},
		&daybook.Gone{Kind: daybook.KindPayment, ID: "3"}, payment("3", 3, 350, ""), &daybook.Gone{Kind: daybook.KindPayment, ID: "unheard of"},
		&daybook.Gone{Kind: daybook.KindCustomer, ID: "1"}, &daybook.Gone{ID: "4"}, &daybook.Gone{Kind: daybook.KindPayment, ID: "1"})
	d.equal(journal.Tally{Changed: 1, Closed: 2, Days: daybook.Range{From: day(1), To: day(3)}}, tally)
	d.equal([]string{"1 2024-06-01 100 b", "3 2024-06-03 350"}, d.facts(journal.FactQuery{}))
	d.equal([]string{"1 2024-06-01 100 b", "2 2024-06-02 200", "3 2024-06-03 300"}, d.facts(journal.FactQuery{AsKnown: then}))
	rejects, err := d.book.Rejects(d.ctx, "shop")
	d.must(err)
	d.equal(1, len(rejects))
	d.equal("5", rejects[0].Origin.ID)
}

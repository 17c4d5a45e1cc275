package pipeline

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"daybook"
	"daybook/connectors/connectortest"
)

// Facts derived from stored documents must have the hashes of those derived from documents as they were read.
func TestAnAddressIsHashedOnceHoweverOftenItIsDerived(t *testing.T) {
	recorded := &connectortest.Recorder{}
	sink := privateSink{recorded, []byte("key")}
	put := func(record daybook.Record) {
		if err := sink.Put(context.Background(), record); err != nil {
			t.Fatal(err)
		}
	}
	put(&daybook.Document{Type: "customer", ID: "cus_1", Owner: "cus_1", Body: json.RawMessage(`{"email":" Jane@Example.com ","local":"jane@localhost","note":"write to jane@example.com"}`)})
	body := struct{ Email, Local, Note string }{}
	stored := recorded.Open[0].(*daybook.Document)
	if err := json.Unmarshal(stored.Body, &body); err != nil {
		t.Fatal(err)
	}
	hash := sink.hash("jane@example.com")
	if body.Email != " "+hash+" " || body.Note != "write to "+hash || body.Local != sink.hash("jane@localhost") {
		t.Errorf("stored %s", stored.Body)
	}
	put(&daybook.Customer{Email: "jane@example.com"})
	put(&daybook.Customer{Email: hash})
	for _, record := range recorded.Open[1:] {
		if got := record.(*daybook.Customer).Email; got != hash {
			t.Errorf("found %s, wanted %s", got, hash)
		}
	}
}

// A record of a customer that is not the first has an id of its own: the customer is hashed as payments name it.
func TestALaterRecordOfACustomerNamesItByItsHash(t *testing.T) {
	recorded := &connectortest.Recorder{}
	sink := privateSink{recorded, []byte("key")}
	for _, id := range []string{"jane@example.com", "Jane Doe"} {
		record := &daybook.Customer{Header: daybook.Header{Origin: daybook.Origin{ID: id + "@2024-05-01"}}, Customer: id}
		payment := &daybook.Payment{Customer: id}
		if err := errors.Join(sink.Put(context.Background(), record), sink.Put(context.Background(), payment)); err != nil {
			t.Fatal(err)
		}
		if record.Customer != payment.Customer || record.Customer != sink.hash(id) || strings.Contains(record.Origin.ID, "ane") {
			t.Errorf("%s became %+v and %s", id, record, payment.Customer)
		}
	}
}

func TestWhatIsGoneIsFoundUnderItsHash(t *testing.T) {
	recorded := &connectortest.Recorder{}
	sink := privateSink{recorded, []byte("key")}
	if err := sink.Put(context.Background(), &daybook.Gone{Kind: daybook.KindCustomer, ID: "Jane Doe"}); err != nil {
		t.Fatal(err)
	}
	if got := recorded.Open[0].(*daybook.Gone).ID; got != sink.hash("Jane Doe") {
		t.Errorf("found %s", got)
	}
}

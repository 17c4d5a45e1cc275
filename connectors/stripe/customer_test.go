package stripe

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"daybook"
)

func TestACustomerHasADayInTheCompanysZoneAnEmailInLowerCaseAndItsMetadata(t *testing.T) {
	s := newShop(t, object{"object": "customer", "id": "cus_1", "created": unix("2024-02-29") + 11*3600 + 1800, // 23:30 UTC is the next day in Berlin
		"email": " Jane@Example.COM ", "name": "Jane Doe", "phone": "+49 30 1",
		"address":  object{"country": "DE", "line1": "Hidden Street 1"},
		"metadata": object{"channel": "google", "Phone": "+49 30 1", "contact": "jane@example.com", "empty": ""}})
	want := []*daybook.Customer{{
		Header:     daybook.Header{Origin: daybook.Origin{Source: "shop", ID: "cus_1", Place: "stripe cus_1"}, Day: day("2024-03-01")},
		Email:      "jane@example.com",
		Attributes: map[string]string{"channel": "google", "country": "DE"},
	}}
	if diff := cmp.Diff(want, facts[*daybook.Customer](s.pull(t))); diff != "" {
		t.Error(diff)
	}
}

func TestTheCountryIsTheMetadatasElseTheAddressElseWhereItIsShipped(t *testing.T) {
	shipped := object{"shipping": object{"address": object{"country": "FR"}}}
	addressed := with(shipped, object{"address": object{"country": "DE"}})
	for want, fields := range map[string]object{
		"FR": shipped, "DE": addressed, "AT": with(addressed, object{"metadata": object{"country": "AT"}}),
	} {
		s := newShop(t, with(object{"object": "customer", "id": "cus_1", "created": 1}, fields))
		if got := facts[*daybook.Customer](s.pull(t))[0].Attributes["country"]; got != want {
			t.Errorf("country %q, wanted %q", got, want)
		}
	}
}

func TestADeletedCustomerIsNoLongerInItsPartAndItsPaymentsStay(t *testing.T) {
	s := newShop(t, object{"object": "customer", "id": "cus_1", "created": 1},
		object{"object": "charge", "id": "ch_1", "created": 2, "status": "succeeded", "captured": true, "amount_captured": 100, "currency": "usd", "customer": "cus_1"})
	s.Delete("customer", "cus_1")
	into := s.pull(t)
	if len(facts[*daybook.Customer](into)) != 0 {
		t.Errorf("the customer is still there")
	}
	if got := facts[*daybook.Payment](into)[0].Customer; got != "cus_1" {
		t.Errorf("the payment is by %q", got)
	}
}

func TestACustomerShownAsDeletedIsSkipped(t *testing.T) {
	s := newShop(t, object{"object": "customer", "id": "cus_1", "created": 1, "deleted": true})
	if got := s.pull(t).SkipRules()["deleted customer"]; got != 1 {
		t.Errorf("%d skips", got)
	}
}

func TestACustomerThatMovedHasARecordForEachDayOnWhichItDid(t *testing.T) {
	s := newShop(t)
	s.SetNow(at("2024-03-01"))
	s.follow()
	s.Change(object{"object": "customer", "id": "cus_1", "address": object{"country": "FR", "city": "Lyon"}, "metadata": object{"tier": "basic", "seats": "3"}})
	s.Change(object{"object": "customer", "id": "cus_2", "metadata": object{"tier": "basic"}})
	before := s.pull(t)
	s.SetNow(at("2024-03-20"))
	s.Change(with(s.Get("customer", "cus_1"), object{"address": object{"country": "DE", "city": "Bonn"}, "metadata": object{"tier": "pro"}}))
	s.Change(with(s.Get("customer", "cus_2"), object{"balance": -500}))
	after := s.pullAfter(t, before)
	want := map[string]map[string]string{
		"cus_1":            {"country": "FR", "tier": "basic", "seats": "3"},
		"cus_1@2024-03-20": {"country": "DE", "tier": "pro", "seats": ""},
	}
	got := map[string]map[string]string{}
	for _, record := range facts[*daybook.Customer](after) {
		got[record.Origin.ID] = record.Attributes
		if id := daybook.CustomerOf(record); id != "cus_1" {
			t.Errorf("%s is of %s", record.Origin.ID, id)
		}
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	events := 0
	for doc, err := range after.Documents(t.Context(), daybook.DocumentQuery{Types: []string{"event"}}) {
		if events++; err != nil || doc.Owner != "cus_1" {
			t.Errorf("an event of %s is kept: %v", doc.Owner, err)
		}
	}
	if events != 1 {
		t.Errorf("%d events are kept, wanted the one that moved cus_1", events)
	}
}

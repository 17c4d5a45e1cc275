package daybook_test

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"daybook"
)

// facts has one fact of each kind with every field set.
func facts(t *testing.T) []daybook.Fact {
	t.Helper()
	head := daybook.Header{Origin: daybook.Origin{Source: "shop", ID: "x1", Place: "a.csv:3"}, Day: day(t, "2024-02-29")}
	usd, quarter := daybook.Money{Minor: 1234, Currency: "USD"}, daybook.Decimal{Coefficient: 25}
	some := map[string]string{"channel": "google"}
	from, until := day(t, "2024-02-01"), day(t, "2024-03-01")
	return []daybook.Fact{
		&daybook.Customer{Header: head, Email: "a@example.org", Attributes: some},
		&daybook.Payment{Header: head, Customer: "c", Type: daybook.Refund, Amount: usd, Attributes: some},
		&daybook.Subscription{
			Header: head, Customer: "c", Subscription: "s", Until: until, Canceled: from, Plan: "box", Amount: usd,
			Interval:  daybook.Interval{Unit: daybook.PerMonth, Count: 3},
			Discounts: []daybook.Discount{{Percent: &quarter, Duration: daybook.Repeating, From: from, Until: until}, {Amount: &usd, Duration: daybook.Once, From: from}},
			Status:    daybook.PastDue, Metered: true,
		},
		&daybook.InvoiceLine{Header: head, Customer: "c", Invoice: "i", Subscription: "s", Plan: "box", Amount: usd, From: from, Until: until, Proration: true, Metered: true},
		&daybook.Entry{Header: head, Account: daybook.Account{Code: "4000", Name: "Sales", Type: "Income"}, Amount: usd, Sign: daybook.DebitPositive, Span: daybook.Range{From: from, To: until}, Transaction: "t"},
		&daybook.Spend{Header: head, Amount: usd, Attributes: some},
		&daybook.Observation{Header: head, Name: "visits", Value: daybook.Decimal{Coefficient: 15, Scale: 1}, Attributes: some},
		&daybook.Rate{Header: head, From: "EUR", To: "USD", Rate: daybook.Decimal{Coefficient: 10853, Scale: 4}},
	}
}

func TestTheSetOfFactsIsClosed(t *testing.T) {
	var kinds []daybook.Kind
	for _, fact := range facts(t) {
		kinds = append(kinds, fact.Kind())
	}
	if diff := cmp.Diff(daybook.Kinds(), kinds); diff != "" {
		t.Error(diff)
	}
	for _, kind := range daybook.Kinds() {
		if fact := daybook.NewFact(kind); fact == nil || fact.Kind() != kind {
			t.Errorf("a new %s is %v", kind, fact)
		}
	}
	if fact := daybook.NewFact("invoice"); fact != nil {
		t.Errorf("an unknown kind is %v", fact)
	}
}

func TestAFactSurvivesItsJSONWithoutItsHeader(t *testing.T) {
	for _, fact := range facts(t) {
		text, err := json.Marshal(fact)
		if err != nil {
			t.Fatal(err)
		}
		back := daybook.NewFact(fact.Kind())
		if err := json.Unmarshal(text, back); err != nil {
			t.Fatal(err)
		}
		if *back.Head() != (daybook.Header{}) {
			t.Errorf("the JSON of %s holds its header: %s", fact.Kind(), text)
		}
		*back.Head() = *fact.Head()
		if diff := cmp.Diff(fact, back); diff != "" {
			t.Errorf("%s: %s", fact.Kind(), diff)
		}
	}
}

func TestAFactsHeaderCanBeSet(t *testing.T) {
	for _, fact := range facts(t) {
		fact.Head().Origin.ID = "x2"
		if fact.Head().Origin.ID != "x2" {
			t.Errorf("%s keeps its id", fact.Kind())
		}
	}
}

func TestAbsentDaysAreLeftOutOfJSON(t *testing.T) {
	for _, fact := range []daybook.Fact{&daybook.Subscription{}, &daybook.Entry{}} {
		var keys map[string]any
		text, err := json.Marshal(fact)
		if err != nil || json.Unmarshal(text, &keys) != nil {
			t.Fatal(err)
		}
		for _, key := range []string{"until", "canceled", "span"} {
			if _, there := keys[key]; there {
				t.Errorf("%s has %s: %s", fact.Kind(), key, text)
			}
		}
	}
}

func TestAnOriginLeadsToItsRecord(t *testing.T) {
	origin := daybook.Origin{Source: "ads", ID: "9f86d081", Place: "ads.xlsx!Spend!C14"}
	if got := origin.String(); got != "ads ads.xlsx!Spend!C14" {
		t.Error(got)
	}
	origin.Place = ""
	if got := origin.String(); got != "ads 9f86d081" {
		t.Error(got)
	}
}

func TestEveryClassHasASide(t *testing.T) {
	credit := []daybook.Class{daybook.ClassRevenue, daybook.ClassOtherIncome, daybook.ClassLiability, daybook.ClassEquity}
	for _, class := range daybook.Classes() {
		if class.CreditNormal() != slices.Contains(credit, class) {
			t.Errorf("%s is credit normal: %v", class, class.CreditNormal())
		}
	}
	if len(daybook.Classes()) != 13 {
		t.Errorf("%d classes", len(daybook.Classes()))
	}
}

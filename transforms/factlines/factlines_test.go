package factlines_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"daybook"
	"daybook/transforms/factlines"
)

func TestALineBecomesTheFactThatItSays(t *testing.T) {
	facts, err := factlines.Parse(`
		# a comment
		2024-01-01 customer anna channel=ads email=a@example.org
		2024-01-02 subscription anna 25.00 USD/2 weeks plan=box until=2024-06-01 status=past_due discount="5.00 USD once until 2024-02-01" id=s1
		2024-01-{03..04} charge - 1.50 USD source=till
	`)
	if err != nil {
		t.Fatal(err)
	}
	day := func(d int) daybook.Day { return daybook.NewDay(2024, 1, d) }
	head := func(d int, source, id, place string) daybook.Header {
		return daybook.Header{Day: day(d), Origin: daybook.Origin{Source: source, ID: id, Place: place}}
	}
	payment := func(d int, place string) daybook.Fact {
		return &daybook.Payment{Header: head(d, "till", place, place), Type: daybook.Charge, Amount: daybook.Money{Minor: 150, Currency: "USD"}}
	}
	wanted := []daybook.Fact{
		&daybook.Customer{Header: head(1, "shop", "anna", "line 3.1"), Email: "a@example.org", Attributes: map[string]string{"channel": "ads"}},
		&daybook.Subscription{
			Header: head(2, "shop", "s1", "line 4.1"), Customer: "anna", Subscription: "s1", Plan: "box", Status: daybook.PastDue,
			Until: daybook.NewDay(2024, 6, 1), Amount: daybook.Money{Minor: 2500, Currency: "USD"}, Interval: daybook.Interval{Unit: "week", Count: 2},
			Discounts: []daybook.Discount{{Amount: &daybook.Money{Minor: 500, Currency: "USD"}, Duration: daybook.Once, From: day(2), Until: daybook.NewDay(2024, 2, 1)}},
		},
	}
	if difference := cmp.Diff(wanted, facts[:2]); difference != "" {
		t.Error(difference)
	}
	if len(facts) != 4 || !cmp.Equal(facts[3], payment(4, "line 5.2"), cmp.Comparer(sameAttributes)) {
		t.Errorf("%d facts, the last %+v", len(facts), facts[len(facts)-1])
	}
}

func sameAttributes(a, b map[string]string) bool { return len(a) == 0 && len(b) == 0 }

func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		"2024-01-01 customer anna channel=ads", "2024-01-01 subscription anna 25.00 USD/2 weeks discount=\"5.00 USD once\"",
		"2024-01-31 entry \"Box sales\" 310.00 USD span=2024-01-01..2024-01-31", "2024-01-{3..1} charge", "2024-01-01 subscription a 1 USD/month discount=%", "{",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 200 {
			return
		}
		facts, err := factlines.Parse(text)
		for _, fact := range facts {
			if err == nil && fact.Head().Day.IsZero() {
				t.Errorf("%q: a fact without a day", text)
			}
		}
	})
}

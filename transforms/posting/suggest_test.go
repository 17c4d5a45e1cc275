package posting_test

import (
	"testing"

	"daybook"
	"daybook/transforms/factlines"
	"daybook/transforms/posting"
)

func TestASuggestionRestsOnTypeThenNameThenCode(t *testing.T) {
	p := posting.New(rules())
	facts := parse(t, `
		2024-01-05 entry "Flour" 1.00 USD code=5100 type=COGS source=books id=a
		2024-01-05 entry "Butter" 1.00 USD code=5101 type=COGS source=books id=b
		2024-01-05 entry "Rent" 1.00 USD code=6200 type=Expense source=books id=c
		2024-01-05 entry "Lease" 1.00 USD code=6201 type=Tax source=books id=d
		2024-01-05 entry "Sugar" 9.00 USD code=5102 source=books id=e
		2024-01-05 entry "Sundry" 8.00 USD code=6202 source=books id=f
		2024-01-05 entry "Sundry" -70.00 USD code=4711 source=books id=g
		2024-01-05 entry "Ad words" 6.00 USD code=200 source=books id=h
		2024-01-05 entry "Commission paid" 5.00 USD code=4000 source=books id=i
		2024-01-05 entry "Commission paid" 4.00 USD code=4001 type=Subassets source=books id=j
		2024-01-05 entry "Stuff" 3.00 USD source=books id=k
		2024-01-05 entry "Stuff" 2.00 USD code=9000 source=books id=l
	`)
	if err := p.Post(factlines.Seq(facts), func(daybook.Posting) error { return nil }); err != nil {
		t.Fatal(err)
	}
	want := []struct {
		code    string
		class   daybook.Class
		because string
	}{
		{"4711", daybook.ClassRevenue, "common charts of accounts have such codes there"},
		{"5102", daybook.ClassCOGS, "as all other accounts 510… are"},
		{"6202", daybook.ClassGeneral, "common charts of accounts have such codes there"}, // its neighbours disagree
		{"200", daybook.ClassRevenue, "common charts of accounts have such codes there"},
		{"4000", daybook.ClassSalesMarketing, `its name has "commission" in it`},
		{"4001", daybook.ClassAsset, `its type has the word "asset" in it`},
		{"", daybook.ClassGeneral, "nothing tells"},
		{"9000", daybook.ClassGeneral, "nothing tells"},
	}
	for i, u := range p.Unmapped() {
		if got := want[i]; u.Account.Code != got.code || u.Suggested != got.class || u.Because != got.because {
			t.Errorf("%d: %s %s because %s; want %+v", i, u.Account.Code, u.Suggested, u.Because, got)
		}
	}
	if len(p.Unmapped()) != len(want) {
		t.Errorf("%d accounts", len(p.Unmapped()))
	}
}

func TestAShortWordCountsOnlyByItself(t *testing.T) {
	p := posting.New(rules())
	facts := parse(t, `
		2024-01-05 entry "VAT control" 2.00 USD source=books id=a
		2024-01-05 entry "Private pension" 1.00 USD source=books id=b
	`)
	if err := p.Post(factlines.Seq(facts), func(daybook.Posting) error { return nil }); err != nil {
		t.Fatal(err)
	}
	if u := p.Unmapped(); u[0].Suggested != daybook.ClassLiability || u[1].Because != "nothing tells" {
		t.Errorf("%+v", u)
	}
}

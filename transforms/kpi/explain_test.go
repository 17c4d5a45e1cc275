package kpi_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"daybook"
	"daybook/transforms/factlines"
	"daybook/transforms/kpi"
	"daybook/transforms/posting"
)

// explained takes a figure of written facts apart, with all its records.
func explained(t *testing.T, lines, text string, key daybook.Key) (*kpi.Explanation, []kpi.Contribution) {
	t.Helper()
	facts, err := factlines.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	b, err := open(t, loadConfig(t, lines), []daybook.Period{key.Period}, facts, key.Day)
	if err != nil {
		t.Fatal(err)
	}
	x, err := b.engine.Explain(key)
	if err != nil {
		t.Fatal(err)
	}
	if err := posting.New(b.rules).Post(factlines.Seq(b.facts), x.Record); err != nil {
		t.Fatal(err)
	}
	contributions, err := x.Contributions()
	if err != nil {
		t.Fatal(err)
	}
	return x, contributions
}

// outline writes a term and its parts, one a line.
func outline(term kpi.Term, indent string) string {
	text := strings.TrimRight(indent+strings.TrimSpace(term.Sign+" "+term.Label)+" = "+term.Amount.String(), " ") + "\n"
	for _, part := range term.Terms {
		text += outline(part, indent+"  ")
	}
	return text
}

func TestAnExplanationIsTheFormulaWithItsNumbersPutIn(t *testing.T) {
	x, _ := explained(t, "", `
		2023-12-01 subscription stay{1..19} 500.00 USD/month
		2023-12-01 subscription gone 500.00 USD/month until=2024-01-15
		2024-01-31 entry Sales 10000.00 USD type=Income
		2024-01-31 entry Ingredients 2000.00 USD type="Cost of Goods Sold"
	`, daybook.Key{KPI: "cltv", Period: "month", Day: daybook.NewDay(2024, 1, 31)})
	wanted := `arpa x gross_margin = 400
  arpa = 500
    mrr = 9500
    / customers_active = 19
  x gross_margin = 4/5
    revenue - cogs = 8000
      revenue = 10000
      - cogs = 2000
    / revenue = 10000
mean monthly customer churn = 1/20
  sum of the monthly rates = 1/20
    customer churn of 2024-01 = 1/20
      lost_customers = 1
      / customers_active at opening = 20
  / months = 1
`
	if difference := cmp.Diff(wanted, outline(x.Numerator, "")+outline(x.Denominator, "")); difference != "" {
		t.Error(difference)
	}
	if x.Value.String() != "8000" {
		t.Errorf("value %s", x.Value)
	}
}

func TestEveryRecordBehindAFigureIsListed(t *testing.T) {
	_, contributions := explained(t, "kpis: {segments: [channel]}", `
		2024-01-01 customer anna channel=ads
		2024-01-02 customer ben  channel=organic
		2024-01-10 spend 40.00 USD channel=ads id=s1
		2024-01-11 spend 2.50 USD channel=ads id=s2
		2024-01-12 spend 9.00 USD channel=organic id=s3
		2024-01-20 subscription anna 10.00 USD/month id=i1
		2024-01-21 subscription ben  10.00 USD/month id=i2
	`, daybook.Key{KPI: "cac", Period: "30d", Day: daybook.NewDay(2024, 1, 31), Segment: "channel=ads"})
	var found []string
	for _, c := range contributions {
		found = append(found, strings.Join([]string{string(c.Measure), string(c.Kind), c.Origin.ID, c.Day.String(), c.Amount.String()}, " "))
	}
	wanted := []string{
		"spend spend s1 2024-01-10 40", "spend spend s2 2024-01-11 5/2",
		"customers_new subscription i1 2024-01-20 1",
	}
	if difference := cmp.Diff(wanted, found); difference != "" {
		t.Error(difference)
	}
}

func TestALevelIsExplainedByTheItemsInForce(t *testing.T) {
	_, contributions := explained(t, "", `
		2024-01-{01..30} rate EUR 1.10 USD
		2024-01-31 rate EUR 1.20 USD
		2024-01-01 subscription anna 100.00 EUR/month id=i1
		2024-01-05 subscription anna 30.00 USD/month until=2024-01-20 id=i2
		2024-01-06 subscription ben  120.00 USD/year id=i3
	`, daybook.Key{KPI: "mrr", Period: "day", Day: daybook.NewDay(2024, 1, 31)})
	var found []string
	for _, c := range contributions {
		found = append(found, c.Origin.ID+" "+c.Amount.String())
	}
	if difference := cmp.Diff([]string{"i1 120", "i3 10"}, found); difference != "" {
		t.Error(difference)
	}
}

func TestWhatCannotBeExplainedSaysWhy(t *testing.T) {
	b, err := open(t, loadConfig(t, "kpis: {segments: [channel]}"), []daybook.Period{"month"},
		[]daybook.Fact{&daybook.Spend{Header: daybook.Header{Day: 738900}, Amount: daybook.Money{Minor: 1, Currency: "USD"}, Attributes: map[string]string{"channel": "ads"}}}, 739000)
	if err != nil {
		t.Fatal(err)
	}
	for name, test := range map[string]struct {
		key          daybook.Key
		wanted, hint string
	}{
		"no such KPI":     {daybook.Key{KPI: "cacs", Period: "month", Day: daybook.NewDay(2024, 1, 31)}, `found KPI "cacs", wanted a KPI of the catalog`, `did you mean "cac"?`},
		"not its day":     {daybook.Key{KPI: "cac", Period: "month", Day: daybook.NewDay(2024, 1, 30)}, "found period month on 2024-01-30, wanted the last day of a month; choose that day, or a period that ends on every day", ""},
		"no such segment": {daybook.Key{KPI: "cac", Period: "month", Day: daybook.NewDay(2024, 1, 31), Segment: "channel=add"}, `found segment "channel=add", wanted a segment that occurs`, `did you mean "channel=ads"?`},
	} {
		_, err := b.engine.Explain(test.key)
		if err == nil || err.Error() != test.wanted || daybook.HintOf(err) != test.hint {
			t.Errorf("%s: %v (%s)", name, err, daybook.HintOf(err))
		}
	}
}

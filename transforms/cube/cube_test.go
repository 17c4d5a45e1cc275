package cube_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"daybook"
	"daybook/transforms/cube"
)

func posting(day int, measure daybook.Measure, amount int64, channel, plan string) daybook.Posting {
	dimensions := map[string]string{}
	if channel != "" {
		dimensions["channel"] = channel
	}
	if plan != "" {
		dimensions["plan"] = plan
	}
	return daybook.Posting{Day: daybook.Day(day), Measure: measure, Currency: "USD", Amount: amount, Dimensions: dimensions}
}

func names(segments []cube.Segment) []string {
	var all []string
	for _, s := range segments {
		all = append(all, s.Name)
	}
	return all
}

func TestEachPostingCountsInTheTotalAndInOneSegmentOfEachSet(t *testing.T) {
	c := cube.New([][]string{{"channel"}, {"channel", "plan"}})
	c.Add(posting(10, "revenue", 5, "ads", "box"))
	c.Add(posting(12, "revenue", 7, "ads", ""))
	c.Add(posting(8, "revenue", 1, "", "box"))
	wanted := []string{"", "channel=ads", "channel=ads,plan=box", "channel=ads,plan=unknown", "channel=unknown", "channel=unknown,plan=box"}
	if difference := cmp.Diff(wanted, names(c.Segments())); difference != "" {
		t.Fatal(difference)
	}
	all := daybook.Range{From: 1, To: 20}
	for segment, wanted := range map[string]int64{"": 13, "channel=ads": 12, "channel=ads,plan=unknown": 7, "channel=unknown": 1, "plan=box": 0} {
		if found := c.Sum(segment, "revenue", "USD", all); found != wanted {
			t.Errorf("%q: %d, wanted %d", segment, found, wanted)
		}
	}
	if found := c.Stock("", "revenue", "USD", 10); found != 6 {
		t.Errorf("stock %d, wanted 6", found)
	}
	if days := c.Days(); days != (daybook.Range{From: 8, To: 12}) {
		t.Errorf("days %v", days)
	}
	if first := c.Segments()[1].First; first != 10 {
		t.Errorf("channel=ads begins on %d", first)
	}
}

func TestCurrenciesAreKeptApart(t *testing.T) {
	c := cube.New(nil)
	euros := posting(10, "revenue", 7, "", "")
	euros.Currency = "EUR"
	euros.Cause = daybook.Origin{Source: "shop", ID: "b"}
	earlier := euros
	earlier.Cause.ID = "a"
	c.Add(posting(10, "revenue", 5, "", ""))
	c.Add(euros)
	c.Add(earlier)
	if usd, eur := c.Stock("", "revenue", "USD", 10), c.Stock("", "revenue", "EUR", 10); usd != 5 || eur != 14 {
		t.Errorf("USD %d, EUR %d", usd, eur)
	}
	if first := c.FirstIn("EUR"); first.ID != "a" {
		t.Errorf("the first record in EUR is %v", first)
	}
	if list := c.Slice("")["revenue"]; len(list) != 2 || list[0].Currency != "EUR" {
		t.Errorf("%v", list)
	}
}

func TestAMeasureCarriesADimensionFromItsFirstKnownValueOn(t *testing.T) {
	c := cube.New([][]string{{"channel"}, {"channel", "plan"}})
	c.Add(posting(5, "spend", 1, "", ""))
	c.Add(posting(9, "spend", 1, "ads", ""))
	for _, test := range []struct {
		measure    daybook.Measure
		dimensions []string
		any, known daybook.Day
	}{
		{"spend", []string{"channel"}, 5, 9},
		{"spend", []string{"channel", "plan"}, 5, 0},
		{"revenue", []string{"channel"}, 0, 0},
	} {
		if any, known := c.Started(test.measure, test.dimensions); any != test.any || known != test.known {
			t.Errorf("%s by %v: %d, %d", test.measure, test.dimensions, any, known)
		}
	}
}

func TestTakingPostingsOutLeavesTheCubeAsIfTheyHadNeverBeen(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		draw := rapid.Custom(func(t *rapid.T) daybook.Posting {
			return posting(rapid.IntRange(1, 400).Draw(t, "day"), rapid.SampledFrom([]daybook.Measure{"revenue", "spend"}).Draw(t, "measure"),
				rapid.Int64Range(-50, 50).Draw(t, "amount"), rapid.SampledFrom([]string{"", "ads"}).Draw(t, "channel"), "")
		})
		kept, gone := rapid.SliceOf(draw).Draw(t, "kept"), rapid.SliceOf(draw).Draw(t, "gone")
		clean, used := cube.New([][]string{{"channel"}}), cube.New([][]string{{"channel"}})
		for _, p := range kept {
			clean.Add(p)
		}
		for _, p := range slices.Concat(gone, kept) {
			used.Add(p)
		}
		for _, p := range gone {
			used.Subtract(p)
		}
		if difference := cmp.Diff(clean.Segments(), used.Segments()); difference != "" {
			t.Fatal(difference)
		}
		for _, segment := range clean.Segments() {
			for day := daybook.Day(0); day < 402; day += 13 {
				if a, b := clean.Stock(segment.Name, "revenue", "USD", day), used.Stock(segment.Name, "revenue", "USD", day); a != b {
					t.Fatalf("%s on %d: %d and %d", segment.Name, day, a, b)
				}
			}
		}
	})
}

func TestSumsAreThoseOfANaiveList(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		c := cube.New([][]string{{"channel"}})
		daily := map[daybook.Day]int64{}
		for range rapid.IntRange(0, 30).Draw(t, "postings") {
			day, amount := rapid.IntRange(1, 500).Draw(t, "day"), rapid.Int64Range(-9, 9).Draw(t, "amount")
			c.Add(posting(day, "revenue", amount, rapid.SampledFrom([]string{"", "ads", "fair"}).Draw(t, "channel"), ""))
			daily[daybook.Day(day)] += amount
		}
		from := daybook.Day(rapid.IntRange(0, 500).Draw(t, "from"))
		days := daybook.Range{From: from, To: from + daybook.Day(rapid.IntRange(-1, 100).Draw(t, "length"))}
		var wanted int64
		for day := days.From; day <= days.To; day++ {
			wanted += daily[day]
		}
		if found := c.Sum("", "revenue", "USD", days); found != wanted {
			t.Errorf("%v: %d, wanted %d", days, found, wanted)
		}
		if err := c.CheckSums(); err != nil {
			t.Error(err)
		}
	})
}

func TestAmountsOfNothingLeaveNoTrace(t *testing.T) {
	c := cube.New([][]string{{"channel"}})
	c.Add(posting(5, "spend", 0, "ads", ""))
	if segments := c.Segments(); len(segments) != 1 || c.Days() != (daybook.Range{}) || len(c.Measures()) != 0 {
		t.Errorf("%v %v %v", segments, c.Days(), c.Measures())
	}
}

package cube_test

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"daybook"
	"daybook/transforms/cube"
)

func dimensionSets() [][]string { return [][]string{{"channel"}, {"channel", "plan"}} }

func anyPosting() *rapid.Generator[daybook.Posting] {
	return rapid.Custom(func(t *rapid.T) daybook.Posting {
		p := posting(rapid.IntRange(1, 40).Draw(t, "day"), rapid.SampledFrom([]daybook.Measure{"revenue", "mrr", "customers_new"}).Draw(t, "measure"),
			rapid.Int64Range(-5, 5).Draw(t, "amount"), rapid.SampledFrom([]string{"", "ads", "a,b=c"}).Draw(t, "channel"), rapid.SampledFrom([]string{"", "box"}).Draw(t, "plan"))
		p.Currency = rapid.SampledFrom([]daybook.Currency{"USD", "EUR", ""}).Draw(t, "currency")
		p.Cause = daybook.Origin{Source: "shop", ID: fmt.Sprint(p.Day)}
		return p
	})
}

// content writes everything that a cube holds.
func content(c *cube.Cube) []string {
	var all []string
	for _, s := range c.Segments() {
		for measure, list := range c.Slice(s.Name) {
			for _, series := range list {
				for day := range series.Days().Days() {
					if amount := series.On(day); amount != 0 {
						all = append(all, fmt.Sprint(s.Name, " from ", s.First, ": ", measure, " ", series.Currency, " ", day, " ", amount))
					}
				}
			}
		}
	}
	slices.Sort(all)
	return all
}

func TestACubeSurvivesBeingStored(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		original, restored := cube.New(dimensionSets()), cube.New(dimensionSets())
		for _, p := range rapid.SliceOf(anyPosting()).Draw(t, "postings") {
			original.Add(p)
		}
		for name, data := range original.Encoded(false) {
			if err := restored.Decode(name, data); err != nil {
				t.Fatal(err)
			}
		}
		if got, want := content(restored), content(original); !slices.Equal(got, want) {
			t.Fatalf("restored %v\nof       %v", got, want)
		}
		if got, want := restored.FirstIn("EUR"), original.FirstIn("EUR"); got != want {
			t.Fatalf("the first euro is %v, was %v", got, want)
		}
	})
}

func TestMergingADifferenceIsAsCountingItAtOnce(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		merged, atOnce, difference := cube.New(dimensionSets()), cube.New(dimensionSets()), cube.New(dimensionSets())
		before := rapid.SliceOf(anyPosting()).Draw(t, "before")
		for _, p := range before {
			merged.Add(p)
			atOnce.Add(p)
		}
		gone := rapid.IntRange(0, len(before)).Draw(t, "gone")
		for _, p := range before[:gone] {
			difference.Subtract(p)
			atOnce.Subtract(p)
		}
		for _, p := range rapid.SliceOf(anyPosting()).Draw(t, "fresh") {
			difference.Add(p)
			atOnce.Add(p)
		}
		was := content(merged)
		first := merged.Merge(difference)
		if got, want := content(merged), content(atOnce); !slices.Equal(got, want) {
			t.Fatalf("merged  %v\nat once %v", got, want)
		}
		if (first == 0) != slices.Equal(was, content(merged)) {
			t.Fatalf("the first change is on day %d, of %v to %v", first, was, content(merged))
		}
		for _, s := range merged.Segments() {
			for measure, list := range merged.Slice(s.Name) {
				for _, series := range list {
					for day := daybook.Day(1); day < first; day++ {
						if !slices.Contains(was, fmt.Sprint(s.Name, " from ", s.First, ": ", measure, " ", series.Currency, " ", day, " ", series.On(day))) && series.On(day) != 0 {
							t.Fatalf("day %d changed before the first change on %d", day, first)
						}
					}
				}
			}
		}
	})
}

func TestOnlyWhatAMergeChangedIsStoredAgain(t *testing.T) {
	c, difference := cube.New(nil), cube.New(nil)
	c.Add(posting(3, "revenue", 5, "", ""))
	c.Add(posting(3, "mrr", 5, "", ""))
	difference.Add(posting(4, "mrr", 1, "", ""))
	difference.Add(posting(5, "revenue", 1, "", ""))
	difference.Subtract(posting(5, "revenue", 1, "", ""))
	if first := c.Merge(difference); first != 4 {
		t.Errorf("the first change is on day %d", first)
	}
	var names []string
	for name := range c.Encoded(true) {
		names = append(names, name)
	}
	if want := []string{`["-","mrr","USD"]`, "currencies"}; !slices.Equal(names, want) {
		t.Errorf("%q, want %q", names, want)
	}
}

func FuzzDecodeRefusesOrReads(f *testing.F) {
	f.Add(`["-","revenue","USD"]`, []byte{10, 2})
	f.Add(`["0","ads","revenue","USD"]`, []byte{10})
	f.Add(`["9","ads","revenue","USD"]`, []byte{})
	f.Add("currencies", []byte(`{"USD":{"Day":3}}`))
	f.Fuzz(func(_ *testing.T, name string, data []byte) {
		if len(data) < 64 {
			_ = cube.New(dimensionSets()).Decode(name, data)
		}
	})
}

// What moves between segments is nothing in the total, so the total of a kept cube may have fewer days than its segments.
func TestWhatMovesBetweenSegmentsSumsToNothingInAKeptCubeToo(t *testing.T) {
	made := cube.New([][]string{{"channel"}})
	made.Add(posting(20, "moved", -7, "ads", ""))
	made.Add(posting(20, "moved", 7, "fair", ""))
	kept := cube.New([][]string{{"channel"}})
	for name, data := range made.Encoded(false) {
		if err := kept.Decode(name, data); err != nil {
			t.Fatal(err)
		}
	}
	change := cube.New([][]string{{"channel"}})
	change.Add(posting(90, "moved", 1, "ads", ""))
	change.Add(posting(90, "moved", -1, "fair", ""))
	kept.Merge(change)
	if err := kept.CheckSums(); err != nil {
		t.Error(err)
	}
	if found := kept.Stock("channel=ads", "moved", "USD", 95); found != -6 {
		t.Errorf("%d, wanted -6", found)
	}
}

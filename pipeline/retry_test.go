package pipeline

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"daybook"
)

func rejectAt(row int, value, reason string) daybook.StoredReject {
	place := fmt.Sprintf("a.csv:%d", row)
	return daybook.StoredReject{Reject: daybook.Reject{Origin: daybook.Origin{Source: "ads", ID: place, Place: place}, File: "a.csv", Row: row,
		Column: "amount", Value: value, Reason: reason, Raw: map[string]string{"amount": value}}}
}

func TestRejectsArePairedByContentThenByPlaceThenWhereRowsHaveMoved(t *testing.T) {
	ten, soon := rejectAt(3, "ten", "no number"), rejectAt(4, "soon", "no number")
	for name, test := range map[string]struct {
		before, after []daybook.StoredReject
		want          Retried
	}{
		"nothing changed":        {[]daybook.StoredReject{ten, soon}, []daybook.StoredReject{soon, ten}, Retried{Remaining: 2}},
		"one mended":             {[]daybook.StoredReject{ten, soon}, []daybook.StoredReject{soon}, Retried{Mended: 1, Remaining: 1}},
		"wrong in another way":   {[]daybook.StoredReject{ten}, []daybook.StoredReject{rejectAt(3, "12.345", "too fine")}, Retried{Remaining: 1}},
		"moved down":             {[]daybook.StoredReject{ten}, []daybook.StoredReject{rejectAt(9, "ten", "no number")}, Retried{Remaining: 1}},
		"one new":                {[]daybook.StoredReject{ten}, []daybook.StoredReject{ten, rejectAt(9, "x", "no number")}, Retried{Remaining: 1, New: 1}},
		"all mended, others new": {[]daybook.StoredReject{ten}, []daybook.StoredReject{rejectAt(9, "x", "no number")}, Retried{Mended: 1, New: 1}},
		"the same twice":         {[]daybook.StoredReject{ten, ten}, []daybook.StoredReject{ten}, Retried{Mended: 1, Remaining: 1}},
	} {
		test.want.Source = "ads"
		if got := compareRejects("ads", test.before, test.after); got != test.want {
			t.Errorf("%s: %+v, want %+v", name, got, test.want)
		}
	}
}

func TestEveryRejectIsCountedOnceBeforeAndOnceAfter(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		one := rapid.Custom(func(t *rapid.T) daybook.StoredReject {
			return rejectAt(rapid.IntRange(1, 4).Draw(t, "row"), rapid.SampledFrom([]string{"a", "b"}).Draw(t, "value"), rapid.SampledFrom([]string{"x", "y"}).Draw(t, "reason"))
		})
		before, after := rapid.SliceOfN(one, 0, 8).Draw(t, "before"), rapid.SliceOfN(one, 0, 8).Draw(t, "after")
		got := compareRejects("ads", before, after)
		if got.Mended+got.Remaining != len(before) || got.Remaining+got.New != len(after) || got.Mended < 0 || got.New < 0 {
			t.Fatalf("%+v of %d before and %d after", got, len(before), len(after))
		}
	})
}

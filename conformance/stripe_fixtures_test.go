//go:build conformance

package conformance

import (
	"maps"
	"testing"

	"daybook"
	"daybook/pipeline/journal"
)

// stripeExamples are Stripe's own examples of its objects, in the newest shape of its API.
func stripeExamples(t *testing.T) map[string]object {
	t.Helper()
	examples := document[struct{ Resources map[string]object }](t, "stripe_fixtures/fixtures3.json").Resources
	if len(examples) != 176 {
		t.Errorf("found %d resources, wanted 176", len(examples))
	}
	return examples
}

// stripeKinds are the objects that our connector reads, and with what changed the example would count.
var stripeKinds = []struct {
	kind   string
	counts bool // as it stands
	with   object
}{
	{"customer", true, nil},
	{"refund", true, nil},
	{"subscription", true, object{"ended_at": nil, "cancel_at": nil, "canceled_at": nil, "status": "active"}},
	{"charge", false, object{"captured": true, "amount_captured": 100}}, // it was not captured
	{"dispute", false, object{"status": "lost"}},                        // an inquiry
	{"balance_transaction", false, object{"fee": 10}},                   // it has no fee
	{"invoice", false, object{"status": "paid"}},                        // a draft
}

// keptKinds become no fact: they are kept for what they tell of others.
var keptKinds = []string{"invoiceitem", "payment_intent", "payout", "subscription_schedule"}

func TestStripesExamplesOfWhatIsOnlyKeptAreSkips(t *testing.T) {
	examples, today := stripeExamples(t), daybook.NewDay(2024, 8, 1)
	for _, kind := range keptKinds {
		tally := shop(t, []object{examples[kind]}, "", daybook.Range{From: today, To: today}).report.Syncs[0].Tally
		if tally.Skips != 1 || tally.New != 0 || tally.Rejects != 0 {
			t.Errorf("%s: found %+v, wanted one skip", kind, tally)
		}
	}
}

// Stripe's example of a credit note has a line about an invoice's line and one of its own.
func TestStripesExampleOfACreditNoteTakesBackBothOfItsLines(t *testing.T) {
	examples, today := stripeExamples(t), daybook.NewDay(2024, 8, 1)
	note := maps.Clone(examples["credit_note"])
	delete(note, "refunds") // in a shape of its own since 2025
	b := shop(t, []object{note}, "", daybook.Range{From: today, To: today})
	if tally := b.report.Syncs[0].Tally; tally.New != 2 || tally.Rejects != 0 {
		t.Errorf("found %+v, rejects %+v, wanted two lines", tally, b.rejects)
	}
}

func TestEachOfStripesExamplesBecomesAFactOrASkipByRule(t *testing.T) {
	examples, today := stripeExamples(t), daybook.NewDay(2024, 8, 1)
	read := func(t *testing.T, kind string, changes object) journal.Tally {
		t.Helper()
		example := maps.Clone(examples[kind])
		maps.Copy(example, changes)
		b := shop(t, []object{example, examples["price"], examples["product"]}, "", daybook.Range{From: today, To: today})
		tally := b.report.Syncs[0].Tally
		tally.Days = daybook.Range{}
		return tally
	}
	for _, k := range stripeKinds {
		t.Run(k.kind, func(t *testing.T) {
			want := journal.Tally{Skips: 1}
			if k.counts {
				want = journal.Tally{New: 1}
			}
			if got := read(t, k.kind, nil); got != want {
				t.Errorf("as it stands: found %+v, wanted %+v", got, want)
			}
			if got := read(t, k.kind, k.with); got != (journal.Tally{New: 1}) {
				t.Errorf("as it would count: found %+v, wanted one fact", got)
			}
		})
	}
}

// An object in the place of another is the worst that a change of Stripe's API may bring.
func TestNoneOfStripesExamplesInAWrongPlaceIsLostOrEndsTheRun(t *testing.T) {
	examples, today := stripeExamples(t), daybook.NewDay(2024, 8, 1)
	var objects []object
	for _, k := range stripeKinds {
		for name, example := range examples {
			wrong := maps.Clone(example)
			wrong["object"], wrong["id"], wrong["livemode"] = k.kind, k.kind+" "+name, false // the other mode is refused
			if wrong["created"] == nil {
				wrong["created"] = 1234567890.0 // whatever is listed has one: lists are in its order
			}
			objects = append(objects, wrong)
		}
	}
	tally := shop(t, objects, "", daybook.Range{From: today, To: today}).report.Syncs[0].Tally
	if tally.New+tally.Skips+tally.Rejects < int64(len(objects)) || tally.Rejects == 0 {
		t.Errorf("found %+v for %d objects, wanted a fact, a skip or a reject for each", tally, len(objects))
	}
}

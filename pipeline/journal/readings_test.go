package journal_test

import (
	"fmt"
	"maps"
	"testing"
	"time"

	"daybook"
	"daybook/pipeline/journal"

	"github.com/google/go-cmp/cmp"
)

// checkReadings checks that every way of reading the book tells the same as reading its facts one by one.
func checkReadings(t *testing.T, book *journal.Book, instants []time.Time) {
	t.Helper()
	known := map[int64]map[string]string{}
	for _, instant := range append(instants, time.Time{}) {
		batch, err := book.Batch(t.Context(), instant)
		must(t, err)
		known[batch] = contents(t, book, instant)
		checkPayments(t, book, instant)
	}
	known[0] = map[string]string{}
	checkCounts(t, book)
	for since, before := range known {
		for until, after := range known {
			if until >= since && until > 0 {
				checkChanges(t, book, [2]int64{since, until}, before, after)
			}
		}
	}
}

// contents are the facts as known, by kind and id, without their places.
func contents(t *testing.T, book *journal.Book, asKnown time.Time) map[string]string {
	t.Helper()
	all := map[string]string{}
	for fact, err := range book.Facts(t.Context(), journal.FactQuery{AsKnown: asKnown}) {
		must(t, err)
		all[name(fact)] = text(fact)
	}
	return all
}

func name(fact daybook.Fact) string { return string(fact.Kind()) + " " + fact.Head().Origin.ID }

func text(fact daybook.Fact) string {
	if fact == nil {
		return ""
	}
	fact.Head().Origin.Place = ""
	return fmt.Sprintf("%+v", fact)
}

// checkChanges applies the changes to what was known before.
func checkChanges(t *testing.T, book *journal.Book, batches [2]int64, before, after map[string]string) {
	t.Helper()
	got := maps.Clone(before)
	for change, err := range book.Changes(t.Context(), batches[0], batches[1]) {
		must(t, err)
		either := change.After
		if either == nil {
			either = change.Before
		}
		key := name(either)
		if change.Before != nil && got[key] != text(change.Before) || change.Before == nil && got[key] != "" {
			t.Errorf("after batch %d stood %q, and the change says %q", batches[0], got[key], text(change.Before))
		}
		delete(got, key)
		if change.After != nil {
			got[key] = text(change.After)
		}
	}
	if diff := cmp.Diff(after, got); diff != "" {
		t.Errorf("changes from batch %d to %d: -wanted +got\n%s", batches[0], batches[1], diff)
	}
}

func checkPayments(t *testing.T, book *journal.Book, asKnown time.Time) {
	t.Helper()
	wanted, got := map[string]int{}, map[string]int{}
	wantedFirst, gotFirst := map[daybook.Currency]daybook.Header{}, map[daybook.Currency]daybook.Header{}
	for fact, err := range book.Facts(t.Context(), journal.FactQuery{Kinds: []daybook.Kind{daybook.KindPayment}, AsKnown: asKnown}) {
		must(t, err)
		p := fact.(*daybook.Payment)
		wanted[fmt.Sprint(p.Origin.Source, p.Day, p.Customer, p.Type, p.Amount.Minor, p.Amount.Currency, p.Attributes)]++
		if first, any := wantedFirst[p.Amount.Currency]; p.Amount.Minor != 0 && (!any || p.Before(first)) {
			wantedFirst[p.Amount.Currency] = p.Header
		}
	}
	for b, err := range book.Payments(t.Context(), asKnown) {
		must(t, err)
		gotFirst = b.Names.First
		for i := range b.Days {
			customer := b.Names.Customers[b.Customers[i]]
			sort := b.Names.Sorts[b.Sorts[i]]
			got[fmt.Sprint(customer.Source, b.Days[i], customer.ID, sort.Type, b.Minor[i], sort.Currency, sort.Attributes)]++
		}
	}
	if diff := cmp.Diff(wanted, got); diff != "" {
		t.Errorf("payments: -wanted +got\n%s", diff)
	}
	if diff := cmp.Diff(wantedFirst, gotFirst); diff != "" {
		t.Errorf("first payments: -wanted +got\n%s", diff)
	}
}

func checkCounts(t *testing.T, book *journal.Book) {
	t.Helper()
	wanted := map[daybook.Kind]int64{}
	for fact, err := range book.Facts(t.Context(), journal.FactQuery{}) {
		must(t, err)
		wanted[fact.Kind()]++
	}
	got, err := book.Kinds(t.Context())
	must(t, err)
	if diff := cmp.Diff(wanted, got); diff != "" {
		t.Errorf("counts: -wanted +got\n%s", diff)
	}
}

package stripe

import (
	"errors"
	"flag"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"daybook"
	"daybook/internal/stripesandbox"
	"daybook/internal/stripesandbox/billing"
)

// joining is how many customers come to the business of the test below in its year.
var joining = flag.Int("joining", 60, "customers of the business that is read for a year and ten days")

// A year of a business read from nothing, then ten days of changes, once with faults on the way and once without: the
// book is the same, and comparing it with the account finds no difference.
func TestAYearReadFromNothingAndTenDaysOfChangesReconcile(t *testing.T) {
	run := func(faults bool) *diskBook {
		s := newShop(t)
		b := billing.New(s.Sandbox, at("2023-03-01"))
		c := billing.NewCrowd(b, 7)
		s.source.env.Now, s.source.patience.now = b.Now, b.Now
		book := newDiskBook(t, s)
		c.Join(*joining, 365*24*time.Hour)
		for n, until := range []string{"2024-03-01", "2024-03-04", "2024-03-07", "2024-03-11"} {
			c.Advance(at(until))
			if faults {
				for from := 2; from < 60; from += 7 {
					fault := []stripesandbox.Fault{{Status: 429}, {Status: 500}, {Reset: true}}[(n+from)%3]
					fault.From, fault.Times = from, 1
					s.Fail(fault)
				}
			}
			_, err := book.pull(t.Context(), s.source, false)
			s.Heal()
			if waits := new(daybook.Incomplete); errors.As(err, &waits) { // an object has met three faults in a row
				_, err = book.pull(t.Context(), s.source, false)
			}
			if err != nil {
				t.Fatal(err)
			}
		}
		cursor, err := book.book.Cursor(t.Context(), "shop")
		if err != nil {
			t.Fatal(err)
		}
		sink, err := book.book.Sink(t.Context(), book.lease, 1, "shop")
		if err != nil {
			t.Fatal(err)
		}
		result, err := s.source.Reconcile(t.Context(), daybook.Request{Cursor: cursor, Documents: book.book.Documents("shop")}, sink)
		if err != nil {
			t.Fatal(err)
		}
		if result.Differences() != 0 || len(result.Notices) > 0 || len(result.Rows) < 50 {
			for _, row := range result.Rows {
				if row.Differences() > 0 {
					t.Errorf("faults %v: %+v", faults, row)
				}
			}
			t.Errorf("%d rows, notices %v", len(result.Rows), result.Notices)
		}
		return book
	}
	if diff := cmp.Diff(run(false).contents(), run(true).contents()); diff != "" {
		t.Errorf("-without +with faults\n%s", diff)
	}
}

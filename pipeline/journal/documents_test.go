package journal

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"daybook"
)

func TestSomeDocumentsAreFoundWithoutReadingTheOthers(t *testing.T) {
	book, err := Open(t.Context(), filepath.Join(t.TempDir(), "daybook.db"), Options{Company: "x", Now: time.Now})
	ok(t, err)
	defer book.Close()
	some := []string{"a", "b"}
	for by, query := range map[string]daybook.DocumentQuery{
		"(source_id=?)":                                        {},
		"(source_id=? AND owner=?)":                            {Owners: some},
		"(source_id=? AND id=?)":                               {IDs: some},
		"(source_id=? AND id=? AND type=?)":                    {IDs: some, Types: some},
		"(source_id=? AND type=?)":                             {Types: some},
		"(source_id=? AND type=? AND created>? AND created<?)": {Types: some, From: 1, Until: 2},
	} {
		text, args := documents{book, "shop"}.question(query)
		plan := planned(t, book, text, args)
		if !slices.ContainsFunc(plan, func(step string) bool { return strings.HasPrefix(step, "SEARCH d ") && strings.HasSuffix(step, by) }) {
			t.Errorf("wanted %s: %q", by, plan)
		}
	}
}

// planned are the steps in which SQLite would answer a question.
func planned(t *testing.T, book *Book, text string, args []any) (steps []string) {
	t.Helper()
	rows, err := book.db.QueryContext(t.Context(), "EXPLAIN QUERY PLAN "+book.db.Bind(text), args...)
	ok(t, err)
	defer rows.Close()
	for rows.Next() {
		var number, parent, unused int
		var step string
		ok(t, rows.Scan(&number, &parent, &unused, &step))
		steps = append(steps, step)
	}
	ok(t, rows.Err())
	return steps
}

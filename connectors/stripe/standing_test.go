package stripe

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"testing"

	"daybook"
	"daybook/connectors/connectortest"
)

// standing tells what a book holds after some pulls: its facts and rejects.
func standing(t *testing.T, read *connectortest.Recorder) []string {
	t.Helper()
	held := map[daybook.Gone]string{}
	replay(t, read, held)
	var lines []string
	for _, name := range slices.SortedFunc(maps.Keys(held), func(a, b daybook.Gone) int {
		return slices.Compare([]string{string(a.Kind), a.ID}, []string{string(b.Kind), b.ID})
	}) {
		lines = append(lines, fmt.Sprintf("%s %s %s", name.Kind, name.ID, held[name]))
	}
	return lines
}

// replay follows the batches as the journal does (journaltest).
func replay(t *testing.T, read *connectortest.Recorder, held map[daybook.Gone]string) {
	if read.Before != nil {
		replay(t, read.Before, held)
	}
	for _, batch := range read.Batches {
		if batch.At.Whole {
			clear(held)
		}
		for _, record := range batch.Records {
			if gone, ok := record.(*daybook.Gone); ok {
				delete(held, *gone)
				delete(held, daybook.Gone{ID: gone.ID})
			}
		}
		for _, record := range batch.Records {
			if name := nameOf(record); name != (daybook.Gone{}) {
				body, err := json.Marshal(record)
				if err != nil {
					t.Fatal(err)
				}
				delete(held, daybook.Gone{ID: name.ID})
				held[name] = string(body)
				if fact, ok := record.(daybook.Fact); ok {
					held[name] = fmt.Sprintf("%s %s %s", fact.Head().Day, fact.Head().Origin, body)
				}
			}
		}
	}
}

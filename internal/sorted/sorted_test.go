package sorted_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"daybook/internal/sorted"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"
)

type pair struct{ Key, Value string }

// read reads all records.
func read(tb interface{ Fatal(...any) }, records *sorted.Records) (all []pair) {
	cursor := records.Read()
	for cursor.Next() {
		all = append(all, pair{string(cursor.Key()), string(cursor.Value())})
	}
	if err := cursor.Err(); err != nil {
		tb.Fatal(err)
	}
	return all
}

// However little memory there is, the records come back as a stable sort would leave them, each time they are read.
func TestRecordsComeBackInOrderHoweverLittleMemoryThereIs(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		pairs := rapid.SliceOf(rapid.Custom(func(t *rapid.T) pair {
			return pair{rapid.StringN(0, 3, 9).Draw(t, "key"), rapid.String().Draw(t, "value")}
		})).Draw(t, "pairs")
		records := &sorted.Records{Memory: rapid.IntRange(1, 200).Draw(t, "memory")}
		defer records.Reset()
		for _, p := range pairs {
			if err := records.Add([]byte(p.Key), []byte(p.Value)); err != nil {
				t.Fatal(err)
			}
		}
		wanted := slices.Clone(pairs)
		slices.SortStableFunc(wanted, func(a, b pair) int { return bytes.Compare([]byte(a.Key), []byte(b.Key)) })
		for range 2 {
			if got := read(t, records); !slices.Equal(wanted, got) {
				t.Fatalf("-wanted +got\n%s", cmp.Diff(wanted, got))
			}
		}
		if records.Len() != int64(len(pairs)) {
			t.Fatalf("%d records, and Len says %d", len(pairs), records.Len())
		}
	})
}

func TestAfterAResetNothingIsLeft(t *testing.T) {
	records := &sorted.Records{Memory: 10}
	for _, key := range []string{"b", "a", "c", "d"} {
		if err := records.Add([]byte(key), []byte("0123456789")); err != nil {
			t.Fatal(err)
		}
	}
	if err := records.Reset(); err != nil {
		t.Fatal(err)
	}
	if got := read(t, records); got != nil || records.Len() != 0 {
		t.Errorf("got %v", got)
	}
	if err := records.Add([]byte("e"), nil); err != nil {
		t.Fatal(err)
	}
	if got := read(t, records); !slices.Equal([]pair{{"e", ""}}, got) {
		t.Errorf("got %v", got)
	}
}

// BenchmarkSort adds and reads a million records of 150 bytes in random order.
func BenchmarkSort(b *testing.B) {
	value := make([]byte, 130)
	for b.Loop() {
		var records sorted.Records
		chance := rand.New(rand.NewPCG(1, 2))
		for range 1_000_000 {
			if err := records.Add(fmt.Appendf(nil, "pay_%016x", chance.Uint64()), value); err != nil {
				b.Fatal(err)
			}
		}
		for cursor := records.Read(); cursor.Next(); {
		}
		if err := records.Reset(); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(1e6*float64(b.N)/b.Elapsed().Seconds(), "records/s")
}

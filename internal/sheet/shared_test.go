package sheet

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// Texts are the same in whatever order cells ask for them, and however often.
func TestSharedTextsInAnyOrder(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		texts := rapid.SliceOfN(rapid.StringMatching(`[a-zé]{1,200}`), 1, 100).Draw(r, "texts")
		part := "<sst><si><t>" + strings.Join(texts, "</t></si><si><t>") + "</t></si></sst>"
		shared, err := readShared(strings.NewReader(part))
		must(r, err)
		for _, number := range rapid.SliceOf(rapid.IntRange(0, len(texts)-1)).Draw(r, "asked for") {
			cell, err := shared.cell(number)
			must(r, err)
			if cell != (Cell{Kind: Text, Text: texts[number]}) {
				r.Fatalf("%d is %+v, want %s", number, cell, texts[number])
			}
		}
	})
}

// Bytes are the same in memory, in the file, and where pages meet; also while more are added.
func TestPagesKeepTheirBytes(t *testing.T) {
	chance := rand.New(rand.NewPCG(1, 2))
	var all []byte
	kept := &pages{}
	for len(all) < (pagesInMemory+30)*pageSize {
		piece := bytes.Repeat([]byte(fmt.Sprint(len(all), " ")), chance.IntN(20_000))
		must(t, kept.add(piece))
		all = append(all, piece...)
		for range 20 {
			at := chance.IntN(len(all) + 1)
			length := chance.IntN(min(len(all)-at, 3*pageSize) + 1)
			got, err := kept.read(int64(at), int64(length))
			must(t, err)
			if !bytes.Equal(got, all[at:at+length]) {
				t.Fatalf("%d bytes at %d of %d differ", length, at, len(all))
			}
		}
	}
	if kept.file == nil || kept.size != int64(len(all)) {
		t.Errorf("%d bytes kept of %d, in the file %v", kept.size, len(all), kept.file)
	}
	must(t, kept.add(make([]byte, pageSize-kept.size%pageSize)))
	if got, err := kept.read(kept.size, 0); err != nil || len(got) > 0 {
		t.Errorf("%q, %v stand behind a full page", got, err)
	}
	must(t, kept.Close())
}

package spreadsheet

import "hash/maphash"

// fingerprints is a set of texts that keeps eight bytes of each: it can take a new one for one that it has, about
// once in a hundred million files. It grows piece by piece, so that it never stands in memory twice.
type fingerprints struct {
	seed   maphash.Seed
	pieces [256]piece
}

// piece is a hash table with open addressing; 0 is a free place.
type piece struct {
	places []uint64
	n      int
}

func newFingerprints() *fingerprints { return &fingerprints{seed: maphash.MakeSeed()} }

// add takes a text and reports whether it is new.
func (f *fingerprints) add(text string) bool {
	mark, p := f.find(text)
	if p.n*8 >= len(p.places)*7 {
		p.grow()
	}
	at, known := p.place(mark)
	if known {
		return false
	}
	p.places[at] = mark
	p.n++
	return true
}

// has reports whether a text was added.
func (f *fingerprints) has(text string) bool {
	mark, p := f.find(text)
	if p.n == 0 {
		return false
	}
	_, known := p.place(mark)
	return known
}

func (f *fingerprints) find(text string) (uint64, *piece) {
	mark := max(maphash.String(f.seed, text), 1)
	return mark, &f.pieces[mark>>56]
}

func (p *piece) grow() {
	before := p.places
	p.places = make([]uint64, max(8, len(before)*3/2))
	for _, mark := range before {
		if mark != 0 {
			at, _ := p.place(mark)
			p.places[at] = mark
		}
	}
}

// place finds where a mark is, or belongs.
func (p *piece) place(mark uint64) (at int, known bool) {
	at = int(mark % uint64(len(p.places)))
	for p.places[at] != 0 && p.places[at] != mark {
		if at++; at == len(p.places) {
			at = 0
		}
	}
	return at, p.places[at] == mark
}

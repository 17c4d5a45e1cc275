package journaltest

import (
	"maps"
	"testing"
	"time"

	"daybook/pipeline/journal"
)

// cube reads a company's cube, with the batch it is level with under "".
func (d *desk) cube(book *journal.Book, fingerprint string) map[string]string {
	d.t.Helper()
	all := map[string]string{}
	batch, err := book.LoadCube(d.ctx, fingerprint, func(name string, data []byte) error {
		all[name] = string(data)
		return nil
	})
	d.must(err)
	if batch > 0 {
		all["batch"] = string(rune('0' + batch))
	}
	return all
}

func (d *desk) saveCube(fingerprint string, batch int64, all bool, series map[string][]byte) {
	d.t.Helper()
	d.must(d.book.SaveCube(d.ctx, d.lease, fingerprint, batch, all, maps.All(series)))
}

func cubeKept(t *testing.T, d *desk) {
	d.equal(map[string]string{}, d.cube(d.book, "p1"))
	d.saveCube("p1", 1, true, map[string][]byte{"revenue": {0, 1, 255}, "mrr": []byte("m"), "old": []byte("o")})
	d.equal(map[string]string{"batch": "1", "revenue": "\x00\x01\xff", "mrr": "m", "old": "o"}, d.cube(d.book, "p1"))
	d.saveCube("p1", 2, false, map[string][]byte{"mrr": []byte("n"), "old": nil, "new": []byte("w")})
	d.equal(map[string]string{"batch": "2", "revenue": "\x00\x01\xff", "mrr": "n", "new": "w"}, d.cube(d.book, "p1"))
	d.equal(map[string]string{}, d.cube(d.book, "p2"))
	d.equal(map[string]string{}, d.cube(d.open("Another"), "p1"))
}

// Series of other rules never mix with those that are saved.
func cubeOfOtherRules(t *testing.T, d *desk) {
	d.saveCube("p1", 1, true, map[string][]byte{"revenue": []byte("r")})
	d.saveCube("p2", 2, false, map[string][]byte{"mrr": []byte("m")})
	d.equal(map[string]string{}, d.cube(d.book, "p1"))
	d.equal(map[string]string{"batch": "2", "mrr": "m"}, d.cube(d.book, "p2"))
	d.saveCube("p2", 3, true, nil)
	d.equal(map[string]string{"batch": "3"}, d.cube(d.book, "p2"))
	d.clock.advance(time.Hour)
	d.acquire(d.book, "second")
	if err := d.book.SaveCube(d.ctx, d.lease, "p2", 4, true, maps.All(map[string][]byte{})); err == nil {
		t.Error("a writer that had lost its lease could save the cube")
	}
	d.equal(map[string]string{"batch": "3"}, d.cube(d.book, "p2"))
}

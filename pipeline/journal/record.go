package journal

import (
	"bytes"
	"encoding/binary"
	"hash/maphash"

	"daybook"
)

// appendKey is what facts are sorted by: kind, then id. Neither holds a NUL.
func appendKey[T string | []byte](into []byte, kind, id T) []byte {
	return append(append(append(into, kind...), 0), id...)
}

func splitKey(key []byte) (kind, id string) {
	at := bytes.IndexByte(key, 0)
	return kindText(key[:at]), string(key[at+1:])
}

// kindText is a kind, where it can be without an allocation.
func kindText(text []byte) string {
	if string(text) == string(daybook.KindPayment) { // most are
		return string(daybook.KindPayment)
	}
	return string(text)
}

// record is a fact of a batch beside its key.
type record struct {
	day                   int64
	customer, place, body []byte
}

func appendRecord(into []byte, day daybook.Day, customer, place string, body []byte) []byte {
	into = binary.AppendVarint(into, int64(day))
	into = binary.AppendUvarint(into, uint64(len(customer)))
	into = binary.AppendUvarint(into, uint64(len(place)))
	return append(append(append(into, customer...), place...), body...)
}

func decodeRecord(value []byte) (r record) {
	day, n := binary.Varint(value)
	customer, k := binary.Uvarint(value[n:])
	place, l := binary.Uvarint(value[n+k:])
	texts := value[n+k+l:]
	return record{day, texts[:customer], texts[customer : customer+place], texts[customer+place:]}
}

// standing is what the comparison needs of a fact that stands, beside its key.
type standing struct {
	day     int64
	address int64
	place   uint64
	content [2]uint64
}

func (s standing) append(into []byte) []byte {
	for _, number := range [...]uint64{uint64(s.day), uint64(s.address), s.place, s.content[0], s.content[1]} {
		into = binary.LittleEndian.AppendUint64(into, number)
	}
	return into
}

func decodeStanding(value []byte) standing {
	number := func(i int) uint64 { return binary.LittleEndian.Uint64(value[8*i:]) }
	return standing{int64(number(0)), int64(number(1)), number(2), [2]uint64{number(3), number(4)}}
}

// marks tell texts apart by 128 bits, those of places by 64. The seeds are drawn for each sink, and the marks
// never leave the process: nobody can prepare two texts with the same mark.
type marks [2]maphash.Seed

func newMarks() marks { return marks{maphash.MakeSeed(), maphash.MakeSeed()} }

func (m marks) content(body []byte) [2]uint64 {
	return [2]uint64{maphash.Bytes(m[0], body), maphash.Bytes(m[1], body)}
}

func (m marks) place(place []byte) uint64 { return maphash.Bytes(m[0], place) }

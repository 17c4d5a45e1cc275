package numeral

import "strings"

// Side is the side of an account that an amount is written to.
type Side byte

// The sides. NoSide amounts say with their sign what they are.
const (
	NoSide Side = iota
	Debit
	Credit
)

// SideOf reads a side as ledgers and banks write it, in a column of its own or beside an amount: Dr and Cr, D and
// C, Debit and Credit, and the German S and H (Soll, Haben).
func SideOf(text string) Side {
	switch strings.TrimSuffix(strings.ToLower(trim(text)), ".") {
	case "dr", "d", "debit", "db", "dbit", "s", "soll":
		return Debit
	case "cr", "c", "credit", "crdt", "h", "haben":
		return Credit
	}
	return NoSide
}

// sided cuts a side off the end of an amount, "1,234.50 CR", or off its beginning, "Dr. 12".
func sided(text string) (inner string, side Side) {
	tail := strings.LastIndexFunc(strings.TrimSuffix(text, "."), notLetter) + 1
	if side := SideOf(text[tail:]); side != NoSide && tail > 0 {
		return trim(text[:tail]), side
	}
	head, rest, parted := strings.Cut(text, " ")
	if side := SideOf(head); side != NoSide && parted && len(head) > 1 {
		return trim(rest), side
	}
	return text, NoSide
}

func notLetter(r rune) bool { return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') }

package config

import (
	"fmt"
	"math/big"
	"strings"

	"daybook"
)

// Rejects says what becomes of a source whose records are broken.
type Rejects struct {
	Tolerate Tolerance `yaml:"tolerate" jsonschema:"example=1%" jsonschema_description:"How many records of one file (of an API: of one list that is stored as a whole) may be rejected: a number, or a percentage of its facts and rejects together. With more, that file is not taken, its last good facts stay, and the source fails. Left out: any number."`
}

// Tolerance is how many rejects a batch may have: a number, or a share of its records. The zero Tolerance is any number.
type Tolerance struct {
	text    string
	most    daybook.Decimal
	percent bool
}

// UnmarshalText reads "10" or "1%" or "0.5 %".
func (t *Tolerance) UnmarshalText(text []byte) error {
	number, percent := strings.CutSuffix(strings.TrimSpace(string(text)), "%")
	most, err := daybook.ParseDecimal(strings.TrimSpace(number))
	_, whole := most.Int64()
	if err != nil || most.Coefficient < 0 || !percent && !whole || percent && most.Ratio().Cmp(daybook.Whole(100)) > 0 {
		return &daybook.Error{Found: fmt.Sprintf("%q", text), Wanted: "a number of records like 10, or a percentage like 1%"}
	}
	*t = Tolerance{string(text), most, percent}
	return nil
}

// String is the tolerance as configured; "" for any number.
func (t Tolerance) String() string { return t.text }

// Allows reports whether so many rejects are tolerated among so many records, the rejects included.
func (t Tolerance) Allows(rejects, records int64) bool {
	most := t.most.Ratio()
	if t.percent {
		most = most.Mul(daybook.Whole(records)).Mul(daybook.RatioOf(big.NewInt(1), big.NewInt(100)))
	}
	return t.text == "" || daybook.Whole(rejects).Cmp(most) <= 0
}

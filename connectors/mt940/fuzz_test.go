package mt940

import (
	"strings"
	"testing"

	"daybook"
	"daybook/internal/bank"
)

// Every line of a file is a fact, a skip or a reject; a file that is none is an error.
func FuzzMT940(f *testing.F) {
	f.Add(":20:1\n:25:1/2\n:60F:C231229EUR100,00\n:61:2401150115C1234,50NMSCNONREF//R1\n:86:166?00\n:62F:C240119EUR1290,00\n-\n")
	f.Fuzz(func(t *testing.T, content string) {
		var records []daybook.Record
		into := bank.NewLedger(bank.Ledger{Source: "bank", File: "in", Currency: "USD", Options: &bank.Options{}, Notice: func(daybook.Notice) {},
			Put: func(r daybook.Record) error { records = append(records, r); return nil }})
		if err := read(strings.NewReader(content), into); err != nil {
			return
		}
		if most := strings.Count(content, ":61:"); len(records) > most {
			t.Errorf("%d records of %d", len(records), most)
		}
		for _, record := range records {
			if fact, ok := record.(daybook.Fact); ok && (fact.Head().Day.IsZero() || fact.Head().Origin.ID == "") {
				t.Errorf("%+v has no day or id", fact)
			}
		}
	})
}

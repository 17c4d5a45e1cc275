package connectortest

import (
	"io"
	"strings"
	"testing"

	"daybook"
	"daybook/internal/bank"
)

// BankFile reads a bank file, whatever it holds: there are at most as many records as marks of a line, and every fact has a day
// and an id. A file that is no bank file at all is an error, which is right, too.
func BankFile(t *testing.T, read func(io.ReadSeeker, *bank.Ledger) error, content, mark string) {
	t.Helper()
	var records []daybook.Record
	into := bank.NewLedger(bank.Ledger{Source: "bank", File: "in", Currency: "USD", Options: &bank.Options{}, Notice: func(daybook.Notice) {},
		Put: func(r daybook.Record) error { records = append(records, r); return nil }})
	if err := read(strings.NewReader(content), into); err != nil {
		return
	}
	if most := strings.Count(content, mark); len(records) > most {
		t.Errorf("%d records of %d", len(records), most)
	}
	for _, record := range records {
		if fact, ok := record.(daybook.Fact); ok && (fact.Head().Day.IsZero() || fact.Head().Origin.ID == "") {
			t.Errorf("%+v has no day or id", fact)
		}
	}
}

package camt

import (
	"strings"
	"testing"

	"daybook"
	"daybook/internal/bank"
)

// Every entry of a file is a fact, a skip or a reject; a file that is none is an error.
func FuzzCAMT(f *testing.F) {
	f.Add(`<Document><BkToCstmrStmt><Stmt><Acct><Id><IBAN>DE1</IBAN></Id></Acct><Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">1</Amt><CdtDbtInd>CRDT</CdtDbtInd></Bal><Ntry><Amt Ccy="EUR">2.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><RvslInd>true</RvslInd><Sts>BOOK</Sts><BookgDt><Dt>2024-01-15</Dt></BookgDt></Ntry></Stmt></BkToCstmrStmt></Document>`)
	f.Fuzz(func(t *testing.T, content string) {
		var records []daybook.Record
		into := bank.NewLedger(bank.Ledger{Source: "bank", File: "in", Currency: "USD", Options: &bank.Options{}, Notice: func(daybook.Notice) {},
			Put: func(r daybook.Record) error { records = append(records, r); return nil }})
		if err := read(strings.NewReader(content), into); err != nil {
			return
		}
		if most := strings.Count(content, "Ntry"); len(records) > most {
			t.Errorf("%d records of %d", len(records), most)
		}
		for _, record := range records {
			if fact, ok := record.(daybook.Fact); ok && (fact.Head().Day.IsZero() || fact.Head().Origin.ID == "") {
				t.Errorf("%+v has no day or id", fact)
			}
		}
	})
}

package ofx

import (
	"strings"
	"testing"

	"daybook"
	"daybook/internal/bank"
)

// Every transaction of a file is a fact, a skip or a reject; a file that is none is an error.
func FuzzOFX(f *testing.F) {
	f.Add("OFXHEADER:100\n<OFX><STMTRS><CURDEF>USD<BANKACCTFROM><ACCTID>1<ACCTTYPE>CHECKING</BANKACCTFROM><BANKTRANLIST><STMTTRN><TRNTYPE>DEBIT<DTPOSTED>20240115<TRNAMT>-1.00<FITID>1<MEMO></STMTTRN></BANKTRANLIST></STMTRS></OFX>")
	f.Fuzz(func(t *testing.T, content string) {
		var records []daybook.Record
		into := bank.NewLedger(bank.Ledger{Source: "bank", File: "in", Currency: "USD", Options: &bank.Options{}, Notice: func(daybook.Notice) {},
			Put: func(r daybook.Record) error { records = append(records, r); return nil }})
		if err := read(strings.NewReader(content), into); err != nil {
			return
		}
		if most := strings.Count(content, "<"); len(records) > most {
			t.Errorf("%d records of %d", len(records), most)
		}
		for _, record := range records {
			if fact, ok := record.(daybook.Fact); ok && (fact.Head().Day.IsZero() || fact.Head().Origin.ID == "") {
				t.Errorf("%+v has no day or id", fact)
			}
		}
	})
}

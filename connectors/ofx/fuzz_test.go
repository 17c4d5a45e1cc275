package ofx

import (
	"testing"

	"daybook/connectors/connectortest"
)

// Every transaction of a file is a fact, a skip or a reject; a file that is none is an error.
func FuzzOFX(f *testing.F) {
	f.Add("OFXHEADER:100\n<OFX><STMTRS><CURDEF>USD<BANKACCTFROM><ACCTID>1<ACCTTYPE>CHECKING</BANKACCTFROM><BANKTRANLIST><STMTTRN><TRNTYPE>DEBIT<DTPOSTED>20240115<TRNAMT>-1.00<FITID>1<MEMO></STMTTRN></BANKTRANLIST></STMTRS></OFX>")
	f.Fuzz(func(t *testing.T, content string) { connectortest.BankFile(t, read, content, "<") })
}

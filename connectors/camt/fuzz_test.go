package camt

import (
	"testing"

	"daybook/connectors/connectortest"
)

// Every entry of a file is a fact, a skip or a reject; a file that is none is an error.
func FuzzCAMT(f *testing.F) {
	f.Add(`<Document><BkToCstmrStmt><Stmt><Acct><Id><IBAN>DE1</IBAN></Id></Acct><Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp><Amt Ccy="EUR">1</Amt><CdtDbtInd>CRDT</CdtDbtInd></Bal><Ntry><Amt Ccy="EUR">2.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><RvslInd>true</RvslInd><Sts>BOOK</Sts><BookgDt><Dt>2024-01-15</Dt></BookgDt></Ntry></Stmt></BkToCstmrStmt></Document>`)
	f.Fuzz(func(t *testing.T, content string) { connectortest.BankFile(t, read, content, "Ntry") })
}

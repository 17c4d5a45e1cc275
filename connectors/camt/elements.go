package camt

// account is the Acct of a statement.
type account struct {
	IBAN  string `xml:"Id>IBAN"`
	Other string `xml:"Id>Othr>Id"`
	Type  string `xml:"Tp>Cd"`
}

// balance is a Bal.
type balance struct {
	Code   string `xml:"Tp>CdOrPrtry>Cd"` // OPBD opening, PRCD closing of the statement before, CLBD closing booked
	Amount amount `xml:"Amt"`
	Side   string `xml:"CdtDbtInd"`
}

// entry is an Ntry. A status is a text in the first versions and has a code in those from 7 on.
type entry struct {
	Reference string `xml:"AcctSvcrRef"`
	Amount    amount `xml:"Amt"`
	Side      string `xml:"CdtDbtInd"`
	Reversal  string `xml:"RvslInd"`
	Status    struct {
		Text string `xml:",chardata"`
		Code string `xml:"Cd"`
	} `xml:"Sts"`
	Booked  date   `xml:"BookgDt"`
	Valued  date   `xml:"ValDt"`
	Code    string `xml:"BkTxCd>Prtry>Cd"`
	Info    string `xml:"AddtlNtryInf"`
	Details []struct {
		Reference string   `xml:"Refs>EndToEndId"`
		Purpose   []string `xml:"RmtInf>Ustrd"`
	} `xml:"NtryDtls>TxDtls"`
}

type amount struct {
	Text     string `xml:",chardata"`
	Currency string `xml:"Ccy,attr"`
}

// date is a choice of a date and a time.
type date struct {
	Date string `xml:"Dt"`
	Time string `xml:"DtTm"`
}

func (d date) text() string {
	if d.Date == "" && len(d.Time) >= len("2024-01-15") {
		return d.Time[:len("2024-01-15")]
	}
	return d.Date
}

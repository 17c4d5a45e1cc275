package plaintext_test

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"daybook"
	"daybook/connectors/connectortest"
	"daybook/connectors/plaintext"
	"daybook/internal/report"
)

func read(t testing.TB, options report.Options, content string) *connectortest.Recorder {
	t.Helper()
	options.Path = "*"
	into, _ := connectortest.ReadFiles(t, plaintext.Connector(), &options, connectortest.Folder(t, "j.csv", content))
	return into
}

func wants(t *testing.T, into *connectortest.Recorder, want ...string) {
	t.Helper()
	if diff := cmp.Diff(want, connectortest.Shown(t, into.Records())); diff != "" {
		t.Error(diff)
	}
}

// printed is what hledger 1.25 prints of a small journal.
const printed = `"txnidx","date","date2","status","code","description","comment","account","amount","commodity","credit","debit","posting-status","posting-comment"
"1","2024-01-05","","*","INV1","Ann | box","","assets:bank","1234.50","$","","1234.50","",""
"1","2024-01-05","","*","INV1","Ann | box","","income:sales","-1234.50","$","1234.50","","",""
"2","2024-01-06","","","","mill","","expenses:cogs:flour","100.00","$","","100.00","",""
"2","2024-01-06","","","","mill","","liabilities:payable","-100.00","$","100.00","","",""
"3","2024-01-07","","","","exchange","","assets:savings","10","EUR","","10","",""
"3","2024-01-07","","","","exchange","","assets:bank","-11.00","$","11.00","","",""
"4","2024-01-08","","","","plan","","(budget:x)","5.00","$","","5.00","",""
"4","2024-01-08","","","","plan","","[budget:y]","5.00","$","","5.00","",""
"5","2024-01-09","","","","shares","","assets:stock","10","AAPL","","10","",""
"5","2024-01-09","","","","shares","","assets:bank","-33.333","$","33.333","","",""
`

func TestHledgerPrint(t *testing.T) {
	wants(t, read(t, report.Options{}, printed),
		"skip header",
		"j.csv:2 2024-01-05 [] assets:bank (Bank) 1234.50 USD debit_positive 1",
		"j.csv:3 2024-01-05 [] income:sales (Income) -1234.50 USD debit_positive 1",
		"j.csv:4 2024-01-06 [] expenses:cogs:flour (Cost of Goods Sold) 100.00 USD debit_positive 2",
		"j.csv:5 2024-01-06 [] liabilities:payable (Liability) -100.00 USD debit_positive 2",
		"j.csv:6 2024-01-07 [] assets:savings (Bank) 10.00 EUR debit_positive 3",
		"j.csv:7 2024-01-07 [] assets:bank (Bank) -11.00 USD debit_positive 3",
		"skip virtual", "skip virtual", "skip commodity",
		"reject j.csv:11 amount=-33.333: found amount -33.333, wanted at most 2 decimals for USD, and no more than 18 digits; set rounding: half_even")
	rounded := read(t, report.Options{Rounding: "half_even"}, printed)
	if got := rounded.Facts()[6].(*daybook.Entry).Amount.String(); got != "-33.33 USD" {
		t.Errorf("rounded to %s", got)
	}
}

func TestHledgerRegister(t *testing.T) {
	wants(t, read(t, report.Options{}, `"txnidx","date","code","description","account","amount","total"
"1","2024-01-05","INV1","Ann | box","assets:bank","$1,234.50","$1234.50"
"1","2024-01-05","INV1","Ann | box","Revenues:Sales","$-1,234.50","0"
"2","2024-01-07","","fx","assets:eur","10 EUR","10 EUR"
"2","2024-01-07","","fx","assets:bank","$-11.00","$-11.00, 10 EUR"
`),
		"skip header",
		"j.csv:2 2024-01-05 [] assets:bank (Bank) 1234.50 USD debit_positive 1",
		"j.csv:3 2024-01-05 [] Revenues:Sales (Income) -1234.50 USD debit_positive 1",
		"j.csv:4 2024-01-07 [] assets:eur (Asset) 10.00 EUR debit_positive 2",
		"j.csv:5 2024-01-07 [] assets:bank (Bank) -11.00 USD debit_positive 2")
}

func TestLedgersCSVHasNoHeader(t *testing.T) {
	wants(t, read(t, report.Options{}, `"2024/01/05","INV1","Ann","Assets:Bank","$","1234.5","*",""
"2024/01/05","INV1","Ann","Income:Sales","$","-1234.5","*",""
"2024/01/06","","mill","Expenses:Flour","EUR","100","",""
"2024/01/06","","mill","(Budget:x)","EUR","5","",""
"2024/01/06","","mill","Debts:Card","EUR","-100","",""
`),
		"j.csv:1 2024-01-05 [] Assets:Bank (Bank) 1234.50 USD debit_positive INV1 2024-01-05",
		"j.csv:2 2024-01-05 [] Income:Sales (Income) -1234.50 USD debit_positive INV1 2024-01-05",
		"j.csv:3 2024-01-06 [] Expenses:Flour (Expense) 100.00 EUR debit_positive",
		"skip virtual",
		"j.csv:5 2024-01-06 [] Debts:Card (Liability) -100.00 EUR debit_positive")
}

func TestBeanQuery(t *testing.T) {
	weights := `date,id,payee,narration,account,weight
2024-01-05,4fa969901231bd627f7746dbaf960d4e,Ann,box  ,Assets:US:Bank, 1234.50 USD
2024-01-05,4fa969901231bd627f7746dbaf960d4e,Ann,box  ,Income:Sales  ,-1234.50 USD
2024-01-06,d28641faeb12397e700571d22ca1d41f,   ,stock,Assets:Stock  ,   50.00 EUR
`
	wants(t, read(t, report.Options{}, weights),
		"skip header",
		"j.csv:2 2024-01-05 [] Assets:US:Bank (Bank) 1234.50 USD debit_positive 4fa969901231bd627f7746dbaf960d4e",
		"j.csv:3 2024-01-05 [] Income:Sales (Income) -1234.50 USD debit_positive 4fa969901231bd627f7746dbaf960d4e",
		"j.csv:4 2024-01-06 [] Assets:Stock (Asset) 50.00 EUR debit_positive d28641faeb12397e700571d22ca1d41f")
	wants(t, read(t, report.Options{}, "date,account,number,currency\n2024-01-05,Assets:Bank, 1234.50,USD \n2024-01-07,Assets:Stock,   10   ,HOOL\n"),
		"skip header", "j.csv:2 2024-01-05 [] Assets:Bank (Bank) 1234.50 USD debit_positive", "skip commodity")
}

func TestASignThatManyCurrenciesShareIsThatOfTheBooks(t *testing.T) {
	one := strings.Join(strings.SplitAfter(printed, "\n")[:2], "")
	if got := read(t, report.Options{Currency: "CAD"}, one).Facts()[0].(*daybook.Entry).Amount; got.Currency != "CAD" {
		t.Errorf("Canadian books: %s", got)
	}
	wants(t, read(t, report.Options{Currency: "EUR"}, one), "skip header",
		`reject j.csv:2 commodity=$: found the currency "$", wanted one that can be read one way only: a code like USD; set currency: if it is that of the books`)
}

func TestTheSamePostingsHaveTheSameIDsInALongerJournal(t *testing.T) {
	ids := map[string]bool{}
	for _, fact := range read(t, report.Options{}, printed).Facts() {
		ids[fact.Head().Origin.ID] = true
	}
	longer := strings.Replace(printed, `"1","2024-01-05"`, `"1","2024-01-01","","","","first","","assets:bank","1","$","","1","",""`+"\n"+`"2","2024-01-05"`, 1)
	missing := len(ids)
	for _, fact := range read(t, report.Options{}, longer).Facts() {
		if ids[fact.Head().Origin.ID] {
			missing--
		}
	}
	if missing != 0 {
		t.Errorf("%d postings have other ids", missing)
	}
}

func TestTheyAreRecognised(t *testing.T) {
	for content, want := range map[string]string{
		printed: "hledger, print -O csv", `"txnidx","date","code","description","account","amount","total"` + "\n": "hledger, register -O csv",
		`"2024/01/05","","Ann","Assets:Bank","$","5","*",""` + "\n": "Ledger, csv",
		"date,flag,account,position,balance\n":                      "Beancount, bean-query -f csv", "a,b\n1,2\n": "",
	} {
		got, err := plaintext.Connector().Recognise(filepath.Join(connectortest.Folder(t, "x.csv", content), "x.csv"))
		if err != nil || got.Layout != want || want != "" && got.Strength < 60 {
			t.Errorf("%.40q: %+v, %v", content, got, err)
		}
	}
}

func TestConformance(t *testing.T) {
	connectortest.Run(t, func(t *testing.T) connectortest.Subject {
		dir := connectortest.Folder(t, "j.csv", printed)
		open := func(path string) daybook.Source {
			return connectortest.OpenFiles(t, plaintext.Connector(), &report.Options{Path: path}, dir, &strings.Builder{})
		}
		return connectortest.Subject{Source: open("*.csv"), Unreachable: open("*.txt"), Rows: 11, Rejects: 1, Files: true}
	})
}

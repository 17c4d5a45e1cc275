package spreadsheet_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"daybook"
	"daybook/connectors/connectortest"
	"daybook/connectors/spreadsheet"
)

// amounts reads spend rows with these amounts and days, and returns minor units, or the reject's reason.
func amounts(t *testing.T, options spreadsheet.Options, rows ...string) []string {
	t.Helper()
	options.Facts = "spend"
	into := read(t, options, "day;amount\n"+strings.Join(rows, "\n")+"\n")
	var got []string
	for _, record := range into.Records()[1:] {
		switch r := record.(type) {
		case *daybook.Spend:
			got = append(got, r.Day.String()+" "+r.Amount.String())
		case *daybook.Reject:
			got = append(got, r.Reason)
		}
	}
	return got
}

func same(t *testing.T, got []string, want ...string) {
	t.Helper()
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func TestTheWholeColumnProvesItsDecimalSign(t *testing.T) {
	same(t, amounts(t, spreadsheet.Options{}, "2024-01-01;1.234", "2024-01-01;1.234,50"), "2024-01-01 1234.00 USD", "2024-01-01 1234.50 USD")
	same(t, amounts(t, spreadsheet.Options{}, "2024-01-01;1.230", "2024-01-01;0.5"), "2024-01-01 1.23 USD", "2024-01-01 0.50 USD")
}

func TestWithoutAProofAnAmountIsRefusedAndTheOptionNamed(t *testing.T) {
	want := `found "1.234", wanted a number that can be read one way only: this is 1.234 or 1234: ambiguous; set decimal: point or decimal: comma`
	same(t, amounts(t, spreadsheet.Options{}, "2024-01-01;1.234", "2024-01-01;5"), want, "2024-01-01 5.00 USD")
	same(t, amounts(t, spreadsheet.Options{Decimal: "comma"}, "2024-01-01;1.234"), "2024-01-01 1234.00 USD")
	same(t, amounts(t, spreadsheet.Options{Decimal: "comma"}, "2024-01-01;1.5"), `found "1.5", wanted a number with a decimal comma`)
}

func TestAMixedColumnIsReadWhereEachValueProvesItself(t *testing.T) {
	same(t, amounts(t, spreadsheet.Options{}, "2024-01-01;$1,234.56", "2024-01-01;−100,00", "2024-01-01;1.234"),
		"2024-01-01 1234.56 USD", "2024-01-01 -100.00 USD",
		`found "1.234", wanted a number that can be read one way only: this is 1.234 or 1234: ambiguous; set decimal: point or decimal: comma`)
}

func TestThreeDigitsAfterACommaAreThousandsInMoney(t *testing.T) {
	same(t, amounts(t, spreadsheet.Options{}, "2024-01-01;1,200", "2024-01-01;800"), "2024-01-01 1200.00 USD", "2024-01-01 800.00 USD")
	into := read(t, spreadsheet.Options{Facts: "observations"}, "day;name;value\n2024-01-01;visits;1,200\n")
	if rejects := into.Rejects(); len(rejects) != 1 || !strings.Contains(rejects[0].Reason, "decimal: point") {
		t.Errorf("1,200 visits: %v", shown(t, into.Records()))
	}
}

func TestTheWholeColumnProvesTheOrderOfItsDates(t *testing.T) {
	same(t, amounts(t, spreadsheet.Options{}, "03/04/2024;1", "25/12/2024;1"), "2024-04-03 1.00 USD", "2024-12-25 1.00 USD")
	same(t, amounts(t, spreadsheet.Options{}, "03/04/2024;1", "12/25/2024;1"), "2024-03-04 1.00 USD", "2024-12-25 1.00 USD")
}

func TestWithoutAProofADateIsRefusedAndTheOptionNamed(t *testing.T) {
	want := `found "03/04/2024", wanted a date that can be read one way only, or another one in its column that shows which number is the day: ambiguous; set date_order: dmy or date_order: mdy`
	same(t, amounts(t, spreadsheet.Options{}, "03/04/2024;1", "05/05/2024;1"), want, "2024-05-05 1.00 USD")
	same(t, amounts(t, spreadsheet.Options{}, "03/04/2024;1", "25/12/2024;1", "12/25/2024;1"), want, "2024-12-25 1.00 USD", "2024-12-25 1.00 USD")
	same(t, amounts(t, spreadsheet.Options{DateOrder: "dmy"}, "03/04/2024;1"), "2024-04-03 1.00 USD")
	same(t, amounts(t, spreadsheet.Options{DateOrder: "mdy"}, "25/12/2024;1"), `found "25/12/2024", wanted a date in the order mdy (date_order)`)
}

func TestRoundingIsOnlyDoneWhereItIsAskedFor(t *testing.T) {
	same(t, amounts(t, spreadsheet.Options{Rounding: "half_even"}, "2024-01-01;1.005", "2024-01-01;1.015", "2024-01-01;33.33333"),
		"2024-01-01 1.00 USD", "2024-01-01 1.02 USD", "2024-01-01 33.33 USD")
}

func TestAnotherColumnOfTheFileCanBeTheProof(t *testing.T) {
	into := read(t, spreadsheet.Options{Facts: "entries"}, "day;account;debit;credit\n2024-01-01;1000;1.234;\n2024-01-01;4000;;12,50\n")
	if got := into.Facts()[0].(*daybook.Entry).Amount.String(); got != "1234.00 USD" {
		t.Errorf("debit %s", got)
	}
}

func TestEqualRowsAreToldApartAndMovedRowsStayTheSame(t *testing.T) {
	ids := func(into *connectortest.Recorder) map[string]int {
		found := map[string]int{}
		for _, fact := range into.Facts() {
			found[fact.Head().Origin.ID]++
		}
		return found
	}
	before := ids(read(t, spreadsheet.Options{Facts: "spend"}, "day,amount,channel\n2024-01-01,5,a\n2024-01-01,5,a\n2024-01-02,7,b\n"))
	after := ids(read(t, spreadsheet.Options{Facts: "spend"}, "channel,amount,day\nb,7.00,2024-01-02\n,,\na,5,1 Jan 2024\na,5.0,2024-01-01\n"))
	if len(before) != 3 {
		t.Errorf("ids %v, want three", before)
	}
	if diff := cmp.Diff(before, after); diff != "" {
		t.Errorf("the same rows, written otherwise and moved, have other ids:\n%s", diff)
	}
}

func TestACommaOutsideQuotesIsNotTakenForPartOfTheTable(t *testing.T) {
	wants(t, read(t, spreadsheet.Options{Facts: "payments"}, "id,day,customer,amount\np1,2024-01-01,c1,1,234.50\np2,2024-01-01,c1,5,,\n"),
		"skip header",
		"reject in.csv:2 =: found 5 cells under 4 headers, wanted a cell for each column; put texts and amounts that have the delimiter in them into quotes",
		`payment p2 2024-01-01 in.csv:3 {"customer":"c1","type":"charge","amount":{"minor":500,"currency":"USD"}}`)
}

func TestARepeatedIDIsSkippedOrRefused(t *testing.T) {
	wants(t, read(t, spreadsheet.Options{Facts: "payments"}, "id,day,customer,amount\np1,2024-01-01,c1,5\np1,2024-01-01,c1,5\np1,2024-01-02,c1,5\n"),
		"skip header", `payment p1 2024-01-01 in.csv:2 {"customer":"c1","type":"charge","amount":{"minor":500,"currency":"USD"}}`, "skip duplicate",
		"reject in.csv:4 id=p1: found the record of row 2 again, with other content, wanted one row for a record; give each record an id of its own")
}

// A customer has a row for each day on which something about it changed; two rows of one day contradict each other.
func TestACustomerHasARowForEachDayOfAChange(t *testing.T) {
	wants(t, read(t, spreadsheet.Options{Facts: "customers"}, "id,day,country\nc1,2024-05-01,DE\nc1,2024-01-01,FR\nc1,2024-01-01,FR\nc1,2024-05-01,ES\nc1,2024-06-01,\n"),
		"skip header",
		`customer c1@2024-05-01 2024-05-01 in.csv:2 {"customer":"c1","attributes":{"country":"DE"}}`,
		`customer c1@2024-01-01 2024-01-01 in.csv:3 {"customer":"c1","attributes":{"country":"FR"}}`,
		"skip duplicate",
		"reject in.csv:5 id=c1: found the record of row 2 again, with other content, wanted one row for a record; give the row the day of the change, or each customer an id of its own",
		`customer c1@2024-06-01 2024-06-01 in.csv:6 {"customer":"c1"}`)
}

func TestRowsThatAreNoRecords(t *testing.T) {
	into := read(t, spreadsheet.Options{Facts: "spend"},
		"Marketing\n\nday,amount,channel\n2024-01-01,5,a\n,,\nSubtotal:,5,\nday,amount,channel\n2024-01-02,5,Total Energies\nTotal Energies,1,\n2024-01-02,\"5\nTOTAL,,10\n2024-01-03,x,\n")
	want := map[string]int{"title": 1, "blank": 2, "header": 2, "total": 3}
	if diff := cmp.Diff(want, into.SkipRules()); diff != "" {
		t.Error(diff)
	}
	if len(into.Facts()) != 2 || len(into.Rejects()) != 2 {
		t.Errorf("%q", shown(t, into.Records()))
	}
	if got := into.Rejects()[0].Reason; got != "found a quote that is opened and not closed, wanted cells in matching quotes; mend line 10" {
		t.Errorf("the broken line: %s", got)
	}
}

func TestRejectsKeepTheWholeRowButNothingPersonal(t *testing.T) {
	into := read(t, spreadsheet.Options{Facts: "payments"}, "id,day,customer,amount,Full name,E-mail,x\np1,2024-01-01,ann@example.com,lots,Ann Example,ann@example.com,y\n")
	want := &daybook.Reject{
		Origin: daybook.Origin{Source: "src", ID: "in.csv:2", Place: "in.csv:2"}, File: "in.csv", Row: 2, Column: "amount", Value: "lots",
		Reason:  `found "lots", wanted a number`,
		Raw:     map[string]string{"id": "p1", "day": "2024-01-01", "customer": "***", "amount": "lots", "Full name": "***", "E-mail": "***", "x": "y"},
		Columns: []string{"id", "day", "customer", "amount", "Full name", "E-mail", "x"},
	}
	if diff := cmp.Diff([]*daybook.Reject{want}, into.Rejects()); diff != "" {
		t.Error(diff)
	}
}

func TestTextFilesOfEveryKindReadAlike(t *testing.T) {
	want := shown(t, read(t, spreadsheet.Options{Facts: "spend"}, "day,amount,channel\n2024-01-01,5.50,Zürich\n").Records())
	for name, content := range map[string]string{
		"semicolons, CRLF, decimal comma": "day;amount;channel\r\n2024-01-01;5,50;Zürich\r\n", "tabs": "day\tamount\tchannel\n2024-01-01\t5.50\tZürich\n",
		"byte order mark": "\ufeffday,amount,channel\n2024-01-01,5.50,Zürich\n", "bare CR": "day,amount,channel\r2024-01-01,5.50,Zürich\r",
		"Windows-1252": "day,amount,channel\n2024-01-01,5.50,Z\xfcrich\n", "pipes": "day|amount|channel\n2024-01-01|5.50|Zürich\n",
	} {
		if diff := cmp.Diff(want, shown(t, read(t, spreadsheet.Options{Facts: "spend"}, content).Records())); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func TestAnEntryOnASideIsADebitOrACredit(t *testing.T) {
	amounts := func(content string) (got []string) {
		for _, record := range read(t, spreadsheet.Options{Facts: "entries"}, content).Records()[1:] {
			switch r := record.(type) {
			case *daybook.Entry:
				got = append(got, r.Amount.String()+" "+string(r.Sign))
			case *daybook.Reject:
				got = append(got, r.Column+": "+r.Reason)
			}
		}
		return got
	}
	same(t, amounts("day,account,amount\n2024-01-01,Sales,5.00 Cr\n2024-01-01,Bank,5.00 Dr\n2024-01-01,Rent,5.00\n"),
		"-5.00 USD debit_positive", "5.00 USD debit_positive", "5.00 USD natural")
	same(t, amounts("day,account,amount,side\n2024-01-01,Sales,5.00,C\n2024-01-01,Bank,5.00,Debit\n2024-01-01,Rent,5.00 DR,Cr\n"),
		"-5.00 USD debit_positive", "5.00 USD debit_positive", `side: found "Cr", wanted Dr or Cr, D or C, Debit or Credit`)
}

func TestAnAmountOfMoneySpentHasNoSide(t *testing.T) {
	same(t, amounts(t, spreadsheet.Options{}, "2024-01-01;5.00 CR"), "found an amount with CR or DR, wanted one with a sign")
}

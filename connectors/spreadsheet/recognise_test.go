package spreadsheet_test

import (
	"os"
	"path/filepath"
	"testing"

	"daybook/connectors/spreadsheet"
)

func TestASheetThatLacksAColumnIsToldWhichOne(t *testing.T) {
	path := filepath.Join(t.TempDir(), "subs.csv")
	if err := os.WriteFile(path, []byte("Subscription,Customer,Start,End,Amount,Plan\ns1,c1,2024-01-01,,5.00,box\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := spreadsheet.Connector().Recognise(path)
	want := path + `: found in row 1 the columns "Subscription", "Customer", "Start", "End", "Amount", "Plan", wanted for facts: subscriptions also a column "id", for facts: invoice_lines also a column "id"; ` +
		"name the headers under columns: of a source of type spreadsheet"
	if err == nil || err.Error() != want {
		t.Errorf("%v\nwant %s", err, want)
	}
}

func TestASheetIsRecognisedByTheHeadersOfItsFields(t *testing.T) {
	for content, want := range map[string][2]string{
		"id,day,email,plan\nc1,2024-01-01,a@example.com,box\n":                     {"Spreadsheet, customers", "facts: customers"},
		"Ref,Created,Client,Total,Currency\n1,2024-01-01,c1,5,USD\n":               {"Spreadsheet, payments", "facts: payments\ncolumns: {id: \"Ref\", day: \"Created\", customer: \"Client\", amount: \"Total\"}"},
		"Marketing 2024\n\nDate,Cost,Channel\n2024-01-01,5,google\n":               {"Spreadsheet, spend", "facts: spend\ncolumns: {day: \"Date\", amount: \"Cost\"}"},
		"day,name,value\n2024-01-01,visits,5\n":                                    {"Spreadsheet, observations", "facts: observations"},
		"day,from,to,rate\n2024-01-01,EUR,USD,1.1\n":                               {"Spreadsheet, rates", "facts: rates"},
		"id,customer,start,amount,interval\ns1,c1,2024-01-01,5,month\n":            {"Spreadsheet, subscriptions", "facts: subscriptions"},
		"id,invoice,customer,amount,start,end\nl1,i1,c1,5,2024-01-01,2024-02-01\n": {"Spreadsheet, invoice_lines", "facts: invoice_lines"},
		"day,account,debit,credit,memo\n2024-01-01,Sales,,5,\n":                    {"Spreadsheet, entries", "facts: entries"},
		"Name,Street,City\nAnn,Main St,Springfield\n":                              {"", ""},
		"just,one line\n": {"", ""},
	} {
		path := filepath.Join(t.TempDir(), "sheet.csv")
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		got, err := spreadsheet.Connector().Recognise(path)
		if err != nil || got.Layout != want[0] || got.Keys != want[1] {
			t.Errorf("%.30q: %+v, %v, want %q", content, got, err, want)
		}
	}
}

package spreadsheet_test

import (
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"daybook"
	"daybook/connectors"
	"daybook/connectors/connectortest"
	"daybook/connectors/spreadsheet"
)

func must(t interface {
	Helper()
	Fatal(...any)
}, err error) {
	if err != nil {
		t.Helper()
		t.Fatal(err)
	}
}

// env is a company in New York that counts in dollars, with its files in dir.
func env(t testing.TB, dir string) connectors.Env {
	zone, err := time.LoadLocation("America/New_York")
	must(t, err)
	return connectors.Env{Name: "src", Dir: dir, Zone: zone, Currency: "USD", Now: time.Now, Log: slog.New(slog.NewTextHandler(io.Discard, nil))}
}

// open opens a source over a folder.
func open(t testing.TB, dir string, options spreadsheet.Options) daybook.Source {
	t.Helper()
	source, err := spreadsheet.Connector().Open(env(t, dir), &options)
	must(t, err)
	return source
}

// folder writes files into a new folder.
func folder(t testing.TB, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, content := range files {
		must(t, os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600))
	}
	return dir
}

// pull reads a source from the start.
func pull(t testing.TB, source daybook.Source) *connectortest.Recorder {
	t.Helper()
	into := &connectortest.Recorder{}
	must(t, source.Pull(t.Context(), daybook.Request{}, into))
	return into
}

// read reads one CSV file.
func read(t testing.TB, options spreadsheet.Options, content string) *connectortest.Recorder {
	t.Helper()
	options.Path = "in.csv"
	return pull(t, open(t, folder(t, map[string]string{"in.csv": content}), options))
}

// shown writes records as "day place {body}", a reject as "reject place column=value: reason", a skip as its rule.
// Ids that were made from content are left out.
func shown(t testing.TB, records []daybook.Record) []string {
	t.Helper()
	var lines []string
	for _, record := range records {
		switch r := record.(type) {
		case *daybook.Skip:
			lines = append(lines, "skip "+r.Rule)
		case *daybook.Reject:
			lines = append(lines, fmt.Sprintf("reject %s %s=%s: %s", r.Origin.Place, r.Column, r.Value, r.Reason))
		case daybook.Fact:
			body, err := json.Marshal(r)
			must(t, err)
			id, _, made := strings.Cut(r.Head().Origin.ID, "#")
			if made && len(id) == 32 {
				id = "-"
			}
			lines = append(lines, fmt.Sprintf("%s %s %s %s %s", r.Kind(), id, r.Head().Day, r.Head().Origin.Place, body))
		}
	}
	return lines
}

func wants(t *testing.T, into *connectortest.Recorder, want ...string) {
	t.Helper()
	if diff := cmp.Diff(want, shown(t, into.Records())); diff != "" {
		t.Error(diff)
	}
}

func TestConformance(t *testing.T) {
	const content = "Box payments 2024,,,\n,,,\nid,day,customer,amount\np1,2024-01-05,c1,12.00\np2,2024-01-06,c2,twelve\np3,2024-01-07,c1,-3\nTotal,,,9.00\n"
	connectortest.Run(t, func(t *testing.T) connectortest.Subject {
		dir := folder(t, map[string]string{"pay.csv": content})
		return connectortest.Subject{
			Source:      open(t, dir, spreadsheet.Options{Path: "*.csv", Facts: "payments"}),
			Unreachable: open(t, dir, spreadsheet.Options{Path: "nowhere.csv", Facts: "payments"}),
			Rows:        7, Rejects: 1, Files: true,
		}
	})
}

func TestCustomers(t *testing.T) {
	wants(t, read(t, spreadsheet.Options{Facts: "customers", Columns: map[string]string{"day": "Signed up"}},
		"ID,Signed_Up,Letters,E-Mail,Channel,First name,Phone,Loyalty tier,Plan name,Note\n"+
			"c1,2024-01-05,x, Ann@Example.com ,google,Ann,555,gold,Small,call\nc2,2024-01-06,,n/a,,Bob,,bob@example.com,,\n"),
		"skip header",
		`customer c1@2024-01-05 2024-01-05 in.csv:2 {"customer":"c1","email":"ann@example.com","attributes":{"channel":"google","letters":"x","loyalty_tier":"gold","plan_name":"Small"}}`,
		`customer c2@2024-01-06 2024-01-06 in.csv:3 {"customer":"c2"}`)
}

func TestPayments(t *testing.T) {
	wants(t, read(t, spreadsheet.Options{Facts: "payments", Columns: map[string]string{"box": "Box"}},
		"id,time,customer,amount,kind,currency,box\n"+
			"p1,2024-03-01T03:00:00Z,c1,\"$1,234.50\",,,large\np2,2024-03-01 03:00,c1,-5,payment,,\np3,2024-03-02,c1,(2.00),Refund,,\np4,2024-03-02,c1,2,refund,,\n"+
			"p5,2024-03-02,,7,chargeback,EUR,\np6,2024-03-02,c1,-0.30,fee,,\np7,2024-03-02,c1,0.30,fee refund,,\np8,2024-03-02,c1,0,sale,,\np9,2024-03-02,c1,5,gift,,\n"+
			"p10,2024-03-02,c1,5 €,,,\np11,2024-03-02,c1,5 €,,USD,\np12,2024-03-02,c1,5%,,,\np13,2024-03-02,c1,1.005,,,\np14,2024-03-02,c1,100,,JPY,\np15,2024-03-02,c1,5,,USDX,\n"),
		"skip header",
		`payment p1 2024-02-29 in.csv:2 {"customer":"c1","type":"charge","amount":{"minor":123450,"currency":"USD"},"attributes":{"box":"large"}}`,
		`payment p2 2024-03-01 in.csv:3 {"customer":"c1","type":"refund","amount":{"minor":500,"currency":"USD"}}`,
		`payment p3 2024-03-02 in.csv:4 {"customer":"c1","type":"refund","amount":{"minor":200,"currency":"USD"}}`,
		`payment p4 2024-03-02 in.csv:5 {"customer":"c1","type":"refund","amount":{"minor":200,"currency":"USD"}}`,
		`payment p5 2024-03-02 in.csv:6 {"type":"dispute","amount":{"minor":700,"currency":"EUR"}}`,
		`payment p6 2024-03-02 in.csv:7 {"customer":"c1","type":"fee","amount":{"minor":30,"currency":"USD"}}`,
		`payment p7 2024-03-02 in.csv:8 {"customer":"c1","type":"fee","amount":{"minor":-30,"currency":"USD"}}`,
		"skip zero amount",
		`reject in.csv:10 kind=gift: found "gift", wanted charge, refund, dispute or fee`,
		`payment p10 2024-03-02 in.csv:11 {"customer":"c1","type":"charge","amount":{"minor":500,"currency":"EUR"}}`,
		`reject in.csv:12 amount=5 €: found an amount in €, wanted one in USD; add a column currency, or a default for it`,
		`reject in.csv:13 amount=5%: found "5%", wanted an amount of money, and not a percentage`,
		`reject in.csv:14 amount=1.005: found amount 1.005, wanted at most 2 decimals for USD, and no more than 18 digits; round it in the sheet, or set rounding: half_even`,
		`payment p14 2024-03-02 in.csv:15 {"customer":"c1","type":"charge","amount":{"minor":100,"currency":"JPY"}}`,
		`reject in.csv:16 currency=USDX: found currency "USDX", wanted a three-letter ISO 4217 code like USD`)
}

func TestSubscriptions(t *testing.T) {
	wants(t, read(t, spreadsheet.Options{Facts: "subscriptions"},
		"id,customer,start,end,amount,interval,plan,currency,status\n"+
			"s1,c1,2024-01-01,2024-03-01,20,,Small,,\ns1,c1,2024-03-01,,25,monthly,Small,,\ns1,c1,2024-02-01,2024-02-10,25,month,Small,,\ns1,c1,2024-03-01,,25,monthly,Small,,\n"+
			"s2,c2,2024-01-01,2024-01-01,20,,,,\ns3,c3,2024-01-01,,90,every 3 months,,EUR,Trialing\ns4,c4,2024-01-01,,200,Annual,,,past_due\ns5,c5,2024-01-01,,1,quarterly,,,cancelled\n"+
			"s6,c6,2024-01-01,2024-02-01,1,quarter,,,cancelled\ns7,c7,2024-01-01,,1,blue moon,,,\ns8,,2024-01-01,,1,week,,,\ns9,c9,2024-01-01,,-1,week,,,\ns10,c1,2024-01-01,,1,2 weeks,,,paused\ns11,c1,2024-01-01,,1,,,,maybe\n"),
		"skip header",
		`subscription s1@2024-01-01 2024-01-01 in.csv:2 {"customer":"c1","subscription":"s1","until":"2024-03-01","plan":"Small","amount":{"minor":2000,"currency":"USD"},"interval":{"unit":"month","count":1},"status":"active"}`,
		`subscription s1@2024-03-01 2024-03-01 in.csv:3 {"customer":"c1","subscription":"s1","plan":"Small","amount":{"minor":2500,"currency":"USD"},"interval":{"unit":"month","count":1},"status":"active"}`,
		`reject in.csv:4 start=2024-02-01: found a span of days that overlaps row 2 of the same subscription, wanted one row at a time for an id; end the former row where this one starts, or give each item an id of its own`,
		"skip duplicate",
		`reject in.csv:6 end=2024-01-01: found "2024-01-01", wanted a day after 2024-01-01, the first one that is no longer covered`,
		`subscription s3@2024-01-01 2024-01-01 in.csv:7 {"customer":"c3","subscription":"s3","amount":{"minor":9000,"currency":"EUR"},"interval":{"unit":"month","count":3},"status":"trialing"}`,
		`subscription s4@2024-01-01 2024-01-01 in.csv:8 {"customer":"c4","subscription":"s4","amount":{"minor":20000,"currency":"USD"},"interval":{"unit":"year","count":1},"status":"past_due"}`,
		`reject in.csv:9 status=cancelled: found "cancelled", wanted an end for a subscription that has ended; fill in the column end`,
		`subscription s6@2024-01-01 2024-01-01 in.csv:10 {"customer":"c6","subscription":"s6","until":"2024-02-01","amount":{"minor":100,"currency":"USD"},"interval":{"unit":"month","count":3},"status":"active"}`,
		`reject in.csv:11 interval=blue moon: found "blue moon", wanted day, week, month, quarter or year, or a number of them like 3 months`,
		`reject in.csv:12 customer=: found nothing, wanted a value for customer`,
		`reject in.csv:13 amount=-1: found "-1", wanted a price of 0 or more`,
		`subscription s10@2024-01-01 2024-01-01 in.csv:14 {"customer":"c1","subscription":"s10","amount":{"minor":100,"currency":"USD"},"interval":{"unit":"week","count":2},"status":"paused"}`,
		`reject in.csv:15 status=maybe: found "maybe", wanted active, trialing, past_due, paused or canceled`)
}

func TestInvoiceLines(t *testing.T) {
	wants(t, read(t, spreadsheet.Options{Facts: "invoice_lines"},
		"id,customer,amount,start,end,invoice,subscription,plan,day\nl1,c1,10,2024-01-01,2024-02-01,i1,s1,Small,2023-12-28\nl2,c1,10,2024-01-01,2024-02-01,,,,\nl3,c1,10,2024-01-01,,,,,\n"),
		"skip header",
		`invoice_line l1 2023-12-28 in.csv:2 {"customer":"c1","invoice":"i1","subscription":"s1","plan":"Small","amount":{"minor":1000,"currency":"USD"},"from":"2024-01-01","until":"2024-02-01"}`,
		`invoice_line l2 2024-01-01 in.csv:3 {"customer":"c1","amount":{"minor":1000,"currency":"USD"},"from":"2024-01-01","until":"2024-02-01"}`,
		`reject in.csv:4 end=: found nothing, wanted the first day that is no longer served`)
}

func TestEntries(t *testing.T) {
	wants(t, read(t, spreadsheet.Options{Facts: "entries"},
		"day,account,type,amount,memo\n2024-01-05,4000 Sales,Income,100,box\n2024-01-05,Income:4010 Web,Income,100,box\n"),
		"skip header",
		`entry - 2024-01-05 in.csv:2 {"account":{"code":"4000","name":"Sales","type":"Income"},"amount":{"minor":10000,"currency":"USD"},"sign":"natural"}`,
		`entry - 2024-01-05 in.csv:3 {"account":{"code":"4010","name":"Income:Web","type":"Income"},"amount":{"minor":10000,"currency":"USD"},"sign":"natural"}`)
	wants(t, read(t, spreadsheet.Options{Facts: "entries"},
		"id,day,account,name,debit,credit,transaction\ne1,2024-01-05,1000,Bank,100,,t1\ne2,2024-01-05,4000,Sales,,90.00,t1\ne3,2024-01-05,2200,Tax,5,15,t1\ne4,2024-01-05,2200,Tax,,,t1\n"),
		"skip header",
		`entry e1 2024-01-05 in.csv:2 {"account":{"code":"1000","name":"Bank"},"amount":{"minor":10000,"currency":"USD"},"sign":"debit_positive","transaction":"t1"}`,
		`entry e2 2024-01-05 in.csv:3 {"account":{"code":"4000","name":"Sales"},"amount":{"minor":-9000,"currency":"USD"},"sign":"debit_positive","transaction":"t1"}`,
		`entry e3 2024-01-05 in.csv:4 {"account":{"code":"2200","name":"Tax"},"amount":{"minor":-1000,"currency":"USD"},"sign":"debit_positive","transaction":"t1"}`,
		`reject in.csv:5 debit=: found nothing, wanted an amount in debit or in credit`)
	wants(t, read(t, spreadsheet.Options{Facts: "entries", Sign: daybook.DebitPositive}, "day,account,amount\n2024-01-05,4000,-100\n"),
		"skip header",
		`entry - 2024-01-05 in.csv:2 {"account":{"code":"4000"},"amount":{"minor":-10000,"currency":"USD"},"sign":"debit_positive"}`)
}

func TestSpend(t *testing.T) {
	wants(t, read(t, spreadsheet.Options{Facts: "spend", Columns: map[string]string{"day": "Date", "amount": "Cost", "campaign": "Campaign"}, Defaults: map[string]string{"currency": "EUR", "channel": "google"}},
		"Date,Cost,Campaign,Clicks\n2024-01-05,12.5,winter,7\n2024-01-05,12.5,winter,8\nTotal,25,,15\n"),
		"skip header",
		`spend - 2024-01-05 in.csv:2 {"amount":{"minor":1250,"currency":"EUR"},"attributes":{"campaign":"winter","channel":"google"}}`,
		`spend - 2024-01-05 in.csv:3 {"amount":{"minor":1250,"currency":"EUR"},"attributes":{"campaign":"winter","channel":"google"}}`,
		"skip total")
}

func TestObservations(t *testing.T) {
	wants(t, read(t, spreadsheet.Options{Facts: "observations"}, "Day,Name,Value,Page\n2024-01-05,visits,\"1,234,567\",home\n2024-01-05,conversion,12.5%,\n2024-01-05,,1,\n"),
		"skip header",
		`observation - 2024-01-05 in.csv:2 {"name":"visits","value":"1234567","attributes":{"page":"home"}}`,
		`observation - 2024-01-05 in.csv:3 {"name":"conversion","value":"0.125"}`,
		`reject in.csv:4 Name=: found nothing, wanted a value for name`)
}

func TestWideObservations(t *testing.T) {
	wants(t, read(t, spreadsheet.Options{Facts: "observations", Columns: map[string]string{"day": "Date"}},
		"Date,Channel,Visits,Leads,Notes\n2024-01-05,ads,100,3,\n2024-01-06,,120,none,x\n2024-01-07,,,,\n,ads,1,,\n"),
		"skip header",
		`observation - 2024-01-05 in.csv:2 {"name":"Visits","value":"100","attributes":{"channel":"ads"}}`,
		`observation - 2024-01-05 in.csv:2 {"name":"Leads","value":"3","attributes":{"channel":"ads"}}`,
		`observation - 2024-01-06 in.csv:3 {"name":"Visits","value":"120"}`,
		`reject in.csv:3 Leads=none: found "none", wanted a number`,
		"skip no value",
		`reject in.csv:5 Date=: found nothing, wanted a date`)
}

func TestRates(t *testing.T) {
	wants(t, read(t, spreadsheet.Options{Facts: "rates"}, "day,from,to,rate\n2024-01-05,eur,USD,1.0953\n2024-01-05,EUR,USD,1.0953\n2024-01-05,EUR,USD,1.1\n2024-01-05,EUR,Dollar,1.1\n2024-01-06,EUR,USD,0\n"),
		"skip header",
		`rate 2024-01-05 EUR/USD 2024-01-05 in.csv:2 {"from":"EUR","to":"USD","rate":"1.0953"}`,
		"skip duplicate",
		`reject in.csv:4 =: found the record of row 2 again, with other content, wanted one row for a record; give each record an id of its own`,
		`reject in.csv:5 to=Dollar: found currency "Dollar", wanted a three-letter ISO 4217 code like USD`,
		`reject in.csv:6 rate=0: found "0", wanted a rate above 0`)
}

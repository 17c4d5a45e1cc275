package mt940_test

import (
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"daybook"
	"daybook/connectors/connectortest"
	"daybook/connectors/mt940"
	"daybook/internal/bank"
)

// german is a statement as German banks write it, with lines booked in the next year, reversals, a letter of the currency,
// two equal lines, a line that cannot be read and a purpose that runs on.
const german = `:20:STARTUMSE
:25:12030000/0000202051
:28C:00001/001
:60F:C231229EUR100,00
:61:2401150115C1234,50NMSCNONREF//R1
:86:166?00GUTSCHRIFT?20EREF+E1?32Ann Example
?33 GmbH
:61:2312310102DR12,34NDDTNONREF
:86:105?00LASTSCHRIFT
:61:2401160116D5,NMSCNONREF
:61:2401160116D5,NMSCNONREF
:61:2401170117RC34,50NRTINONREF
:61:2401170117RD12,34NRTINONREF
:61:2401180118EC9,99NMSCNONREF
:61:2401181301D1,00NMSCNONREF
:61:this is no line of Ann
:61:2401190119C0,00NMSCNONREF
:62F:C240119EUR1290,00
:86:Have a nice day
-
`

func read(t testing.TB, content string) (*connectortest.Recorder, string) {
	t.Helper()
	return connectortest.ReadFiles(t, mt940.Connector(), &bank.Options{Path: "*"}, connectortest.Folder(t, "bank.sta", content))
}

func wants(t *testing.T, into *connectortest.Recorder, want ...string) {
	t.Helper()
	if diff := cmp.Diff(want, connectortest.Shown(t, into.Records())); diff != "" {
		t.Error(diff)
	}
}

func TestAGermanStatement(t *testing.T) {
	into, log := read(t, german)
	wants(t, into,
		"bank.sta:5 2024-01-15 […2051] Bank (Bank) 1234.50 EUR natural",
		"bank.sta:8 2024-01-02 […2051] Bank (Bank) -12.34 EUR natural", // booked in the year after its value
		"bank.sta:10 2024-01-16 […2051] Bank (Bank) -5.00 EUR natural",
		"bank.sta:11 2024-01-16 […2051] Bank (Bank) -5.00 EUR natural",
		"bank.sta:12 2024-01-17 […2051] Bank (Bank) -34.50 EUR natural",
		"bank.sta:13 2024-01-17 […2051] Bank (Bank) 12.34 EUR natural",
		"skip expected",
		`reject bank.sta:15 date=: found the booking date "1301", wanted a month and a day like 0115`,
		"reject bank.sta:16 61=: found a line of another form, wanted one like 2401150116C12,34NMSCNONREF",
		"skip zero amount")
	// 100.00 + 1234.50 - 12.34 - 10.00 - 34.50 + 12.34 = 1290.00
	if strings.Contains(log, "WARN") {
		t.Error(log)
	}
}

func TestWhatDoesNotAddUpIsTold(t *testing.T) {
	_, log := read(t, strings.Replace(german, "EUR1290,00", "EUR1289,00", 1))
	if want := "account …2051 closes with 1289.00 EUR, but its opening balance 100.00 EUR and its lines come to 1290.00 EUR (2 could not be read)"; !strings.Contains(log, want) {
		t.Errorf("%s, want %s", log, want)
	}
}

// wrapped is two messages with SWIFT's blocks, of an account in pounds that is overdrawn, parted into pages.
const wrapped = "{1:F01HBOSXXXXAXXX9999999999}{2:I940HBOSXXXXXXXXN}{4:\r\n:20:1\r\n:25:301775/00059707\r\n:28C:65/1\r\n:60F:D140401GBP10,10\r\n" +
	":61:1404010401C1,NCHGNONREF\r\nREFUNDED CHARGES\r\n:86:BANK\r\n:62M:D140401GBP9,10\r\n-}{1:F01HBOSXXXXAXXX}{2:I940}{4:\r\n" +
	":20:1\r\n:25:301775/00059707\r\n:28C:65/2\r\n:60M:D140401GBP9,10\r\n:61:140402D12.34NMSC\r\n:62F:D140402GBP21,44\r\n-}\r\n"

func TestWrappedMessagesInPages(t *testing.T) {
	for name, content := range map[string]string{"CR LF": wrapped, "CR": strings.ReplaceAll(wrapped, "\r\n", "\r"), "LF": strings.ReplaceAll(wrapped, "\r\n", "\n")} {
		into, log := read(t, content)
		wants(t, into,
			"bank.sta:6 2014-04-01 […9707] Bank (Bank) 1.00 GBP natural",
			"bank.sta:15 2014-04-02 […9707] Bank (Bank) -12.34 GBP natural")
		if strings.Contains(log, "WARN") {
			t.Errorf("%s: %s", name, log)
		}
	}
}

func TestAMissingStatementIsTold(t *testing.T) {
	_, log := read(t, strings.Replace(wrapped, ":60M:D140401GBP9,10", ":60M:D140401GBP8,10", 1))
	if want := "account …9707 opens with -8.10 GBP, and closed with -9.10 GBP at bank.sta:9: a statement between them is missing"; !strings.Contains(log, want) {
		t.Errorf("%s, want %s", log, want)
	}
}

func TestWhatIsNoStatementIsRefused(t *testing.T) {
	for content, want := range map[string]string{
		":20:1\n:25:7\n:34F:EURD0,\n": "bank.sta:3: found an interim report, wanted a statement, MT940: its lines are final; download the file again",
		"date,amount\n":               "bank.sta: found no opening balance (:60F:), wanted an MT940 file; download the file again",
		":60F:C240115EUR1.2.3\n":      "bank.sta:1: wanted a balance: found \"1.2.3\", wanted a number; download the file again",
		":60F:nothing\n":              "bank.sta:1: found the balance \"nothing\", wanted one like C240115EUR1234,56; download the file again",
	} {
		source := connectortest.OpenFiles(t, mt940.Connector(), &bank.Options{Path: "*"}, connectortest.Folder(t, "bank.sta", content), &strings.Builder{})
		if _, err := source.Check(t.Context()); err == nil || err.Error() != want {
			t.Errorf("Check: %v, want %s", err, want)
		}
	}
}

func TestNothingPersonalIsKept(t *testing.T) {
	into, _ := read(t, german)
	for _, record := range into.Rejects() {
		if strings.Contains(record.Raw["61"], "Ann") {
			t.Error(record.Raw)
		}
	}
	if lines := strings.Join(connectortest.Shown(t, into.Records()), "\n"); strings.Contains(lines, "Ann") || strings.Contains(lines, "0000202051") {
		t.Error(lines)
	}
}

func TestItIsRecognised(t *testing.T) {
	for content, want := range map[string]int{german: 100, wrapped: 100, "a,b\n1,2\n": 0} {
		got, err := mt940.Connector().Recognise(filepath.Join(connectortest.Folder(t, "x", content), "x"))
		if err != nil || got.Strength != want {
			t.Errorf("%.20q: %+v, %v", content, got, err)
		}
	}
}

func TestConformance(t *testing.T) {
	connectortest.Run(t, func(t *testing.T) connectortest.Subject {
		dir := connectortest.Folder(t, "bank.sta", german)
		open := func(path string) daybook.Source {
			return connectortest.OpenFiles(t, mt940.Connector(), &bank.Options{Path: path}, dir, &strings.Builder{})
		}
		return connectortest.Subject{Source: open("*.sta"), Unreachable: open("*.940"), Rows: 10, Rejects: 2, Files: true}
	})
}

package main

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"daybook"
	"daybook/internal/testhledger"
)

// bookkeeper keeps a generated hledger journal, and has daybook read what hledger exports of it.
type bookkeeper struct {
	t       *testing.T
	journal string
	folder  string
}

// A year of transactions, each of two to four lines over the whole chart.
func newBookkeeper(t *testing.T) bookkeeper {
	t.Helper()
	chance := rand.New(rand.NewPCG(7, 2024))
	accounts := []string{"assets:bank", "assets:cash", "assets:receivable", "liabilities:card", "liabilities:loan", "equity:owner",
		"revenues:box", "revenues:market", "expenses:cogs:flour", "expenses:rent", "expenses:ads"}
	var text strings.Builder
	for range 400 {
		fmt.Fprintf(&text, "%s * a sale\n", daybook.NewDay(2024, 1, 1)+daybook.Day(chance.IntN(366)))
		for range 1 + chance.IntN(3) {
			fmt.Fprintf(&text, "    %s  %d.%02d USD\n", accounts[chance.IntN(len(accounts))], chance.IntN(20_000)-10_000, chance.IntN(100))
		}
		fmt.Fprintf(&text, "    %s\n\n", accounts[chance.IntN(len(accounts))])
	}
	k := bookkeeper{t, filepath.Join(t.TempDir(), "books.journal"), t.TempDir()}
	k.write(k.journal, text.String())
	k.write(filepath.Join(k.folder, "books.csv"), k.ask("print"))
	k.write(filepath.Join(k.folder, "daybook.yaml"), `
company: {name: Corner Shop, currency: USD}
sources: [{name: books, type: plaintext, path: books.csv}]
accounts: [{name: "*flour", class: cogs}, {name: "assets:bank", class: cash}, {name: "assets:cash", class: cash}]
`)
	return k
}

func (k bookkeeper) write(path, content string) {
	k.t.Helper()
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		k.t.Fatal(err)
	}
}

func (k bookkeeper) ask(arguments ...string) string {
	k.t.Helper()
	return testhledger.Run(k.t, k.journal, append(arguments, "-O", "csv")...)
}

// rows asks hledger for a report and returns its amounts by account; totals are under "Total", the last one under "Net".
func (k bookkeeper) rows(arguments ...string) (amounts map[string]string, totals []string) {
	k.t.Helper()
	reader := csv.NewReader(strings.NewReader(k.ask(arguments...)))
	reader.FieldsPerRecord = -1
	all, err := reader.ReadAll()
	if err != nil {
		k.t.Fatal(err)
	}
	amounts = map[string]string{}
	for _, row := range all {
		if len(row) != 2 || !strings.Contains(row[1], "USD") && row[1] != "0" {
			continue
		}
		amount := strings.TrimSpace(strings.TrimSuffix(row[1], " USD"))
		switch name := strings.ToLower(strings.Trim(row[0], ":")); name {
		case "total", "net":
			totals = append(totals, amount)
		default:
			amounts[name] = amount
		}
	}
	return amounts, totals
}

// statement asks daybook.
func (k bookkeeper) statement(book string, from, to daybook.Day) (s statementDocument) {
	k.t.Helper()
	var out, errs bytes.Buffer
	now := func() time.Time { return time.Date(2025, time.January, 2, 12, 0, 0, 0, time.UTC) }
	a := &app{out: &out, err: &errs, lookup: func(string) (string, bool) { return "", false }, now: now}
	run := func(arguments ...string) {
		out.Reset()
		if code := a.execute(k.t.Context(), append(arguments, "--config", filepath.Join(k.folder, "daybook.yaml"), "--book", book)); code != exitDone {
			k.t.Fatalf("daybook %v: exit code %d\n%s", arguments, code, &errs)
		}
	}
	run("run", "--to", "2024-01-01")
	run("sources", "books", "--statement", "--json", "--from", from.String(), "--to", to.String())
	var all []statementDocument
	if err := json.Unmarshal(out.Bytes(), &all); err != nil || len(all) != 1 {
		k.t.Fatalf("%d statements, %v", len(all), err)
	}
	return all[0]
}

func TestHledgerDrawsUpTheSameStatements(t *testing.T) {
	k := newBookkeeper(t)
	book := filepath.Join(k.folder, "book.db")
	for quarter := range 4 {
		from := daybook.NewDay(2024, time.Month(1+3*quarter), 1)
		to := from.AddMonths(3) - 1
		s, end := k.statement(book, from, to), (to + 1).String()
		if !s.OK {
			t.Errorf("%s: %+v", to, s.Checks)
		}
		k.trialAgrees(s, end)
		k.incomeAgrees(s, from.String(), end)
		_, totals := k.rows("balancesheetequity", "-e", end)
		if got := []string{amountOf(s.Balance, "Total assets"), amountOf(s.Balance, "Liabilities")}; len(totals) < 2 || got[0] != totals[0] || got[1] != totals[1] {
			t.Errorf("%s: assets and liabilities are %v, and hledger says %v", to, got, totals)
		}
	}
}

func (k bookkeeper) trialAgrees(s statementDocument, end string) {
	k.t.Helper()
	amounts, _ := k.rows("balance", "--flat", "-e", end)
	for _, line := range s.Trial.Accounts {
		want, got := amounts[strings.ToLower(line.Name)], line.Debit.String()
		if got == "0.00" {
			got = "-" + line.Credit.String()
		}
		if got != want {
			k.t.Errorf("%s: %s stands at %s, and hledger says %s", end, line.Name, got, want)
		}
		delete(amounts, strings.ToLower(line.Name))
	}
	if len(amounts) > 0 {
		k.t.Errorf("%s: hledger also has %v", end, amounts)
	}
}

func (k bookkeeper) incomeAgrees(s statementDocument, from, end string) {
	k.t.Helper()
	amounts, totals := k.rows("incomestatement", "--flat", "-b", from, "-e", end)
	for _, section := range s.Income {
		for _, line := range section.Accounts {
			if want := amounts[strings.ToLower(line.Name)]; line.Amount.String() != want {
				k.t.Errorf("%s: %s comes to %s, and hledger says %s", from, line.Name, line.Amount, want)
			}
		}
	}
	if net := amountOf(s.Income, "Net income"); len(totals) == 0 || net != totals[len(totals)-1] {
		k.t.Errorf("%s: net income is %s, and hledger says %v", from, net, totals)
	}
}

func amountOf(sections []sectionDocument, title string) string {
	for _, s := range sections {
		if s.Title == title {
			return s.Amount.String()
		}
	}
	return ""
}

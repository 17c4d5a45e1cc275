package stripe

import (
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"

	"daybook"
	"daybook/config"
	"daybook/transforms/factlines"
	"daybook/transforms/posting"
)

// The worked examples are files that a bookkeeper can read: prose, then Stripe's objects (stripe.yaml), then what
// they come to. README.md beside them explains the notation.
func TestWorkedExamplesComeOutAsTheySay(t *testing.T) {
	files, err := filepath.Glob("testdata/examples/*.txt")
	if err != nil || len(files) < 20 {
		t.Fatalf("%d examples: %v", len(files), err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			sections := map[string]string{}
			for _, f := range archive.Files {
				sections[f.Name] = string(f.Data)
			}
			records := recordsOf(t, sections["stripe.yaml"])
			delete(sections, "stripe.yaml")
			if len(sections) == 0 || len(strings.Fields(string(archive.Comment))) < 5 {
				t.Error("an example without prose or without a result")
			}
			for name, want := range sections {
				if diff := cmp.Diff(rows(want), rows(shownAs(t, name, want, records))); diff != "" {
					t.Errorf("%s:\n%s", name, diff)
				}
			}
		})
	}
}

// rows are lines without their spacing, blank ones left out.
func rows(text string) (all []string) {
	for line := range strings.Lines(text) {
		if words := strings.Fields(line); len(words) > 0 {
			all = append(all, strings.Join(words, " "))
		}
	}
	return all
}

// shownAs writes records as a section of an example does.
func shownAs(t *testing.T, section, like string, records []daybook.Record) string {
	var out []string
	for _, record := range records {
		if line, in := shownRecord(record); in == section {
			out = append(out, line)
		}
	}
	switch section {
	case "mrr":
		return mrrTable(t, like, records)
	case "balance":
		return balanceSheet(records)
	case "payments", "lines", "spans", "customers", "left out":
		if section == "left out" || section == "payments" {
			slices.Sort(out)
		}
		return strings.Join(out, "\n")
	}
	t.Fatalf("section %q", section)
	return ""
}

func shownRecord(record daybook.Record) (line, section string) {
	switch r := record.(type) {
	case *daybook.Payment:
		return fmt.Sprintf("%s %s %s %s %s", r.Day, r.Type, r.Origin.ID, r.Amount, r.Customer), "payments"
	case *daybook.InvoiceLine:
		marks := ""
		for _, mark := range []struct {
			name string
			is   bool
		}{{"proration", r.Proration}, {"usage", r.Metered}, {"once", r.Once}} {
			if mark.is {
				marks += " " + mark.name
			}
		}
		return fmt.Sprintf("%s %s %s %s..%s%s", r.Day, r.Origin.ID, r.Amount, r.From, r.Until, marks), "lines"
	case *daybook.Subscription:
		return fmt.Sprintf("%s..%s %s %s %s %s", r.Day, r.Until, strings.TrimSuffix(r.Origin.ID, "@"+r.Day.String()), r.Plan, r.Amount, r.Status), "spans"
	case *daybook.Customer:
		return fmt.Sprintf("%s %s %s %v", r.Day, r.Origin.ID, r.Email, r.Attributes), "customers"
	case *daybook.Skip:
		return "skip: " + r.Rule, "left out"
	case *daybook.Reject:
		return "reject " + r.Origin.ID + ": " + r.Reason, "left out"
	}
	return "", ""
}

// balanceSheet adds payments up by currency: what is left of charges after refunds, disputes and fees.
func balanceSheet(records []daybook.Record) string {
	sums := map[daybook.Currency]map[daybook.PaymentType]int64{}
	for _, record := range records {
		if p, ok := record.(*daybook.Payment); ok {
			if sums[p.Amount.Currency] == nil {
				sums[p.Amount.Currency] = map[daybook.PaymentType]int64{}
			}
			sums[p.Amount.Currency][p.Type] += p.Amount.Minor
		}
	}
	var out []string
	for _, currency := range slices.Sorted(maps.Keys(sums)) {
		of := sums[currency]
		amount := func(minor int64) daybook.Money { return daybook.Money{Minor: minor, Currency: currency} }
		out = append(out, fmt.Sprintf("charges %s - refunds %s - disputes %s - fees %s = %s", amount(of[daybook.Charge]), amount(of[daybook.Refund]),
			amount(of[daybook.Dispute]), amount(of[daybook.Fee]), amount(of[daybook.Charge]-of[daybook.Refund]-of[daybook.Dispute]-of[daybook.Fee])))
	}
	return strings.Join(out, "\n")
}

// mrrTable writes the days on which MRR changes, up to the last day of the table that it is like, with the columns of
// that table: contract and billed MRR of the items, and MRR of invoice lines.
func mrrTable(t *testing.T, like string, records []daybook.Record) string {
	columns := strings.Fields(rows(like)[0])[1:]
	var until daybook.Day
	for _, row := range rows(like)[1:] {
		until = max(until, day(strings.Fields(row)[0]))
	}
	var levels []map[daybook.Day]int64
	days := map[daybook.Day]bool{}
	var currency daybook.Currency
	for _, column := range columns {
		changes := map[daybook.Day]int64{}
		policy := config.DefaultPolicy()
		measure := map[string]daybook.Measure{"contract": posting.MRR, "billed": posting.MRRBilled, "lines": posting.MRR, "trial": posting.MRRTrial}[column]
		if column == "lines" {
			policy.MRR.Basis = config.MRRInvoiceLines
		}
		policy.Customers.Basis, policy.Revenue.Basis, policy.Spend.Basis, policy.Fees.Basis = config.CustomersSubscriptions, config.RevenuePayments, config.SpendFacts, config.FeesPayments
		var facts []daybook.Fact
		for _, record := range records {
			if fact, is := record.(daybook.Fact); is {
				facts = append(facts, fact)
			}
		}
		err := posting.New(posting.Rules{Policy: policy, Until: until}).Post(factlines.Seq(factlines.Grouped(facts)), func(p daybook.Posting) error {
			if p.Measure == measure {
				changes[p.Day] += p.Amount
				days[p.Day] = days[p.Day] || changes[p.Day] != 0
				currency = p.Currency
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		levels = append(levels, changes)
	}
	out := []string{"day " + strings.Join(columns, " ")}
	sums, before := make([]int64, len(columns)), ""
	for _, on := range slices.Sorted(maps.Keys(days)) {
		line := ""
		for n := range columns {
			sums[n] += levels[n][on]
			major := daybook.Whole(sums[n]).Over(daybook.Whole(posting.MonthlyScale), "")
			line += " " + daybook.Money{Minor: major.Round(1), Currency: currency}.String()
		}
		if line != before {
			out = append(out, on.String()+strings.ReplaceAll(line, " "+string(currency), ""))
		}
		before = line
	}
	return strings.Join(out, "\n")
}

package xero_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"daybook"
	"daybook/connectors/connectortest"
	"daybook/connectors/xero"
	"daybook/internal/report"
)

const transactions = `Account Transactions,,,,,,
Crumb & Sons Ltd,,,,,,
For the period 1 March 2024 to 31 March 2024,,,,,,
Date,Source,Description,Reference,Debit,Credit,Running Balance
Sales,,,,,,
Opening Balance,,,,0.00,,0.00
05 Mar 2024,Receivable Invoice,Box,INV-7,,120.00,(120.00)
06 Mar 2024,Receivable Invoice,Box,INV-8,,lots,
Total Sales,,,,0.00,120.00,(120.00)
`

// Debits and credits of no day are no balances: the columns of earlier days do not stand for them.
func TestATrialBalanceWithoutItsDayIsRefused(t *testing.T) {
	source := connectortest.OpenFiles(t, xero.Connector(), &report.Options{Path: "*"}, connectortest.Folder(t, "tb.csv",
		"Trial Balance,,,,\nCrumb & Sons Ltd,,,,\nAccount Code,Account,Debit,Credit,29 Feb 2024\n200,Sales,,120.00,-50.00\n"), &strings.Builder{})
	err := source.Pull(t.Context(), daybook.Request{}, &connectortest.Recorder{})
	if err == nil || !strings.Contains(err.Error(), "found debits and credits of no day") {
		t.Errorf("%v", err)
	}
}

// 100.00 + 50.00 = 150.00: without the account that is called like a total, the total would not foot.
func TestAnAccountOfATrialBalanceMayBeCalledLikeATotal(t *testing.T) {
	into, log := connectortest.ReadFiles(t, xero.Connector(), &report.Options{Path: "*"}, connectortest.Folder(t, "tb.csv",
		"Trial Balance,,\nCrumb & Sons Ltd,,\nAs at 31 August 2024,,\nAccount,Debit,Credit\nSales,,100.00\nTotal Wellness,,50.00\nBank,150.00,\nTotal,150.00,150.00\n"))
	want := []string{"skip title", "skip title", "skip title", "skip header", "tb.csv:5 close of 2024-08-31 [] Sales () -100.00 USD debit_positive",
		"tb.csv:6 close of 2024-08-31 [] Total Wellness () -50.00 USD debit_positive", "tb.csv:7 close of 2024-08-31 [] Bank () 150.00 USD debit_positive", "skip total"}
	if diff := cmp.Diff(want, connectortest.Shown(t, into.Records())); diff != "" || strings.Contains(log, "WARN") {
		t.Error(diff, log)
	}
}

func TestConformance(t *testing.T) {
	connectortest.Run(t, func(t *testing.T) connectortest.Subject {
		dir := connectortest.Folder(t, "at.csv", transactions)
		open := func(path string) daybook.Source {
			return connectortest.OpenFiles(t, xero.Connector(), &report.Options{Path: path}, dir, &strings.Builder{})
		}
		return connectortest.Subject{Source: open("*.csv"), Unreachable: open("*.xlsx"), Rows: 9, Rejects: 1, Files: true}
	})
}

// A statement that is exported again replaces what it said before: its entries have their ids from account and period.
func TestAStatementExportedAgainReplacesItself(t *testing.T) {
	ids := func(content string) (ids []string, amounts []int64) {
		into, _ := connectortest.ReadFiles(t, xero.Connector(), &report.Options{Path: "*"}, connectortest.Folder(t, "pl.csv", content))
		for _, fact := range into.Facts() {
			ids, amounts = append(ids, fact.Head().Origin.ID), append(amounts, fact.(*daybook.Entry).Amount.Minor)
		}
		return ids, amounts
	}
	const report = "Profit and Loss,\nFor the month ended 31 January 2024,\nAccount,Jan 2024\nIncome,\nSales,100.00\nTotal Income,100.00\nNet Profit,100.00\n"
	before, amounts := ids(report)
	after, changed := ids("Crumb & Sons Ltd,\n" + strings.ReplaceAll(report, "100.00", "90.00"))
	if diff := cmp.Diff(before, after); diff != "" || len(before) != 1 || amounts[0] != 10000 || changed[0] != 9000 {
		t.Errorf("%s\n%v, then %v", diff, amounts, changed)
	}
}

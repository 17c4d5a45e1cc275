package all_test

import (
	"strings"

	"daybook"
	"daybook/connectors"
	"daybook/connectors/journal"
	"daybook/internal/bank"
	"daybook/internal/report"
	"daybook/internal/report/reporttest"
)

// optionsOf are the options of any connector of files.
func optionsOf(c connectors.Connector, options report.Options) any {
	switch c.Options().(type) {
	case *journal.Options:
		return &journal.Options{Options: options}
	case *bank.Options:
		return &bank.Options{Path: options.Path}
	}
	return &options
}

// tableLayouts are exports with a row for each line, which names its account.
func tableLayouts() []layout {
	return []layout{
		table("journal", "Journal", []string{"Crumb & Sons", "Journal"}, "Transaction,Date,Account,Debit,Credit,Memo", func(l line) []any {
			return []any{l.Num, l.Day, path(l.account), l.debit, l.credit, l.Memo}
		}),
		table("wave", "Wave, accounting.csv", nil, "Transaction ID,Transaction Date,Account Name,Transaction Description,Amount (One column),Debit Amount (Two Column Approach),Credit Amount (Two Column Approach),Account Group,Account Type",
			func(l line) []any {
				return []any{l.Num, l.Day, l.account.Name(), l.Memo, l.amount, l.debit, l.credit, "", l.account.Type}
			}),
		table("zoho", "Zoho Books, Account Transactions", []string{"Account Transactions"}, "Date,Account,Transaction Details,Transaction Type,Transaction#,Reference#,Debit,Credit", func(l line) []any {
			return []any{l.Day, l.account.Name(), l.Name, l.Type, l.Num, l.Memo, l.debit, l.credit}
		}),
		table("freshbooks", "FreshBooks, General Ledger", nil, "Account Number,Account Type,Account Sub Type,Parent Account: Sub Account,Date,Transaction Type,Transaction Identifier,Client,Note,Amount,Debit,Credit,Currency",
			func(l line) []any {
				return []any{l.account.Code, "", l.account.Type, strings.Join(l.account.Path, ": "), l.Day, l.Type, l.Num, l.Name, l.Memo, l.amount, l.debit, l.credit, "USD"}
			}),
		table("netsuite", "NetSuite, transaction saved search", nil, "Internal ID,Date,Type,Document Number,Name,Memo,Account,Account Type,Amount (Debit),Amount (Credit),Posting", func(l line) []any {
			return []any{l.Num, l.Day, l.Type, l.Num, l.Name, l.Memo, l.account.Code + " " + strings.Join(l.account.Path, " : "), l.account.Type, l.debit, l.credit, "Yes"}
		}),
		table("sage", "Sage 50 UK, Nominal Activity", nil, "No,Type,Date,Nominal Code,Nominal Name,Ref,Details,Debit,Credit", func(l line) []any {
			return []any{l.Num, "SI", l.Day, l.account.Code, l.account.Name(), l.Num, l.Memo, l.debit, l.credit}
		}),
		table("sage", "Sage 50 US, General Ledger", []string{"General Ledger"}, "Date,Reference,Jrnl,Account ID,Account Description,Trans Description,Debit Amt,Credit Amt", func(l line) []any {
			return []any{l.Day, l.Num, "GENJ", l.account.Code, l.account.Name(), l.Memo, l.debit, l.credit}
		}),
		table("sage", "Sage Intacct, General Ledger", []string{"General Ledger report"}, "GL,Account title,Posted dt.,Doc dt.,Doc,Memo/Description,JNL,Debit,Credit,Balance", func(l line) []any {
			return []any{l.account.Code, l.account.Name(), l.Day, l.Day, l.Num, l.Memo, "GJ", l.debit, l.credit, nil}
		}),
	}
}

// line is a line with what every layout says of it.
type line struct {
	reporttest.Transaction
	Memo          string
	account       reporttest.Account
	amount        reporttest.Money
	debit, credit reporttest.Cell
}

// table is a layout of one table.
func table(program, name string, titles []string, header string, row func(line) []any) layout {
	return layout{program: program, name: name, rows: func(l reporttest.Ledger) [][]reporttest.Cell {
		return reporttest.Journal{Titles: titles, Header: strings.Split(header, ","), Columns: cellsOf(row)}.Rows(l)
	}, facts: reporttest.Ledger.Facts}
}

// cellsOf writes lines as a layout has them.
func cellsOf(row func(line) []any) reporttest.Columns {
	return func(l reporttest.Ledger, one reporttest.Transaction, of reporttest.Line, _ bool) []reporttest.Cell {
		debit, credit := reporttest.Sides(of.Minor)
		var cells []reporttest.Cell
		for _, cell := range row(line{one, of.Memo, l.Accounts[of.Account], reporttest.Money(of.Minor), debit, credit}) {
			cells = append(cells, cell)
		}
		return cells
	}
}

// sageStacked is Sage 50 US with the number and the name of an account below each other in one column, and balances that have
// dates.
func sageStacked() layout {
	return layout{program: "sage", name: "Sage 50 US, General Ledger", rows: func(l reporttest.Ledger) [][]reporttest.Cell {
		rows := [][]reporttest.Cell{{"General Ledger"}, {"Account ID", "Date", "Reference", "Jrnl", "Trans Description", "Debit Amt", "Credit Amt", "Balance"}, {"Account Description"}}
		for i, account := range l.Accounts {
			rows = append(rows, []reporttest.Cell{account.Code, l.Period.From, nil, nil, "Beginning Balance", nil, nil, nil})
			var name reporttest.Cell = account.Name()
			sum := int64(0)
			for _, one := range l.Transactions {
				for _, of := range one.Lines {
					if of.Account != i {
						continue
					}
					debit, credit := reporttest.Sides(of.Minor)
					rows = append(rows, []reporttest.Cell{name, one.Day, one.Num, "GENJ", of.Memo, debit, credit, nil})
					name, sum = nil, sum+of.Minor
				}
			}
			debit, credit := reporttest.Sides(sum)
			rows = append(rows, []reporttest.Cell{name, nil, nil, nil, "Current Period Change", debit, credit, reporttest.Money(sum)})
			rows = append(rows, []reporttest.Cell{nil, daybook.Day(l.Period.To), nil, nil, "Ending Balance", nil, nil, reporttest.Money(sum)})
		}
		return rows
	}, facts: reporttest.Ledger.Facts}
}

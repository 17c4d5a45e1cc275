// Package xero reads the reports that Xero exports, to CSV or to Excel: General Ledger Detail, Account Transactions, Journal
// Report, Profit and Loss, Balance Sheet and Trial Balance. Each file is recognised by its title and its columns.
//
//	sources:
//	  - name: books
//	    type: xero
//	    path: exports/*.xlsx     # or .csv; any of the reports, together or alone
//
// In Xero: Accounting, Reports, the report, any dates, then Export. Nothing has to be cleaned up. Best are the General Ledger
// Detail or the Journal Report, with the columns Account Code and Account Type. The options: currency is the base currency of
// the organisation, the company's if left out; date_order (mdy, dmy or ymd) and decimal (point or comma) are needed only where
// a report does not prove them.
//
// # General Ledger Detail, Account Transactions
//
// The lines of each account stand under its name, or name it in the columns Account and Account Code. A line is posted with
// Debit less Credit, else with Net, which has the same sign: sales are below zero. Opening Balance, Closing Balance, Net
// movement and "Total X" are no lines; they prove the lines between them.
//
//	General Ledger Detail
//	Crumb & Sons Ltd
//	For the period 1 March 2024 to 31 March 2024
//	Date,Source,Description,Reference,Debit,Credit,Running Balance
//	Sales,,,,,,
//	05 Mar 2024,Receivable Invoice,Box,INV-1,,120.00,-120.00      an entry of Sales, -120.00 (debit less credit): 120.00 of revenue
//	Total Sales,,,,0.00,120.00,-120.00                            no entry: it proves the line
//
// # Journal Report
//
// The lines of a journal share its Journal ID, and balance.
//
// # Profit and Loss, Balance Sheet
//
// One column, or one for each month, quarter or year. A total of the profit and loss is spread over the days of its period; a
// balance becomes the change since the balance before. Lines of the same account and days, from another report of the source,
// replace them (see the decision record "Totals of statements give way to what is finer"). The headings give the account types:
//
//	Trading Income, Income, Revenue, Turnover      Revenue
//	Cost of Sales, Direct Costs                    Direct Costs
//	Operating Expenses, Expenses, Overheads        Expense, Overhead
//	Other Income, Other Expenses                   Other Income, Other Expense
//	Bank, Current Assets, Fixed Assets …           the types of the balance sheet
//
// # Trial Balance
//
// Every row is a balance at the close of the day in the title, debit less credit: of Year to date, where the report has it.
// Income and costs count from the start of the company's fiscal year. Columns of earlier days, signed, are balances, too.
//
// # Skipped rows
//
// title, header, blank, account group, beginning balance, closing balance, subtotal, total, footer, no amount. Every other row
// is an entry or a reject.
//
// # Traps
//
//   - Gross has tax in it and is never posted.
//   - A bank account may be of the type Current Asset: give it a rule, {name: "*Current Account", class: cash}.
//   - "Less Cost of Sales" prints costs above zero; they are costs, and a number in parentheses under it is one that was given back.
//   - Operating Profit, Net Profit and Net Assets are results. They are proven, and never added to anything.
//   - A total that is not the sum of its lines is warned of, with its place, what is printed and what the lines come to. Where the total
//     around it shows that it is right nevertheless, the report leaves accounts out: what is missing is posted under the group's name.
//   - Years are fiscal where the title says so: in a report for the year ended 31 March 2025, the column 2024 ends on 31 March 2024.
//   - Columns by tracking category are not periods: then only the column Total is read, for the period in the title.
//   - Contacts and descriptions are not kept, and stand as *** in rejects. In the id of an entry they are part of a hash.
//   - Cash basis and accrual basis are two ledgers: do not put reports of both into one source. One on the cash basis is warned of.
package xero

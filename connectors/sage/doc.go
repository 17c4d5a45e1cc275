// Package sage reads the ledgers that Sage exports, to CSV or to Excel: the General Ledger of Sage 50 (US, formerly
// Peachtree), Sage 50 Canada and Sage Intacct, and the Nominal Activity of Sage 50 (UK). Every line becomes an entry.
//
//	sources:
//	  - name: books
//	    type: sage
//	    path: exports/general-ledger*.csv    # or .xlsx
//
// In Sage 50 US: Reports & Forms, General Ledger, General Ledger, Excel or CSV. In Sage 50 Canada: Reports, Financials, General Ledger,
// Export. In Sage 50 UK: Nominal codes, Reports, Nominal Activity, or the list of transactions, Export to Excel or CSV. In Sage Intacct: General
// Ledger, Reports, General Ledger, with details, Export to CSV. Nothing has to be cleaned up. The options: currency is the base
// currency, the company's if left out; date_order (mdy, dmy or ymd) is needed only where a report does not prove it.
//
// # Sage 50 US
//
// The number of an account stands on the row of its Beginning Balance, its name on the next one, and the rows below have neither.
// Or every row has both, in columns of their own.
//
//	Account ID,Date,Reference,Jrnl,Trans Description,Debit Amt,Credit Amt,Balance
//	Account Description,,,,,,,
//	40000,1/1/24,,,Beginning Balance,,,
//	Sales,1/15/24,INV1,SJ,Ann Example,,120.00,-120.00          an entry of 40000 Sales, -120.00 (debit less credit): 120.00 of revenue
//	,1/31/24,,,Ending Balance,,,-120.00
//
// # Sage 50 Canada, Sage Intacct
//
// The lines stand under their account, "4020 Sales" or "401000 - Sales (Balance forward As of 01/01/2024)", and "Totals for …" proves them.
//
// # Sage 50 UK
//
// Each line names its nominal code. The audit trail is no ledger: its tax and bank sides are only implied.
//
// # Classes
//
// These reports have no account types. Give the accounts their classes under `accounts:`; `check` lists those without one, with
// what hangs on them. By Sage's own default charts that is
//
//	accounts:                                   # Sage 50 UK              Sage 50 US, sample companies
//	  - {code: "4*", class: revenue}            # 4000-4999 sales         40000-49999 income
//	  - {code: "5*", class: cogs}               # 5000-5999 purchases     50000-59999 cost of sales
//	  - {code: "6*", class: general}            # 6000-6999 direct costs  60000-79999 expenses
//	  - {code: "12*", class: cash}              # 1200-1299 bank          (10000-10999 cash)
//
// # Skipped rows
//
// title, header, blank, account group, beginning balance, closing balance, subtotal, total, footer, no amount. Every other row is an entry or a
// reject.
//
// # Traps
//
//   - Rows of Beginning Balance, Current Period Change and Ending Balance have dates in Sage 50 US, and are no lines.
//   - A column Balance runs, and is never added.
//   - Intacct prints statistical accounts in the same report: leave them out of it, their amounts are no money.
//   - Names and descriptions are not kept. In the id they are part of a hash.
package sage

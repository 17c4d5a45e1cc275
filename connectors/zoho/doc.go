// Package zoho reads the reports that Zoho Books exports, to CSV or to Excel: Account Transactions, Detailed General Ledger and
// Journal, and the export of manual journals. Every line becomes an entry of the ledger.
//
//	sources:
//	  - name: books
//	    type: zoho
//	    path: exports/*.csv     # or .xlsx
//
// In Zoho Books: Reports, Accountant, Account Transactions (or Detailed General Ledger, or Journal Report), any dates, Export As
// CSV or XLSX. Add the column Account Type to it where you can: it gives the classes. The options: currency is the base currency,
// the company's if left out; date_order (mdy, dmy or ymd) is needed only where the dates, whose order Zoho lets
// everybody choose, do not prove it.
//
// # What is read
//
//	Account Transactions
//	Date,Account,Transaction Details,Transaction Type,Transaction#,Reference#,Debit,Credit,Amount
//	15 Jan 2024,Sales,Ann Example,Invoice,INV-1,,,120.00,120.00 Cr      an entry of Sales, -120.00: 120.00 of revenue
//	15 Jan 2024,Accounts Receivable,Ann Example,Invoice,INV-1,,120.00,,120.00 Dr
//
// Debit less credit counts; an Amount with Dr or Cr only where there are no such columns. Lines stand under the name of their
// account, or name it in a column. The names of the columns may be those of the page (Transaction#) or of the API
// (transaction_number). The lines of a transaction share its type, number and date. Opening and closing balances and totals are no
// lines; they prove the lines between them.
//
// # Skipped rows
//
// title, header, blank, account group, beginning balance, closing balance, subtotal, total, footer, no amount, draft. Every other
// row is an entry or a reject.
//
// # Traps
//
//   - The export of the module Manual Journals has these alone, no invoices and no bills: use a report for the whole ledger.
//   - Debit and credit are in the base currency; columns "(FCY)" are not, and are not read.
//   - Without account types the accounts need rules under `accounts:`; `check` lists them.
//   - Customers, vendors and notes are not kept. In the id they are part of a hash.
package zoho

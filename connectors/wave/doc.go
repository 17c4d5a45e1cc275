// Package wave reads the accounts that Wave exports: the file accounting.csv of its data export, and the report Account
// Transactions. Every line becomes an entry of the ledger.
//
//	sources:
//	  - name: books
//	    type: wave
//	    path: exports/accounting.csv     # or the report, exports/Account-Transactions*.csv
//
// In Wave: Settings, Data Export, "Export your accounting data to CSV" gives accounting.csv. It is the better file, as it has
// account types and the ids of transactions. Else Reports, Account Transactions (General Ledger), all accounts, Export to
// CSV. Nothing has to be cleaned up. The options: currency is the business currency, the company's if left out.
//
// # accounting.csv
//
//	Transaction ID,Transaction Date,Account Name,Transaction Description,…,Debit Amount (Two Column Approach),Credit Amount (Two Column Approach),…,Account Group,Account Type
//	101,2024-01-15,Sales,Box,…,,120.00,…,Income,Income          an entry of Sales, -120.00 (debit less credit): 120.00 of revenue
//	101,2024-01-15,Checking,Box,…,120.00,,…,Asset,Cash and Bank  an entry of Checking, 120.00: cash
//
// Debit less credit counts, and "Amount (One column)", above zero for a debit, only where there are no such columns. The lines of
// a transaction share its Transaction ID and balance.
//
// # Account Transactions
//
// The lines stand under the name of their account, or name it in the column ACCOUNT NUMBER. Starting Balance, "Totals and
// Ending Balance" and Balance Change are no lines. The report has no account types: give its accounts their classes with rules
// under `accounts:`; `check` lists them.
//
// # Skipped rows
//
// title, header, blank, account group, beginning balance, subtotal, total, footer, no amount. Every other row is an entry or a reject.
//
// # Traps
//
//   - Amount Before Sales Tax and Sales Tax Amount repeat parts of the lines, and are not read.
//   - "In Business Currency" is the home currency; what an invoice was in does not matter.
//   - accounting.csv and the report hold the same lines: read one of them.
//   - Customers, vendors and descriptions are not kept. In the id they are part of a hash.
package wave

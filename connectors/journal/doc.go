// Package journal reads any double-entry journal that is a table, CSV or a workbook: a row for each line of a transaction,
// with its account. Use it for programs that have no connector of their own.
//
//	sources:
//	  - name: books
//	    type: journal
//	    path: exports/journal-*.csv
//	    columns: {date: Buchungsdatum, account: Konto, debit: Soll, credit: Haben}
//
// # Columns
//
// A column is found by the name that `columns:` gives it, in any letter case, else by the usual names of its field:
//
//	date          needed: Date, Posting date, Transaction date, Entry date …
//	account       needed, or code: Account, Account name, GL account …; "4000 Sales" and "Income:Sales" are understood
//	code          the account's number: Account code, Account number, Account ID …
//	account_type  the account's type, which gives it its class: Account type
//	debit, credit needed, or amount: Debit and Credit, Debit amount …, Dr, Cr
//	amount        debits above zero, credits below, unless `sign: natural` or a side says otherwise
//	side          of the amount: Dr or Cr, D or C, Debit or Credit, S or H; or beside the amount, "5.00 CR"
//	currency      of the amounts: Currency; that of the books without it
//	transaction   what the lines of a transaction share: Transaction ID, Journal no, Entry no, Voucher …
//	number, kind  of the document: Reference, Document number …; Type, Transaction type …
//	payee, memo   people and purposes, which are not kept
//	status        void, voided and deleted lines are left out
//
// # What is read
//
// Dates and amounts are read by proof over the whole column, never by a sample; `date_order:` and `decimal:` settle what
// nothing proves. Titles above the header, account groups, subtotals, totals and footers are known for what they are. A
// line that leaves out date and transaction goes on with those of the line above.
//
// Without account types, accounts whose paths begin with assets, liabilities, equity, income and expenses are of those
// types, and what is called cash, bank, cogs or "cost of sales" below them is that. `accounts:` rules come first.
//
// # Skipped rows
//
// title, header, blank, account group, subtotal, total, beginning balance, closing balance, footer, void, voided, deleted, no
// amount, commodity (the currency is none). Every other row is an entry or a reject.
//
// # Traps
//
//   - An amount without debit and credit is read as a debit above zero, as journals have it. In a report by account, where
//     sales are above zero, set `sign: natural`.
//   - Lines get an id from date, account, type, number, payee, memo and amount, so files that overlap do not count twice.
//   - Debits and credits of each transaction must be equal; what is not is told by every run.
package journal

// Package quickbooks reads the reports "Transaction Detail by Account" and "General Ledger" as QuickBooks Online
// exports them, to CSV or to Excel. Every line becomes an entry of the ledger.
//
//	sources:
//	  - name: books
//	    type: quickbooks
//	    path: exports/books-*.csv     # or .xlsx; several files are read in the order of their names
//
// In QuickBooks: Reports, "Transaction Detail by Account" (or "General Ledger"), all accounts, any dates, then Export to
// Excel or to CSV. Nothing has to be cleaned up. The options: currency is the home currency of the books, the company's if
// left out; date_order (mdy, dmy or ymd) and decimal (point or comma) are needed only where a report does not prove them.
//
// # What is read
//
// The header is the first row, within the first 100, that has the columns Date and Amount, or Date, Debit and Credit. The
// other columns are known by their names, classic or modern, in any order: Transaction Type, Num (or No.), Name,
// Memo/Description, Account (or Distribution account), Account #, Account type, Posting. Further ones, such as Split,
// Balance, Class, Location, Currency, Adj or Create Date, do not matter.
//
//   - A row with a date is a line. Its account is the account group that it stands under, or its own column Account, where
//     that names another one. Account numbers become codes: "4000 Sales" is code 4000, name Sales.
//   - Sub-accounts are put under their parents, "Income:Box sales", by what closes them: "Total for X" closes X, and
//     "Total for X with sub-accounts" closes X and all that stands between. Sub-accounts of the same name under two
//     parents stay two accounts. Without totals, indentation tells.
//   - Amount is in the natural sign that QuickBooks prints: above zero, it increases the account. With Debit and Credit
//     columns it is debit less credit.
//   - Amounts may be 1,234.56, $1,234.56, (123.45) or -123.45; dates 3/1/2024, 03/01/24, 2024-03-01, or Excel's.
//   - Amounts are in the home currency, also where a column Currency names that of the document. A currency sign that
//     cannot be the home currency's is a reject.
//   - The lines of a transaction share its type, number and date, where it has a number.
//
// # Skipped rows
//
// title, header, blank, account group, beginning balance, subtotal ("Total for …"), total, footer ("Accrual Basis …"),
// voided and deleted (an amount of zero, and the memo says so), non-posting (Posting says No), no amount. Every other
// row is an entry or a reject.
//
// # Traps
//
//   - Totals are never added to their lines. They prove them: a printed total that is not the sum of its lines is logged as
//     a warning with its place.
//   - Whether 03/04/2024 is in March or in April is proven by the other dates of the report (25/04/2024), or by its period in
//     the title block. A report that proves neither, or that contradicts date_order, is refused as a whole; the error names the option.
//   - Entries have no id in these reports. They get one from date, account, type, number, name, memo and amount, so that reports
//     that overlap do not count twice. Equal lines of one report are told apart by counting them. A line that was changed in
//     QuickBooks is another line; export the same dates again under the same file name, and it replaces the old one.
//   - Names and memos are not kept, and stand as *** in rejects. In the id they are part of a hash.
//   - Cash basis and accrual basis are two ledgers: do not put reports of both into one source.
//   - Profit and Loss and Balance Sheet have no lines to read; they are refused by their header.
package quickbooks

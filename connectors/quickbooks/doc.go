// Package quickbooks reads the reports that QuickBooks Online and QuickBooks Desktop export, to CSV or to Excel. Each file is
// recognised by its title and its columns.
//
//	sources:
//	  - name: books
//	    type: quickbooks
//	    path: exports/books-*.csv     # or .xlsx; several files are read in the order of their names
//
// In QuickBooks: Reports, "Transaction Detail by Account", "General Ledger" or "Journal", all accounts, any dates, then Export to
// Excel or to CSV. Nothing has to be cleaned up. These reports have no account types; put a "Profit and Loss" and a "Balance
// Sheet" of any period beside them, and the accounts have the types of their headings, so that few rules are needed. The options: currency is the home currency of the books, the company's if
// left out; date_order (mdy, dmy or ymd) and decimal (point or comma) are needed only where a report does not prove them.
//
// # General Ledger, Transaction Detail by Account
//
// The header is the first row, within the first 100, that has the columns Date and Amount, or Date, Debit and Credit. The
// other columns are known by their names, classic or modern, in any order: Transaction Type (Type), Num (or No.), Name,
// Memo/Description, Account (or Distribution account), Account #, Account type, Posting. Further ones, such as Split,
// Balance, Class, Location, Currency, Adj or Create Date, do not matter.
//
//   - A row with a date is a line. Its account is the account group that it stands under, or its own column Account, where
//     that names another one. Account numbers become codes: "4000 Sales" and Desktop's "4000 · Sales" are code 4000, name Sales.
//   - Sub-accounts are put under their parents, "Income:Box sales", by what closes them: "Total for X" (Desktop: "Total X")
//     closes X, and "Total for X with sub-accounts" closes X and all that stands between. Sub-accounts of the same name under
//     two parents stay two accounts. Without totals, indentation tells: by spaces, by style, or by a label in a further column.
//   - Amount is in the natural sign that QuickBooks Online prints: above zero, it increases the account. With Debit and Credit
//     columns it is debit less credit.
//   - Amounts may be 1,234.56, $1,234.56, (123.45) or -123.45; dates 3/1/2024, 03/01/24, 2024-03-01, or Excel's.
//   - Amounts are in the home currency, also where a column Currency names that of the document. A currency sign that
//     cannot be the home currency's is a reject.
//   - The lines of a transaction share its type, number and date, where it has a number.
//
// For example, of
//
//	General Ledger
//	"March 1 - 31, 2024"
//	,Date,Transaction Type,Num,Split,Amount
//	4000 Sales,,,,,
//	,03/05/2024,Invoice,7,Accounts Receivable (A/R),120.00
//	Total for 4000 Sales,,,,,$120.00
//
// the fifth row is an entry of the account Sales, code 4000, of 120.00 in its natural sign: revenue. The last row proves it.
//
// # Journal
//
// All lines of all transactions, in debit and credit. Only the first line of a transaction has its date, type and number; the
// others go on with it. The sums under a transaction prove that it balances.
//
// # Transaction List by Date
//
// One row for a transaction, with its account and the other one in Split: two entries. The report does not say whether an
// amount is debit or credit; the type of the transaction does (an Invoice is a debit to receivables, a Bill a credit to
// payables, an Expense below zero a credit to the bank). A row of another type takes the side that other rows show of its
// account, and is a reject where none does. Of a transaction split over several accounts ("-Split-") the report names only one:
// that one is posted, a warning counts such transactions and places the first, and the ledger is told not to balance. The Journal
// and the General Ledger have them all.
//
// # Profit and Loss, Balance Sheet
//
// With one column, or one for each month, quarter or year. A total of the profit and loss is an entry over the days of its
// period, spread over them exactly; a balance becomes the change since the balance before. Lines of the same account and days,
// from another report of the source, replace them, and of an overlapping year only the rest counts (see the decision record
// "Totals of statements give way to what is finer"). The headings give the account types: Income, Cost of Goods Sold, Expenses,
// Other Income, Other Expenses; Bank Accounts (Checking/Savings), Accounts Receivable, Fixed Assets, Credit Cards and so on.
//
//	Profit and Loss
//	,Jan 2024,Feb 2024,Total
//	Income,,,
//	  4000 Sales,310.00,290.00,600.00        310.00 of revenue on the days of January, 290.00 on those of February
//	Total Income,310.00,290.00,600.00        proven, and no entry
//
// Columns that compare (% Change, Budget) are left out. Columns by class or customer are not periods: then only the column Total
// is read, for the period in the title.
//
// # Skipped rows
//
// title, header, blank, account group, beginning balance, subtotal ("Total for …"), total, footer ("Accrual Basis …"),
// voided and deleted (an amount of zero, and the memo says so), non-posting (Posting says No, or an Estimate, a Purchase Order),
// no amount. Every other row is an entry or a reject.
//
// # Traps
//
//   - Totals are never added to their lines. They prove them: a printed total that is not the sum of its lines is logged as
//     a warning with its place, what is printed and what the lines come to. Where the total around it shows that it is right
//     nevertheless, the report leaves accounts out: what is missing is posted under the group's name.
//   - Reports of QuickBooks Desktop need the columns Debit and Credit (Customize Report, Display); most have them. Intuit does not document
//     the sign of the column Amount: a handbook calls it a debit column, with credits below zero, and other reports print it as
//     Online does. Such a report without Debit and Credit is refused, and never guessed at.
//   - An account may be called like a total, "Total Wellness". It is taken for one only by proof: in a ledger its own total closes it, or
//     lines follow it and no account Wellness exists; in a statement no rows above it add up to it, and the total around it foots with
//     it and not without it. A row that nothing proves is left out as a total that does not foot, and is warned of.
//   - Checking, Cash and Petty Cash are cash also in a balance sheet that lists them right below Assets or Current Assets, without a
//     heading of bank accounts; any other account there, Savings among them, is a current asset until a rule says more.
//   - Net Ordinary Income and Net Income are results. They are proven, and never added to anything.
//   - Whether 03/04/2024 is in March or in April is proven by the other dates of the report (25/04/2024), or by its period in
//     the title block. A report that proves neither, or that contradicts date_order, is refused as a whole; the error names the option.
//   - Entries have no id in these reports. They get one from date, account, type, number, name, memo and amount, so that reports
//     that overlap do not count twice. Equal lines of one report are told apart by counting them. A line that was changed in
//     QuickBooks is another line; export the same dates again under the same file name, and it replaces the old one. A total has
//     its id from account and period: the same statement exported again replaces what it said before.
//   - Names and memos are not kept, and stand as *** in rejects. In the id they are part of a hash.
//   - Cash basis and accrual basis are two ledgers: do not put reports of both into one source. One on the cash basis is warned of.
package quickbooks

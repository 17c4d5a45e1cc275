// Package freshbooks reads what FreshBooks exports to CSV or to Excel: the reports General Ledger, Journal Entries, Profit and Loss, Balance Sheet and
// Trial Balance, and, for accounts without them, Invoice Details and Expense Details.
//
//	sources:
//	  - name: books
//	    type: freshbooks
//	    path: exports/general_ledger*.csv
//
// In FreshBooks: Reports, General Ledger, any dates, More Actions, Export to Excel or CSV. Nothing has to be cleaned up. The
// options: currency is the base currency, the company's if left out.
//
// # General Ledger
//
//	Account Number,Account Type,Account Sub Type,Parent Account: Sub Account,Related Account,Date,Transaction Type,…,Debit,Credit,Running Balance,Currency
//	4000,Income,Income,Sales: Box sales,Accounts Receivable,2024-01-15,Invoice,…,,120.00,120.00,USD    an entry of Sales:Box sales, -120.00: 120.00 of revenue
//
// Debit less credit counts. The column Amount has a sign of its own for every account and is not read. The class comes from Account Sub
// Type where it says more (Cost of Goods Sold, Cash & Bank), and from Account Type else.
//
// # Profit and Loss, Balance Sheet, Trial Balance
//
// Totals of the profit and loss are spread over the days of their period, and give way to lines of the same days from another report.
// A balance becomes the change since the balance before.
//
// # Invoice Details, Expense Details
//
// A line of an invoice is revenue on the day of issue, its Line Subtotal without tax, under the name of its item; a draft is left out. An
// expense is a cost on its day, under its category. Neither is double entry: cash, receivables and payables are not in them, and
// they hold the same amounts as the General Ledger. Read either these two or the ledger.
//
// # Skipped rows
//
// title, header, blank, account group, beginning balance, closing balance, subtotal, total, footer, draft, no amount. Every other row is an entry
// or a reject.
//
// # Traps
//
//   - Line Total of an invoice has taxes in it, and is never revenue.
//   - An invoice in another currency is in that currency: the column Currency is believed.
//   - The chart of accounts in FreshBooks shows every change of an entry, the General Ledger its last state: export the ledger.
//   - Clients, vendors, items' descriptions and notes are not kept. In the id they are part of a hash.
package freshbooks

// Package netsuite reads a transaction saved search that NetSuite exports to CSV, and its report General Ledger. Every line
// becomes an entry of the ledger.
//
//	sources:
//	  - name: books
//	    type: netsuite
//	    path: exports/gl-*.csv
//
// In NetSuite: Lists, Search, Saved Searches, New, Transaction. Criteria: Posting is true; Accounting Book is the primary one;
// one subsidiary, or all of one currency. Results: Internal ID, Date, Type, Document Number, Name, Memo, Account, Account:
// Type, Amount (Debit), Amount (Credit). Then Export CSV, by hand or by schedule. Or Reports, Financial, General Ledger, Export.
//
// # What is read
//
//	Internal ID,Date,Type,Document Number,Name,Account,Account Type,Amount (Debit),Amount (Credit),Posting
//	501,1/15/2024,Invoice,INV1,Ann Example,4000 Sales : Box sales,Income,,120.00,Yes       an entry of Sales:Box sales, -120.00: 120.00 of revenue
//	501,1/15/2024,Invoice,INV1,Ann Example,1100 Accounts Receivable,Accounts Receivable,120.00,,Yes
//
// Debit less credit counts. The lines of a transaction share its Internal ID and balance. Account types may be the names of
// the page (Accounts Receivable) or of SuiteAnalytics (AcctRec). In the report General Ledger the lines stand under their
// account, "4000 - Sales", and "Total - 4000 - Sales" proves them.
//
// # Skipped rows
//
// title, header, blank, account group, subtotal, total, footer, non-posting (Posting is No; accounts of type Non Posting or
// Statistical), no amount. Every other row is an entry or a reject.
//
// # Traps
//
//   - The column Amount alone is refused: its sign depends on the type of transaction. Add Amount (Debit) and Amount (Credit).
//   - With the criterion Main Line is false the accounts of the main lines are missing, receivables and cash; with true, all others are.
//     Set neither: the transactions then balance, and a notice tells of those that do not.
//   - Several accounting books or subsidiaries repeat the same lines in other currencies: take one.
//   - "(Foreign Currency)" is what the document was in, and is not read.
//   - Sales orders, purchase orders and estimates post nothing, and are left out.
//   - Names and memos are not kept. In the id they are part of a hash.
package netsuite

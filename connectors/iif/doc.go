// Package iif reads the files of QuickBooks Desktop's Intuit Interchange Format, .iif: tab-delimited lists and transactions. Every
// line of a transaction becomes an entry of the ledger.
//
//	sources:
//	  - name: books
//	    type: iif
//	    path: exports/*.iif
//
// QuickBooks Desktop itself exports its lists as IIF (File, Utilities, Export), and programs around it exchange transactions in it. For
// the transactions of QuickBooks Desktop use the reports of type quickbooks. Put the chart of accounts into the same
// file, or give the accounts their classes under `accounts:`. The options: currency is the home currency, the company's if left out;
// date_order (mdy, dmy or ymd) is needed only where the dates do not prove it.
//
// # What is read
//
//	!ACCNT	NAME	ACCNTTYPE	ACCNUM
//	ACCNT	Checking	BANK	1010
//	ACCNT	Sales:Boxes	INC	4010
//	!TRNS	TRNSID	TRNSTYPE	DATE	ACCNT	NAME	AMOUNT	DOCNUM	MEMO
//	!SPL	SPLID	TRNSTYPE	DATE	ACCNT	NAME	AMOUNT	DOCNUM	MEMO
//	!ENDTRNS
//	TRNS		DEPOSIT	1/15/24	Checking	Ann Example	120.00	7	Box          an entry of 1010 Checking, 120.00: cash
//	SPL		DEPOSIT	1/15/24	Sales:Boxes	Ann Example	-120.00	7	Box     an entry of 4010 Sales:Boxes, -120.00: 120.00 of revenue
//	ENDTRNS
//
// Amounts are debits above zero and credits below. A line beginning with ! names the columns of the lines that begin with the word after
// it, in any order, until the next such line. Account types give the classes: BANK, AR, OCASSET, FIXASSET, OASSET, AP, CCARD, OCLIAB, LTLIAB, EQUITY,
// INC, COGS, EXP, EXINC, EXEXP.
//
// # Skipped rows
//
// header (!…), list (accounts, customers, items and all other lists), end (ENDTRNS), blank, non-posting (estimates, sales and purchase
// orders, accounts of type NONPOSTING), zero amount. Every other row is an entry or a reject.
//
// # Traps
//
//   - The lines from TRNS to ENDTRNS come to zero. Where they do not, a notice says so with its place.
//   - Opening balances in the list of accounts (OBAMOUNT) are not read: they have no day.
//   - Entries get an id from date, account, type, number, name, memo and amount, so that files that overlap do not count twice.
//   - Names and memos are not kept. In the id they are part of a hash.
package iif

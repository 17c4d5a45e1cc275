// Package ofx reads the files that banks call OFX, QFX (Quicken), QBO (Web Connect) or Money: Open Financial Exchange,
// of SGML (versions 1.x) and of XML (2.x). Every booked transaction becomes an entry of the ledger's cash.
//
//	sources:
//	  - name: bank
//	    type: ofx
//	    path: bank/*.qfx
//	    account: Checking          # what the account is called in the books; Bank or Credit Card if left out
//
// In online banking: download the transactions of any dates as OFX, QFX or QBO. Files may overlap.
//
// # What is read
//
//   - Statements of bank accounts, credit cards and the cash of brokerage accounts, several in one file too. A bank account
//     is of class cash; a credit card and a credit line are liabilities.
//   - The day is the date of DTPOSTED as the bank writes it. Its time and time zone change nothing: banks write midnight in
//     zones of their own, and the day would be off by one.
//   - The amount has the sign that the bank gives it, above zero into the account, with a point or a comma before the decimals.
//   - The currency is the statement's (CURDEF), or the transaction's own, where it says that its amount is in one (CURRENCY).
//     ORIGCURRENCY only tells what was converted, and changes nothing.
//   - A transaction that corrects another one of its file (CORRECTFITID) takes its place.
//
// # Skipped transactions
//
// pending (not booked yet), duplicate (the same transaction twice in a file), corrected and deleted (by a later one of the
// file), zero amount, investment (a brokerage's trade, which is no cash transaction of the bank's list). Every other one is
// an entry or a reject.
//
// # Traps
//
//   - The bank's id of a transaction (FITID) should be unique, and with some banks is not. Here a transaction is known by
//     account, id, day and amount together: files that overlap do not count twice, and an id used twice loses nothing.
//   - OFX has no opening balance, so a file cannot prove that no line is missing. Camt and mt940 can.
//   - If the ledger of another source has this bank account already, its cash counts twice: read one of them, or
//     give this account another class under `accounts:`.
//   - What was in the account before the first file is no entry: `cash` begins at nothing, unless a ledger, a trial balance or a
//     balance sheet has it.
//   - Payees and memos are not kept. Of the account's number only the last four characters are: code "…3000".
//   - A file without its end, </OFX>, was cut off in the download and is refused.
package ofx

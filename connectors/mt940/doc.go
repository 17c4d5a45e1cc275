// Package mt940 reads SWIFT's customer statements, MT940, as banks offer them for download (.sta, .940, .swi, .txt). Every
// statement line becomes an entry of the ledger's cash.
//
//	sources:
//	  - name: bank
//	    type: mt940
//	    path: bank/*.sta
//	    account: Checking          # what the account is called in the books; Bank if left out
//
// In online banking: download the account's statements as MT940 (SWIFT). Files may overlap.
//
// # What is read
//
//   - Each line :61: with its :86: is one entry. The day is the booking date (MMDD) in the year that brings it nearest to the
//     value date: a line of value 31 December may be booked on 2 January. Without a booking date it is the value date.
//   - C comes in, D goes out. RC reverses a credit and goes out; RD reverses a debit and comes in.
//   - The currency is that of the opening balance; a letter after C or D is part of its name ("CR" is a credit in EUR).
//   - The amount has a comma before its decimals; a bank's point is understood too.
//   - Any wrapping of the messages ({1:…}{4:…-}, a line of - between them) and any line ends do.
//
// # Skipped lines
//
// expected (EC, ED: not booked yet), zero amount. Every other line is an entry or a reject.
//
// # What is proven
//
// Opening balance (:60F:, :60M:) and lines must come to the closing balance (:62F:, :62M:), and a statement must open as the
// account's last one of the file closed. What does not add up is told as a notice with its place.
//
// # Traps
//
//   - Bank references are not unique, so a line is known by all that it says. Files that overlap do not count twice; equal lines
//     of one file are told apart by counting them.
//   - MT942, the interim report, has lines that may change, and is refused.
//   - If the ledger of another source has this bank account already, its cash counts twice: read one of them, or
//     give this account another class under `accounts:`.
//   - What was in the account before the first file is no entry: `cash` begins at nothing, unless a ledger, a trial balance or a
//     balance sheet has it.
//   - Names and purposes are not kept. Of the account's number only the last four characters are: code "…3000".
package mt940

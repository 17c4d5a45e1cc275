// Package camt reads the bank statements of ISO 20022: CAMT.053, and CAMT.052 from banks that give nothing else, in all
// versions (001.01 and later). Every booked entry becomes an entry of the ledger's cash.
//
//	sources:
//	  - name: bank
//	    type: camt
//	    path: bank/*.xml
//	    account: Checking          # what the account is called in the books; Bank if left out
//
// In online banking: download the account's statements as CAMT (XML). Unpack a zip of them. Files may overlap.
//
// # What is read
//
//   - Each Ntry of each statement is one entry, a collective one too: its details (TxDtls) add up to it and are not read.
//   - The day is the booking date (BookgDt), as the bank writes it; the value date (ValDt) where there is none.
//   - The amount is above zero for a credit (CRDT) and below for a debit (DBIT), in the currency of the amount.
//
// # Skipped entries
//
// pending (PDNG: not booked yet), information (INFO, FUTR), duplicate (an entry that another statement of the file has), zero amount. Every other
// one is an entry or a reject.
//
// # What is proven
//
// Opening balance and entries must come to the closing balance, and a statement must open as the account's last one of the
// file closed. What does not add up is told as a notice with its place.
//
// # Traps
//
//   - A reversal (RvslInd) has the direction of its own booking, says the standard; some banks write that of the booking
//     that it reverses. The balances prove which: if a statement comes out even only with its reversals turned round, they are.
//   - An entry is known by account, day, amount and the bank's reference (AcctSvcrRef), else by what is written in it, so that
//     files that overlap do not count twice. Do not read CAMT.052 and CAMT.053 of one account into one source if
//     its bank gives their entries different references.
//   - CAMT.054 tells of parts of the same entries again, and is refused.
//   - If the ledger of another source has this bank account already, its cash counts twice: read one of them, or
//     give this account another class under `accounts:`.
//   - What was in the account before the first file is no entry: `cash` begins at nothing, unless a ledger, a trial balance or a
//     balance sheet has it.
//   - Names and purposes are not kept. Of the account's number only the last four characters are: code "…3000".
package camt

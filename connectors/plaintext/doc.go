// Package plaintext reads the journals of plain text accounting, hledger, Ledger and Beancount, from the CSV that their own
// programs write. Every posting becomes an entry of the ledger.
//
//	sources:
//	  - name: books
//	    type: plaintext
//	    path: exports/journal.csv
//
// Make the file with one of
//
//	hledger print -O csv -B -o exports/journal.csv
//	ledger csv > exports/journal.csv
//	bean-query -f csv books.beancount "SELECT date, id, payee, narration, account, weight" > exports/journal.csv
//
// before daybook runs. hledger's register -O csv and Beancount's columns number and currency, amount or position are read too.
//
// # What is read
//
//   - Amounts are debits less credits: an amount above zero is a debit. They are never turned round.
//   - Currencies are codes or signs. A sign that many currencies share, like $, is that of the books (currency:, else the
//     company's) where it can be; else the file says which with a code.
//   - The type of an account comes from its name, by hledger's own rules: assets, liabilities (or debts), equity, income or
//     revenues, expenses, in any letter case; below assets, cash, bank, checking, savings and current are cash. An account called
//     cogs or "cost of goods sold" anywhere in its path is cost of goods sold. `accounts:` rules come first, as everywhere.
//   - The postings of a transaction share its id (txnidx, id) and balance.
//   - Amounts finer than the currency's minor unit, as prices per share make them, are rejected unless `rounding: half_even` is set.
//
// # Skipped rows
//
// header, blank, commodity (a posting in shares or hours, which are no money), virtual (an account in parentheses or
// brackets, which is no double entry), no amount. Every other row is an entry or a reject.
//
// # Traps
//
//   - Types that the journal declares (account … ; type: C) are not in the CSV. Give such accounts a rule under `accounts:`.
//   - A posting in shares is money only at its cost: export with -B (hledger, Ledger) or with weight (Beancount), or the
//     transaction does not balance, and a notice says so.
//   - Ledger's CSV has no header and no transaction ids; its transactions are not checked one by one.
//   - Payees, descriptions and comments are not kept. In the id they are part of a hash.
package plaintext

//go:build conformance

package conformance

import (
	"regexp"
	"strconv"
	"strings"
	"testing"

	"daybook"
)

// posting is one line of a journal in hledger's format, as far as the examples use it.
type posting struct {
	day         string
	transaction int
	account     string
	quantity    string
	commodity   string // "USD"; "$" is USD
	price       string // of one unit, in priced; "" for none
	priced      string
}

var (
	transactionLine = regexp.MustCompile(`^([0-9]{4}-[0-9]{2}-[0-9]{2})\s`)
	postingLine     = regexp.MustCompile(`^\s+(\S(?:.*?\S)?)(?:\s{2,}|\t)(.+)$`)
	dollars         = regexp.MustCompile(`^\$(-?[0-9.]+)$`)
	quantities      = regexp.MustCompile(`^(-?[0-9.]+) ([A-Z]+)(?:\s+@ ([0-9.]+) ([A-Z]+))?$`)
)

// postings reads the postings of a journal. Virtual postings, in parentheses, balance with nothing and are left
// out, and so is what only asserts or closes a balance.
func postings(t *testing.T, name string) []posting {
	t.Helper()
	var found []posting
	day, transaction := "", 0
	for _, line := range strings.Split(string(content(t, name)), "\n") {
		line, _, _ = strings.Cut(line, ";")
		line = strings.TrimRight(line, " \t\r")
		if line == "comment" {
			break
		}
		if head := transactionLine.FindStringSubmatch(line + " "); head != nil {
			day, transaction = head[1], transaction+1
			continue
		}
		parts := postingLine.FindStringSubmatch(line)
		if day == "" || parts == nil || parts[1][0] == '(' || strings.HasPrefix(parts[2], "=") {
			continue
		}
		p := posting{day: day, transaction: transaction, account: parts[1]}
		if !p.amount(parts[2]) {
			t.Fatalf("%s: cannot read the posting %q", name, line)
		}
		found = append(found, p)
	}
	return found
}

func (p *posting) amount(text string) bool {
	if parts := dollars.FindStringSubmatch(text); parts != nil {
		p.quantity, p.commodity = parts[1], "USD"
		return true
	}
	parts := quantities.FindStringSubmatch(text)
	if parts == nil {
		return false
	}
	p.quantity, p.commodity, p.price, p.priced = parts[1], parts[2], parts[3], parts[4]
	return true
}

// cost is what a posting comes to in a currency, at its own price where it has one.
func (p posting) cost(t *testing.T, currency string) (amount string, ok bool) {
	t.Helper()
	switch currency {
	case p.commodity:
		return p.quantity, true
	case p.priced:
		return number(t, p.quantity).Mul(number(t, p.price)).Text(10), true
	}
	return "", false
}

// entries writes postings as rows of entries, debits positive, with what amount makes of each.
func entries(t *testing.T, all []posting, amount func(posting) (amount, currency string, ok bool)) string {
	t.Helper()
	table := [][]string{{"day", "account", "amount", "currency", "transaction"}}
	for _, p := range all {
		if amount, currency, ok := amount(p); ok {
			table = append(table, []string{p.day, p.account, amount, currency, strconv.Itoa(p.transaction)})
		}
	}
	return sheet(t, table)
}

// ledger is a company whose books are entries.
func ledger(t *testing.T, currency daybook.Currency, files map[string]string, config string, days daybook.Range) book {
	t.Helper()
	return run(t, company{
		currency: currency, days: days, files: files,
		config: "sources:\n  - {name: books, type: spreadsheet, path: entries.csv, facts: entries, sign: debit_positive, rounding: half_even}\n" + config,
	})
}

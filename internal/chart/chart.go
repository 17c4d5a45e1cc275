// Package chart reads account labels as charts of accounts print them.
package chart

import (
	"regexp"
	"strings"

	"daybook"
)

// numbered is "4000 Sales", "4000 · Sales", "4000-10 - Sales". A number of fewer than three digits, or with
// letters in it, belongs to the name ("1 Main St rent", "401k match").
var numbered = regexp.MustCompile(`^(\d[\d.\-]{1,14}\d)(?:\s*[·•:]\s*|\s+[-–—]\s+|\s+)(\S.*)$`)

// Split parts an account number from the name after it; a label without a number is all name, and one
// that is only a number is all code.
func Split(label string) daybook.Account {
	label = strings.TrimSpace(label)
	if found := numbered.FindStringSubmatch(label); found != nil {
		return daybook.Account{Code: found[1], Name: found[2]}
	}
	if label != "" && strings.Trim(label, "0123456789.-") == "" {
		return daybook.Account{Code: label}
	}
	return daybook.Account{Name: label}
}

// Join adds an account below a parent's path: the name grows, "Income:Box sales"; the code is the account's own.
func Join(parent string, account daybook.Account) daybook.Account {
	switch {
	case parent == "", strings.HasPrefix(account.Name, parent+":"):
	case account.Name == "":
		account.Name = parent
	default:
		account.Name = parent + ":" + account.Name
	}
	return account
}

// Path splits every step of a label that is a path itself, "4000 Income:4010 Box sales": the name is the path
// without numbers, the code that of the last step.
func Path(label string) daybook.Account {
	var path daybook.Account
	for step := range strings.SplitSeq(label, ":") {
		one := Split(step)
		parent := path.Name
		path = one
		if parent != "" {
			path.Name = strings.TrimSuffix(parent+":"+one.Name, ":")
		}
	}
	return path
}

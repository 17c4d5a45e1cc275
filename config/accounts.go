package config

import (
	"strings"
	"unicode/utf8"

	"daybook"
)

// AccountRule gives ledger accounts their class. Code, Name and Type are globs (* any text, ? one
// character) in any letter case; those that are given must all match.
type AccountRule struct {
	Code  string        `yaml:"code" jsonschema:"example=4*" jsonschema_description:"The account's code."`
	Name  string        `yaml:"name" jsonschema:"example=*advertising*" jsonschema_description:"The account's full name, such as Income:Box sales."`
	Type  string        `yaml:"type" jsonschema:"example=Cost of Goods Sold" jsonschema_description:"The account type as exported."`
	Class daybook.Class `yaml:"class" jsonschema:"required,example=revenue" jsonschema_description:"The class of the accounts that match. * stands for any text and ? for one character in code, name and type; letter case does not matter; those given must all match."`
	Role  Role          `yaml:"role" jsonschema:"example=inventory" jsonschema_description:"What the account is for besides its class, where its type or name does not tell."`
	Over  Months        `yaml:"over" jsonschema:"example=12" jsonschema_description:"Spread each entry of an income or cost account over so many months from its day on, 2 to 120: an insurance paid for a year. On the cash basis nothing is spread."`
}

// Matches reports whether the rule applies to an account.
func (r AccountRule) Matches(account daybook.Account) bool {
	return matches(r.Code, account.Code) && matches(r.Name, account.Name) && matches(r.Type, account.Type)
}

func matches(pattern, text string) bool {
	return pattern == "" || glob(strings.ToLower(pattern), strings.ToLower(text))
}

// glob matches the whole of text. A star first tries to end here, then takes one character more; only
// the last star is ever tried again, so the time is at most pattern x text.
func glob(pattern, text string) bool {
	star, resume := -1, 0
	at, from := 0, 0
	for from < len(text) {
		_, width := utf8.DecodeRuneInString(text[from:])
		switch {
		case at < len(pattern) && pattern[at] == '*':
			star, resume = at, from
			at++
		case at < len(pattern) && pattern[at] == '?':
			at, from = at+1, from+width
		case strings.HasPrefix(pattern[at:], text[from:from+width]):
			at, from = at+width, from+width
		case star >= 0:
			_, skip := utf8.DecodeRuneInString(text[resume:])
			resume += skip
			at, from = star+1, resume
		default:
			return false
		}
	}
	return strings.Trim(pattern[at:], "*") == ""
}

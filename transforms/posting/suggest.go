package posting

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"daybook"
)

// suggest guesses the class of an account without one, for the operator to confirm, and says what the guess rests on:
// the words of its exported type, those of its name, the accounts with nearly the same code, and last the ranges
// that codes have in common charts of accounts. It never decides a figure.
func suggest(account daybook.Account, known map[daybook.Account]treatment) (daybook.Class, string) {
	if class, word := byWord(account.Type, typeWords()); class != "" {
		return class, fmt.Sprintf("its type has the word %q in it", word)
	}
	if class, word := byWord(account.Name, nameWords()); class != "" {
		return class, fmt.Sprintf("its name has %q in it", word)
	}
	if class, prefix := byNeighbours(account.Code, known); class != "" {
		return class, "as all other accounts " + prefix + "… are"
	}
	if class := byRange(account.Code); class != "" {
		return class, "common charts of accounts have such codes there"
	}
	return daybook.ClassGeneral, "nothing tells"
}

func byWord(text string, all []words) (daybook.Class, string) {
	text = strings.ToLower(text)
	for _, hint := range all {
		for word := range strings.FieldsSeq(hint.words) {
			if contains(text, word) {
				return hint.class, word
			}
		}
	}
	return "", ""
}

// contains reports whether a text has a word in it: a short one only by itself, for "vat" is in "private".
func contains(text, word string) bool {
	if len(word) > 3 {
		return strings.Contains(text, word)
	}
	return slices.Contains(strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) }), word)
}

type words struct {
	words string
	class daybook.Class
}

// typeWords are in the types that programs and their users give to accounts.
func typeWords() []words {
	return []words{
		{"receivable inventory prepaid prepayment", daybook.ClassAsset},
		{"payable liabilit loan credit", daybook.ClassLiability},
		{"equity capital retained", daybook.ClassEquity},
		{"bank cash", daybook.ClassCash},
		{"asset", daybook.ClassAsset},
		{"cost cogs", daybook.ClassCOGS},
		{"marketing advertis", daybook.ClassSalesMarketing},
		{"tax", daybook.ClassTax},
		{"income revenue sales turnover", daybook.ClassRevenue},
		{"expense overhead", daybook.ClassGeneral},
	}
}

// nameWords are in the names of accounts.
func nameWords() []words {
	return []words{
		{"advertis marketing promotion commission", daybook.ClassSalesMarketing},
		{"merchant stripe paypal processing shipping postage delivery", daybook.ClassVariable},
		{"cogs cost ingredient material packaging", daybook.ClassCOGS},
		{"receivable debtor inventory equipment prepaid deposit furniture vehicle", daybook.ClassAsset},
		{"payable creditor loan card deferred liabilit vat gst", daybook.ClassLiability},
		{"equity capital owner retained drawing", daybook.ClassEquity},
		{"bank cash checking savings", daybook.ClassCash},
		{"tax", daybook.ClassTax},
		{"research development", daybook.ClassResearch},
		{"wage salar payroll rent insurance utilit software telephone travel repair depreciation", daybook.ClassGeneral},
		{"sales revenue income fees", daybook.ClassRevenue},
	}
}

// byNeighbours looks at the accounts whose codes have all but the last digit, or the last two, in common with this one.
func byNeighbours(code string, known map[daybook.Account]treatment) (daybook.Class, string) {
	for cut := 1; cut <= 2 && len(code)-cut >= 1 && digits(code); cut++ {
		prefix := code[:len(code)-cut]
		classes := map[daybook.Class]bool{}
		for account, treatment := range known {
			if len(account.Code) == len(code) && digits(account.Code) && strings.HasPrefix(account.Code, prefix) && treatment.class != "" {
				classes[treatment.class] = true
			}
		}
		for class := range classes {
			if len(classes) == 1 {
				return class, prefix
			}
		}
	}
	return "", ""
}

func digits(code string) bool { return code != "" && strings.Trim(code, "0123456789") == "" }

// byRange knows the ranges that most charts share: of four digits and more those of the English-speaking countries'
// bookkeeping programs, of three digits Xero's. Where charts differ (8000, 9000) it says nothing.
func byRange(code string) daybook.Class {
	if !digits(code) {
		return ""
	}
	ranges := map[byte]daybook.Class{'0': daybook.ClassAsset, '1': daybook.ClassAsset, '2': daybook.ClassLiability, '3': daybook.ClassEquity,
		'4': daybook.ClassRevenue, '5': daybook.ClassCOGS, '6': daybook.ClassGeneral, '7': daybook.ClassGeneral}
	switch {
	case len(code) == 3:
		ranges = map[byte]daybook.Class{'0': daybook.ClassCash, '2': daybook.ClassRevenue, '3': daybook.ClassCOGS, '4': daybook.ClassGeneral,
			'5': daybook.ClassTax, '6': daybook.ClassAsset, '7': daybook.ClassAsset, '8': daybook.ClassLiability, '9': daybook.ClassEquity}
	case len(code) < 3:
		return ""
	case strings.HasPrefix(code, "10"):
		return daybook.ClassCash
	}
	return ranges[code[0]]
}

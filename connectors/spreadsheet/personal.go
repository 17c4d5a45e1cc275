package spreadsheet

import (
	"slices"
	"strings"

	"daybook/internal/sheet"
)

// personalWords are what columns with personal data are headed by. Names of things are not personal:
// see impersonal.
var personalWords = []string{
	"name", "firstname", "lastname", "surname", "fullname", "username", "contact", "phone", "telephone", "tel", "mobile", "cell", "fax",
	"email", "mail", "address", "street", "zip", "postcode", "postal", "birthday", "birth", "birthdate", "dob", "age", "gender", "ssn",
	"passport", "iban", "bic", "card", "ip", "note", "notes", "comment", "comments", "memo", "remark", "remarks", "password",
}

var impersonal = []string{"plan", "product", "channel", "campaign", "source", "country", "city", "region", "segment", "account", "tier", "page",
	"event", "metric", "item", "service", "store", "shop", "location", "category"}

// personal reports whether a column looks as if it held personal data. What does not belong into facts is
// left out of them, and written as *** into rejects.
func personal(header string) bool {
	found := strings.Fields(sheet.Fold(header))
	if slices.ContainsFunc(found, func(word string) bool { return slices.Contains(impersonal, word) }) {
		return false
	}
	return slices.ContainsFunc(found, func(word string) bool { return slices.Contains(personalWords, word) })
}

// hides reports whether a cell's text is personal, by its column or by the look of it.
func hides(header, text string) bool { return personal(header) || strings.Contains(text, "@") }

// masked hides a text that is personal.
func masked(header, text string) string {
	if text != "" && hides(header, text) {
		return sheet.Hidden
	}
	return text
}

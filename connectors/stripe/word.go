package stripe

import (
	"slices"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// word is the name of a member, with what it says of the member's value wherever it stands.
type word struct {
	text   string
	quoted []byte // in canonical JSON
	plain  bool   // it stands in JSON as it is, and its order by bytes is its order in RFC 8785

	tells    bool // whose an object is
	sold     bool // an object of the catalogue, or several
	address  bool
	method   bool // a way to pay
	metadata bool
	former   bool // values before a change
	personal bool // as a key of metadata
	withheld bool
	silent   bool
}

// telling are the members of an object that tell whose it is (belonging, and an event's data).
var telling = []string{"id", "object", "customer", "payment_intent", "charge", "source", "data"}

// withheld are members that are never kept: what is personal, what opens a page without a password, and what
// only Stripe's own pages show.
var withheld = []string{"account_name", "account_tax_ids", "bank_account", "card", "client_secret", "custom_fields",
	"custom_text", "customer_email", "customer_name", "customer_phone", "customer_tax_ids", "evidence", "footer", "fraud_details",
	"hosted_invoice_url", "individual", "invoice_pdf", "ip_address", "last_finalization_error", "last_payment_error",
	"last_setup_error", "next_action", "payment_method_options", "phone", "preferred_locales", "receipt_email", "receipt_number", "receipt_url",
	"request", "sources", "statement_descriptor", "statement_descriptor_suffix", "success_url", "cancel_url", "tax_ids", "url"}

// silent are members that change without an event: what counts redemptions and invoices.
var silent = []string{"times_redeemed", "valid", "next_invoice_sequence"}

// sold reports kinds of the catalogue: their names and descriptions are of things, not of people.
func sold(kind string) bool {
	switch kind {
	case "product", "price", "plan", "coupon", "promotion_code", "tax_rate":
		return true
	}
	return false
}

func newWord(text string) *word {
	quoted, _ := jsontext.AppendQuote(nil, text)
	return &word{
		text: text, quoted: quoted, plain: isPlain(text),
		tells: slices.Contains(telling, text), sold: sold(text) || sold(strings.TrimSuffix(text, "s")), address: strings.HasSuffix(text, "address"),
		method: text == "payment_method_details", metadata: text == "metadata", former: text == "previous_attributes",
		personal: slices.Contains(personal, strings.ToLower(text)), withheld: slices.Contains(withheld, text), silent: slices.Contains(silent, text),
	}
}

// vocabulary knows the words that were met, by the JSON that they came as: an account has a few hundred.
type vocabulary map[string]*word

// wordsMost is how many are remembered: keys of metadata may be without number.
const wordsMost = 1000

func (v *vocabulary) of(name jsontext.Value) *word {
	if known := (*v)[string(name)]; known != nil {
		return known
	}
	text, _ := jsontext.AppendUnquote(nil, name) // what is not UTF-8 is replaced
	met := newWord(string(text))
	if *v == nil {
		*v = vocabulary{}
	}
	if len(*v) < wordsMost {
		(*v)[string(name)] = met
	}
	return met
}

package journal

import (
	"maps"
	"slices"

	"daybook"
	"daybook/config"
	"daybook/connectors"
	"daybook/internal/report"
	"daybook/internal/sheet"
)

// Options are the keys of a source of type journal.
type Options struct {
	report.Options `yaml:",inline"`

	Columns map[string]string `yaml:"columns" jsonschema_description:"A field: the header of its column. A field that is not named here is looked for under its usual names."`
	Sign    daybook.Sign      `yaml:"sign" jsonschema:"default=debit_positive" jsonschema_description:"How amounts count that have neither a debit nor a credit column nor a side: debit_positive or natural (sales and expenses are both positive)."`
}

// Validate says what is wrong with the options that their types do not show.
func (o *Options) Validate() error {
	if err := o.Options.Validate(); err != nil {
		return err
	}
	names := fieldNames()
	for _, name := range slices.Sorted(maps.Keys(o.Columns)) {
		if err := config.OneOf("columns."+name, "field", name, names); err != nil {
			return err
		}
	}
	if o.Sign == "" {
		return nil
	}
	return config.OneOf("sign", "sign", string(o.Sign), []string{string(daybook.DebitPositive), string(daybook.Natural)})
}

// Connector returns the connector for sources of type journal.
func Connector() connectors.Connector {
	return connectors.Connector{
		Type:    "journal",
		Title:   "Journal (any double-entry CSV or workbook)",
		Options: func() any { return &Options{} },
		Open: func(env connectors.Env, options any) (daybook.Source, error) {
			o := options.(*Options)
			if err := o.Validate(); err != nil {
				return nil, err
			}
			return connectors.OpenReports(env, o.Options, []report.Preset{preset(o)}, []any{o.Columns, o.Sign})
		},
		Recognise: func(path string) (connectors.Recognition, error) {
			usual := preset(&Options{})
			usual.Needs = []report.Field{report.Account}
			claim, err := report.Recognise(path, []report.Preset{usual})
			return connectors.Recognition(claim), err
		},
	}
}

// preset is the layout that the options describe.
func preset(o *Options) report.Preset {
	p := report.Preset{
		Name: "Journal", Layout: report.Ledger, Columns: map[report.Field][]string{}, Sign: daybook.DebitPositive, Carries: true,
		Accounts: report.PlainKinds(), Weak: true,
	}
	if o.Sign != "" {
		p.Sign = o.Sign
	}
	for _, f := range fields() {
		p.Columns[f.field] = f.usual
		if header, named := o.Columns[f.name]; named {
			p.Columns[f.field] = []string{sheet.Fold(header)}
			p.Needs = append(p.Needs, f.field)
		}
	}
	return p
}

// field is a column that a journal can have.
type field struct {
	name  string
	field report.Field
	usual []string // its usual headers, folded
}

func fields() []field {
	return []field{
		{"date", report.Date, []string{"date", "posting date", "transaction date", "entry date", "journal date", "day", "posted"}},
		{"account", report.Account, []string{"account", "account name", "gl account", "g/l account", "ledger account", "account full name", "account description"}},
		{"code", report.Code, []string{"account code", "account number", "account no", "account no.", "account id", "gl code", "nominal code"}},
		{"account_type", report.AccountType, []string{"account type"}},
		{"debit", report.Debit, []string{"debit", "debit amount", "debits", "dr"}},
		{"credit", report.Credit, []string{"credit", "credit amount", "credits", "cr"}},
		{"amount", report.Amount, []string{"amount", "net amount", "value"}},
		{"side", report.Side, []string{"dr/cr", "d/c", "side", "debit/credit"}},
		{"currency", report.Currency, []string{"currency", "currency code"}},
		{"transaction", report.Journal, []string{"transaction", "transaction id", "journal", "journal id", "journal no", "journal number", "entry no", "entry id", "entry number", "voucher", "voucher no"}},
		{"number", report.Num, []string{"number", "reference", "ref", "document", "document number", "document no", "doc no"}},
		{"kind", report.Type, []string{"type", "transaction type", "kind"}},
		{"payee", report.Name, []string{"payee", "name", "customer", "vendor", "supplier", "contact"}},
		{"memo", report.Memo, []string{"memo", "description", "narration", "details", "text", "line description"}},
		{"status", report.Status, []string{"status"}},
	}
}

func fieldNames() []string {
	var names []string
	for _, f := range fields() {
		names = append(names, f.name)
	}
	return names
}

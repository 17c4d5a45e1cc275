package cells_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"daybook/internal/cells"
	"daybook/internal/numeral"
	"daybook/internal/sheet"
)

// column is a table of one column of these texts.
func column(texts ...string) *cells.Writing {
	return &cells.Writing{Order: numeral.AnyOrder, Zone: time.UTC, Proof: func() (*numeral.Evidence, error) {
		found := &numeral.Evidence{}
		for _, text := range texts {
			found.Number(0, text)
			found.Date(0, text)
		}
		return found, nil
	}}
}

func text(text string) sheet.Cell { return sheet.Cell{Kind: sheet.Text, Text: text} }

func TestACellThatTheWorkbookTypedNeedsNoProof(t *testing.T) {
	w := &cells.Writing{Separator: numeral.Comma, Order: numeral.DMY, Zone: time.UTC} // without a proof to ask for
	if day, err := w.Day(sheet.Cell{Kind: sheet.Date, Text: "2024-03-04"}, 0); err != nil || day.String() != "2024-03-04" {
		t.Errorf("%s, %v", day, err)
	}
	amount, err := w.Amount(sheet.Cell{Kind: sheet.Number, Text: "1.234"}, 0, "KWD", true)
	if money, _ := amount.Money(); err != nil || money.Minor != 1234 {
		t.Errorf("%v, %v", amount, err)
	}
	if amount, err := w.Amount(sheet.Cell{Kind: sheet.Number, Text: "1.35999999999999"}, 0, "USD", true); err != nil || amount.Value.String() != "1.36" {
		t.Errorf("%v, %v", amount, err)
	}
}

func TestWhatIsNoValueSaysSo(t *testing.T) {
	for want, cell := range map[string]sheet.Cell{
		"found nothing, wanted a number":                                  {},
		"found the error #REF!, wanted a value":                           {Kind: sheet.Error, Text: "#REF!"},
		"found TRUE, wanted a number":                                     {Kind: sheet.Bool, Text: "TRUE"},
		`found "5 CR", wanted a number`:                                   text("5 CR"),
		"found 2024-03-04, wanted a number; format the column as numbers": {Kind: sheet.Date, Text: "2024-03-04"},
	} {
		if _, err := column().Number(cell, 0); err == nil || !strings.HasPrefix(err.Error(), want) || !cells.IsFault(err) {
			t.Errorf("%v: %v, want %s", cell, err, want)
		}
	}
	for want, cell := range map[string]sheet.Cell{
		"found nothing, wanted a date":                           {},
		"found the error #N/A, wanted a value":                   {Kind: sheet.Error, Text: "#N/A"},
		`found "45000", wanted a date, and not a number`:         {Kind: sheet.Number, Text: "45000"},
		`found "03/04/2024", wanted a date that can be read one`: text("03/04/2024"),
	} {
		if _, err := column().Day(cell, 0); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%v: %v, want %s", cell, err, want)
		}
	}
}

func TestTheCurrencyBesideAnAmountIsComparedWithTheOneThatIsKnown(t *testing.T) {
	if amount, err := column().Amount(text("5 EUR"), 0, "USD", true); err != nil || amount.Currency != "EUR" {
		t.Errorf("a presumed currency: %v, %v", amount, err)
	}
	if _, err := column().Amount(text("5 EUR"), 0, "USD", false); err == nil || !strings.Contains(err.Error(), "found an amount in EUR, wanted one in USD") {
		t.Errorf("a known currency: %v", err)
	}
	if amount, err := column().Amount(text("$5"), 0, "CAD", false); err != nil || amount.Currency != "CAD" {
		t.Errorf("Canadian dollars: %v, %v", amount, err)
	}
	if _, err := column().Amount(text("5%"), 0, "USD", true); err == nil {
		t.Error("a percentage is an amount of money")
	}
}

func TestAnAmountOnASideIsTakenOnlyWhereSidesAreMeant(t *testing.T) {
	amount, err := column("1.234 CR", "1.234,50").Amount(text("1.234 CR"), 0, "EUR", true)
	if err != nil || amount.Side != numeral.Credit || amount.Value.String() != "1234" || amount.Unsided() == nil {
		t.Errorf("%v, %v", amount, err)
	}
}

func TestAFileThatCannotBeReadForItsProofIsNoFaultOfTheCell(t *testing.T) {
	gone := errors.New("gone")
	w := &cells.Writing{Order: numeral.AnyOrder, Zone: time.UTC, Proof: func() (*numeral.Evidence, error) { return nil, gone }}
	if _, err := w.Day(text("03/04/2024"), 0); !errors.Is(err, gone) || cells.IsFault(err) {
		t.Errorf("a day: %v", err)
	}
	if _, err := w.Number(text("1.234"), 0); !errors.Is(err, gone) || cells.IsFault(err) {
		t.Errorf("a number: %v", err)
	}
}

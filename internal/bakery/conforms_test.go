package bakery_test

import (
	"testing"

	"daybook"
	"daybook/internal/bakery"
	"daybook/internal/stripemock"
	"daybook/internal/stripesandbox"
)

func TestTheShopsObjectsConformToStripesSpecification(t *testing.T) {
	company, err := bakery.Generate(bakery.Options{Seed: 1860, To: daybook.NewDay(2025, 11, 22), Days: 300})
	if err != nil {
		t.Fatal(err)
	}
	shop := stripesandbox.New()
	company.Fill(shop)
	if given := stripemock.Conforms(t, shop); given["invoices"] == 0 || given["charges"] == 0 {
		t.Errorf("judged %v", given)
	}
}

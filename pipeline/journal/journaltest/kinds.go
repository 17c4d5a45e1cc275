package journaltest

import (
	"strings"
	"testing"

	"daybook"
	"daybook/pipeline/journal"
)

// oneOfEach is a fact of every kind with every field set.
func oneOfEach() []daybook.Fact {
	usd := daybook.Money{Minor: -1234, Currency: "USD"}
	quarter := daybook.Decimal{Coefficient: 25}
	attributes := map[string]string{"channel": "google", "plan": "box"}
	return []daybook.Fact{
		&daybook.Customer{Customer: "c1", Email: "a@example.com", Attributes: attributes},
		&daybook.Entry{Account: daybook.Account{Code: "4000", Name: "Income:Box", Type: "Income"}, Amount: usd, Sign: daybook.Natural,
			Span: daybook.Range{From: day(1), To: day(30)}, Transaction: "t1"},
		&daybook.InvoiceLine{Customer: "c1", Invoice: "in_1", Subscription: "sub_1", Plan: "box", Amount: usd, From: day(1), Until: day(30), Proration: true, Metered: true},
		&daybook.Observation{Name: "visits", Value: daybook.Decimal{Coefficient: 12345, Scale: 2}, Attributes: attributes},
		&daybook.Payment{Customer: "c1", Type: daybook.Refund, Amount: usd, Attributes: attributes},
		&daybook.Rate{From: "EUR", To: "USD", Rate: daybook.Decimal{Coefficient: 108, Scale: 2}},
		&daybook.Spend{Amount: usd, Attributes: attributes},
		&daybook.Subscription{Customer: "c1", Subscription: "sub_1", Until: day(20), Canceled: day(10), Plan: "box", Amount: usd,
			Interval: daybook.Interval{Unit: daybook.PerMonth, Count: 3}, Status: daybook.PastDue, Metered: true,
			Discounts: []daybook.Discount{{Percent: &quarter, Duration: daybook.Repeating, From: day(1), Until: day(9)}, {Amount: &usd, Duration: daybook.Forever, From: day(1)}}},
	}
}

func everyKind(t *testing.T, d *desk) {
	wanted := oneOfEach()
	records := make([]daybook.Record, len(wanted))
	for i, fact := range wanted {
		*fact.Head() = daybook.Header{Origin: daybook.Origin{Source: "shop", ID: "x", Place: "p"}, Day: day(1 + i)}
		records[i] = fact
	}
	d.put("all", true, records...)
	var got []daybook.Fact
	for fact, err := range d.book.Facts(d.ctx, journal.FactQuery{Order: journal.ByDay}) {
		d.must(err)
		got = append(got, fact)
	}
	d.equal(wanted, got)
	d.equal(len(daybook.Kinds()), len(got))
}

func oddText(t *testing.T, d *desk) {
	odd := "tab\t newline\n return\r quote' \"double\" back\\slash \\N \\. nul\x00 broken\xff é 🥐 ? @facts"
	clean := strings.NewReplacer("\x00", "\uFFFD", "\xff", "\uFFFD").Replace(odd)
	fact := payment("1", 1, 100, odd)
	fact.Origin.ID, fact.Customer, fact.Attributes = odd, odd, map[string]string{clean: clean}
	reject := &daybook.Reject{Origin: daybook.Origin{ID: odd, Place: odd}, Value: odd, Reason: odd, Column: odd, Raw: map[string]string{clean: clean}}
	d.put(odd, true, fact, reject)
	d.equal(journal.Tally{Unchanged: 1, Rejects: 1}, d.put(odd, true, fact, reject))
	for got, err := range d.book.Facts(d.ctx, journal.FactQuery{}) {
		d.must(err)
		d.equal(daybook.Origin{Source: "shop", ID: clean, Place: clean}, got.Head().Origin)
		d.equal(map[string]string{clean: clean}, got.(*daybook.Payment).Attributes)
	}
	rejects, err := d.book.Rejects(d.ctx, "")
	d.must(err)
	d.equal([]daybook.Reject{{Origin: daybook.Origin{Source: "shop", ID: clean, Place: clean}, Value: clean, Reason: clean, Column: clean,
		Raw: map[string]string{clean: clean}, Columns: []string{clean}}}, []daybook.Reject{rejects[0].Reject})
}

func ordersAndFilters(t *testing.T, d *desk) {
	sink := d.sink("ads")
	d.must(sink.Put(d.ctx, &daybook.Spend{Header: daybook.Header{Origin: daybook.Origin{ID: "s"}, Day: day(2)}}))
	d.must(sink.Commit(d.ctx, daybook.Checkpoint{Part: "ads"}))
	b, a, upper := payment("b", 1, 1, ""), payment("a", 3, 3, ""), payment("Z", 2, 2, "")
	b.Customer, a.Customer, upper.Customer = "same", "same", "Élan"
	d.put("a", true, b, a, upper, &daybook.Customer{Header: daybook.Header{Origin: daybook.Origin{ID: "same"}, Day: day(9)}})
	for _, one := range []struct {
		query  journal.FactQuery
		wanted []string
	}{
		{journal.FactQuery{}, []string{"s 2024-06-02", "same 2024-06-09", "b 2024-06-01 1", "a 2024-06-03 3", "Z 2024-06-02 2"}},
		{journal.FactQuery{Order: journal.ByDay}, []string{"b 2024-06-01 1", "s 2024-06-02", "Z 2024-06-02 2", "a 2024-06-03 3", "same 2024-06-09"}},
		{journal.FactQuery{Kinds: []daybook.Kind{daybook.KindCustomer, daybook.KindSpend}}, []string{"s 2024-06-02", "same 2024-06-09"}},
		{journal.FactQuery{Source: "ads"}, []string{"s 2024-06-02"}},
	} {
		d.equal(one.wanted, d.facts(one.query))
	}
}

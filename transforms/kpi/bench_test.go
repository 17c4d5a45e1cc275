package kpi_test

import (
	"fmt"
	"testing"

	"daybook"
	"daybook/transforms/cube"
	"daybook/transforms/factlines"
	"daybook/transforms/kpi"
	"daybook/transforms/posting"
)

// shop makes a business of so many customers over two years: a subscription of some months each, a charge a
// month, five channels and five plans, and a day's spend on each channel.
func shop(customers int) []daybook.Fact {
	var facts []daybook.Fact
	start := daybook.NewDay(2023, 1, 1)
	for n := range customers {
		id := fmt.Sprintf("c%07d", n)
		head := func(kind string, i int, day daybook.Day) daybook.Header {
			return daybook.Header{Day: day, Origin: daybook.Origin{Source: "shop", ID: fmt.Sprintf("%s-%s-%d", id, kind, i)}}
		}
		joined := start + daybook.Day(n*7919%700)
		months := 1 + n*31%14
		customer := head("customer", 0, joined)
		customer.Origin.ID = id
		facts = append(facts, &daybook.Customer{Header: customer, Attributes: map[string]string{"channel": fmt.Sprint("ch", n%5)}})
		price := daybook.Money{Minor: int64(1000 + n%10*500), Currency: "USD"}
		facts = append(facts, &daybook.Subscription{
			Header: head("subscription", 0, joined), Customer: id, Until: joined.AddMonths(months), Amount: price,
			Plan: fmt.Sprint("plan", n%5), Interval: daybook.Interval{Unit: daybook.PerMonth, Count: 1}, Status: daybook.Active,
		})
		for i := range months {
			facts = append(facts, &daybook.Payment{Header: head("charge", i, joined.AddMonths(i)), Customer: id, Type: daybook.Charge, Amount: price})
		}
	}
	for day := range 730 {
		for channel := range 5 {
			facts = append(facts, &daybook.Spend{
				Header: daybook.Header{Day: start + daybook.Day(day), Origin: daybook.Origin{Source: "ads", ID: fmt.Sprint(day, "-", channel)}},
				Amount: daybook.Money{Minor: 12345, Currency: "USD"}, Attributes: map[string]string{"channel": fmt.Sprint("ch", channel)},
			})
		}
	}
	return factlines.Grouped(facts)
}

func BenchmarkCustomersToPostings(b *testing.B) {
	facts := shop(10_000)
	c := loadConfig(b, "kpis: {segments: [channel, plan]}")
	business, err := open(b, c, c.KPIs.Periods, nil, daybook.NewDay(2024, 12, 30))
	if err != nil {
		b.Fatal(err)
	}
	rules := business.rules
	rules.Policy = resolvedFor(c.Policy, facts)
	b.ReportAllocs()
	b.ResetTimer()
	for range b.N {
		into := cube.New([][]string{{"channel"}, {"plan"}})
		postings := 0
		err := posting.New(rules).Post(factlines.Seq(facts), func(p daybook.Posting) error {
			into.Add(p)
			postings++
			return nil
		})
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(len(facts))/10_000, "facts/customer")
		b.ReportMetric(float64(postings)/10_000, "postings/customer")
	}
}

func BenchmarkTwoYearsToSnapshots(b *testing.B) {
	c := loadConfig(b, "kpis: {segments: [channel, plan]}")
	business, err := open(b, c, []daybook.Period{"30d", "month"}, shop(2_000), daybook.NewDay(2024, 12, 30))
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	b.ResetTimer()
	for range b.N {
		snapshots := 0
		for _, err := range business.engine.Compute(daybook.Range{From: daybook.NewDay(2023, 1, 1), To: daybook.NewDay(2024, 12, 30)}) {
			if err != nil {
				b.Fatal(err)
			}
			snapshots++
		}
		b.ReportMetric(float64(snapshots), "snapshots")
		b.ReportMetric(float64(len(kpi.All())), "KPIs")
	}
}

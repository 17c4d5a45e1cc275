package kpi_test

import (
	"fmt"

	"pgregory.net/rapid"

	"daybook"
)

func (g *founder) oneOf(key string, values ...string) string {
	return rapid.SampledFrom(values).Draw(g.T, key)
}

func (g *founder) attributes() map[string]string {
	all := map[string]string{}
	for name, value := range map[string]string{"channel": g.oneOf("channel", "", "ads", "organic"), "country": g.oneOf("country", "", "", "DE")} {
		if value != "" {
			all[name] = value
		}
	}
	return all
}

// customer draws what a customer did: known to one source or to two, under one id, another, or by e-mail.
func (g *founder) customer(n int) {
	sources := [][]string{{"shop", fmt.Sprintf("c%d", n)}}
	if g.oneOf("known twice", "no", "no", "yes") == "yes" {
		sources = append(sources, []string{"till", g.oneOf("second id", fmt.Sprintf("c%d", n), fmt.Sprintf("t%d", n), fmt.Sprintf("c%d@example.org", n))})
	}
	mail := g.oneOf("mail", "", fmt.Sprintf("c%d@example.org", n))
	for _, s := range sources {
		for n := range rapid.IntRange(0, 3).Draw(g.T, "records") {
			g.put(g.record(s[0], s[1], n, mail))
		}
		g.does(s[0], s[1])
	}
}

// record draws what a source knows of a customer from a day on. An attribute may be gone.
func (g *founder) record(source, id string, n int, mail string) *daybook.Customer {
	record := &daybook.Customer{Header: g.head(source), Email: mail, Attributes: g.attributes()}
	if record.Origin.ID = id; n > 0 {
		record.Origin.ID, record.Customer = fmt.Sprintf("%s@%d", id, n), id
	}
	if plan := g.oneOf("plan of the record", "", "", "member"); plan != "" {
		record.Attributes["plan"] = plan
	}
	if tier := g.oneOf("tier", "-", "", "basic", "pro"); tier != "-" {
		record.Attributes["tier"] = tier
	}
	return record
}

func (g *founder) does(source, id string) {
	for range rapid.IntRange(0, 4).Draw(g.T, "spans") {
		g.put(g.subscription(source, id))
	}
	for range rapid.IntRange(0, 3).Draw(g.T, "payments") {
		kind := daybook.PaymentType(g.oneOf("type", "charge", "charge", "refund", "fee", "dispute"))
		g.put(&daybook.Payment{Header: g.head(source), Customer: id, Type: kind, Amount: g.money(), Attributes: g.attributes()})
	}
	for range rapid.IntRange(0, 3).Draw(g.T, "lines") {
		g.put(g.line(source, id))
	}
}

func (g *founder) subscription(source, id string) *daybook.Subscription {
	s := &daybook.Subscription{
		Header: g.head(source), Customer: id, Amount: g.money(), Subscription: id + g.oneOf("subscription", "", "-second"),
		Plan:     g.oneOf("plan", "small", "large", ""),
		Status:   daybook.Status(g.oneOf("status", "active", "active", "active", "trialing", "past_due", "paused")),
		Interval: g.interval(), Metered: g.oneOf("metered", "no", "no", "no", "no", "yes") == "yes",
	}
	if days := rapid.IntRange(-5, 40).Draw(g.T, "days"); days >= 0 {
		s.Until = s.Day + daybook.Day(days)
	}
	if rapid.Bool().Draw(g.T, "cancelled") {
		s.Canceled = s.Day + daybook.Day(rapid.IntRange(0, 30).Draw(g.T, "cancelled after"))
	}
	if s.Status == daybook.PastDue && rapid.Bool().Draw(g.T, "unpaid before") {
		s.UnpaidSince = s.Day - 5
	}
	for range max(0, rapid.IntRange(-2, 2).Draw(g.T, "discounts")) {
		s.Discounts = append(s.Discounts, g.discount(s))
	}
	return s
}

func (g *founder) interval() daybook.Interval {
	return rapid.SampledFrom([]daybook.Interval{
		{Unit: "month", Count: 1}, {Unit: "month", Count: 3}, {Unit: "year", Count: 1}, {Unit: "week", Count: 2}, {Unit: "day", Count: 28},
	}).Draw(g.T, "interval")
}

func (g *founder) discount(s *daybook.Subscription) daybook.Discount {
	d := daybook.Discount{From: s.Day + daybook.Day(rapid.IntRange(-3, 10).Draw(g.T, "discount from"))}
	d.Duration = daybook.Duration(g.oneOf("duration", "once", "repeating", "forever"))
	if d.Duration != daybook.Forever {
		d.Until = d.From + daybook.Day(rapid.IntRange(1, 30).Draw(g.T, "discount days"))
	}
	if rapid.Bool().Draw(g.T, "percent") {
		d.Percent = &daybook.Decimal{Coefficient: rapid.SampledFrom([]int64{10, 33, 100}).Draw(g.T, "off")}
	} else {
		d.Amount = &daybook.Money{Minor: rapid.SampledFrom([]int64{50, 500}).Draw(g.T, "off"), Currency: s.Amount.Currency}
	}
	return d
}

func (g *founder) line(source, id string) *daybook.InvoiceLine {
	l := &daybook.InvoiceLine{
		Header: g.head(source), Customer: id, Subscription: id + g.oneOf("billed", "", "-second"), Plan: g.oneOf("billed plan", "small", "large", ""), Amount: g.money(),
		Metered: g.oneOf("usage", "no", "no", "yes") == "yes", Once: g.oneOf("once", "no", "no", "yes") == "yes", Proration: g.oneOf("proration", "no", "no", "yes") == "yes",
	}
	l.From = l.Day + daybook.Day(rapid.IntRange(-3, 3).Draw(g.T, "served after"))
	l.Until = l.From + daybook.Day(rapid.SampledFrom([]int{0, 1, 7, 14, 28, 30, 31, 10, 45}).Draw(g.T, "served days"))
	if rapid.Bool().Draw(g.T, "known interval") {
		l.Interval = g.interval()
	}
	if g.oneOf("credit", "no", "no", "no", "yes") == "yes" {
		l.Amount = l.Amount.Neg()
	}
	return l
}

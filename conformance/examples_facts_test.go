//go:build conformance

package conformance

import "daybook"

// The examples happen in February 2024, with what was there before since January.
var (
	lastOfFebruary = daybook.NewDay(2024, 2, 29)
	lastOfMarch    = daybook.NewDay(2024, 3, 31)
)

func shownOn(day daybook.Day, period daybook.Period, kpis ...string) []shown {
	var all []shown
	for i, kpi := range kpis {
		all = append(all, shown{i, key(kpi, period, day)})
	}
	return all
}

func workedExamples() []worked {
	february := func(kpi string) []shown { return shownOn(lastOfFebruary, "month", kpi) }
	return []worked{
		{row: 1, metric: "mrr", facts: twoPriceLists, shows: february("mrr")},
		{row: 2, metric: "mrr", facts: "2024-02-01 subscription a 1200.00 USD/year", shows: february("mrr")},
		{row: 3, metric: "mrr", facts: halfOff("forever"), shows: february("mrr")},
		{row: 4, metric: "mrr", config: "policy: {mrr: {discounts: forever}}", facts: halfOff("once") + halfOff("repeating"), shows: ofPlans(0)},
		{row: 4, metric: "mrr", config: "policy: {mrr: {discounts: all}}", facts: halfOff("once") + halfOff("repeating"), shows: ofPlans(1)},
		{row: 5, metric: "mrr new", facts: fourYearlyPlans, shows: february("mrr_new")},
		{row: 6, metric: "mrr expansion", facts: fourYearlyPlans + twoMore, shows: february("mrr_expansion")},
		{row: 7, metric: "mrr contraction", facts: fourYearlyPlans + twoMore, shows: shownOn(lastOfMarch, "month", "mrr_contraction")},
		{row: 8, metric: "customer churn rate (standard)", facts: hundredAndSomeLeave, shows: february("customer_churn_rate")},
		{row: 9, metric: "gross mrr churn", facts: tenOfEach, shows: february("gross_mrr_churn")},
		{row: 10, metric: "net mrr churn", facts: tenOfEach, shows: february("net_mrr_churn")},
		{row: 11, metric: "ltv", config: "policy: {cltv: {formula: revenue}}", facts: fiveInAHundred("100.00"), shows: shownOn(lastOfMarch, "month", "cltv")},
		{row: 12, metric: "ltv gross margin", facts: fiveInAHundred("500.00") + eightyPercentMargin, shows: shownOn(lastOfMarch, "month", "cltv")},
		{row: 13, metric: "cac blended", facts: quarterOfAds, shows: shownOn(lastOfMarch, "quarter", "cac")},
		{row: 14, metric: "cac paid", facts: quarterOfAds, shows: []shown{{0, key("cac", "quarter", lastOfMarch, "channel=paid")}}},
		{row: 15, metric: "cac", facts: twentyFiveWon, shows: shownOn(lastOfFebruary, "30d", "cac")},
		{row: 16, metric: "nrr", facts: keptAndGrown, shows: february("nrr")},
		{row: 19, metric: "time to churn", facts: fiveInAHundred("100.00"), shows: shownOn(lastOfMarch, "month", "customer_churn_rate", "time_to_churn")},
	}
}

// ofPlans shows the same number for both kinds of coupon.
func ofPlans(number int) []shown {
	return []shown{
		{number, key("mrr", "month", lastOfFebruary, "plan=once")},
		{number, key("mrr", "month", lastOfFebruary, "plan=repeating")},
	}
}

const twoPriceLists = `
2024-02-01 subscription m{001..100} 100.00 USD/month
2024-02-01 subscription y{01..50} 600.00 USD/year
`

func halfOff(duration string) string {
	return "2024-02-10 subscription " + duration + ` 100.00 USD/month plan=` + duration + ` discount="50% ` + duration + "\"\n"
}

const fourYearlyPlans = `
2024-02-05 subscription a 500.00 USD/year plan={1..4}
`

const twoMore = `
2024-02-20 subscription a 30.00 USD/month plan={5..6} until=2024-03-20
`

// Twelve churn: ten for good, one who comes back, and one who had only just joined.
const hundredAndSomeLeave = `
2024-01-05 subscription stays{01..89} 10.00 USD/month
2024-01-05 subscription leaves{01..10} 10.00 USD/month until=2024-02-10
2024-01-05 subscription returns 10.00 USD/month until=2024-02-10
2024-02-20 subscription returns 10.00 USD/month
2024-02-05 subscription passes 10.00 USD/month until=2024-02-15
`

const tenOfEach = `
2024-01-05 subscription churns 10.00 USD/month until=2024-02-10
2024-01-05 subscription shrinks 20.00 USD/month until=2024-02-12
2024-02-12 subscription shrinks 10.00 USD/month
2024-01-05 subscription grows 70.00 USD/month until=2024-02-14
2024-02-14 subscription grows 80.00 USD/month
`

// fiveInAHundred is a company that loses five customers of a hundred in each of six months, and wins as many.
func fiveInAHundred(price string) string {
	amount := " " + price + " USD/month"
	return `
2023-09-05 subscription stays{01..70}` + amount + `
2023-09-05 subscription october{1..5}` + amount + ` until=2023-10-10
2023-09-05 subscription november{1..5}` + amount + ` until=2023-11-10
2023-09-05 subscription december{1..5}` + amount + ` until=2023-12-10
2023-09-05 subscription january{1..5}` + amount + ` until=2024-01-10
2023-09-05 subscription february{1..5}` + amount + ` until=2024-02-10
2023-09-05 subscription march{1..5}` + amount + ` until=2024-03-10
2023-10-20 subscription afteroctober{1..5}` + amount + `
2023-11-20 subscription afternovember{1..5}` + amount + `
2023-12-20 subscription afterdecember{1..5}` + amount + `
2024-01-20 subscription afterjanuary{1..5}` + amount + `
2024-02-20 subscription afterfebruary{1..5}` + amount + `
2024-03-20 subscription aftermarch{1..5}` + amount + `
`
}

const eightyPercentMargin = `
2024-03-31 entry Sales 50000.00 USD type=Income
2024-03-31 entry Hosting 10000.00 USD type="Cost of Goods Sold"
`

// In the quarter 240 customers are won for 120,000, of them 180 for 90,000 of paid media.
const quarterOfAds = `
2024-01-15 spend 90000.00 USD channel=paid
2024-01-15 spend 30000.00 USD channel=fairs
2024-02-01 customer p{001..180} channel=paid
2024-02-01 customer f{01..60} channel=fairs
2024-02-01 charge p{001..180} 10.00 USD
2024-03-01 charge f{01..60} 10.00 USD
`

const twentyFiveWon = `
2024-02-15 spend 50000.00 USD
2024-02-15 charge c{01..25} 10.00 USD
`

const keptAndGrown = `
2024-01-05 subscription grows 50000.00 USD/month until=2024-02-10
2024-02-10 subscription grows 65000.00 USD/month
2024-01-05 subscription stays 42000.00 USD/month
2024-01-05 subscription churns 8000.00 USD/month until=2024-02-10
`

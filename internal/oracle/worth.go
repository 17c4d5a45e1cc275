package oracle

import (
	"slices"
	"strings"

	"daybook"
	"daybook/config"
)

// lagged is spend as customers are won by it. In the total each channel that has a lag of its own counts with that; in a
// segment of a channel, its own counts; in any other, nobody knows which part is of which channel.
func (v view) lagged(m measure) daybook.Ratio {
	own := v.policy.CAC.LagByChannel
	if v.segment != "" {
		for pair := range strings.SplitSeq(v.segment, ",") {
			if lag, has := own[strings.TrimPrefix(pair, "channel=")]; has && strings.HasPrefix(pair, "channel=") {
				return v.by(lag, m)
			}
		}
		return v.by(v.policy.CAC.Lag, m)
	}
	sum := v.by(v.policy.CAC.Lag, m)
	for channel, lag := range own {
		only := v
		only.segment = "channel=" + channel
		sum = sum.Add(only.by(lag, m)).Sub(only.by(v.policy.CAC.Lag, m))
	}
	return sum
}

// by takes so many per cent of the spend of each month back.
func (v view) by(lag config.Lag, m measure) daybook.Ratio {
	percent := lag.Percent
	if lag.Auto {
		percent = [4]int{100}
		if v.period == "month" {
			percent = [4]int{0, 100}
		}
	}
	sum := daybook.Ratio{}
	for months, of := range percent {
		if of > 0 {
			part := v.over(m, v.earlier(v.period, v.days, months)).Mul(daybook.Whole(int64(of)))
			sum = sum.Add(part.Over(daybook.Whole(100), ""))
		}
	}
	return sum
}

func (v view) cac() Figure {
	return share(v.lagged("spend"), v.sum("customers_new"), daybook.NoNewCustomers)
}

// paidCAC is of the channels with spend alone.
func (v view) paidCAC() Figure {
	v.measures["media_spend"], v.measures["customers_new"] = true, true
	known := slices.Contains(v.config.KPIs.Segments, "channel") || slices.Contains(v.config.KPIs.Cohorts.By, "channel") || len(v.policy.CAC.LagByChannel) > 0
	if !known ||
		v.segment != "" && (!strings.HasPrefix(v.segment, "channel=") || strings.Contains(v.segment, ",")) {
		return Figure{Value: daybook.Undefined(daybook.NotSegmented)}
	}
	spend, won, seen := daybook.Ratio{}, daybook.Ratio{}, map[string]bool{}
	for _, a := range v.amounts["media_spend"] {
		channel := "channel=" + a.labels["channel"]
		if a.labels["channel"] == "" || seen[channel] || v.segment != "" && v.segment != channel {
			continue
		}
		seen[channel] = true
		only := v
		only.segment = channel
		if paid := only.lagged("media_spend"); paid.Sign() != 0 {
			spend, won = spend.Add(paid), won.Add(only.sum("customers_new"))
		}
	}
	return share(spend, won, daybook.NoNewCustomers)
}

// grossMargin is the share of revenue that is left, of the company where a segment's cannot be told.
func (v view) grossMargin() daybook.Ratio {
	of := v
	of.measures = map[measure]bool{}
	if v.segment != "" && !(v.told("revenue", v.segment, v.days.To) && v.told("cogs", v.segment, v.days.To)) {
		of.segment = ""
	}
	margin := of.margin(of.grossProfit()).Value
	if margin.Reason() == "" && margin.Sign() <= 0 {
		return daybook.Undefined(daybook.MarginNotPositive)
	}
	return margin
}

func (v view) payback() Figure {
	fresh := v.sum("mrr_new")
	if fresh.Sign() == 0 {
		fresh = daybook.Undefined(daybook.NoNewMRR)
	}
	return share(v.lagged("spend"), fresh.Mul(v.grossMargin()), "")
}

func (v view) historic() Figure {
	since := daybook.Range{From: 1, To: v.days.To}
	profit := v.over("revenue", since).Sub(v.over("cogs", since))
	return share(profit, v.over("customers_new", since), daybook.NoCustomersAcquired)
}

// cltv is ARPA x gross margin / churn, where a lifetime is no longer than the cap.
func (v view) cltv() Figure {
	if v.policy.CLTV.Formula == config.CLTVHistoric {
		return v.historic()
	}
	value, churn := v.arpa().Value, v.meanChurn()
	if v.policy.CLTV.Formula == config.CLTVMargin {
		value = value.Mul(v.grossMargin())
	}
	if limit := int64(v.policy.CLTV.Cap); limit > 0 && churn.Reason() == "" {
		if least := daybook.Whole(1).Over(daybook.Whole(limit), ""); churn.Cmp(least) < 0 {
			churn = least
		}
	}
	if churn.Reason() == "" && churn.Sign() == 0 {
		churn = daybook.Undefined(daybook.NoChurn)
	}
	return share(value, churn, "")
}

func (v view) worth() Figure { return share(v.cltv().Value, v.cac().Value, daybook.NoSpend) }

func (v view) mediaCAC() Figure {
	return share(v.lagged("media_spend"), v.sum("customers_new"), daybook.NoNewCustomers)
}

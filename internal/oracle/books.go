package oracle

import "daybook"

func (v view) growth() Figure {
	before := v.over("revenue", v.previous(v.period, v.days))
	return share(v.sum("revenue").Sub(before), before, daybook.NoPreviousRevenue)
}

func (v view) margin(profit daybook.Ratio) Figure {
	return share(profit, v.sum("revenue"), daybook.NoRevenue)
}

func (v view) grossProfit() daybook.Ratio { return v.sum("revenue").Sub(v.sum("cogs")) }

func (v view) operatingProfit() daybook.Ratio {
	return v.grossProfit().Sub(v.sum("variable_costs")).Sub(v.sum("sales_marketing")).Sub(v.sum("research")).Sub(v.sum("general"))
}

func (v view) netIncome() daybook.Ratio {
	return v.operatingProfit().Add(v.sum("other_income")).Sub(v.sum("other_expense")).Sub(v.sum("tax"))
}

// operatingCash is the indirect way: profit, what it holds that is no cash, and what is tied up in between.
func (v view) operatingCash() daybook.Ratio {
	tied := v.sum("assets").Sub(v.sum("fixed_assets"))
	owed := v.sum("liabilities").Sub(v.sum("loans"))
	return v.netIncome().Add(v.wear()).Sub(tied).Add(owed)
}

// held is what accounts hold at the close of a day: what they began with and what became of it.
func (v view) held(name measure, day daybook.Day) daybook.Ratio {
	return v.level(name, day).Add(v.level(name+"_opening", day))
}

func (v view) cash() daybook.Ratio { return v.held("cash", v.days.To) }

func (v view) burn() daybook.Ratio { return v.sum("cash").Neg().Over(monthsOf(v.period, v.days), "") }

func (v view) runway() Figure {
	f := share(v.cash(), v.burn(), daybook.NotBurning)
	if f.Denominator.Sign() <= 0 {
		f.Value = daybook.Undefined(daybook.NotBurning)
	}
	return f
}

func (v view) turnover() Figure {
	mean := v.held("inventory", v.opening()).Add(v.held("inventory", v.days.To)).Over(daybook.Whole(2), "")
	return share(v.sum("cogs").Mul(daybook.Whole(365)).Over(v.length(), ""), mean, daybook.NoInventory)
}

// wear is what fixed assets lost in value, wherever the ledger has it.
func (v view) wear() daybook.Ratio { return v.sum("depreciation").Add(v.sum("other_depreciation")) }

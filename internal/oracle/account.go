package oracle

import (
	"daybook"
	"daybook/config"
)

// account is what a ledger account is for.
type account struct {
	class daybook.Class
	role  config.Role
	over  int // months that an entry is spread over; 0: it counts on its day
}

// types are the account types of the worked examples.
var types = map[string]account{
	"Income": {class: daybook.ClassRevenue}, "Cost of Goods Sold": {class: daybook.ClassCOGS}, "Expenses": {class: daybook.ClassGeneral},
	"Other Income": {class: daybook.ClassOtherIncome}, "Other Expense": {class: daybook.ClassOtherExpense},
	"Bank": {class: daybook.ClassCash}, "Equity": {class: daybook.ClassEquity},
	"Accounts receivable (A/R)": {class: daybook.ClassAsset, role: config.RoleReceivable},
	"Accounts payable (A/P)":    {class: daybook.ClassLiability, role: config.RolePayable},
	"Fixed Assets":              {class: daybook.ClassAsset, role: config.RoleFixedAsset},
}

// account is what the first rule that matches says, else the exported type.
func (b *Business) account(a daybook.Account) account {
	for _, rule := range b.config.Accounts {
		if rule.Matches(a) {
			return account{rule.Class, rule.Role, int(rule.Over)}
		}
	}
	return types[a.Type]
}

// measures are those that an account adds to: of its class, and of its role.
func (a account) measures() []measure {
	var all []measure
	switch a.class {
	case daybook.ClassRevenue:
		all = append(all, "ledger_revenue")
	case daybook.ClassVariable:
		all = append(all, "variable_costs")
	case daybook.ClassAsset:
		all = append(all, "assets")
	case daybook.ClassLiability:
		all = append(all, "liabilities")
	default:
		all = append(all, measure(a.class))
	}
	switch a.role {
	case config.RoleReceivable:
		all = append(all, "receivables")
	case config.RoleInventory:
		all = append(all, "inventory")
	case config.RoleFixedAsset:
		all = append(all, "fixed_assets")
	case config.RoleLoan:
		all = append(all, "loans")
	case config.RoleDepreciation:
		if a.class == daybook.ClassOtherExpense {
			return append(all, "other_depreciation")
		}
		all = append(all, "depreciation")
	}
	return all
}

// opening is the measure of what an account begins with; "" for none.
func (a account) opening() measure {
	switch {
	case a.class == daybook.ClassCash:
		return "cash_opening"
	case a.role == config.RoleReceivable:
		return "receivables_opening"
	case a.role == config.RoleInventory:
		return "inventory_opening"
	}
	return ""
}

// earns reports whether an account is of income or cost.
func (a account) earns() bool {
	switch a.class {
	case daybook.ClassCash, daybook.ClassAsset, daybook.ClassLiability, daybook.ClassEquity, "":
		return false
	}
	return true
}

// owed reports whether an account is of what customers owe, or suppliers are owed.
func (a account) owed() bool { return a.role == config.RoleReceivable || a.role == config.RolePayable }

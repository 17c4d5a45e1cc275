package posting

import (
	"strings"

	"daybook"
	"daybook/config"
)

// roleOf tells the role of an account from its exported type, or from a word in its name that says nothing
// else for an account of its class.
func roleOf(account daybook.Account, class daybook.Class) config.Role {
	name := strings.ToLower(account.Name)
	named := func(words ...string) bool {
		for _, word := range words {
			if strings.Contains(name, word) {
				return true
			}
		}
		return false
	}
	kind := plainType(account.Type)
	switch {
	case class == daybook.ClassAsset && (kind == "accountsreceivable" || kind == "acctrec" || kind == "receivable" || named("receivable")):
		return config.RoleReceivable
	case class == daybook.ClassAsset && (kind == "inventory" || named("inventory")):
		return config.RoleInventory
	case class == daybook.ClassAsset && (strings.HasPrefix(kind, "fixedasset") || strings.HasPrefix(kind, "noncurrentasset") || named("accumulated depreciation")):
		return config.RoleFixedAsset
	case class == daybook.ClassLiability && (kind == "accountspayable" || kind == "acctpay" || kind == "payable" || named("accounts payable")):
		return config.RolePayable
	case class == daybook.ClassLiability && (strings.HasPrefix(kind, "longtermliab") || strings.HasPrefix(kind, "noncurrentliabilit") || named("loan")):
		return config.RoleLoan
	case (operating(class) || class == daybook.ClassOtherExpense) && (kind == "depreciation" || named("depreciation", "amortization", "amortisation")):
		return config.RoleDepreciation
	}
	return config.RoleNone
}

// operating reports whether a class is a cost of operation.
func operating(class daybook.Class) bool {
	switch class {
	case daybook.ClassCOGS, daybook.ClassVariable, daybook.ClassSalesMarketing, daybook.ClassResearch, daybook.ClassGeneral:
		return true
	}
	return false
}

// earned reports whether a class is income or a cost: what a profit and loss statement shows.
func earned(class daybook.Class) bool {
	switch class {
	case daybook.ClassRevenue, daybook.ClassOtherIncome, daybook.ClassOtherExpense, daybook.ClassTax:
		return true
	}
	return operating(class)
}

// roleMeasure is the measure that an account's role adds to, besides that of its class; "" for none.
func roleMeasure(t treatment) daybook.Measure {
	switch t.role {
	case config.RoleReceivable:
		return Receivables
	case config.RolePayable:
		return Payables
	case config.RoleInventory:
		return Inventory
	case config.RoleFixedAsset:
		return FixedAssets
	case config.RoleLoan:
		return Loans
	case config.RoleDepreciation:
		return choose(t.class == daybook.ClassOtherExpense, OtherDepreciation, Depreciation)
	}
	return ""
}

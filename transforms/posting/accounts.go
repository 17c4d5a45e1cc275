package posting

import (
	"strings"

	"daybook"
	"daybook/config"
)

// ClassOf returns the class of a ledger account: of the first rule that matches, else of the account type
// that the bookkeeping program exported, else "".
func ClassOf(account daybook.Account, rules []config.AccountRule) daybook.Class {
	return treatmentOf(account, rules).class
}

// treatment is what becomes of the entries of an account.
type treatment struct {
	class daybook.Class
	role  config.Role
	over  int // months over which each entry is spread; 0: its own days
}

func treatmentOf(account daybook.Account, rules []config.AccountRule) treatment {
	t := treatment{class: exportedType(account.Type)}
	leaf := account
	leaf.Name = leafOf(account.Name)
	for _, rule := range rules {
		if rule.Matches(account) || rule.Matches(leaf) {
			t = treatment{class: rule.Class, role: rule.Role}
			if earned(rule.Class) {
				t.over = int(rule.Over)
			}
			break
		}
	}
	if t.role == "" {
		t.role = roleOf(leaf, t.class)
	}
	return t
}

// leafOf returns the last part of an account's path: "Box sales" of "Income:Box sales".
func leafOf(name string) string {
	return strings.TrimSpace(name[strings.LastIndexByte(name, ':')+1:])
}

// exportedType knows the account types of QuickBooks, Xero, Sage, NetSuite, Wave, Zoho Books and FreshBooks, in any letter case
// and with or without spaces, hyphens and what is in parentheses.
func exportedType(name string) daybook.Class {
	switch plainType(name) {
	case "income", "revenue", "revenues", "sales", "operatingincome", "operatingrevenue", "discount", "uncategorizedincome":
		return daybook.ClassRevenue
	case "costofgoodssold", "cogs", "costofsales", "directcosts", "directcost", "directexpenses", "purchases":
		return daybook.ClassCOGS
	case "paymentprocessingfee", "paymentprocessingfees":
		return daybook.ClassVariable
	case "expenses", "expense", "overhead", "overheads", "operatingexpense", "operatingexpenses", "depreciation",
		"payrollexpense", "payrollexpenses", "wagesexpense", "superannuationexpense", "uncategorizedexpense":
		return daybook.ClassGeneral
	case "otherincome", "othincome", "nonoperatingincome", "gainonforeignexchange":
		return daybook.ClassOtherIncome
	case "otherexpense", "otherexpenses", "othexpense", "nonoperatingexpense", "lossonforeignexchange":
		return daybook.ClassOtherExpense
	case "tax", "taxes", "incometax", "taxation":
		return daybook.ClassTax
	case "bank", "cash", "cashandbank", "cashandcashequivalents", "moneyintransit":
		return daybook.ClassCash
	case "accountsreceivable", "acctrec", "receivable", "othercurrentassets", "othercurrentasset", "othcurrasset", "currentasset",
		"currentassets", "fixedassets", "fixedasset", "otherassets", "otherasset", "othasset", "noncurrentasset", "noncurrentassets",
		"inventory", "prepayment", "prepayments", "deferexpense", "deferredexpense", "unbilledreceivable", "asset", "assets",
		"stock", "paymentclearing", "inputtax", "accumulateddepreciation", "receivableretainage", // Zoho, Sage
		"expectedpaymentsfromcustomers", "systemreceivableinvoice", "propertyplantequipment", "depreciationandamortization", // Wave
		"vendorprepaymentsandvendorcredits", "othershorttermasset", "otherlongtermasset":
		return daybook.ClassAsset
	case "accountspayable", "acctpay", "payable", "creditcard", "credcard", "othercurrentliabilities", "othercurrentliability",
		"othcurrliab", "currentliability", "currentliabilities", "longtermliabilities", "longtermliability", "longtermliab",
		"noncurrentliability", "noncurrentliabilities", "deferrevenue", "deferredrevenue", "liability", "liabilities", "paygliability",
		"otherliability", "otherliabilities", "outputtax", "overseastaxpayable", "payableretainage", // Zoho, Sage
		"loanandlineofcredit", "expectedpaymentstovendors", "systempayablebill", "salestaxes", "salestax", "dueforpayroll", // Wave
		"duetoyouandotherbusinessowners", "customerprepaymentsandcustomercredits", "othershorttermliability", "otherlongtermliability":
		return daybook.ClassLiability
	case "equity", "retainedearnings", "ownersequity", "capital", "equitydoesntclose", "equitygetsclosed", "equityretainedearnings",
		"retainedearningsprofit", "businessownercontributionanddrawing":
		return daybook.ClassEquity
	}
	return ""
}

func plainType(name string) string {
	name, _, _ = strings.Cut(strings.ToLower(name), "(")
	return strings.NewReplacer(" ", "", "-", "", "_", "", "&", "and", ",", "", ":", "", "/", "", "'", "", "’", "").Replace(name)
}

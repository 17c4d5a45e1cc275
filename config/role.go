package config

// Role says what an account is for besides its class, for the figures that look at working capital.
type Role string

// The roles of accounts.
const (
	RoleReceivable   Role = "receivable"   // what customers owe
	RolePayable      Role = "payable"      // what suppliers are owed
	RoleInventory    Role = "inventory"    // goods in stock
	RoleFixedAsset   Role = "fixed_asset"  // what is kept for years, less what it has lost in value
	RoleLoan         Role = "loan"         // borrowed money
	RoleDepreciation Role = "depreciation" // the cost of what fixed assets lose in value
	RoleNone         Role = "none"         // none of these, whatever the account's name suggests
)

// Accepts lists the roles.
func (Role) Accepts() []string {
	return accepts(RoleReceivable, RolePayable, RoleInventory, RoleFixedAsset, RoleLoan, RoleDepreciation, RoleNone)
}

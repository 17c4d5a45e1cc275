package daybook

import "math/big"

// Reason says why a figure is undefined. The zero Reason means that it is defined.
type Reason string

// The reasons why a KPI has no value.
const (
	NotBurning          Reason = "not_burning"           // a runway, and cash did not shrink
	NotSegmented        Reason = "not_segmented"         // a sum over channels, which kpis.segments does not tell apart
	NoInventory         Reason = "no_inventory"          // a turnover of stock, and there was none
	NoRevenue           Reason = "no_revenue"            // a share of revenue, and there was none
	NoPreviousRevenue   Reason = "no_previous_revenue"   // growth over a period without revenue
	NoCustomersAtOpen   Reason = "no_customers_at_open"  // a share of the customers at opening, and there were none
	NoMRRAtOpen         Reason = "no_mrr_at_open"        // a share of the MRR at opening, and there was none
	NoActiveCustomers   Reason = "no_active_customers"   // an average over active customers, and there were none
	NoNewCustomers      Reason = "no_new_customers"      // an average over new customers, and there were none
	NoNewMRR            Reason = "no_new_mrr"            // payback on new MRR, and there was none
	NoCustomersAcquired Reason = "no_customers_acquired" // an average over all customers ever, and there were none
	NoPayingCustomers   Reason = "no_paying_customers"   // an average over customers who paid, and none did
	NoPayments          Reason = "no_payments"           // an average over payments, and there were none
	NoLosses            Reason = "no_losses"             // gains over losses, and nothing was lost
	NoChurn             Reason = "no_churn"              // a lifetime is 1 / churn, and nobody churned
	NoSpend             Reason = "no_spend"              // a return on acquisition cost, and nothing was spent
	NoCompleteMonth     Reason = "no_complete_month"     // a mean over complete months, and there is none yet
	MarginNotPositive   Reason = "margin_not_positive"   // a lifetime value or payback at no or negative margin
	NoObservations      Reason = "no_observations"       // a formula over observations, and there were none
	DivisionByZero      Reason = "division_by_zero"      // a user's formula divides by nothing
)

// Ratio is an exact fraction, or undefined with a reason. The zero Ratio is 0.
// It is immutable: every operation returns a new one. An operation on an undefined Ratio is
// undefined for the same reason (the left operand's first).
type Ratio struct {
	value  *big.Rat
	reason Reason
}

// Whole returns n as a Ratio.
func Whole(n int64) Ratio { return Ratio{value: new(big.Rat).SetInt64(n)} }

// RatioOf returns num / den; den must not be 0 (use Over to divide by something that may be).
func RatioOf(num, den *big.Int) Ratio { return Ratio{value: new(big.Rat).SetFrac(num, den)} }

// Undefined returns a Ratio without a value.
func Undefined(reason Reason) Ratio { return Ratio{reason: reason} }

// Rat returns a copy of the value, and false where r is undefined.
func (r Ratio) Rat() (*big.Rat, bool) {
	if r.reason != "" {
		return nil, false
	}
	return new(big.Rat).Set(r.rat()), true
}

// Reason says why r is undefined, or "" if it is defined.
func (r Ratio) Reason() Reason { return r.reason }

// Sign is -1, 0 or 1; 0 where r is undefined.
func (r Ratio) Sign() int {
	if r.reason != "" {
		return 0
	}
	return r.rat().Sign()
}

// Cmp compares two defined ratios: -1, 0 or 1.
func (r Ratio) Cmp(s Ratio) int { return r.rat().Cmp(s.rat()) }

// Equal reports whether both have the same value or are undefined for the same reason.
func (r Ratio) Equal(s Ratio) bool {
	return r.reason == s.reason && (r.reason != "" || r.rat().Cmp(s.rat()) == 0)
}

// Add returns r + s.
func (r Ratio) Add(s Ratio) Ratio { return r.with(s, (*big.Rat).Add) }

// Sub returns r - s.
func (r Ratio) Sub(s Ratio) Ratio { return r.with(s, (*big.Rat).Sub) }

// Mul returns r x s.
func (r Ratio) Mul(s Ratio) Ratio { return r.with(s, (*big.Rat).Mul) }

// Neg returns -r.
func (r Ratio) Neg() Ratio { return Ratio{}.Sub(r) }

// Over returns r / s, undefined for the given reason where s is 0.
func (r Ratio) Over(s Ratio, ifZero Reason) Ratio {
	if s.reason == "" && r.reason == "" && s.rat().Sign() == 0 {
		return Undefined(ifZero)
	}
	return r.with(s, (*big.Rat).Quo)
}

// Text writes r with the given number of decimals, rounded half to even; "" where it is undefined.
func (r Ratio) Text(decimals int) string {
	if r.reason != "" {
		return ""
	}
	scaled := new(big.Rat).Mul(r.rat(), new(big.Rat).SetInt(pow10(decimals)))
	rounded := new(big.Rat).SetFrac(roundHalfEven(scaled), pow10(decimals))
	return rounded.FloatString(decimals)
}

// Round returns r rounded half to even to a whole number of 1/scale.
// It is the one rounding of a posting that is finer than its measure's unit.
func (r Ratio) Round(scale int64) int64 {
	return roundHalfEven(new(big.Rat).Mul(r.rat(), new(big.Rat).SetInt64(scale))).Int64()
}

// String writes the exact fraction, or the reason.
func (r Ratio) String() string {
	if r.reason != "" {
		return "undefined: " + string(r.reason)
	}
	return r.rat().RatString()
}

func (r Ratio) rat() *big.Rat {
	if r.value == nil {
		return new(big.Rat)
	}
	return r.value
}

func (r Ratio) with(s Ratio, op func(z, x, y *big.Rat) *big.Rat) Ratio {
	if r.reason != "" {
		return r
	}
	if s.reason != "" {
		return s
	}
	return Ratio{value: op(new(big.Rat), r.rat(), s.rat())}
}

func roundHalfEven(r *big.Rat) *big.Int {
	floor, rest := new(big.Int).DivMod(r.Num(), r.Denom(), new(big.Int))
	half := new(big.Int).Lsh(rest, 1).Cmp(r.Denom())
	if half > 0 || half == 0 && floor.Bit(0) == 1 {
		floor.Add(floor, big.NewInt(1))
	}
	return floor
}

package daybook

// Grain is the length of the periods by which customers are grouped into cohorts.
type Grain string

// The grains.
const (
	Monthly   Grain = "month"
	Quarterly Grain = "quarter"
)

// Grains lists the grains.
func Grains() []Grain { return []Grain{Monthly, Quarterly} }

// Cohort is how the customers whose first paid day is in one month or quarter stood when a later one
// closed. Amounts are decimals in major units of Currency, shares fractions with up to 10 decimals; "" is
// undefined: a share of nothing.
type Cohort struct {
	Grain   Grain  `json:"grain"`
	Start   Day    `json:"cohort"`  // the first day of the month or quarter in which they came
	Segment string `json:"segment"` // "" for all of them, else "channel=google"
	Age     int    `json:"age"`     // 0 is the period in which they came, 1 the next one, …
	Day     Day    `json:"day"`     // the last day of that period

	Customers     int64    `json:"customers"`         // how many came
	Active        int64    `json:"active"`            // how many of them were active at the close of Day
	LogoRetention string   `json:"logo_retention"`    // active / customers
	NewMRR        string   `json:"new_mrr"`           // the MRR that they came with
	MRR           string   `json:"mrr"`               // their MRR at the close of Day
	RevenueKept   string   `json:"mrr_retention"`     // MRR / new MRR, both at the rates of the cohort's last day
	Revenue       string   `json:"revenue"`           // what they brought from the start through Day
	GrossProfit   string   `json:"gross_profit"`      // that, less its cost
	Spend         string   `json:"spend"`             // what winning them cost, as in CAC
	CAC           string   `json:"cac"`               // spend / customers
	Recovered     string   `json:"recovered"`         // gross profit / spend: 1 once they have earned it back
	Months        string   `json:"months_to_recover"` // how many months that took, the first one included; undefined until then
	Currency      Currency `json:"currency"`
}

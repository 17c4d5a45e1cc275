package stripe

import (
	"encoding/json"

	"daybook"
)

// The types below hold what we read of Stripe's objects, and nothing else: no name, no telephone number
// and no street is ever decoded. Times are seconds since 1970, amounts are in Stripe's units (money.go).

// ref is a reference to another object: its id, whether or not the answer has the object in its place.
type ref string

// UnmarshalJSON reads "cus_1", {"id": "cus_1", …} or null.
func (r *ref) UnmarshalJSON(text []byte) error {
	var id string
	if json.Unmarshal(text, &id) == nil {
		*r = ref(id)
		return nil
	}
	var object struct {
		ID string `json:"id"`
	}
	err := json.Unmarshal(text, &object)
	*r = ref(object.ID)
	return err
}

// nested is a list inside an object, cut at about ten.
type nested[T any] struct {
	Data    []T  `json:"data"`
	HasMore bool `json:"has_more"`
}

type customer struct {
	ID       string            `json:"id"`
	Created  int64             `json:"created"`
	Deleted  bool              `json:"deleted"`
	Email    string            `json:"email"`
	Metadata map[string]string `json:"metadata"`
	Address  *address          `json:"address"`
	Shipping *struct {
		Address *address `json:"address"`
	} `json:"shipping"`
	Discount *discount `json:"discount"`
}

type address struct {
	Country string `json:"country"`
}

type charge struct {
	ID             string `json:"id"`
	Created        int64  `json:"created"`
	Status         string `json:"status"`
	Captured       *bool  `json:"captured"`        // absent where there is no such distinction
	AmountCaptured *int64 `json:"amount_captured"` // absent on charges of before 2020
	Amount         int64  `json:"amount"`
	Currency       string `json:"currency"`
	Customer       ref    `json:"customer"`
}

// whole is an object that stands where a reference may: its id alone, or all of it where it is expanded.
type whole[T any] struct {
	ID     ref
	Object T
}

// UnmarshalJSON reads "ch_1", {"id": "ch_1", …} or null.
func (w *whole[T]) UnmarshalJSON(text []byte) error {
	if err := w.ID.UnmarshalJSON(text); err != nil || len(text) == 0 || text[0] != '{' {
		return err
	}
	return json.Unmarshal(text, &w.Object)
}

// payer is what refunds and disputes want to know of their charge.
type payer struct {
	Customer ref `json:"customer"`
}

type refund struct {
	ID       string       `json:"id"`
	Created  int64        `json:"created"`
	Status   string       `json:"status"`
	Amount   int64        `json:"amount"`
	Currency string       `json:"currency"`
	Charge   whole[payer] `json:"charge"`
}

type dispute struct {
	ID                  string               `json:"id"`
	Created             int64                `json:"created"`
	Status              string               `json:"status"`
	Amount              int64                `json:"amount"`
	Currency            string               `json:"currency"`
	Charge              whole[payer]         `json:"charge"`
	BalanceTransactions []balanceTransaction `json:"balance_transactions"`
}

type balanceTransaction struct {
	ID       string `json:"id"`
	Created  int64  `json:"created"`
	Type     string `json:"type"`
	Amount   int64  `json:"amount"`
	Fee      int64  `json:"fee"`
	Currency string `json:"currency"`
	Source   ref    `json:"source"`
}

type invoice struct {
	ID                string                  `json:"id"`
	Created           int64                   `json:"created"`
	Deleted           bool                    `json:"deleted"`
	Status            string                  `json:"status"`
	Customer          ref                     `json:"customer"`
	Subscription      ref                     `json:"subscription"`
	Currency          string                  `json:"currency"`
	DueDate           int64                   `json:"due_date"`
	EffectiveAt       int64                   `json:"effective_at"`
	Discounts         []discount              `json:"discounts"`
	Lines             nested[json.RawMessage] `json:"lines"`
	StatusTransitions struct {
		FinalizedAt int64 `json:"finalized_at"`
	} `json:"status_transitions"`
}

type lineItem struct {
	ID       string `json:"id"`
	Amount   int64  `json:"amount"`
	Currency string `json:"currency"`
	Period   *struct {
		Start int64 `json:"start"`
		End   int64 `json:"end"`
	} `json:"period"`
	Price            *price     `json:"price"`
	Quantity         *int64     `json:"quantity"`
	Proration        bool       `json:"proration"`
	Subscription     ref        `json:"subscription"`
	SubscriptionItem ref        `json:"subscription_item"`
	Discounts        []discount `json:"discounts"`
	DiscountAmounts  []struct {
		Amount   int64 `json:"amount"`
		Discount ref   `json:"discount"`
	} `json:"discount_amounts"`
	TaxAmounts []struct {
		Amount    int64 `json:"amount"`
		Inclusive bool  `json:"inclusive"`
	} `json:"tax_amounts"`
	TaxRates []struct {
		Percentage json.Number `json:"percentage"`
		Inclusive  bool        `json:"inclusive"`
	} `json:"tax_rates"`
}

type subscription struct {
	ID                  string       `json:"id"`
	Created             int64        `json:"created"`
	Status              string       `json:"status"`
	Customer            ref          `json:"customer"`
	Currency            string       `json:"currency"`
	StartDate           int64        `json:"start_date"`
	CurrentPeriodStart  int64        `json:"current_period_start"`
	CurrentPeriodEnd    int64        `json:"current_period_end"`
	TrialStart          int64        `json:"trial_start"`
	TrialEnd            int64        `json:"trial_end"`
	EndedAt             int64        `json:"ended_at"`
	CanceledAt          int64        `json:"canceled_at"`
	CancelAt            int64        `json:"cancel_at"`
	CancelAtPeriodEnd   bool         `json:"cancel_at_period_end"`
	Items               nested[item] `json:"items"`
	Discount            *discount    `json:"discount"`
	Discounts           []discount   `json:"discounts"`
	CancellationDetails struct {
		Reason string `json:"reason"`
	} `json:"cancellation_details"`
	PauseCollection *struct {
		Behavior  string `json:"behavior"`
		ResumesAt int64  `json:"resumes_at"`
	} `json:"pause_collection"`
}

type item struct {
	ID        string     `json:"id"`
	Created   int64      `json:"created"`
	Price     *price     `json:"price"`
	Quantity  *int64     `json:"quantity"`
	Discounts []discount `json:"discounts"`
}

// discount is a coupon in use. Only its ID is known where a list of discounts is not expanded.
type discount struct {
	ID      string
	Start   int64
	End     int64
	Coupon  *coupon
	Invoice ref // set where it is on one invoice only
}

// UnmarshalJSON reads "di_1", {"id": "di_1", …} or null.
func (d *discount) UnmarshalJSON(text []byte) error {
	var object whole[struct {
		Start   int64   `json:"start"`
		End     int64   `json:"end"`
		Coupon  *coupon `json:"coupon"`
		Invoice ref     `json:"invoice"`
	}]
	err := json.Unmarshal(text, &object)
	*d = discount{string(object.ID), object.Object.Start, object.Object.End, object.Object.Coupon, object.Object.Invoice}
	return err
}

type coupon struct {
	ID         string      `json:"id"`
	PercentOff json.Number `json:"percent_off"`
	AmountOff  *int64      `json:"amount_off"`
	Currency   string      `json:"currency"`
	Duration   string      `json:"duration"`
	AppliesTo  *struct {
		Products []string `json:"products"`
	} `json:"applies_to"`
	CurrencyOptions map[string]struct {
		AmountOff int64 `json:"amount_off"`
	} `json:"currency_options"`
}

type product struct {
	ID   string `json:"id"`
	Name string `json:"name"`
}

type price struct {
	ID            string         `json:"id"`
	Nickname      string         `json:"nickname"`
	LookupKey     string         `json:"lookup_key"`
	Product       whole[product] `json:"product"`
	Currency      string         `json:"currency"`
	BillingScheme string         `json:"billing_scheme"`
	TiersMode     string         `json:"tiers_mode"`
	Recurring     *struct {
		Interval      string `json:"interval"`
		IntervalCount int    `json:"interval_count"`
		UsageType     string `json:"usage_type"`
	} `json:"recurring"`
	TransformQuantity *struct {
		DivideBy int64  `json:"divide_by"`
		Round    string `json:"round"`
	} `json:"transform_quantity"`
	terms
	CurrencyOptions map[string]terms `json:"currency_options"`
}

// terms are what a price costs, in its own currency or in one of its currency options.
type terms struct {
	UnitAmount        *int64           `json:"unit_amount"`
	UnitAmountDecimal *daybook.Decimal `json:"unit_amount_decimal"`
	Tiers             []tier           `json:"tiers"`
}

type tier struct {
	UpTo              *int64           `json:"up_to"`
	UnitAmount        *int64           `json:"unit_amount"`
	UnitAmountDecimal *daybook.Decimal `json:"unit_amount_decimal"`
	FlatAmount        *int64           `json:"flat_amount"`
	FlatAmountDecimal *daybook.Decimal `json:"flat_amount_decimal"`
}

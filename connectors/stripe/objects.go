package stripe

import (
	"cmp"
	"encoding/json"

	jsonv1 "github.com/go-json-experiment/json/v1"

	"daybook"
)

// The types below hold what we read of Stripe's objects, and nothing else: no name, no telephone number
// and no street is ever decoded. Times are seconds since 1970, amounts are in Stripe's units (money.go).

// ref is a reference to another object: its id, whether or not the answer has the object in its place.
type ref string

// UnmarshalJSON reads "cus_1", {"id": "cus_1", …} or null.
func (r *ref) UnmarshalJSON(text []byte) error {
	var object struct {
		ID string `json:"id"`
	}
	var err error
	if len(text) > 0 && text[0] == '{' {
		err = parse(text, &object)
	} else {
		err = parse(text, &object.ID)
	}
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
	return parse(text, &w.Object)
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
	ID         string `json:"id"`
	Created    int64  `json:"created"`
	Type       string `json:"type"`
	Amount     int64  `json:"amount"` // gross, signed: what the balance gains before fees
	Fee        int64  `json:"fee"`
	Net        *int64 `json:"net"` // amount less fee
	Currency   string `json:"currency"`
	Source     ref    `json:"source"`
	FeeDetails []struct {
		Amount int64 `json:"amount"`
	} `json:"fee_details"`
}

type invoice struct {
	ID                string                  `json:"id"`
	Created           int64                   `json:"created"`
	Deleted           bool                    `json:"deleted"`
	Status            string                  `json:"status"`
	Subscription      ref                     `json:"subscription"`
	Currency          string                  `json:"currency"`
	DueDate           int64                   `json:"due_date"`
	EffectiveAt       int64                   `json:"effective_at"`
	BillingReason     string                  `json:"billing_reason"`
	CollectionMethod  string                  `json:"collection_method"`
	AttemptCount      int64                   `json:"attempt_count"`
	AutoAdvance       *bool                   `json:"auto_advance"`
	Discounts         []discount              `json:"discounts"`
	DefaultTaxRates   []taxRate               `json:"default_tax_rates"`
	Lines             nested[json.RawMessage] `json:"lines"`
	StatusTransitions struct {
		FinalizedAt           int64 `json:"finalized_at"`
		PaidAt                int64 `json:"paid_at"`
		VoidedAt              int64 `json:"voided_at"`
		MarkedUncollectibleAt int64 `json:"marked_uncollectible_at"`
	} `json:"status_transitions"`
	Parent struct { // since 2025-03-31
		SubscriptionDetails struct {
			Subscription ref `json:"subscription"`
		} `json:"subscription_details"`
	} `json:"parent"`
}

type lineItem struct {
	ID               string  `json:"id"`
	Amount           int64   `json:"amount"`
	Currency         string  `json:"currency"`
	Period           *period `json:"period"`
	Price            *price  `json:"price"`
	Plan             *plan   `json:"plan"`
	Quantity         *int64  `json:"quantity"`
	Proration        bool    `json:"proration"`
	ProrationDetails struct {
		CreditedItems *struct{} `json:"credited_items"`
	} `json:"proration_details"`
	Subscription     ref        `json:"subscription"`
	SubscriptionItem ref        `json:"subscription_item"`
	Discounts        []discount `json:"discounts"`
	DiscountAmounts  []struct {
		Amount   int64 `json:"amount"`
		Discount ref   `json:"discount"`
	} `json:"discount_amounts"`
	TaxAmounts []taxAmount `json:"tax_amounts"`
	TaxRates   []taxRate   `json:"tax_rates"`
	Parent     struct {    // since 2025-03-31
		InvoiceItemDetails      *lineParent `json:"invoice_item_details"`
		SubscriptionItemDetails *lineParent `json:"subscription_item_details"`
		SubscriptionDetails     *lineParent `json:"subscription_details"` // of an invoice item
	} `json:"parent"`
	Pricing struct { // since 2025-03-31
		PriceDetails struct {
			Price   whole[price]   `json:"price"`
			Product whole[product] `json:"product"`
		} `json:"price_details"`
		UnitAmountDecimal *daybook.Decimal `json:"unit_amount_decimal"`
	} `json:"pricing"`
	Taxes []struct { // since 2025-03-31
		Amount   int64  `json:"amount"`
		Behavior string `json:"tax_behavior"`
	} `json:"taxes"`
}

type period struct {
	Start int64 `json:"start"`
	End   int64 `json:"end"`
}

type taxRate struct {
	Percentage jsonv1.Number `json:"percentage"`
	Inclusive  bool          `json:"inclusive"`
}

type taxAmount struct {
	Amount    int64 `json:"amount"`
	Inclusive bool  `json:"inclusive"`
}

type lineParent struct {
	Subscription     ref  `json:"subscription"`
	SubscriptionItem ref  `json:"subscription_item"`
	Proration        bool `json:"proration"`
}

type creditNote struct {
	ID          string                  `json:"id"`
	Created     int64                   `json:"created"`
	EffectiveAt int64                   `json:"effective_at"`
	Status      string                  `json:"status"`
	Currency    string                  `json:"currency"`
	Invoice     ref                     `json:"invoice"`
	Lines       nested[json.RawMessage] `json:"lines"`
}

type creditNoteLine struct {
	ID              string      `json:"id"`
	Amount          int64       `json:"amount"` // before discounts, without exclusive tax
	DiscountAmount  int64       `json:"discount_amount"`
	InvoiceLineItem ref         `json:"invoice_line_item"`
	TaxAmounts      []taxAmount `json:"tax_amounts"`
	Taxes           []struct {  // since 2025-03-31
		Amount   int64  `json:"amount"`
		Behavior string `json:"tax_behavior"`
	} `json:"taxes"`
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
	DefaultTaxRates     []taxRate    `json:"default_tax_rates"`
	CancellationDetails struct {
		Reason string `json:"reason"`
	} `json:"cancellation_details"`
	PauseCollection *struct {
		Behavior  string `json:"behavior"`
		ResumesAt int64  `json:"resumes_at"`
	} `json:"pause_collection"`
}

type item struct {
	ID                 string     `json:"id"`
	Created            int64      `json:"created"`
	Price              *price     `json:"price"`
	Plan               *plan      `json:"plan"`
	Quantity           *int64     `json:"quantity"`
	Discounts          []discount `json:"discounts"`
	TaxRates           []taxRate  `json:"tax_rates"`
	CurrentPeriodStart int64      `json:"current_period_start"` // since 2025-03-31
	CurrentPeriodEnd   int64      `json:"current_period_end"`   // since 2025-03-31
}

// schedule is a plan for a subscription: phases one after the other, those to come among them.
type schedule struct {
	ID                   string `json:"id"`
	Subscription         ref    `json:"subscription"`
	ReleasedSubscription ref    `json:"released_subscription"`
	ReleasedAt           int64  `json:"released_at"`
	CompletedAt          int64  `json:"completed_at"`
	CanceledAt           int64  `json:"canceled_at"`
	CurrentPhase         *struct {
		StartDate int64 `json:"start_date"`
	} `json:"current_phase"`
	Phases []phase `json:"phases"`
}

type phase struct {
	StartDate int64 `json:"start_date"`
	EndDate   int64 `json:"end_date"`
	Items     []struct {
		Price    whole[price] `json:"price"`
		Quantity *int64       `json:"quantity"`
	} `json:"items"`
}

// event is a change of a subscription or a customer, with what the changed fields were before.
type event struct {
	ID      string `json:"id"`
	Created int64  `json:"created"`
	Type    string `json:"type"`
	Data    struct {
		Object             json.RawMessage            `json:"object"`
		PreviousAttributes map[string]json.RawMessage `json:"previous_attributes"`
	} `json:"data"`
}

// discount is a coupon in use. Only its ID is known where a list of discounts is not expanded.
type discount struct {
	ID      string
	Start   int64
	End     int64
	Coupon  *coupon
	Invoice ref // set where it is on one invoice only
}

// UnmarshalJSON reads "di_1", {"id": "di_1", …} or null. Since 2025-09-30 the coupon stands in the discount's source.
func (d *discount) UnmarshalJSON(text []byte) error {
	var object whole[struct {
		Start   int64         `json:"start"`
		End     int64         `json:"end"`
		Coupon  whole[coupon] `json:"coupon"`
		Invoice ref           `json:"invoice"`
		Source  struct {
			Coupon whole[coupon] `json:"coupon"`
		} `json:"source"`
	}]
	err := parse(text, &object)
	of := object.Object
	*d = discount{string(object.ID), of.Start, of.End, cmp.Or(couponOf(of.Coupon), couponOf(of.Source.Coupon)), of.Invoice}
	return err
}

// couponOf is the coupon in use, of which only the id may be known; nil where there is none.
func couponOf(w whole[coupon]) *coupon {
	if w.ID == "" {
		return nil
	}
	w.Object.ID = string(w.ID)
	return &w.Object
}

type coupon struct {
	ID         string        `json:"id"`
	PercentOff jsonv1.Number `json:"percent_off"`
	AmountOff  *int64        `json:"amount_off"`
	Currency   string        `json:"currency"`
	Duration   string        `json:"duration"`
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
	ID                string         `json:"id"`
	Nickname          string         `json:"nickname"`
	LookupKey         string         `json:"lookup_key"`
	Product           whole[product] `json:"product"`
	Currency          string         `json:"currency"`
	BillingScheme     string         `json:"billing_scheme"`
	TiersMode         string         `json:"tiers_mode"`
	Recurring         *recurring     `json:"recurring"`
	TransformQuantity *transform     `json:"transform_quantity"`
	terms
	CurrencyOptions map[string]terms `json:"currency_options"`
}

type recurring struct {
	Interval      string `json:"interval"`
	IntervalCount int    `json:"interval_count"`
	UsageType     string `json:"usage_type"`
}

type transform struct {
	DivideBy int64  `json:"divide_by"`
	Round    string `json:"round"`
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

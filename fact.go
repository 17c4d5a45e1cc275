package daybook

import "cmp"

// Kind names a kind of fact. The set is closed.
type Kind string

// The kinds of facts.
const (
	KindCustomer     Kind = "customer"
	KindPayment      Kind = "payment"
	KindSubscription Kind = "subscription"
	KindInvoiceLine  Kind = "invoice_line"
	KindEntry        Kind = "entry"
	KindSpend        Kind = "spend"
	KindObservation  Kind = "observation"
	KindRate         Kind = "rate"
)

// Kinds lists every kind.
func Kinds() []Kind {
	return []Kind{KindCustomer, KindPayment, KindSubscription, KindInvoiceLine, KindEntry, KindSpend, KindObservation, KindRate}
}

// Origin is enough for a person to find a record again. (Source, kind, ID) is a fact's natural key.
type Origin struct {
	Source string `json:"source"`          // the source's name in the configuration
	ID     string `json:"id"`              // the record's own id, else one made from its content
	Place  string `json:"place,omitempty"` // "ads.xlsx!Spend!C14", "books.csv:42", "stripe in_1Nx…"
}

// String writes "source place", or "source id" where there is no place.
func (o Origin) String() string {
	if o.Place == "" {
		return o.Source + " " + o.ID
	}
	return o.Source + " " + o.Place
}

// Header is what every fact has. It is kept beside the fact's own fields, not among them.
type Header struct {
	Origin Origin `json:"-"`
	Day    Day    `json:"-"`
}

// Head returns the header; embedding Header makes a struct a Record.
func (h *Header) Head() *Header { return h }

// Fact is one of Customer, Payment, Subscription, InvoiceLine, Entry, Spend, Observation and Rate,
// always as a pointer.
type Fact interface {
	Record
	Kind() Kind
	Head() *Header
}

// Customer is a person or firm as one source knows it from Day on, the earliest record of one from when it was first seen.
// Later records of the same customer say what has changed since.
type Customer struct {
	Header
	Customer   string            `json:"customer,omitempty"`   // the customer's id within the source, where the record has another
	Email      string            `json:"email,omitempty"`      // the book keeps a keyed hash unless privacy is "keep"
	Attributes map[string]string `json:"attributes,omitempty"` // channel, plan, country, …; "": no longer known
}

// PaymentType sorts payments.
type PaymentType string

// What a payment can be. Amounts are positive; the type gives the direction.
const (
	Charge  PaymentType = "charge"  // money received from a customer
	Refund  PaymentType = "refund"  // money given back
	Dispute PaymentType = "dispute" // money taken back by the customer's bank
	Fee     PaymentType = "fee"     // money kept by the payment provider (negative: a fee given back)
)

// Payment is money that moved on Day.
type Payment struct {
	Header
	Customer   string            `json:"customer,omitempty"` // the customer's id within the source
	Type       PaymentType       `json:"type"`
	Amount     Money             `json:"amount"`
	Attributes map[string]string `json:"attributes,omitempty"` // dimensions of this one payment
}

// Status is what a subscription item is in during its span.
type Status string

// The states of a subscription item. An ended one is a span with Until set.
const (
	Active   Status = "active"
	Trialing Status = "trialing"
	PastDue  Status = "past_due" // unpaid since UnpaidSince
	Paused   Status = "paused"
)

// Unit is the unit of a billing interval.
type Unit string

// Billing interval units.
const (
	PerDay   Unit = "day"
	PerWeek  Unit = "week"
	PerMonth Unit = "month"
	PerYear  Unit = "year"
)

// Interval is a billing interval: every Count Units.
type Interval struct {
	Unit  Unit `json:"unit"`
	Count int  `json:"count"`
}

// After returns the day on which an interval that begins on d is over. Months and years end on the last day of a
// shorter month, as in AddMonths.
func (d Day) After(i Interval) Day {
	switch i.Unit {
	case PerYear:
		return d.AddMonths(12 * i.Count)
	case PerMonth:
		return d.AddMonths(i.Count)
	case PerWeek:
		return d + Day(7*i.Count)
	}
	return d + Day(i.Count)
}

// Duration says how long a discount lasts.
type Duration string

// Discount durations (Stripe's terms).
const (
	Once      Duration = "once"
	Repeating Duration = "repeating"
	Forever   Duration = "forever"
)

// Discount lowers the price of a subscription item during its days. Exactly one of Percent and Amount is set.
type Discount struct {
	Percent  *Decimal `json:"percent,omitempty"` // 25 means 25 %
	Amount   *Money   `json:"amount,omitempty"`  // off each interval
	Duration Duration `json:"duration"`
	From     Day      `json:"from"`
	Until    Day      `json:"until,omitzero"` // the first day without it; zero: no end
}

// Subscription is one item of a subscription in one state, from Day until Until. A subscription whose
// price or state changes is a row of such spans that do not overlap, each a fact of its own.
type Subscription struct {
	Header
	Customer     string     `json:"customer"`
	Subscription string     `json:"subscription"`      // the id that its items and spans share
	Until        Day        `json:"until,omitzero"`    // the first day no longer covered; zero: no end known
	Canceled     Day        `json:"canceled,omitzero"` // the day on which cancellation was asked for
	Plan         string     `json:"plan,omitempty"`
	Amount       Money      `json:"amount"` // price x quantity for one interval: before discounts, without tax
	Interval     Interval   `json:"interval"`
	Discounts    []Discount `json:"discounts,omitempty"`
	Status       Status     `json:"status"`
	UnpaidSince  Day        `json:"unpaid_since,omitzero"` // of one past due: since when; zero: since Day
	Metered      bool       `json:"metered,omitempty"`
}

// InvoiceLine is one line of an invoice issued on Day, or of a note that takes a part of one back (its amount is
// negative), for the service days From until Until.
type InvoiceLine struct {
	Header
	Customer     string `json:"customer,omitempty"`
	Invoice      string `json:"invoice,omitempty"`
	Subscription string `json:"subscription,omitempty"`
	Plan         string `json:"plan,omitempty"`
	Amount       Money  `json:"amount"` // after discounts, without tax
	From         Day    `json:"from"`
	Until        Day    `json:"until"` // the first day no longer served
	Proration    bool   `json:"proration,omitempty"`
	Metered      bool   `json:"metered,omitempty"`
	Once         bool   `json:"once,omitempty"` // sold once: nothing that recurs
	// Interval is the billing interval of what is sold; zero where the source does not know it.
	Interval Interval `json:"interval,omitzero"`
}

// Class is the class of a ledger account.
type Class string

// The account classes.
const (
	ClassRevenue        Class = "revenue"
	ClassCOGS           Class = "cogs"
	ClassVariable       Class = "variable"
	ClassSalesMarketing Class = "sales_marketing"
	ClassResearch       Class = "research"
	ClassGeneral        Class = "general"
	ClassOtherIncome    Class = "other_income"
	ClassOtherExpense   Class = "other_expense"
	ClassTax            Class = "tax"
	ClassCash           Class = "cash"
	ClassAsset          Class = "asset"
	ClassLiability      Class = "liability"
	ClassEquity         Class = "equity"
)

// Classes lists every class.
func Classes() []Class {
	return []Class{ClassRevenue, ClassCOGS, ClassVariable, ClassSalesMarketing, ClassResearch, ClassGeneral,
		ClassOtherIncome, ClassOtherExpense, ClassTax, ClassCash, ClassAsset, ClassLiability, ClassEquity}
}

// CreditNormal reports whether a credit increases an account of this class.
func (c Class) CreditNormal() bool {
	switch c {
	case ClassRevenue, ClassOtherIncome, ClassLiability, ClassEquity:
		return true
	}
	return false
}

// Sign says which way an entry's amount counts.
type Sign string

const (
	// Natural amounts are positive where they increase the account: sales and expenses are both positive.
	Natural Sign = "natural"
	// DebitPositive amounts are debits less credits, whatever the account.
	DebitPositive Sign = "debit_positive"
)

// Account is a ledger account as the source names it.
type Account struct {
	Code string `json:"code,omitempty"` // "4000"
	Name string `json:"name,omitempty"` // full path, "Income:Box sales"
	Type string `json:"type,omitempty"` // the exported account type, "Cost of Goods Sold"
}

// Entry is one line of the ledger.
type Entry struct {
	Header
	Account     Account `json:"account"`
	Amount      Money   `json:"amount"`
	Sign        Sign    `json:"sign"`
	Span        Range   `json:"span,omitzero"`         // a report total's days; zero: Day alone
	Level       bool    `json:"level,omitempty"`       // Amount is the balance at the close of Day (income and costs: since the fiscal year began), and no change
	Transaction string  `json:"transaction,omitempty"` // lines of one transaction share it and balance
}

// Spend is money spent on winning customers.
type Spend struct {
	Header
	Amount     Money             `json:"amount"`
	Attributes map[string]string `json:"attributes,omitempty"` // channel, campaign, …
}

// Observation is a named number: visits, leads, answers, units.
type Observation struct {
	Header
	Name       string            `json:"name"`
	Value      Decimal           `json:"value"`
	Attributes map[string]string `json:"attributes,omitempty"`
}

// Rate is the price of one unit of From in To on Day.
type Rate struct {
	Header
	From Currency `json:"from"`
	To   Currency `json:"to"`
	Rate Decimal  `json:"rate"`
}

// Kind is KindCustomer.
func (*Customer) Kind() Kind { return KindCustomer }

// Kind is KindPayment.
func (*Payment) Kind() Kind { return KindPayment }

// Kind is KindSubscription.
func (*Subscription) Kind() Kind { return KindSubscription }

// Kind is KindInvoiceLine.
func (*InvoiceLine) Kind() Kind { return KindInvoiceLine }

// Kind is KindEntry.
func (*Entry) Kind() Kind { return KindEntry }

// Kind is KindSpend.
func (*Spend) Kind() Kind { return KindSpend }

// Kind is KindObservation.
func (*Observation) Kind() Kind { return KindObservation }

// Kind is KindRate.
func (*Rate) Kind() Kind { return KindRate }

// CustomerOf is the id by which the source knows a fact's customer, or "" for a fact that has none.
func CustomerOf(fact Fact) string {
	switch fact := fact.(type) {
	case *Customer:
		return cmp.Or(fact.Customer, fact.Origin.ID)
	case *Payment:
		return fact.Customer
	case *Subscription:
		return fact.Customer
	case *InvoiceLine:
		return fact.Customer
	}
	return ""
}

// NewFact returns an empty fact of a kind, or nil for an unknown one. It is what decoders fill.
func NewFact(kind Kind) Fact {
	switch kind {
	case KindCustomer:
		return &Customer{}
	case KindPayment:
		return &Payment{}
	case KindSubscription:
		return &Subscription{}
	case KindInvoiceLine:
		return &InvoiceLine{}
	case KindEntry:
		return &Entry{}
	case KindSpend:
		return &Spend{}
	case KindObservation:
		return &Observation{}
	case KindRate:
		return &Rate{}
	}
	return nil
}

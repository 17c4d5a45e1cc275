package bakery

import "time"

// subscription is one subscription to a box, as it stands at the end of the history.
type subscription struct {
	id, item   string
	customer   *customer
	created    time.Time
	trialEnd   time.Time // zero: no trial
	anchor     time.Time // the first regular period began then, or the first one of a new interval
	price      *price
	quantity   int64
	discount   *discount // in force at the end, or nil
	status     string
	start, end time.Time // of the current period
	canceled   time.Time // asked for
	atEnd      bool      // it ends with its period
	ended      time.Time
	cause      string // of the end
	paused     bool
	unpaid     time.Time // since when an invoice has been open
	invoices   []*invoice
}

// discount is a coupon in use.
type discount struct {
	id           string
	coupon       *coupon
	subscription *subscription
	start, end   time.Time // end zero: no end
}

// off is what a discount takes off an amount of a period beginning at start. The catalogue's prices make it exact.
func (d *discount) off(cents int64, start time.Time) int64 {
	if d == nil || !d.end.IsZero() && !start.Before(d.end) {
		return 0
	}
	return cents * d.coupon.percent / 100
}

// invoice is a bill for a period.
type invoice struct {
	id, number   string
	subscription *subscription
	reason       string // Stripe's billing_reason
	status       string
	created      time.Time
	finalized    time.Time
	paid         time.Time
	voided       time.Time
	givenUp      time.Time // marked uncollectible
	next         time.Time // payment attempt
	attempts     int
	discount     *discount
	lines        []line
	charges      []*charge
}

// line is one line of an invoice. Lines without a period are things bought once.
type line struct {
	id, item    string // item: the invoice item's id, for what is not the subscription itself
	price       *price
	quantity    int64
	cents       int64
	off         int64 // the discount in it
	start, end  time.Time
	description string
	proration   bool
}

func (i *invoice) subtotal() int64 { return i.sum(func(l line) int64 { return l.cents }) }
func (i *invoice) off() int64      { return i.sum(func(l line) int64 { return l.off }) }
func (i *invoice) total() int64    { return i.subtotal() - i.off() }

func (i *invoice) sum(of func(line) int64) int64 {
	var total int64
	for _, l := range i.lines {
		total += of(l)
	}
	return total
}

// charge is an attempt to take money, for an invoice or for cake.
type charge struct {
	id          string
	customer    *customer
	invoice     *invoice // nil for the web shop
	description string
	cents       int64
	created     time.Time
	failure     string // Stripe's failure code; "" means that the money came
	refunds     []*refund
	dispute     *dispute
	movement    *movement
}

func (c *charge) refunded() int64 {
	var total int64
	for _, r := range c.refunds {
		total += r.cents
	}
	return total
}

type refund struct {
	id       string
	charge   *charge
	cents    int64
	reason   string
	created  time.Time
	movement *movement
}

type dispute struct {
	id        string
	charge    *charge
	created   time.Time
	closed    time.Time // zero: not decided yet
	won       bool
	movements []*movement
}

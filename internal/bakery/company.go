package bakery

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"daybook"
)

// Options say which history to make.
type Options struct {
	Seed   uint64      `json:"seed"`
	To     daybook.Day `json:"to"`     // the last day of the history
	Days   int         `json:"days"`   // its length; 0 means 730
	Port   int         `json:"port"`   // the loopback port of the Stripe sandbox in daybook.yaml; 0 means 4242
	Broken bool        `json:"broken"` // put three rows into the workbook that cannot be read
}

// Currency is the bakery's currency.
const Currency daybook.Currency = "USD"

// Zone is the name of the bakery's time zone.
const Zone = "America/New_York"

const (
	defaultDays = 730
	defaultPort = 4242
)

func (o Options) withDefaults() Options {
	o.Days, o.Port = cmp.Or(o.Days, defaultDays), cmp.Or(o.Port, defaultPort)
	return o
}

// Range is the days of the history.
func (o Options) Range() daybook.Range {
	return daybook.Range{From: o.To - daybook.Day(o.withDefaults().Days) + 1, To: o.To}
}

// Company is the bakery with its history.
type Company struct {
	options Options
	days    daybook.Range
	zone    *time.Location
	now     time.Time // the last second of the history: what has not happened by then is not there
	ids     ids

	customers []*customer
	charges   []*charge // oldest first
	balance   []*movement
	marketing []marketingDay
	trade     []tradeDay
	books     ledger
}

// Generate makes the history. An error means that the system does not know New York's time zone.
func Generate(o Options) (*Company, error) {
	zone, err := time.LoadLocation(Zone)
	if err != nil {
		return nil, fmt.Errorf("bakery: %w", err)
	}
	o = o.withDefaults()
	c := &Company{options: o, days: o.Range(), zone: zone, now: (o.To + 1).Start(zone).Add(-time.Second), ids: ids{}}
	c.market()
	c.openBox()
	c.openShop()
	c.sortCharges()
	c.giveBack()
	c.bank()
	c.sell()
	c.keepBooks()
	return c, nil
}

func (c *Company) sortCharges() {
	slices.SortFunc(c.charges, func(a, b *charge) int {
		return cmp.Or(a.created.Compare(b.created), cmp.Compare(a.id, b.id))
	})
}

// ids counts the objects of each kind: "in_DC00000042" is the 42nd invoice made.
type ids map[string]int

func (i ids) next(prefix string) string {
	i[prefix]++
	return fmt.Sprintf("%s_DC%08d", prefix, i[prefix])
}

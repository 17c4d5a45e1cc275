package bakery

import (
	"fmt"
	"strings"
	"time"

	"daybook"
)

// The channels by which customers find the bakery; "" is one of whom nobody knows.
const (
	google    = "google"
	instagram = "instagram"
	referral  = "referral"
	walkIn    = "walk-in"
)

// Channels lists the marketing channels.
func Channels() []string { return []string{google, instagram, referral, walkIn} }

// customer is a person or an office.
type customer struct {
	id            string
	name, email   string
	channel       string
	plan          string // the box first asked for; "" for the web shop's customers
	created       time.Time
	deleted       bool
	subscriptions []*subscription
	course        []Change
}

// Change says that a customer's MRR is another one from the close of Day on.
type Change struct {
	Day    daybook.Day
	MRR    int64 // in twelfths of a cent: a yearly price is a whole number of them
	Paused bool  // not paying, and not gone
}

// changes notes a customer's MRR from a day on; the last word of a day counts.
func (c *customer) changes(to Change) {
	if n := len(c.course); n > 0 && c.course[n-1].Day == to.Day {
		c.course = c.course[:n-1]
	}
	if n := len(c.course); n == 0 && to.MRR == 0 || n > 0 && c.course[n-1].MRR == to.MRR && c.course[n-1].Paused == to.Paused {
		return
	}
	c.course = append(c.course, to)
}

func (c *Company) newCustomer(created time.Time, channel, plan string, luck chance) *customer {
	first, last := firstNames[luck.IntN(len(firstNames))], lastNames[luck.IntN(len(lastNames))]
	who := &customer{id: c.ids.next("cus"), name: first + " " + last, channel: channel, plan: plan, created: created}
	who.email = fmt.Sprintf("%s.%s%d@example.com", strings.ToLower(first), strings.ToLower(last), len(c.customers)+1)
	c.customers = append(c.customers, who)
	return who
}

var firstNames = [...]string{"Ada", "Amir", "Bea", "Carlos", "Chloe", "Dana", "Eli", "Fatima", "George", "Hana", "Ines", "Jamal",
	"Kira", "Leo", "Maya", "Nina", "Omar", "Priya", "Quinn", "Rosa", "Sam", "Tara", "Uma", "Victor", "Wen", "Yusuf", "Zoe"}

var lastNames = [...]string{"Adams", "Baker", "Chen", "Diaz", "Evans", "Fischer", "Garcia", "Hughes", "Ito", "Jones", "Khan", "Lopez",
	"Miller", "Nguyen", "Okafor", "Patel", "Reyes", "Silva", "Turner", "Usman", "Vega", "Walker", "Young", "Zhang"}

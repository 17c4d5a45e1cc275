package bakery

import (
	"time"

	"daybook"
)

// cake is something that the web shop sells.
type cake struct {
	name  string
	cents int
}

var cakes = []share[cake]{{4, cake{"Carrot cake", 3800}}, {3, cake{"Cheesecake", 4400}}, {3, cake{"Chocolate layer cake", 5200}},
	{2, cake{"Birthday cake", 6800}}, {1, cake{"Wedding cake tasting", 9500}}}

// openShop sells cakes on the web: to customers of the box, to those who come again, and to new ones.
func (c *Company) openShop() {
	luck := c.chance(streamShop)
	members := c.customers[:len(c.customers):len(c.customers)]
	var guests []*customer
	for day := range c.days.Days() {
		for range luck.events(seasonal(c.grown(500, 1100, day), day)) {
			buyer := c.buyer(day, members, guests, luck)
			if buyer == nil {
				buyer = c.newCustomer(c.opening(day, luck), pick(luck, channelShares), "", luck)
				guests = append(guests, buyer)
			}
			c.sellCake(buyer, day, luck)
		}
	}
}

// buyer is a customer known by that day, or nil for a new one.
func (c *Company) buyer(day daybook.Day, members, guests []*customer, luck chance) *customer {
	known := members
	if luck.permille(400) {
		known = guests
	}
	if len(known) == 0 || luck.permille(450) {
		return nil
	}
	if who := known[luck.IntN(len(known))]; !who.deleted && c.day(who.created) < day {
		return who
	}
	return nil
}

func (c *Company) sellCake(buyer *customer, day daybook.Day, luck chance) {
	choice := pick(luck, cakes)
	at := c.at(day, 22, luck.IntN(60), luck.IntN(60)) // paid when the day's orders are confirmed
	if luck.permille(40) {
		c.chargeCake(buyer, choice, at.Add(-2*time.Minute), "card_declined")
	}
	c.chargeCake(buyer, choice, at, "")
}

func (c *Company) chargeCake(buyer *customer, choice cake, at time.Time, failure string) {
	c.charges = append(c.charges, &charge{id: c.ids.next("ch"), customer: buyer, description: "Web shop: " + choice.name,
		cents: int64(choice.cents), created: at, failure: failure})
}

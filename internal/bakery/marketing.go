package bakery

import (
	"time"

	"daybook"
)

// outlay is money spent on one channel on a day.
type outlay struct {
	channel, campaign string
	cents             int64
}

// marketingDay is a day of marketing, and what the web site saw of it.
type marketingDay struct {
	day     daybook.Day
	outlays []outlay
	visits  int
	leads   int
	nps     int
}

// market spends on every channel and counts visits. The referral rewards follow with the sign-ups.
func (c *Company) market() {
	luck := c.chance(streamMarket)
	for day := range c.days.Days() {
		today := marketingDay{day: day}
		today.spend(google, googleCampaigns, seasonal(c.grown(1900, 3000, day), day), luck)
		today.spend(instagram, instagramCampaigns, seasonal(c.grown(1100, 1900, day), day), luck)
		if day.Weekday() == time.Monday {
			today.spend(walkIn, []string{"Flyers"}, 5500, luck)
		}
		expected := c.expectedSignups(day) * 42 / 1000
		today.visits = expected * luck.between(850, 1150) / 1000
		today.leads = today.visits * luck.between(50, 90) / 1000
		today.nps = luck.between(38, 62)
		c.marketing = append(c.marketing, today)
	}
}

var (
	googleCampaigns    = []string{"Search: bakery near me", "Search: subscription box", "Brand"}
	instagramCampaigns = []string{"Reels", "Stories"}
)

// spend adds about that many cents, never the same.
func (m *marketingDay) spend(channel string, campaigns []string, about int, luck chance) {
	cents := int64(about * luck.between(820, 1180) / 1000)
	m.outlays = append(m.outlays, outlay{channel, campaigns[luck.IntN(len(campaigns))], cents})
}

// rewardCents is what an existing customer gets for bringing a friend.
const rewardCents = 1500

func (c *Company) reward(day daybook.Day) {
	today := &c.marketing[day-c.days.From]
	for n := range today.outlays {
		if today.outlays[n].channel == referral {
			today.outlays[n].cents += rewardCents
			return
		}
	}
	today.outlays = append(today.outlays, outlay{referral, "Friend rewards", rewardCents})
}

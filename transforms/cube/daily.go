package cube

import "daybook"

// AddDaily counts daily postings.
func (c *Cube) AddDaily(p daybook.DailyPostings) { c.countDaily(p, 1) }

// SubtractDaily takes out daily postings that were added before.
func (c *Cube) SubtractDaily(p daybook.DailyPostings) { c.countDaily(p, -1) }

func (c *Cube) countDaily(p daybook.DailyPostings, sign int64) {
	c.sealed = nil
	if day := p.Earliest.Day; !day.IsZero() && day < p.First+daybook.Day(len(p.Amounts)) {
		c.currencies.See(p.Currency, p.Earliest)
	}
	c.addDaily(c.segments[0], p, sign)
	for i := range c.sets {
		c.addDaily(c.slice(&c.sets[i], p.Dimensions), p, sign)
	}
}

func (c *Cube) addDaily(into *slice, p daybook.DailyPostings, sign int64) {
	var series *Series
	for i, amount := range p.Amounts {
		if amount == 0 {
			continue
		}
		if series == nil {
			c.measures[p.Measure] = struct{}{}
			series = into.of(seriesKey{p.Measure, p.Currency})
		}
		if day := p.First + daybook.Day(i); !series.add(day, sign*amount) && c.overflow == nil {
			c.overflow = tooLarge("", p.Measure, day)
		}
	}
}

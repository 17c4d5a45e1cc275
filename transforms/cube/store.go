package cube

import (
	"encoding/binary"
	"encoding/json"
	"fmt"
	"iter"
	"slices"
	"strconv"

	"daybook"
)

// A cube is kept between runs as named series of bytes: one for each segment, measure and currency, and one
// for the first records of the currencies. A name holds the set of dimensions by its place, "-" for the
// total, the values, the measure and the currency, as a list in JSON.

// lastDay is 9999-12-31.
const lastDay = 3652059

const currenciesName = "currencies"

// Encoded yields the series of the cube, or those that Merge has changed, by name; one that is all zeros
// has no data.
func (c *Cube) Encoded(changed bool) iter.Seq2[string, []byte] {
	return func(yield func(string, []byte) bool) {
		for _, s := range c.segments {
			for key, series := range s.series {
				if (series.changed || !changed) && !yield(c.name(s.segment, key), series.encode()) {
					return
				}
			}
		}
		yield(currenciesName, c.encodeCurrencies())
	}
}

func (c *Cube) name(s Segment, key seriesKey) string {
	set := "-"
	for i := range c.sets {
		if slices.Equal(c.sets[i].names, s.Dimensions) {
			set = strconv.Itoa(i)
		}
	}
	parts := append([]string{set}, s.Values...)
	name, err := json.Marshal(append(parts, string(key.measure), string(key.currency)))
	if err != nil {
		panic(err) // texts: it cannot fail
	}
	return string(name)
}

// Decode takes in a series that Encoded has yielded, of a cube of the same dimensions.
func (c *Cube) Decode(name string, data []byte) error {
	if name == currenciesName {
		return c.decodeCurrencies(data)
	}
	var parts []string
	if err := json.Unmarshal([]byte(name), &parts); err != nil || len(parts) < 3 {
		return fmt.Errorf("cube: a series named %q", name)
	}
	values := parts[1 : len(parts)-2]
	key := seriesKey{daybook.Measure(parts[len(parts)-2]), daybook.Currency(parts[len(parts)-1])}
	into := c.segments[0]
	if parts[0] != "-" {
		at, err := strconv.Atoi(parts[0])
		if err != nil || at < 0 || at >= len(c.sets) || len(values) != len(c.sets[at].names) {
			return fmt.Errorf("cube: a series named %q", name)
		}
		into = c.slice(&c.sets[at], valuesOf(Segment{Dimensions: c.sets[at].names, Values: values}))
	}
	c.sealed = nil
	c.measures[key.measure] = struct{}{}
	series := &Series{Currency: key.currency}
	into.series[key] = series
	return series.decode(data)
}

// encode writes, for each day with an amount, how many days after the former one it comes, and the amount.
func (s *Series) encode() []byte {
	var out []byte
	before := daybook.Day(0)
	for i, amount := range s.amounts {
		if amount == 0 {
			continue
		}
		day := s.first + daybook.Day(i)
		out = binary.AppendVarint(binary.AppendUvarint(out, uint64(day-before)), amount)
		before = day
	}
	return out
}

func (s *Series) decode(data []byte) error {
	day := daybook.Day(0)
	for len(data) > 0 {
		gap, n := binary.Uvarint(data)
		amount, m := binary.Varint(data[max(n, 0):])
		if n <= 0 || m <= 0 || gap > lastDay || daybook.Day(gap)+day > lastDay {
			return fmt.Errorf("cube: a series that is cut off")
		}
		day += daybook.Day(gap)
		s.add(day, amount)
		data = data[n+m:]
	}
	return nil
}

// seen is the header of a record as it is kept.
type seen struct {
	Day    daybook.Day
	Source string
	ID     string
	Place  string
}

func (c *Cube) encodeCurrencies() []byte {
	all := map[daybook.Currency]seen{}
	for currency, first := range c.currencies {
		all[currency] = seen{first.Day, first.Origin.Source, first.Origin.ID, first.Origin.Place}
	}
	text, err := json.Marshal(all)
	if err != nil {
		panic(err) // texts and days: it cannot fail
	}
	return text
}

func (c *Cube) decodeCurrencies(data []byte) error {
	var all map[daybook.Currency]seen
	if err := json.Unmarshal(data, &all); err != nil {
		return err
	}
	for currency, first := range all {
		c.currencies[currency] = daybook.Header{Day: first.Day, Origin: daybook.Origin{Source: first.Source, ID: first.ID, Place: first.Place}}
	}
	return nil
}

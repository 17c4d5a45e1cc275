package bakery

import "math/rand/v2"

// chance is a source of random numbers for one concern. Every concern has a stream of its own, so that a
// change to one leaves the others as they were.
type chance struct{ *rand.Rand }

// The streams. A customer's life has stream lives + the customer's number.
const (
	streamMarket uint64 = iota + 1
	streamBox
	streamShop
	streamGiveBack
	streamTrade
	streamBooks
	lives uint64 = 1000
)

func (c *Company) chance(stream uint64) chance {
	return chance{rand.New(rand.NewPCG(c.options.Seed, stream))}
}

// permille is true p times in a thousand.
func (c chance) permille(p int) bool { return c.IntN(1000) < p }

// between draws from low to high, both included.
func (c chance) between(low, high int) int { return low + c.IntN(high-low+1) }

// events draws how many things happen where expected/1000 are to be expected, ten at most.
func (c chance) events(expected int) int {
	count := 0
	for range 10 {
		if c.IntN(10_000) < expected {
			count++
		}
	}
	return count
}

// share is one of several outcomes and its weight.
type share[T any] struct {
	weight int
	value  T
}

func pick[T any](c chance, from []share[T]) T {
	total := 0
	for _, s := range from {
		total += s.weight
	}
	n := c.IntN(total)
	for _, s := range from {
		if n -= s.weight; n < 0 {
			return s.value
		}
	}
	panic("bakery: shares without weight")
}

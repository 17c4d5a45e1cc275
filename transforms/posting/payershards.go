package posting

import (
	"runtime"
	"slices"
	"sync"

	"daybook"
)

// fewest is how many customers are worth a processor of their own.
const fewest = 1000

// all posts customers of whom there are only payments, some on each processor: they have nothing to do with each
// other, and it is all the same in which order sums are added up.
func (y *payerPosting) all(customers []int32) {
	each := max(fewest, (len(customers)+runtime.GOMAXPROCS(0)-1)/runtime.GOMAXPROCS(0))
	var work sync.WaitGroup
	for some := range slices.Chunk(customers, each) {
		shard := y.shard()
		y.shards = append(y.shards, shard)
		work.Go(func() {
			for _, customer := range some {
				shard.customer(y.payers.of(customer), nil)
			}
		})
	}
	work.Wait()
}

// shard has sums of its own, and the rest in common.
func (y *payerPosting) shard() *payerPosting {
	shard := *y
	shard.tally = &tally{first: y.first, until: y.until, slots: y.slots, places: y.places}
	shard.whose = map[string]map[daybook.Day]*payerSums{}
	shard.shards, shard.values, shard.days, shard.spans, shard.key = nil, nil, nil, nil, nil
	return &shard
}

// hand hands on all sums.
func (y *payerPosting) hand(each func(daybook.DailyPostings)) error {
	for _, shard := range append(y.shards, y) {
		if err := shard.emit(y.payers.names.First, each); err != nil {
			return err
		}
	}
	return nil
}

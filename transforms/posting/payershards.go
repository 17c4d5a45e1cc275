package posting

import (
	"cmp"
	"runtime"
	"slices"
	"sync"

	"daybook"
)

// most is how many sums are held, of 8 bytes each, before they are handed on: customers of whom hardly two have the same
// attributes and cohort would else need sums for all days, each of them.
const most = 32 << 20

// fewest is how many customers are worth a processor of their own.
const fewest = 1000

// all posts customers of whom there are only payments, some on each processor: they have nothing to do with each
// other, and it is all the same in which order sums are added up.
func (y *payerPosting) all(customers []int32) {
	processors := runtime.GOMAXPROCS(0)
	each := max(fewest, (len(customers)+processors-1)/processors)
	var work sync.WaitGroup
	var shards []*payerPosting
	for some := range slices.Chunk(customers, each) {
		shard := y.shard(most / processors)
		shards = append(shards, shard)
		work.Go(func() {
			for _, customer := range some {
				shard.customer(y.payers.of(customer), nil)
			}
			shard.hand()
		})
	}
	work.Wait()
	for _, shard := range shards {
		y.overflow = cmp.Or(y.overflow, shard.overflow)
	}
}

// shard has sums of its own, so many at the most, and the rest in common.
func (y *payerPosting) shard(most int) *payerPosting {
	shard := *y
	shard.most = most
	shard.tally = &tally{until: y.until, slots: y.slots, places: y.places}
	shard.whose = map[string]map[daybook.Day]*payerSums{}
	shard.values, shard.days, shard.spans, shard.key = nil, nil, nil, nil
	return &shard
}

// relieve hands on what has been summed up so far if it is much.
func (y *payerPosting) relieve() {
	if y.held > y.most {
		y.hand()
	}
}

// hand hands on all sums, and begins anew.
func (y *payerPosting) hand() {
	y.handing.Lock()
	defer y.handing.Unlock()
	y.emit(y.payers.names.First, y.daily)
	clear(y.whose)
}

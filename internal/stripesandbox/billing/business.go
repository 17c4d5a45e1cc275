package billing

import (
	"cmp"
	"container/heap"
	"fmt"
	"time"

	"daybook/internal/stripesandbox"
)

// object is a Stripe object in the shape of API 2023-10-16.
type object = map[string]any

// Business is a company whose Stripe account is a sandbox.
type Business struct {
	sandbox  *stripesandbox.Sandbox
	now      time.Time
	agenda   agenda
	planned  int            // actions so far: of those at one time the first planned comes first
	numbers  map[string]int // ids so far, by their prefix
	loud     bool           // events are told
	unstored map[thing]bool // what changed quietly and is not in the sandbox yet

	// Decline says whether a payment of a customer fails at a time; nil: none does.
	Decline func(c *Customer, at time.Time) bool
	// Retries are how long after the first failed payment of an invoice the next ones are tried.
	Retries []time.Duration
	// WhenUnpaid is what becomes of a subscription when no try succeeded: "cancel", "mark_unpaid" or "past_due".
	WhenUnpaid string

	customers     []*Customer
	subscriptions []*Subscription
	charges       []*Charge
	balance       []*movement // not paid out yet
}

// thing is what Stripe has an object for.
type thing interface{ object() object }

const day = 24 * time.Hour

// New returns a business that opens at an instant. The sandbox's clock is set by it from then on.
func New(sandbox *stripesandbox.Sandbox, opens time.Time) *Business {
	b := &Business{sandbox: sandbox, numbers: map[string]int{}, unstored: map[thing]bool{}, loud: true,
		Retries: []time.Duration{3 * day, 8 * day, 15 * day}, WhenUnpaid: "cancel"}
	b.set(opens)
	return b
}

// Now is the time to which the business was advanced.
func (b *Business) Now() time.Time { return b.now }

func (b *Business) set(now time.Time) {
	b.now = now.UTC().Truncate(time.Second)
	b.sandbox.SetNow(b.now)
}

// action is something that is going to happen.
type action struct {
	at     time.Time
	number int
	do     func()
}

type agenda []action

func (a agenda) Len() int { return len(a) }
func (a agenda) Less(i, j int) bool {
	return cmp.Or(a[i].at.Compare(a[j].at), a[i].number-a[j].number) < 0
}
func (a agenda) Swap(i, j int) { a[i], a[j] = a[j], a[i] }
func (a *agenda) Push(x any)   { *a = append(*a, x.(action)) }
func (a *agenda) Pop() any {
	last := (*a)[len(*a)-1]
	*a = (*a)[:len(*a)-1]
	return last
}

// At plans something for a time to come; what is planned for a time that has passed is done at the next Advance.
func (b *Business) At(at time.Time, do func()) {
	b.planned++
	heap.Push(&b.agenda, action{at, b.planned, do})
}

// in plans something for later.
func (b *Business) in(d time.Duration, do func()) { b.At(b.now.Add(d), do) }

// listed is how long events matter: what is longer ago when time has been advanced is never told.
const listed = 31 * day

// Advance moves time on and does everything that falls due until then, the last second included.
func (b *Business) Advance(to time.Time) {
	quiet := to.Add(-listed)
	b.loud = false
	for len(b.agenda) > 0 && !b.agenda[0].at.After(to) {
		next := heap.Pop(&b.agenda).(action)
		if next.at.After(b.now) {
			b.set(next.at)
		}
		b.speakUp(quiet)
		next.do()
	}
	b.set(to)
	b.speakUp(quiet)
}

// speakUp tells events from a time on, and stores what changed before.
func (b *Business) speakUp(from time.Time) {
	if b.loud || b.now.Before(from) {
		return
	}
	b.loud = true
	for t := range b.unstored {
		b.sandbox.Keep(t.object())
	}
	clear(b.unstored)
}

// changed stores a thing as it is now and tells of it: by the given types, or by what Stripe has for the change.
func (b *Business) changed(t thing, types ...string) {
	if !b.loud {
		b.unstored[t] = true
		return
	}
	b.sandbox.Change(t.object(), types...)
}

// stored stores a thing as it is now without telling.
func (b *Business) stored(t thing) {
	if !b.loud {
		b.unstored[t] = true
		return
	}
	b.sandbox.Keep(t.object())
}

// id makes the next id with a prefix.
func (b *Business) id(prefix string) string {
	b.numbers[prefix]++
	return fmt.Sprintf("%s_%08d", prefix, b.numbers[prefix])
}

// second is an instant as Stripe writes it; null where there is none.
func second(at time.Time) any {
	if at.IsZero() {
		return nil
	}
	return at.Unix()
}

// word is null where there is none.
func word(s string) any {
	if s == "" {
		return nil
	}
	return s
}

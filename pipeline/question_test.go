package pipeline

import (
	"fmt"
	"path/filepath"
	"reflect"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"daybook"
)

// question is payments that anybody can make again, and what is known of them.
type question struct {
	n      int // payments
	first  daybook.Day
	wanted *answer
}

// answer is what happened, by day and channel.
type answer struct{ New, Active, Churned, Revenue [][8]int64 }

var channels = []string{"google", "meta", "email", "organic", "partner", "affiliate", "tiktok", "direct"}

const (
	questionDays = 1096
	inactive     = 30
)

func newQuestion(n int) *question {
	return &question{n: n, first: daybook.NewDay(2022, time.January, 1)}
}

func (q *question) last() daybook.Day { return q.first + questionDays - 1 }

func (q *question) now() time.Time { return time.Date(2025, 6, 1, 6, 0, 0, 0, time.UTC) }

func (q *question) day(i int) int { return i * questionDays / q.n }

func (q *question) customer(i int) int {
	return int(uint64(i+1) * 0x9E3779B97F4A7C15 >> 20 % uint64(q.n/5))
}

func (q *question) minor(i int) int64 { return int64(100 + i%4999) }

// payment is the i-th payment as a fact. Its customer has always the same channel.
func (q *question) payment(i int) *daybook.Payment {
	customer := q.customer(i)
	return &daybook.Payment{
		Header: daybook.Header{Day: q.first + daybook.Day(q.day(i)),
			Origin: daybook.Origin{ID: fmt.Sprintf("ch_%024x", uint64(i+1)*0xD6E8FEB86659FD93), Place: fmt.Sprintf("payments.csv:%d", i+2)}},
		Customer: fmt.Sprintf("cus_%08d", customer), Type: daybook.Charge, Amount: daybook.Money{Minor: q.minor(i), Currency: "USD"},
		Attributes: map[string]string{"channel": channels[customer%8]}}
}

// columns are the payments as the engine takes them.
func (q *question) columns() *daybook.Payments {
	p := daybook.NewPayments()
	for _, channel := range channels {
		p.Names.Sort(daybook.PaymentSort{Type: daybook.Charge, Currency: "USD", Attributes: map[string]string{"channel": channel}})
	}
	p.Names.First.See("USD", daybook.Header{Day: q.first})
	for i := range q.n {
		customer := q.customer(i)
		p.Days, p.Sorts, p.Minor = append(p.Days, q.first+daybook.Day(q.day(i))), append(p.Sorts, int32(customer%8)), append(p.Minor, q.minor(i))
		p.Customers = append(p.Customers, p.Names.Customer("shop", fmt.Appendf(nil, "cus_%08d", customer)))
	}
	return p
}

func (q *question) newAnswer() *answer {
	column := func() [][8]int64 { return make([][8]int64, questionDays) }
	return &answer{column(), column(), column(), column()}
}

// rows are the payments as integers in the order of days, made before anything is measured.
type rows struct {
	day, customer []int32
	minor         []int64
}

func (q *question) rows() rows {
	var r rows
	for i := range q.n {
		r.day, r.customer, r.minor = append(r.day, int32(q.day(i))), append(r.customer, int32(q.customer(i))), append(r.minor, q.minor(i))
	}
	return r
}

// pass answers in one pass: of each customer the day of the last payment is enough.
func (q *question) pass(r rows) *answer {
	a, last := q.newAnswer(), make([]int32, q.n/5) // 0: none yet
	for i, customer := range r.customer {
		day, channel, before := r.day[i], customer%8, last[customer]
		switch {
		case before == 0:
			a.New[day][channel]++
			a.Active[day][channel]++
		case day > before-1+inactive:
			a.Active[day][channel]++
			a.lose(before-1+inactive, channel)
		}
		a.Revenue[day][channel] += r.minor[i]
		last[customer] = day + 1
	}
	for customer, before := range last {
		if before != 0 {
			a.lose(before-1+inactive, int32(customer%8))
		}
	}
	a.addUp()
	return a
}

func (a *answer) lose(day, channel int32) {
	if day < questionDays {
		a.Churned[day][channel]++
		a.Active[day][channel]--
	}
}

// addUp makes stocks of the changes of active customers.
func (a *answer) addUp() {
	for day := 1; day < questionDays; day++ {
		for channel := range channels {
			a.Active[day][channel] += a.Active[day-1][channel]
		}
	}
}

func (a *answer) put(t testing.TB, s daybook.Snapshot, day, channel int) {
	var into [][8]int64
	unit := int64(1)
	switch s.KPI {
	case "customers_new":
		into = a.New
	case "customers_active":
		into = a.Active
	case "customers_churned":
		into = a.Churned
	case "revenue":
		into, unit = a.Revenue, 100
	default:
		return
	}
	value, err := daybook.ParseDecimal(s.Value)
	must(t, err)
	into[day][channel] = value.Ratio().Round(unit)
}

func (q *question) compare(t testing.TB, got *answer) {
	t.Helper()
	if !reflect.DeepEqual(q.wanted, got) {
		diff := cmp.Diff(q.wanted, got)
		t.Fatalf("another answer than that of the bare pass: -wanted +got\n%.2000s", diff)
	}
}

func TestTheQuestionHasOneAnswerWhoeverIsAsked(t *testing.T) {
	q := newQuestion(12_000)
	q.wanted = q.pass(q.rows())
	q.compare(t, q.fromMemory(t, q.pipeline(t, nil, nil), q.columns()))
	q.compare(t, q.inSQL(t, q.table(t)))
	book := q.book(t, filepath.Join(t.TempDir(), "book.db"))
	q.compare(t, q.fromBook(t, q.pipeline(t, book, nil)))
}

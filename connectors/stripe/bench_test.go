package stripe

import (
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	stripego "github.com/stripe/stripe-go/v76"

	"daybook"
	"daybook/connectors"
	"daybook/internal/stripesandbox"
	"daybook/internal/stripesandbox/billing"
	"daybook/pipeline/journal"
)

// many are the invoices of the Stripe benchmark: 10,000, or up to a million with -many.
var many = flag.Bool("many", false, "benchmark 10,000, 100,000 and 1,000,000 invoices instead of 10,000")

// warehouse is a server that answers lists of any length at once: pages are made from one invoice of the sandbox's
// billing engine by giving it other ids. No other list has anything.
type warehouse struct {
	invoices int
	parts    []string // the invoice as text, cut where its number belongs
	served   atomic.Int64
}

// mark stands for an invoice's number in the text that pages are made from.
const mark = "00000001"

func newWarehouse(b *testing.B, invoices int) *warehouse {
	sandbox := stripesandbox.New()
	shop := billing.New(sandbox, at("2024-01-10"))
	price := shop.AddPrice(billing.Price{Product: shop.AddProduct("Box"), Nickname: "box", Interval: "month", Unit: 2000})
	shop.Subscribe(shop.AddCustomer(billing.Customer{Email: "jane@example.com", Country: "DE"}), billing.Terms{Items: []billing.Item{{Price: price, Quantity: 2}}})
	shop.Advance(at("2024-01-12"))
	server := httptest.NewServer(sandbox)
	defer server.Close()
	request, _ := http.NewRequest(http.MethodGet, server.URL+"/v1/invoices", nil)
	request.Header.Set("Authorization", "Bearer "+testKey)
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		b.Fatal(err)
	}
	defer answer.Body.Close()
	var page struct{ Data []json.RawMessage }
	if err := json.NewDecoder(answer.Body).Decode(&page); err != nil || len(page.Data) != 1 {
		b.Fatalf("%d invoices (%v)", len(page.Data), err)
	}
	return &warehouse{invoices: invoices, parts: strings.Split(string(page.Data[0]), mark)}
}

func (w *warehouse) ServeHTTP(out http.ResponseWriter, r *http.Request) {
	out.Header().Set("Content-Type", "application/json")
	switch r.URL.Path {
	case "/v1/account":
		fmt.Fprint(out, `{"id":"acct_1","object":"account"}`)
	case "/v1/invoices":
		w.page(out, r)
	default:
		fmt.Fprint(out, `{"object":"list","data":[],"has_more":false}`)
	}
}

// page lists invoices that were made one a second, the newest first.
func (w *warehouse) page(out io.Writer, r *http.Request) {
	const first = 1704067200
	query := r.URL.Query()
	low, high := number(query.Get("created[gte]"))-first, w.invoices-1
	if until := query.Get("created[lt]"); until != "" {
		high = min(high, number(until)-first-1)
	}
	if after := query.Get("starting_after"); after != "" {
		high = min(high, number(after[len("in_"):])-1)
	}
	low = max(low, 0)
	var text strings.Builder
	for n := high; n >= low && n > high-pageSize; n-- {
		if n < high {
			text.WriteByte(',')
		}
		one := strings.Join(w.parts, fmt.Sprintf("%08d", n))
		text.WriteString(created(one, first+n))
	}
	fmt.Fprintf(out, `{"object":"list","data":[%s],"has_more":%t}`, text.String(), high-pageSize >= low)
	w.served.Add(int64(text.Len()))
}

// created sets when an invoice was made.
func created(one string, second int) string {
	from := strings.Index(one, `"created":`) + len(`"created":`)
	to := from + strings.IndexAny(one[from:], ",}")
	return one[:from] + strconv.Itoa(second) + one[to:]
}

func number(text string) int {
	n, _ := strconv.Atoi(text)
	return n
}

func benchmarkSizes() []int {
	if *many {
		return []int{10_000, 100_000, 1_000_000}
	}
	return []int{10_000}
}

// BenchmarkStripe reads invoices from a local server into a book on the disk: decoded, stored, derived and journalled;
// and, for comparison, reads the same bytes and decodes them with encoding/json into stripe-go's types.
func BenchmarkStripe(b *testing.B) {
	for _, size := range benchmarkSizes() {
		w := newWarehouse(b, size)
		server := httptest.NewServer(w)
		b.Run(fmt.Sprintf("decode and journal/%d", size), func(b *testing.B) {
			measure(b, size, func() { journalAll(b, server.URL, size) })
		})
		b.Run(fmt.Sprintf("encoding json into stripe-go/%d", size), func(b *testing.B) {
			measure(b, size, func() { decodeAll(b, server.URL, size) })
		})
		server.Close()
	}
}

// measure reports objects a second: on the clock, and of the processor's time of this process, the server's included,
// which other programs on the machine disturb less.
func measure(b *testing.B, size int, run func()) {
	before := processor(b)
	for b.Loop() {
		b.ReportMetric(float64(watch(run))/(1<<20), "peak-MB")
	}
	objects := float64(size) * float64(b.N)
	b.ReportMetric(objects/b.Elapsed().Seconds(), "objects/s")
	b.ReportMetric(objects/(processor(b)-before).Seconds(), "objects/processor-s")
}

// processor returns the processor's time that this process has taken.
func processor(b *testing.B) time.Duration {
	var usage syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &usage); err != nil {
		b.Fatal(err)
	}
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}

func journalAll(b *testing.B, url string, size int) {
	book, err := journal.Open(b.Context(), filepath.Join(b.TempDir(), "book.db"), journal.Options{Company: "x", Now: time.Now})
	if err != nil {
		b.Fatal(err)
	}
	defer book.Close()
	lease, err := book.Acquire(b.Context(), "bench", 0, nil)
	if err != nil {
		b.Fatal(err)
	}
	sink, err := book.Sink(b.Context(), lease, 1, "shop")
	if err != nil {
		b.Fatal(err)
	}
	defer sink.Close()
	source := open(connectors.Env{Name: "shop", Zone: time.UTC, Now: time.Now, Log: slog.New(slog.DiscardHandler)},
		Options{APIKey: testKey, BaseURL: url, Rate: 1_000_000}, &limiters{})
	if err := source.Pull(b.Context(), daybook.Request{Documents: book.Documents("shop")}, sink); err != nil {
		b.Fatal(err)
	}
	if got := sink.Tally().New; got < int64(size) {
		b.Fatalf("%d facts of %d invoices", got, size)
	}
}

func decodeAll(b *testing.B, url string, size int) {
	after, read := "", 0
	for more := true; more; {
		answer, err := http.Get(url + "/v1/invoices?limit=100&starting_after=" + after)
		if err != nil {
			b.Fatal(err)
		}
		body, err := io.ReadAll(answer.Body)
		answer.Body.Close()
		var page stripego.InvoiceList
		if err == nil {
			err = json.Unmarshal(body, &page)
		}
		if err != nil {
			b.Fatal(err)
		}
		read += len(page.Data)
		after, more = page.Data[len(page.Data)-1].ID, page.HasMore
	}
	if read != size {
		b.Fatalf("%d invoices of %d", read, size)
	}
}

// watch returns the most memory in use on the heap while something runs.
func watch(run func()) (peak uint64) {
	runtime.GC()
	done, finished := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(finished)
		for {
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			peak = max(peak, m.HeapAlloc)
			select {
			case <-done:
				return
			case <-time.After(20 * time.Millisecond):
			}
		}
	}()
	run()
	close(done)
	<-finished
	return peak
}

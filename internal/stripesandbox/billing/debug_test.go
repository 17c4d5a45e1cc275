package billing_test

import (
	"encoding/json"
	"fmt"
	"math/big"
	"os"
	"slices"
	"strconv"
	"testing"
	"time"

	"log/slog"

	"daybook"
	"daybook/connectors"
	"daybook/connectors/connectortest"
	"daybook/connectors/stripe"
	"daybook/pipeline"
)

func TestDebug(t *testing.T) {
	from, _ := strconv.Atoi(os.Getenv("SEED"))
	if from == 0 {
		t.Skip()
	}
	n, _ := strconv.Atoi(os.Getenv("N"))
	for seed := from; seed < from+max(n, 1); seed++ {
		c := open(t, uint64(seed), 1, 365*day)
		if os.Getenv("INC") != "" {
			c = open(t, uint64(seed), 1, 1*day)
			for c.Now().Before(newYear.Add(365 * day)) {
				c.Advance(c.Now().Add(5 * day))
				if r, err := c.run(t); err != nil {
					t.Fatal(err, r)
				}
			}
		}
		report, err := c.run(t)
		if err != nil {
			t.Fatal(err)
		}
		mrr := c.figures(t, "mrr")
		var days []daybook.Day
		for d := range mrr {
			days = append(days, d)
		}
		slices.Sort(days)
		wrong := ""
		last := ""
		count := 0
		for _, d := range days {
			truth := c.MRR((d + 1).Start(c.config.Company.Zone).Add(-time.Second))["usd"]
			if truth == nil {
				truth = new(big.Rat)
			}
			truth = new(big.Rat).Quo(truth, big.NewRat(100, 1))
			if a, b := mrr[d].FloatString(2), truth.FloatString(2); a != b {
				count++
				if last != a+b {
					wrong += fmt.Sprintf("  %s found %s truth %s\n", d, a, b)
				}
				last = a + b
			} else {
				if last != "" {
					wrong += fmt.Sprintf("  %s agreed %s\n", d, a)
				}
				last = ""
			}
		}
		if wrong == "" {
			continue
		}
		fmt.Printf("=== seed %d: %d days wrong (rejects %d)\n%s", seed, count, report.Rejects, wrong)
		if os.Getenv("V") == "" {
			continue
		}
		for _, l := range c.Story() {
			fmt.Println("   ", l)
		}
		p, err := pipeline.New(c.config, c.book, pipeline.Parts{Now: c.now, Log: slog.New(slog.DiscardHandler), Holder: "test", Connectors: []connectors.Connector{stripe.Connector()}})
		_ = p
		src, err := stripe.Connector().Open(connectors.Env{Name: "shop", Zone: c.config.Company.Zone, Currency: "USD", Now: c.now, Log: slog.New(slog.DiscardHandler)}, opts(t, c))
		if err != nil {
			t.Fatal(err)
		}
		into := &connectortest.Recorder{}
		if err := src.Pull(t.Context(), daybook.Request{}, into); err != nil {
			t.Fatal(err)
		}
		for _, f := range into.Facts() {
			if s, ok := f.(*daybook.Subscription); ok {
				text, _ := json.Marshal(s)
				fmt.Println("   ", string(text))
			}
		}
	}
}

func opts(t *testing.T, c *company) any {
	o := stripe.Connector().Options()
	if err := c.config.Sources[0].Options.Decode(o); err != nil {
		t.Fatal(err)
	}
	return o
}

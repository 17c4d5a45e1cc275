package bakery_test

import (
	"cmp"
	"iter"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"slices"
	"strconv"
	"testing"
	"time"

	"daybook"
	"daybook/config"
	"daybook/connectors"
	"daybook/connectors/connectortest"
	"daybook/connectors/stripe"
	"daybook/internal/bakery"
	"daybook/transforms/posting"
)

// demo is a history and its folder, with the sandbox served where its daybook.yaml says.
type demo struct {
	truth  bakery.Truth
	days   daybook.Range
	config *config.Config
}

func open(t *testing.T, o bakery.Options) demo {
	t.Helper()
	dir, mux := t.TempDir(), http.NewServeMux()
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	address, _ := url.Parse(server.URL)
	o.Port, _ = strconv.Atoi(address.Port())
	company, err := bakery.Generate(o)
	if err != nil {
		t.Fatal(err)
	}
	if err := bakery.Write(dir, o); err != nil {
		t.Fatal(err)
	}
	sandbox, err := bakery.Sandbox(dir)
	if err != nil {
		t.Fatal(err)
	}
	mux.Handle("/", sandbox)
	loaded, err := config.Load(filepath.Join(dir, "daybook.yaml"), func(string) (string, bool) { return "", false })
	if err != nil {
		t.Fatal(err)
	}
	return demo{company.Truth(), o.Range(), loaded}
}

// pull reads the sources of a type as a run does, and returns what they gave.
func (d demo) pull(t *testing.T, connector connectors.Connector) *connectortest.Recorder {
	t.Helper()
	into := &connectortest.Recorder{}
	for _, s := range d.config.Sources {
		if s.Type != connector.Type {
			continue
		}
		options := connector.Options()
		if err := s.Options.Decode(options); err != nil {
			t.Fatal(err)
		}
		source, err := connector.Open(connectors.Env{Name: s.Name, Dir: d.config.Dir, Zone: d.config.Company.Zone,
			Currency: d.config.Company.Currency, Now: d.now, Log: slog.New(slog.DiscardHandler)}, options)
		if err != nil {
			t.Fatal(err)
		}
		if err := source.Pull(t.Context(), daybook.Request{}, into); err != nil {
			t.Fatal(err)
		}
	}
	return into
}

func (d demo) now() time.Time { return (d.days.To + 1).Start(d.config.Company.Zone) }

// measures posts facts under the demo's policy and sums each measure by day.
func (d demo) measures(t *testing.T, facts []daybook.Fact) map[daybook.Measure]map[daybook.Day]int64 {
	t.Helper()
	survey := posting.NewSurvey()
	for _, fact := range facts {
		survey.Add(fact, d.config.Accounts)
	}
	resolved := posting.Resolve(d.config.Policy, survey)
	poster := posting.New(posting.Rules{Policy: resolved.Policy, LedgerMarketing: resolved.LedgerMarketing, Accounts: d.config.Accounts,
		Dimensions: []string{"channel", "plan"}, Periods: []daybook.Period{"30d", "month"}, Until: d.days.To})
	sums := map[daybook.Measure]map[daybook.Day]int64{}
	err := poster.Post(grouped(facts), func(p daybook.Posting) error {
		if sums[p.Measure] == nil {
			sums[p.Measure] = map[daybook.Day]int64{}
		}
		sums[p.Measure][p.Day] += p.Amount
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return sums
}

// grouped yields facts by source and customer, as the book does.
func grouped(facts []daybook.Fact) iter.Seq2[daybook.Fact, error] {
	slices.SortStableFunc(facts, func(a, b daybook.Fact) int {
		return cmp.Or(cmp.Compare(a.Head().Origin.Source, b.Head().Origin.Source), cmp.Compare(daybook.CustomerOf(a), daybook.CustomerOf(b)))
	})
	return func(yield func(daybook.Fact, error) bool) {
		for _, fact := range facts {
			if !yield(fact, nil) {
				return
			}
		}
	}
}

func TestStripeTellsTheTruthOfEveryDay(t *testing.T) {
	for _, o := range []bakery.Options{{Seed: 1860, To: daybook.NewDay(2025, 11, 22), Days: 460}, {Seed: 2, To: daybook.NewDay(2025, 3, 9), Days: 200}} {
		t.Run(o.To.String(), func(t *testing.T) {
			d := open(t, o)
			found := d.pull(t, stripe.Connector())
			if rejects := found.Rejects(); len(rejects) > 0 {
				t.Fatalf("%d rejects, the first: %+v", len(rejects), *rejects[0])
			}
			d.compareLives(t, d.measures(t, found.Facts()))
		})
	}
}

// compareLives compares customers and MRR day by day.
func (d demo) compareLives(t *testing.T, found map[daybook.Measure]map[daybook.Day]int64) {
	t.Helper()
	const scale = posting.MonthlyScale / 12 // the truth is in twelfths
	var mrr int64
	for _, day := range d.truth.Days {
		mrr += found[posting.MRR][day.Day]
		for what, pair := range map[string][2]int64{
			"MRR":                   {mrr, day.MRR * scale},
			"new MRR":               {found[posting.MRRNew][day.Day], day.MRRNew * scale},
			"expansion":             {found[posting.MRRExpansion][day.Day], day.MRRExpansion * scale},
			"contraction":           {found[posting.MRRContraction][day.Day], day.MRRContraction * scale},
			"churned MRR":           {found[posting.MRRChurned][day.Day], day.MRRChurned * scale},
			"reactivation":          {found[posting.MRRReactivation][day.Day], day.MRRReactivation * scale},
			"new customers":         {found[posting.CustomersNew][day.Day], int64(day.New)},
			"churned customers":     {found[posting.CustomersChurned][day.Day], int64(day.Churned)},
			"reactivated customers": {found[posting.CustomersReactivated][day.Day], int64(day.Reactivated)},
			"charges":               {found[posting.Charges][day.Day], day.Charged},
			"number of charges":     {found[posting.PaymentCount][day.Day], int64(day.Charges)},
			"refunds":               {found[posting.Refunds][day.Day], day.Refunded},
			"fees":                  {found[posting.Fees][day.Day], day.Fees},
		} {
			if pair[0] != pair[1] {
				t.Errorf("%s: %s is %d, the truth %d", day.Day, what, pair[0], pair[1])
			}
		}
	}
}

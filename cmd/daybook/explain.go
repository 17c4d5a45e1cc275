package main

import (
	"context"
	"encoding/json"
	"math/big"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"daybook"
	"daybook/pipeline"
	"daybook/transforms/kpi"
)

type explainFlags struct {
	day, period, segment    string
	from, to, by            string
	change, records, asJSON bool
}

func (a *app) explainCommand() *cobra.Command {
	var f explainFlags
	command := &cobra.Command{
		Use: "explain KPI", Short: "Take a figure apart, down to the records behind it, or its change from day to day", Args: exactly(1),
		Long: "Take a figure apart: its formula with the numbers put in, what each source gave to it, and every record.\n" +
			"With --change: how it came from one day's figure to another's, as effects of the parts of its formula,\n" +
			"or of segments, that add up to the change.",
		RunE: func(c *cobra.Command, args []string) error {
			if err := f.check(); err != nil {
				return err
			}
			if f.change {
				return a.explainChange(c.Context(), args[0], f)
			}
			return a.explain(c.Context(), args[0], f)
		},
	}
	flags := command.Flags()
	flags.StringVar(&f.day, "day", "", "the `day` of the figure (default: the latest published)")
	flags.StringVar(&f.period, "period", "", "its `period` (default: the first one configured)")
	flags.StringVar(&f.segment, "segment", "", "its segment, `DIM=VALUE` (default: the total)")
	flags.BoolVar(&f.change, "change", false, "split the change of the figure between two days")
	flags.StringVar(&f.from, "from", "", "with --change: the earlier `day`")
	flags.StringVar(&f.to, "to", "", "with --change: the later `day` (default: the latest published)")
	flags.StringVar(&f.by, "by", "", "with --change: split it by the segments of a `dimension` (volume, price and mix; rate and mix)")
	flags.BoolVar(&f.records, "records", false, "list every record, down to the cell, row or object id")
	addJSON(command, &f.asJSON)
	return command
}

func (a *app) explain(ctx context.Context, name string, f explainFlags) error {
	return a.withPipeline(ctx, func(p *pipeline.Pipeline) error {
		key, err := f.key(ctx, name, "--day", f.day, p)
		if err != nil {
			return err
		}
		x, err := p.Explain(ctx, key)
		if err != nil {
			return err
		}
		if f.asJSON {
			return a.printJSON(explanationDocument(x, f.records))
		}
		return printExplanation(a.out, x, p.Config.Company.Currency, f.records)
	})
}

// key names the figure on the day that a flag says.
func (f explainFlags) key(ctx context.Context, name, flag, text string, p *pipeline.Pipeline) (daybook.Key, error) {
	key := daybook.Key{KPI: name, Period: p.Config.KPIs.Periods[0], Segment: f.segment}
	if f.period != "" {
		period, err := daybook.ParsePeriod(f.period)
		if err != nil {
			return key, &daybook.Error{Code: daybook.Misconfigured, Place: "--period", Err: err}
		}
		key.Period = period
	}
	day, err := parseDay(flag, text, p.Today())
	if err != nil {
		return key, err
	}
	if day.IsZero() {
		if day, err = p.Book.LastDay(ctx, time.Time{}); err != nil {
			return key, err
		}
		if day.IsZero() {
			return key, &daybook.Error{Place: "explain", Found: "no figures in the book yet", Wanted: "one to explain", Hint: "daybook run computes them"}
		}
		day = lastOf(key.Period, day, p.Config.Company.Calendar())
	}
	key.Day = day
	return key, nil
}

// termDocument is a term as JSON.
type termDocument struct {
	Label   string         `json:"label"`
	Sign    string         `json:"sign,omitempty"`
	Value   json.Number    `json:"value,omitempty"`
	Reason  daybook.Reason `json:"reason,omitempty"`
	Measure string         `json:"measure,omitempty"`
	From    daybook.Day    `json:"from,omitzero"`
	To      daybook.Day    `json:"to,omitzero"`
	Terms   []termDocument `json:"terms,omitempty"`
}

type shareDocument struct {
	Measure string      `json:"measure"`
	From    daybook.Day `json:"from,omitzero"`
	To      daybook.Day `json:"to"`
	Source  string      `json:"source"`
	Records int         `json:"records"`
	Amount  json.Number `json:"amount"`
}

type recordDocument struct {
	Measure string       `json:"measure"`
	From    daybook.Day  `json:"from,omitzero"`
	To      daybook.Day  `json:"to"`
	Source  string       `json:"source"`
	Kind    daybook.Kind `json:"kind"`
	ID      string       `json:"id"`
	Place   string       `json:"place"`
	Day     daybook.Day  `json:"day"`
	Amount  json.Number  `json:"amount"`
}

func explanationDocument(x pipeline.Explanation, withRecords bool) any {
	document := map[string]any{
		"company": x.Company, "kpi": x.Figure.Key.KPI, "period": x.Figure.Period, "segment": x.Figure.Segment, "day": x.Figure.Day,
		"definition": x.Figure.KPI.Definition, "formula": x.Figure.KPI.Formula(),
		"value": number(exact(x.Figure.Value)), "reason": orNil(x.Figure.Value.Reason()),
		"numerator": newTermDocument(x.Figure.Numerator), "denominator": newTermDocument(x.Figure.Denominator),
	}
	shares, parts := []shareDocument{}, rounding{}
	for _, s := range x.Shares {
		from, to := daysOf(s.Term)
		shares = append(shares, shareDocument{string(s.Term.Measure), from, to, s.Source, s.Records, parts.next(s.Term, s.Amount)})
	}
	document["sources"] = shares
	if withRecords {
		records, parts := []recordDocument{}, rounding{}
		for _, r := range x.Records {
			from, to := daysOf(r.Term)
			records = append(records, recordDocument{string(r.Measure), from, to, r.Origin.Source, r.Kind, r.Origin.ID, r.Origin.Place, r.Day, parts.next(r.Term, r.Amount)})
		}
		document["records"] = records
	}
	return document
}

func newTermDocument(t kpi.Term) termDocument {
	from, to := daysOf(t)
	document := termDocument{Label: t.Label, Sign: t.Sign, Value: exact(t.Amount), Reason: t.Amount.Reason(), Measure: string(t.Measure), From: from, To: to}
	for _, part := range t.Terms {
		document.Terms = append(document.Terms, newTermDocument(part))
	}
	return document
}

// daysOf returns the days of a flow, or for a stock only the day at whose close it was read.
func daysOf(t kpi.Term) (from, to daybook.Day) {
	if t.Day.IsZero() {
		return t.Days.From, t.Days.To
	}
	return 0, t.Day
}

// rounding writes the parts of a measure so that what is printed adds up to the measure as printed: each
// part is the rounded sum so far less the one before. The parts of one measure come one after the other.
type rounding struct {
	of  kpi.Term
	sum daybook.Ratio
}

func (r *rounding) next(of kpi.Term, part daybook.Ratio) json.Number {
	if !r.of.Same(of) {
		*r = rounding{of: of}
	}
	before := r.sum
	r.sum = before.Add(part)
	return exact(roundedTo(r.sum, 10).Sub(roundedTo(before, 10)))
}

// roundedTo is a defined ratio as it is written with so many decimals.
func roundedTo(r daybook.Ratio, decimals int) daybook.Ratio {
	written, _ := new(big.Rat).SetString(r.Text(decimals))
	return daybook.RatioOf(written.Num(), written.Denom())
}

// exact writes a ratio with the fewest decimals up to ten that show it.
func exact(r daybook.Ratio) json.Number {
	text := r.Text(10)
	if strings.Contains(text, ".") {
		text = strings.TrimRight(strings.TrimRight(text, "0"), ".")
	}
	return json.Number(text)
}

package pipeline

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"

	"daybook"
	"daybook/config"
	"daybook/transforms/cube"
	"daybook/transforms/posting"
	"daybook/transforms/statement"
)

// Lint looks through the facts in the book for what would mislead: accounts without a class, a ledger
// that does not balance, a policy that leaves facts out. What would fail a run is an error: a missing
// exchange rate, and spend that is known twice, for the operator has to say which one counts.
func (p *Pipeline) Lint(ctx context.Context) (Findings, error) {
	c, err := p.prepare(ctx, p.Today())
	if err == nil {
		err = firstError(c.engine.Compute(daybook.Range{From: 1, To: p.Today() - 1}))
	}
	notices, statusErr := p.lintSources(ctx)
	err = errors.Join(err, statusErr)
	for _, notice := range c.notices {
		if notice.Place == "policy.spend.basis" {
			err = errors.Join(err, p.spentTwice(notice.Place))
			continue
		}
		notices = append(notices, notice)
	}
	if c.engine != nil && !c.engine.Cube.Days().IsZero() {
		segments := c.engine.Cube.Segments()
		notices = append(append(notices, p.lintLags(segments)...), p.lintSegments(segments)...)
	}
	return Findings{Notices: notices, Accounts: proposals(c.unmapped)}, err
}

// Findings is what Lint has to tell.
type Findings struct {
	Notices  []daybook.Notice `json:"notices"`
	Accounts []Proposal       `json:"accounts"`
}

// firstError computes figures for nothing but the error that ends them.
func firstError(figures iter.Seq2[daybook.Snapshot, error]) error {
	for _, err := range figures {
		if err != nil {
			return err
		}
	}
	return nil
}

// staleAfter is how many days old the newest record of a source may be: a month, and some days to export it.
const staleAfter = 35

// lintSources tells of sources in the book that the configuration no longer has, for what they brought
// still counts, of those that bring nothing new, and of what was wrong when they were read last.
func (p *Pipeline) lintSources(ctx context.Context) ([]daybook.Notice, error) {
	statuses, err := p.Book.SourceStatuses(ctx)
	notices := []daybook.Notice{}
	for _, s := range statuses {
		age := int(p.Today() - s.LastDay)
		switch {
		case s.Facts == 0:
		case !p.configured(s.Source):
			text := fmt.Sprintf("not configured, but its %d facts in the book still count", s.Facts)
			notices = append(notices, daybook.Notice{Place: "source " + s.Source, Text: text})
		case age > staleAfter:
			text := fmt.Sprintf("stale: its newest record is of %s, %d days ago; if it is exported by hand, export it again", s.LastDay, age)
			notices = append(notices, daybook.Notice{Place: "source " + s.Source, Text: text})
		}
		ledger, ledgerErr := p.lintLedger(ctx, s)
		notices, err = append(notices, ledger...), errors.Join(err, ledgerErr)
		standing, standingErr := p.Standing(ctx, s.Source)
		for _, notice := range standing {
			notices = append(notices, daybook.Notice{Place: "source " + s.Source, Text: notice.Place + ": " + notice.Text})
		}
		err = errors.Join(err, standingErr)
	}
	return notices, err
}

// lintLags tells of lags of channels that nothing comes from: their names may be misspelt.
func (p *Pipeline) lintLags(segments []cube.Segment) []daybook.Notice {
	known := valuesOf("channel", segments)
	var notices []daybook.Notice
	for _, channel := range slices.Sorted(maps.Keys(p.Config.Policy.CAC.LagByChannel)) {
		if !slices.Contains(known, channel) {
			text := strings.TrimSuffix(fmt.Sprintf("nothing has the channel %q; %s", channel, config.DidYouMean(channel, known)), "; ")
			notices = append(notices, daybook.Notice{Place: "policy.cac.lag_by_channel", Text: text})
		}
	}
	return notices
}

// lintSegments tells of dimensions of which nothing that was read has a value: no figure is published by them.
func (p *Pipeline) lintSegments(segments []cube.Segment) []daybook.Notice {
	var notices []daybook.Notice
	told := map[string]bool{}
	for _, combined := range p.Config.KPIs.Segments {
		for dimension := range strings.SplitSeq(combined, ",") {
			if !told[dimension] && len(valuesOf(dimension, segments)) == 0 {
				text := fmt.Sprintf("nothing that was read has a %s, so no figure is published by it; give a source the column, or leave the segment out", dimension)
				notices = append(notices, daybook.Notice{Place: "kpis.segments", Text: text})
			}
			told[dimension] = true
		}
	}
	return notices
}

// valuesOf lists the known values of a dimension.
func valuesOf(dimension string, segments []cube.Segment) (values []string) {
	for _, s := range segments {
		if value, has := s.Value(dimension); has && value != cube.Unknown {
			values = append(values, value)
		}
	}
	return values
}

// lintLedger tells of a ledger whose debits and credits differ, whatever signs its amounts have.
func (p *Pipeline) lintLedger(ctx context.Context, s daybook.SourceStatus) ([]daybook.Notice, error) {
	if s.Facts == 0 {
		return nil, nil
	}
	statements, err := p.Statements(ctx, s.Source, daybook.Range{})
	var notices []daybook.Notice
	for _, one := range statements {
		if difference := one.Trial.Difference(); !one.Holds(statement.Balances) {
			text := fmt.Sprintf("at the close of %s debits less credits are %s; daybook sources %s --statement says where", one.Days.To, difference, s.Source)
			notices = append(notices, daybook.Notice{Place: "source " + s.Source, Text: text})
		}
	}
	return notices, err
}

func (p *Pipeline) configured(name string) bool {
	return slices.ContainsFunc(p.sources, func(s source) bool { return s.Name == name })
}

func (p *Pipeline) spentTwice(place string) error {
	return &daybook.Error{
		Code: daybook.Misconfigured, Place: p.Config.Path + ": " + place,
		Found:  "spend twice, in the ledger's sales_marketing accounts and as spend facts",
		Wanted: "a choice", Remedy: "set it to ledger, spend or both",
	}
}

// toldUnmapped is how many accounts without a class are told one by one: those on which the most hangs.
const toldUnmapped = 20

// ledgerNotices says what of the ledger counts nowhere, and what does not balance.
func ledgerNotices(poster *posting.Poster) []daybook.Notice {
	var notices []daybook.Notice
	for i, account := range poster.Unmapped() {
		if i == toldUnmapped {
			more := fmt.Sprintf("%d more accounts have no class; daybook check suggests a rule for each", len(poster.Unmapped())-i)
			notices = append(notices, daybook.Notice{Place: "accounts", Text: more})
			break
		}
		notices = append(notices, unmappedNotice(account))
	}
	if unbalanced := poster.Unbalanced(); len(unbalanced) > 0 {
		notices = append(notices, unbalancedNotice(unbalanced))
	}
	for _, total := range poster.Replaced() {
		notices = append(notices, replacedNotice(total))
	}
	return notices
}

func replacedNotice(r posting.Replaced) daybook.Notice {
	return daybook.Notice{
		Place: r.Origin.String(),
		Text: fmt.Sprintf("the statement has %s for account %q in %s, and finer records of these days have %s, which count; export both again",
			r.Printed, strings.TrimSpace(r.Account.Code+" "+r.Account.Name), r.Days, r.Finer),
	}
}

func unbalancedNotice(all []posting.UnbalancedTransaction) daybook.Notice {
	first := all[0]
	what := "transaction " + first.Transaction
	if first.Transaction == "" {
		what = "its entries without a transaction"
	}
	return daybook.Notice{
		Place: "source " + first.Source,
		Text:  fmt.Sprintf("the ledger does not balance: %s, debits less credits are %s; %d such in all", what, first.Difference, len(all)),
	}
}

package posting

import (
	"slices"

	"daybook"
	"daybook/config"
)

// Rules is everything besides the facts that decides what is posted.
type Rules struct {
	Policy          config.Policy // resolved: nothing in it says auto (see Resolve)
	LedgerMarketing bool          // the ledger has sales_marketing accounts (see Resolve)
	Accounts        []config.AccountRule
	Types           Types // what the reports of a source tell one another of their accounts (see Resolve)
	Match           config.Match
	Periods         []daybook.Period // which measures that look back to an opening are needed
	Calendar        daybook.Calendar
	Dimensions      []string // the dimensions of any segment: channel, plan, …; Cohort where customers are grouped by when they came
	Cohorts         daybook.Grain
	FirstTouch      []string    // the attributes that a customer keeps as they were first known: its channel
	Until           daybook.Day // the last day that is computed: nothing is posted after it
}

// lookBacks lists the periods whose measures look back to an opening. The month to date is always among
// them: the lifetime value needs monthly churn.
func (r Rules) lookBacks() []daybook.Period {
	periods := []daybook.Period{"mtd"}
	for _, period := range r.Periods {
		if period = period.ToDate(); !slices.Contains(periods, period) {
			periods = append(periods, period)
		}
	}
	return periods
}

// Poster applies rules to facts. Use New.
type Poster struct {
	rules    Rules
	periods  []lookBack
	accounts map[daybook.Account]treatment
	unmapped unmapped
	balance  balance
	settling settling
	totals   totals
	payers   *payers       // of payments that come in columns
	lives    *payerPosting // what they amount to
	emit     func(daybook.Posting) error
}

// New returns a Poster.
func New(rules Rules) *Poster {
	p := &Poster{rules: rules, accounts: map[daybook.Account]treatment{}, unmapped: unmapped{}, balance: balance{}, settling: settling{}}
	for _, period := range rules.lookBacks() {
		p.periods = append(p.periods, newLookBack(period, rules.Calendar))
	}
	return p
}

// Unmapped lists the ledger accounts met so far that have no class, the one with the greatest amount first.
func (p *Poster) Unmapped() []UnmappedAccount { return p.unmapped.list(p.accounts) }

// Unbalanced lists the transactions met so far whose debits and credits differ.
func (p *Poster) Unbalanced() []UnbalancedTransaction { return p.balance.list() }

// Replaced lists the totals of statements that gave way to lines, or to finer totals, which say something else.
func (p *Poster) Replaced() []Replaced { return p.totals.gave }

// post emits what a fact adds to a measure; nothing for an amount of 0 or a day that is not computed.
func (p *Poster) post(cause daybook.Fact, day daybook.Day, measure daybook.Measure, amount daybook.Money, dimensions map[string]string) error {
	return p.hand(daybook.Posting{Measure: measure, Dimensions: dimensions}, cause, day, amount)
}

// postWhole emits what a customer as a whole adds to a measure, by the record that it is traced to.
func (p *Poster) postWhole(cause daybook.Fact, day daybook.Day, measure daybook.Measure, amount daybook.Money, dimensions map[string]string) error {
	return p.hand(daybook.Posting{Measure: measure, Dimensions: dimensions, Whole: true}, cause, day, amount)
}

func (p *Poster) hand(posted daybook.Posting, cause daybook.Fact, day daybook.Day, amount daybook.Money) error {
	if amount.Minor == 0 || day > p.rules.Until {
		return nil
	}
	posted.Day, posted.Amount, posted.Currency = day, amount.Minor, amount.Currency
	posted.Cause, posted.Kind = cause.Head().Origin, cause.Kind()
	return p.emit(posted)
}

// posts emits the same amount to several measures.
func (p *Poster) posts(cause daybook.Fact, amount daybook.Money, dimensions map[string]string, measures ...daybook.Measure) error {
	for _, measure := range measures {
		if err := p.post(cause, cause.Head().Day, measure, amount, dimensions); err != nil {
			return err
		}
	}
	return nil
}

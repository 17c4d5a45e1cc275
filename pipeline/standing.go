package pipeline

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"iter"

	"daybook"
	"daybook/transforms/posting"
)

// What a run has worked out stands in the book until the next one: the cube, and beside it what else the
// next run would have to read every fact for.

// computing grows when the same facts give other postings or figures than before: then the first run of the new
// version computes everything anew.
const computing = 3

// standing is what is kept beside the cube's series.
type standing struct {
	Survey    *posting.Survey  // what facts there are
	Resolved  string           // what the policy resolved to by it
	Notices   []daybook.Notice // of the ledger
	Figures   string           // under which of kpis and periods figures were published
	Published daybook.Range    // and for which days
}

const standingName = "standing"

func (s standing) encode() []byte {
	text, err := json.Marshal(s)
	if err != nil {
		panic(err) // texts, numbers and days: it cannot fail
	}
	return text
}

// with yields the cube's series, and then what stands beside them.
func (s standing) with(series iter.Seq2[string, []byte]) iter.Seq2[string, []byte] {
	return func(yield func(string, []byte) bool) {
		for name, data := range series {
			if !yield(name, data) {
				return
			}
		}
		yield(standingName, s.encode())
	}
}

// cubeRules is the fingerprint of everything besides the facts that decides what is in the cube.
func (p *Pipeline) cubeRules() string {
	c := p.Config
	return fingerprint(computing, c.Policy.Switches(), c.Accounts, c.Customers, c.Company.Calendar(), p.lookBacks(), p.cuts(),
		c.KPIs.Cohorts.Grain, p.horizon())
}

// figureRules is the fingerprint of what else decides about the figures, once the cube is there.
func (p *Pipeline) figureRules() string {
	c := p.Config
	return fingerprint(computing, c.Company.Currency, c.KPIs, c.Policy.Switches())
}

func fingerprint(parts ...any) string {
	text, err := json.Marshal(parts)
	if err != nil {
		text = fmt.Appendf(nil, "%+v", parts)
	}
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:12])
}

// horizon is how far the cube looks ahead: what follows from the facts of today is posted up to the end of
// next year, so that a day that passes changes nothing in it.
func (p *Pipeline) horizon() daybook.Day {
	year, _, _ := p.Today().Date()
	return daybook.NewDay(year+2, 1, 1) - 1
}

// resolvedText is what a survey made of the policy's autos.
func resolvedText(r posting.Resolved) string {
	return fmt.Sprint(r.Policy.Switches(), r.LedgerMarketing)
}

// survey counts the facts of each kind, and the entries of each class.
func (p *Pipeline) survey(ctx context.Context) (*posting.Survey, error) {
	survey := posting.NewSurvey()
	for fact, err := range p.Book.Facts(ctx, entries()) {
		if err != nil {
			return nil, err
		}
		survey.Add(fact, p.Config.Accounts)
	}
	kinds, err := p.Book.Kinds(ctx)
	survey.Kinds = kinds
	return survey, err
}

// follow brings a survey level with what has changed: where the ledger did, it is looked through once more.
func (p *Pipeline) follow(ctx context.Context, survey *posting.Survey, changed changes) (*posting.Survey, error) {
	if changed.ledger {
		return p.survey(ctx)
	}
	kinds, err := p.Book.Kinds(ctx)
	survey.Kinds = kinds
	return survey, err
}

// typesIn are what the reports among some facts tell one another of their accounts.
func (p *Pipeline) typesIn(facts []daybook.Fact) posting.Types {
	survey := posting.NewSurvey()
	for _, fact := range facts {
		survey.Add(fact, p.Config.Accounts)
	}
	return posting.Resolve(p.Config.Policy, survey).Types
}

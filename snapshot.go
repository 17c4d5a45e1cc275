package daybook

import (
	"context"
	"iter"
	"time"
)

// Measurement is the unit of a KPI.
type Measurement string

// The units. A percent is published as the fraction that it is: 0.05 means 5 %.
const (
	UnitMoney   Measurement = "money" // major units of the snapshot's currency
	UnitCount   Measurement = "count"
	UnitPercent Measurement = "percent"
	UnitRatio   Measurement = "ratio"
	UnitMonths  Measurement = "months"
	UnitDays    Measurement = "days"
	UnitScore   Measurement = "score"
)

// Direction says which way is better.
type Direction string

// The directions.
const (
	HigherIsBetter Direction = "higher_is_better"
	LowerIsBetter  Direction = "lower_is_better"
	Neutral        Direction = "neutral"
)

// Key names one figure: a KPI over a period ending on Day, in total (Segment "") or for "channel=google".
type Key struct {
	KPI     string `json:"kpi"`
	Period  Period `json:"period"`
	Segment string `json:"segment"`
	Day     Day    `json:"day"`
}

// Snapshot is one figure as published. Value, Numerator and Denominator are decimals, rounded once and
// half to even: a value of money to the currency's decimals, everything else to 10, trailing zeros cut.
// An undefined figure has no Value but a Reason; its parts are there as far as they are defined.
type Snapshot struct {
	Key
	Value       string      `json:"value"`
	Numerator   string      `json:"numerator"`
	Denominator string      `json:"denominator"`
	Unit        Measurement `json:"unit"`
	Currency    Currency    `json:"currency"` // of money; "" otherwise
	Reason      Reason      `json:"reason"`
	Policy      string      `json:"policy"` // the policy's fingerprint
}

// Revision is a snapshot as stored: which revision, by which run, and until when it stood.
type Revision struct {
	Snapshot
	Revision     int        `json:"revision"` // 1, 2, …
	RunID        int64      `json:"run_id"`
	ComputedAt   time.Time  `json:"computed_at"`
	SupersededAt *time.Time `json:"superseded_at,omitempty"`
}

// CatalogEntry describes a KPI to those who read snapshots.
type CatalogEntry struct {
	KPI         string      `json:"kpi"`
	Title       string      `json:"title"`
	Description string      `json:"description"`
	Unit        Measurement `json:"unit"`
	Direction   Direction   `json:"direction"`
	Definition  string      `json:"definition"`
	Period      Period      `json:"period"` // the default period: its column in kpi_daily
}

// Run is one walk down the road.
type Run struct {
	ID         int64      `json:"run_id"`
	Command    string     `json:"command"` // run, backfill, daemon, retry
	StartedAt  time.Time  `json:"started_at"`
	FinishedAt *time.Time `json:"finished_at"`
	Status     string     `json:"status"` // running, done, failed, partial, interrupted
	From       Day        `json:"from_day"`
	To         Day        `json:"to_day"`
	Facts      int64      `json:"facts"`     // written: new, changed or closed
	Rejects    int64      `json:"rejects"`   // met in this run
	Snapshots  int64      `json:"snapshots"` // written: new
	Restated   int64      `json:"restated"`  // written: a further revision, or closed
	Error      string     `json:"error"`
}

// SourceStatus is how a source fared.
type SourceStatus struct {
	Source      string     `json:"source"`
	Type        string     `json:"type"`
	Status      string     `json:"status"` // ok, partial (some records are to be read again), failed, never
	LastRunID   int64      `json:"last_run_id"`
	LastTriedAt *time.Time `json:"last_tried_at"`
	LastGoodAt  *time.Time `json:"last_good_at"`
	Facts       int64      `json:"facts"`   // current, all kinds
	Rejects     int64      `json:"rejects"` // current
	Skips       int64      `json:"skips"`   // documented skips of the last read
	FirstDay    Day        `json:"first_day"`
	LastDay     Day        `json:"last_day"`
	Error       string     `json:"error"`
	Cause       string     `json:"cause"` // of the error, a Code's word: schema_drift, too_many_rejects, unreachable, misconfigured or failed
}

// StoredReject is a reject as published.
type StoredReject struct {
	Reject
	RunID      int64     `json:"run_id"`
	RejectedAt time.Time `json:"rejected_at"`
}

// Publication is everything a loader has to write to be level with the book.
type Publication struct {
	Company string
	After   int64 // the loader's position: revisions up to this run are there already
	Run     int64 // the position once this publication is written
	Catalog []CatalogEntry
	Cohorts []Cohort
	Runs    []Run
	Sources []SourceStatus
	Rejects []StoredReject
	// Revisions yields every revision written or superseded after After, in the order (run, key).
	Revisions iter.Seq2[Revision, error]
}

// Loader feeds published snapshots to another database.
type Loader interface {
	// Position returns the run up to which the target holds everything of a company; 0 for an empty target.
	// It is also how `check` reaches the target: it writes nothing.
	Position(ctx context.Context, company string) (int64, error)
	// Load writes a publication in one transaction, creating what is missing; loading it twice changes nothing.
	Load(ctx context.Context, publication Publication) error
}

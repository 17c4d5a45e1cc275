package journal

import (
	"context"
	"fmt"

	"daybook"
	"daybook/internal/database"
	"daybook/internal/sorted"
	"daybook/pipeline/loaders/published"
)

// Sink stores what a source reads, batch by batch. Memory stays flat however large a batch is: facts and
// documents beyond a few megabytes wait in temporary files, rejects in a temporary table of the batch's transaction. It
// implements daybook.Sink; it is for one goroutine at a time.
type Sink struct {
	ctx       context.Context // the batch's transaction lives as long as the sink may, not as a single call
	book      *Book
	lease     *Lease
	run       int64
	source    string
	tx        *database.Tx   // nil until the batch outgrows memory, or is committed
	facts     sorted.Records // and what is gone, by kind and id
	documents sorted.Records // by id and type
	rejects   *database.Stage
	open      Tally // what the open batch has of rejects and skips
	tally     Tally
	marks     marks

	key, value, body []byte // scratch
}

// Tally counts what a sink has stored.
type Tally struct {
	New       int64         `json:"new"`
	Changed   int64         `json:"changed"`
	Closed    int64         `json:"closed"`
	Unchanged int64         `json:"unchanged"`
	Rejects   int64         `json:"rejects"`
	Skips     int64         `json:"skips"`
	Days      daybook.Range `json:"days"` // the days that new, changed and closed facts touch, before and after
}

// Sink opens a sink for what a run reads from a source. ctx bounds its whole life.
func (b *Book) Sink(ctx context.Context, lease *Lease, run int64, source string) (*Sink, error) {
	return &Sink{ctx: ctx, book: b, lease: lease, run: run, source: source,
		rejects: database.NewStage(stagedRejects), marks: newMarks()}, ctx.Err()
}

// Put adds a record to the open batch. After an error the batch is gone.
func (s *Sink) Put(ctx context.Context, record daybook.Record) error {
	err := ctx.Err()
	if err == nil {
		err = s.put(ctx, record)
	}
	if err != nil {
		s.Abort()
	}
	return s.book.db.Explain(err)
}

func (s *Sink) put(ctx context.Context, record daybook.Record) error {
	switch r := record.(type) {
	case *daybook.Skip:
		s.open.Skips++
		return nil
	case *daybook.Reject:
		return s.putReject(ctx, r)
	case *daybook.Document:
		return s.putDocument(r)
	case *daybook.Gone:
		return s.putGone(r)
	case daybook.Fact:
		return s.putFact(r)
	}
	return fmt.Errorf("a record of type %T; wanted a fact, a *daybook.Reject, a *daybook.Skip, a *daybook.Document or a *daybook.Gone", record)
}

func (s *Sink) putFact(fact daybook.Fact) error {
	head := fact.Head()
	if head.Origin.ID == "" || head.Day.IsZero() {
		return fmt.Errorf("%s: a %s without id or day", head.Origin, fact.Kind())
	}
	body, err := appendBody(s.body[:0], fact)
	if err != nil {
		return err
	}
	s.body = body
	s.key = appendKey(s.key[:0], string(fact.Kind()), database.Clean(head.Origin.ID))
	s.value = appendRecord(s.value[:0], head.Day, database.Clean(daybook.CustomerOf(fact)), database.Clean(head.Origin.Place), body)
	return s.facts.Add(s.key, s.value)
}

// putGone notes what a source says is gone: a key without a fact. Without a kind it withdraws rejects only.
func (s *Sink) putGone(gone *daybook.Gone) error {
	s.key = appendKey(s.key[:0], string(gone.Kind), database.Clean(gone.ID))
	return s.facts.Add(s.key, nil)
}

func (s *Sink) putReject(ctx context.Context, reject *daybook.Reject) error {
	stored := daybook.StoredReject{Reject: *reject, RunID: s.run, RejectedAt: s.book.now()}
	stored.Origin.Source = s.source
	row, err := published.RejectRow(s.book.company, stored)
	if err != nil {
		return err
	}
	s.open.Rejects++
	s.rejects.Add(row...)
	return s.flushIfFull(ctx, s.rejects)
}

func (s *Sink) flushIfFull(ctx context.Context, stage *database.Stage) error {
	if !stage.Full() {
		return nil
	}
	if err := s.begin(); err != nil {
		return err
	}
	return stage.Flush(ctx, s.tx)
}

func (s *Sink) begin() (err error) {
	if s.tx == nil {
		s.tx, err = s.book.db.Begin(s.ctx)
	}
	return err
}

// Commit stores the batch: facts, rejects, documents and cursor, or nothing of it.
func (s *Sink) Commit(ctx context.Context, at daybook.Checkpoint) error {
	stored, err := s.commit(ctx, at)
	stored.Rejects, stored.Skips = s.open.Rejects, s.open.Skips
	s.Abort() // where it was committed, there is nothing left to undo
	if err != nil {
		return s.book.db.Explain(err)
	}
	s.tally.add(stored)
	return nil
}

func (s *Sink) commit(ctx context.Context, at daybook.Checkpoint) (stored Tally, err error) {
	if err = ctx.Err(); err != nil {
		return stored, err
	}
	if err = s.begin(); err != nil {
		return stored, err
	}
	if err = s.lease.hold(ctx, s.tx); err != nil {
		return stored, err
	}
	if stored, err = s.merge(ctx, at); err != nil {
		return stored, err
	}
	if err = s.mergeRejects(ctx, at, readAgain); err != nil {
		return stored, err
	}
	if err = s.moveCursor(ctx, at.Cursor); err != nil {
		return stored, err
	}
	if err = s.lease.hold(ctx, s.tx); err != nil {
		return stored, err
	}
	return stored, s.tx.Commit()
}

// Abort forgets the open batch.
func (s *Sink) Abort() {
	if s.tx != nil {
		s.tx.Rollback() // fails only with the connection, and then everything is undone as well
	}
	s.tx, s.open = nil, Tally{}
	s.rejects.Reset()
	s.documents.Reset() // fails only to delete a file that the system deletes as well
	s.facts.Reset()
}

// Close forgets the open batch.
func (s *Sink) Close() error {
	s.Abort()
	return nil
}

// Tally counts what all commits so far have stored.
func (s *Sink) Tally() Tally { return s.tally }

func (t *Tally) add(u Tally) {
	t.New += u.New
	t.Changed += u.Changed
	t.Closed += u.Closed
	t.Unchanged += u.Unchanged
	t.Rejects += u.Rejects
	t.Skips += u.Skips
	t.Days = union(t.Days, u.Days)
}

func union(r, s daybook.Range) daybook.Range {
	if r.IsZero() {
		return s
	}
	if s.IsZero() {
		return r
	}
	return daybook.Range{From: min(r.From, s.From), To: max(r.To, s.To)}
}

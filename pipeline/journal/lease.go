package journal

import (
	"context"
	"errors"
	"fmt"
	"time"

	"daybook"
	"daybook/internal/database"
)

const (
	leaseTime = 30 * time.Second       // a writer that is silent for so long has died
	renewal   = 10 * time.Second       // how often a living one says so
	patience  = 200 * time.Millisecond // how often one that waits looks again
)

// ErrLost is the cause of every write's error after another writer has taken the book over.
var ErrLost = errors.New("another writer has taken the book over")

// Lease is the right to write to a company's book. Its token grows with every change of hands; every
// write checks it inside its own transaction.
type Lease struct {
	book  *Book
	token int64
	stop  context.CancelFunc
	done  chan struct{}
}

// holding is who has the book.
type holding struct {
	holder string
	since  time.Time
	until  time.Time
}

// Acquire takes the lease, waiting for as long as wait while another holds it. It calls waiting (if
// not nil) once for each holder that it waits for. The lease is renewed until Release, or until ctx ends.
func (b *Book) Acquire(ctx context.Context, holder string, wait time.Duration, waiting func(holder string, until time.Time)) (*Lease, error) {
	timeout := time.NewTimer(wait)
	defer timeout.Stop()
	var before holding
	for {
		lease, other, err := b.tryAcquire(ctx, holder)
		if lease != nil {
			lease.renewUntilReleased(ctx)
			return lease, nil
		}
		if err == nil {
			err = b.held(other)
		} else if !b.db.Busy(err) { // a file locked by a long write is like a lease that is held
			return nil, b.db.Explain(err)
		}
		if wait <= 0 {
			return nil, b.db.Explain(err)
		}
		if waiting != nil && !other.since.Equal(before.since) {
			waiting(other.holder, other.until)
			before = other
		}
		select {
		case <-ctx.Done():
			return nil, ctx.Err()
		case <-timeout.C:
			return nil, b.db.Explain(err)
		case <-time.After(patience):
		}
	}
}

func (b *Book) held(by holding) error {
	return &daybook.Error{Place: b.db.Place,
		Found:  fmt.Sprintf("the book of %q held by %s since %s", b.company, by.holder, by.since.Format(time.RFC3339)),
		Wanted: "one writer at a time",
		Remedy: "wait until it is done",
		Hint:   fmt.Sprintf("if %s has died, the book is free again at %s", by.holder, by.until.Format(time.RFC3339))}
}

// tryAcquire takes the lease if it is free, else it says who has it.
func (b *Book) tryAcquire(ctx context.Context, holder string) (lease *Lease, other holding, err error) {
	now := b.now()
	err = b.db.Do(ctx, func(tx *database.Tx) error {
		if err := tx.Exec(ctx, `INSERT INTO @leases (company, token, holder, acquired_at, expires_at) VALUES (?, 0, '', ?, ?)
			ON CONFLICT (company) DO NOTHING`, b.company, database.InstantText(now), database.InstantText(now)); err != nil {
			return err
		}
		taken, err := tx.Affect(ctx, `UPDATE @leases SET token = token + 1, holder = ?, acquired_at = ?, expires_at = ?
			WHERE company = ? AND expires_at <= ?`, database.Clean(holder), database.InstantText(now),
			database.InstantText(now.Add(leaseTime)), b.company, database.InstantText(now))
		if err != nil {
			return err
		}
		var token int64
		err = tx.Row(ctx, "SELECT token, holder, acquired_at, expires_at FROM @leases WHERE company = ?", b.company).
			Scan(&token, &other.holder, database.ScanInstant(&other.since), database.ScanInstant(&other.until))
		if taken == 1 {
			lease = &Lease{book: b, token: token}
		}
		return err
	})
	if err != nil {
		return nil, holding{}, err
	}
	return lease, other, nil
}

// hold proves inside a transaction that the lease is still ours, and prolongs it. Until the
// transaction ends nobody can take the lease.
func (l *Lease) hold(ctx context.Context, tx *database.Tx) error {
	held, err := tx.Affect(ctx, "UPDATE @leases SET expires_at = ? WHERE company = ? AND token = ?",
		database.InstantText(l.book.now().Add(leaseTime)), l.book.company, l.token)
	if err != nil {
		return err
	}
	if held == 0 {
		return &daybook.Error{Place: l.book.db.Place, Err: ErrLost, Remedy: "run again"}
	}
	return nil
}

func (l *Lease) renewUntilReleased(ctx context.Context) {
	ctx, l.stop = context.WithCancel(ctx)
	l.done = make(chan struct{})
	go func() {
		defer close(l.done)
		tick := time.NewTicker(renewal)
		defer tick.Stop()
		for {
			select {
			case <-ctx.Done():
				return
			case <-tick.C: // where it fails, the next write says so
				l.book.db.Do(ctx, func(tx *database.Tx) error { return l.hold(ctx, tx) })
			}
		}
	}()
}

// Release gives the lease back. Releasing a lease that was lost does nothing.
func (l *Lease) Release(ctx context.Context) error {
	l.stop()
	<-l.done
	return l.book.db.Explain(l.book.db.Do(ctx, func(tx *database.Tx) error {
		return tx.Exec(ctx, "UPDATE @leases SET expires_at = ? WHERE company = ? AND token = ?",
			database.InstantText(l.book.now()), l.book.company, l.token)
	}))
}

package database

import (
	"context"
	"errors"
	"sync"

	zombiezen "zombiezen.com/go/sqlite"
)

// readers are SQLite connections that only read, through zombiezen's direct interface to the same engine. One that is
// given back is used again: opening a connection takes longer than a short answer.
type readers struct {
	path  string
	mutex sync.Mutex
	idle  []*zombiezen.Conn
	ended bool
}

// idleReaders is how many connections are kept for later.
const idleReaders = 4

// take returns a connection that is interrupted when ctx ends.
func (r *readers) take(ctx context.Context) (*zombiezen.Conn, error) {
	conn, err := r.rested()
	if err == nil && conn == nil {
		conn, err = zombiezen.OpenConn(r.path, zombiezen.OpenReadOnly)
	}
	if err != nil {
		return nil, err
	}
	conn.SetInterrupt(ctx.Done())
	return conn, nil
}

func (r *readers) rested() (*zombiezen.Conn, error) {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	if r.ended {
		return nil, errors.New("the database is closed")
	}
	last := len(r.idle) - 1
	if last < 0 {
		return nil, nil
	}
	conn := r.idle[last]
	r.idle = r.idle[:last]
	return conn, nil
}

// giveBack takes a connection back whose statements are finalized.
func (r *readers) giveBack(conn *zombiezen.Conn) error {
	conn.SetInterrupt(nil)
	r.mutex.Lock()
	defer r.mutex.Unlock()
	if r.ended || len(r.idle) == idleReaders {
		return conn.Close()
	}
	r.idle = append(r.idle, conn)
	return nil
}

// close closes what is at rest; what is in use is closed when it is given back.
func (r *readers) close() (err error) {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	for _, conn := range r.idle {
		err = errors.Join(err, conn.Close())
	}
	r.idle, r.ended = nil, true
	return err
}

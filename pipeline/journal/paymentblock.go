package journal

import (
	"context"

	"daybook"
	"daybook/internal/database"
)

// blockSize is how many payments a block holds.
const blockSize = 4096

// paymentBlock is a block of payments as they stand in the book.
type paymentBlock struct {
	parts []int64
	days  []daybook.Day
	texts []byte // id, place and body of each
	ends  []int  // of each of those
}

func (b *paymentBlock) add(row database.Row) {
	b.parts, b.days = append(b.parts, row.Int(0)), append(b.days, daybook.Day(row.Int(1)))
	for column := 2; column <= 4; column++ {
		b.texts = append(b.texts, row.Text(column)...)
		b.ends = append(b.ends, len(b.texts))
	}
}

func (b *paymentBlock) row(i int) (id, place, body []byte) {
	begin, ends := 0, b.ends[3*i:3*i+3]
	if i > 0 {
		begin = b.ends[3*i-1]
	}
	return b.texts[begin:ends[0]], b.texts[ends[0]:ends[1]], b.texts[ends[1]:ends[2]]
}

func (b *paymentBlock) reset() {
	b.parts, b.days, b.texts, b.ends = b.parts[:0], b.days[:0], b.texts[:0], b.ends[:0]
}

// paymentRows are blocks of payments that are read out of the database while others are looked at.
type paymentRows struct {
	blocks chan *paymentBlock
	free   chan *paymentBlock // those that have been looked at
	err    error              // once blocks is closed
	cancel context.CancelFunc
}

func (b *Book) paymentRows(ctx context.Context, text string, args []any) *paymentRows {
	const inFlight = 3
	ctx, cancel := context.WithCancel(ctx)
	r := &paymentRows{blocks: make(chan *paymentBlock, inFlight), free: make(chan *paymentBlock, inFlight), cancel: cancel}
	for range inFlight {
		r.free <- &paymentBlock{}
	}
	go func() {
		defer close(r.blocks)
		r.err = r.scan(ctx, b.db, text, args)
	}()
	return r
}

// scan fills block after block, until there are no more rows or nobody wants them.
func (r *paymentRows) scan(ctx context.Context, db *database.DB, text string, args []any) error {
	block := <-r.free
	hand := func() error {
		r.blocks <- block
		select {
		case block = <-r.free:
			block.reset()
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	err := db.Scan(ctx, func(row database.Row) error {
		if block.add(row); len(block.days) == blockSize {
			return hand()
		}
		return nil
	}, text, args...)
	if err == nil {
		r.blocks <- block
	}
	return err
}

// stop ends the reading, wherever it is.
func (r *paymentRows) stop() {
	r.cancel()
	for range r.blocks {
	}
}

package journal

import (
	"context"
	"crypto/rand"
	"encoding/hex"

	"daybook/internal/database"
)

// Secret returns 32 random bytes that are made on first use and kept in the book: the key of keyed hashes.
func (b *Book) Secret(ctx context.Context, name string) ([]byte, error) {
	var fresh [32]byte
	rand.Read(fresh[:]) // never fails: crypto/rand ends the program instead
	var kept string
	err := b.db.Do(ctx, func(tx *database.Tx) error {
		if err := tx.Exec(ctx, "INSERT INTO @secrets (company, name, value) VALUES (?, ?, ?) ON CONFLICT (company, name) DO NOTHING",
			b.company, name, hex.EncodeToString(fresh[:])); err != nil {
			return err
		}
		return tx.Row(ctx, "SELECT value FROM @secrets WHERE company = ? AND name = ?", b.company, name).Scan(&kept)
	})
	if err != nil {
		return nil, b.db.Explain(err)
	}
	return hex.DecodeString(kept)
}

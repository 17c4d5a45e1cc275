package database_test

import (
	"path/filepath"
	"testing"

	"daybook/internal/database"
)

func TestANewFileCanBeOpenedByManyAtOnce(t *testing.T) {
	for range 20 {
		path := filepath.Join(t.TempDir(), "new.db")
		const many = 8
		results := make(chan error, many)
		for range many {
			go func() {
				db, err := database.Open(t.Context(), path, "")
				if err == nil {
					err = db.Close()
				}
				results <- err
			}()
		}
		for range many {
			if err := <-results; err != nil {
				t.Fatal(err)
			}
		}
	}
}

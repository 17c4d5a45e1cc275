package journal_test

import (
	"path/filepath"
	"testing"

	"daybook/internal/testpostgres"
	"daybook/pipeline/journal/journaltest"
)

func newSQLite(tb testing.TB) string { return filepath.Join(tb.TempDir(), "daybook.db") }

func TestSQLite(t *testing.T) { journaltest.Run(t, newSQLite) }

func TestPostgres(t *testing.T) { journaltest.Run(t, testpostgres.URL) }

package database

import (
	"path/filepath"
	"strings"
	"testing"

	"daybook"

	"github.com/google/go-cmp/cmp"
)

func openTest(t *testing.T, path string) *DB {
	t.Helper()
	db, err := Open(t.Context(), path, "")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	return db
}

func TestALockedFileIsBusyAndSaysSo(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.db")
	writer, other := openTest(t, path), openTest(t, path)
	other.SetMaxOpenConns(1)
	if _, err := other.Exec("PRAGMA busy_timeout = 1"); err != nil {
		t.Fatal(err)
	}
	work := func(*Tx) error {
		err := other.Do(t.Context(), func(*Tx) error { return nil })
		if !other.Busy(err) {
			t.Errorf("wanted a busy database, got %v", err)
		}
		explained := other.Explain(err)
		if daybook.CodeOf(explained) != daybook.Unreachable || !strings.Contains(explained.Error(), "locked by another program") {
			t.Errorf("got %v", explained)
		}
		return nil
	}
	if err := writer.Do(t.Context(), work); err != nil {
		t.Fatal(err)
	}
}

func TestOthersMayWriteWhileRowsAreStaged(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.db")
	stager, other := openTest(t, path), openTest(t, path)
	table := Table{Name: "things", Columns: []Column{{Name: "id"}}, Key: []string{"id"}}
	err := stager.Stage(t.Context(), func(tx *Tx) error {
		stage := NewStage(table.Without("staged_things"))
		stage.Add("one")
		if err := stage.Settle(t.Context(), tx); err != nil {
			return err
		}
		if err := other.Do(t.Context(), func(tx *Tx) error { return other.Ensure(t.Context(), tx, table) }); err != nil {
			return err
		}
		if err := tx.Claim(t.Context()); err != nil {
			return err
		}
		return tx.Exec(t.Context(), "INSERT INTO @things SELECT * FROM staged_things")
	})
	if err != nil {
		t.Fatal(err)
	}
	ids, err := Texts(other.Query("SELECT id FROM things"))
	if diff := cmp.Diff([]string{"one"}, ids); err != nil || diff != "" {
		t.Error(err, diff)
	}
}

func TestAColumnThatADefinitionGainsIsAdded(t *testing.T) {
	db := openTest(t, filepath.Join(t.TempDir(), "a.db"))
	table := Table{Name: "things", Columns: []Column{{Name: "id"}}, Key: []string{"id"}}
	ensure := func() []string {
		var columns []string
		err := db.Do(t.Context(), func(tx *Tx) (err error) {
			if err = db.Ensure(t.Context(), tx, table); err == nil {
				columns, err = db.Columns(t.Context(), tx, "things")
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		return columns
	}
	ensure()
	table.Columns = append(table.Columns, Column{Name: "size", Type: Number, Null: true})
	if diff := cmp.Diff([]string{"id", "size_exact", "size"}, ensure()); diff != "" {
		t.Error(diff)
	}
	ensure()
}

func TestBindLeavesNothingToTheSearchPath(t *testing.T) {
	const text = "SELECT a FROM @facts f, @parts WHERE b = ? AND c = ?"
	if got := (postgresDialect{"kpi"}).Bind(text); got != `SELECT a FROM "kpi".facts f, "kpi".parts WHERE b = $1 AND c = $2` {
		t.Error(got)
	}
	if got := (sqliteDialect{}).Bind(text); got != `SELECT a FROM facts f, parts WHERE b = ? AND c = ?` {
		t.Error(got)
	}
}

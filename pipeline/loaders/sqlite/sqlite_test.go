package sqlite_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"daybook"
	"daybook/pipeline/loaders"
	"daybook/pipeline/loaders/loadertest"
	"daybook/pipeline/loaders/sqlite"
)

func TestSQLite(t *testing.T) {
	loadertest.Run(t, sqlite.Driver(), func(tb testing.TB) loadertest.Target {
		path := filepath.Join(tb.TempDir(), "kpis.db")
		return loadertest.Target{Options: &sqlite.Options{Path: path}, URL: path}
	})
}

func TestCheckingLeavesNoFileBehind(t *testing.T) {
	dir := t.TempDir()
	loader, err := sqlite.Driver().Open(t.Context(), loaders.Env{Dir: dir, Now: time.Now}, &sqlite.Options{Path: "kpis.db"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := loader.Position(t.Context(), "x"); err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(filepath.Join(dir, "kpis.db")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("wanted no file, got %v", err)
	}
}

func TestAPathThatWillNotDoIsMisconfigured(t *testing.T) {
	env := loaders.Env{Name: "file", Dir: t.TempDir(), Now: time.Now}
	if _, err := sqlite.Driver().Open(t.Context(), env, &sqlite.Options{}); daybook.CodeOf(err) != daybook.Misconfigured {
		t.Errorf("no path: got %v", err)
	}
	loader, err := sqlite.Driver().Open(t.Context(), env, &sqlite.Options{Path: "nowhere/kpis.db"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := loader.Position(t.Context(), "x"); daybook.CodeOf(err) != daybook.Misconfigured || !strings.Contains(err.Error(), "no directory") {
		t.Errorf("no directory: got %v", err)
	}
}

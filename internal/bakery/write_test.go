package bakery

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"daybook"
)

func short() Options {
	return Options{Seed: 7, To: daybook.NewDay(2025, time.January, 20), Days: 120, Port: 4711}
}

func write(t *testing.T, dir string, o Options) {
	t.Helper()
	if err := Write(dir, o); err != nil {
		t.Fatal(err)
	}
}

// contents are the files below a folder.
func contents(t *testing.T, dir string) map[string]string {
	t.Helper()
	files := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := os.ReadFile(path)
		name, _ := filepath.Rel(dir, path)
		files[filepath.ToSlash(name)] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func TestTheSameOptionsGiveTheSameBytes(t *testing.T) {
	one, two := t.TempDir(), t.TempDir()
	write(t, one, short())
	write(t, two, short())
	if diff := cmp.Diff(contents(t, one), contents(t, two)); diff != "" {
		t.Errorf("the second folder differs:\n%.2000s", diff)
	}
}

func TestTheFolderHasOneExportForEachYear(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, short())
	for _, name := range []string{"daybook.yaml", "demo.json", "marketing.xlsx", "stripe.json", "exports/books-2024.xlsx", "exports/books-2025.csv"} {
		info, err := os.Stat(filepath.Join(dir, name))
		if err != nil || info.Size() == 0 || info.Mode().Perm() != 0o644 {
			t.Errorf("%s: found %v %v, wanted a file that everybody may read", name, info, err)
		}
	}
}

func TestWritingAgainChangesNothing(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, short())
	before := contents(t, dir)
	later := short()
	later.To, later.Seed = later.To+9, 8
	write(t, dir, later)
	if diff := cmp.Diff(before, contents(t, dir)); diff != "" {
		t.Errorf("the folder has changed:\n%.2000s", diff)
	}
}

func TestWhatAPersonEditedStaysAndWhatIsMissingComesBackAsItWas(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, short())
	want := contents(t, dir)
	want["daybook.yaml"] = "# mine\n"
	if err := os.WriteFile(filepath.Join(dir, "daybook.yaml"), []byte("# mine\n"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(filepath.Join(dir, "marketing.xlsx")); err != nil {
		t.Fatal(err)
	}
	later := short()
	later.To++
	write(t, dir, later)
	if diff := cmp.Diff(want, contents(t, dir)); diff != "" {
		t.Errorf("(-wanted +found):\n%.2000s", diff)
	}
}

func TestAFolderThatCannotBeWrittenIsAnError(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := Write(file, short()); err == nil {
		t.Error("a folder in place of a file: found no error")
	}
}

func TestOptionsThatCannotBeReadAreToldWithTheRemedy(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "demo.json"), []byte("crumbs"), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := Write(dir, short()); err == nil || !strings.Contains(err.Error(), "demo.json: found something else than the demo's options") {
		t.Errorf("found %v", err)
	}
}

func TestThePortIsReadBackFromTheConfiguration(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, short())
	if port, err := Port(dir); port != 4711 || err != nil {
		t.Errorf("found %d %v, wanted 4711", port, err)
	}
	text := strings.ReplaceAll(contents(t, dir)["daybook.yaml"], "127.0.0.1:4711", "api.stripe.com")
	if err := os.WriteFile(filepath.Join(dir, "daybook.yaml"), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := Port(dir); daybook.CodeOf(err) != daybook.Misconfigured {
		t.Errorf("without the sandbox's address: found %v, wanted an error of the configuration", err)
	}
}

func TestTheSandboxIsTheOneThatWasSaved(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, short())
	s, err := Sandbox(dir)
	if err != nil {
		t.Fatal(err)
	}
	first := generate(t, short()).customers[0]
	if found := s.Get("customer", first.id); found["email"] != first.email {
		t.Errorf("found %v, wanted %s", found, first.email)
	}
	if _, err := Sandbox(t.TempDir()); err == nil {
		t.Error("an empty folder: found no error")
	}
}

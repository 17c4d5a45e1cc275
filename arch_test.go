package daybook_test

import (
	"encoding/json"
	"errors"
	"io"
	"os/exec"
	"path"
	"slices"
	"strings"
	"testing"
)

// An edge is an import that must not be. Patterns name packages of this module by their folder ("." is
// the root) or others by their import path; * is one step, a final /... is everything from there on,
// "std" the standard library and "elsewhere" every other module.
type edge struct {
	from, to []string
	except   []string // of to
	reason   string
}

var forbidden = []edge{
	{
		from: []string{"."}, to: []string{"*/...", "elsewhere"},
		reason: "everybody imports the vocabulary, so it may drag in nothing",
	},
	{
		from: []string{"config"}, to: []string{"*/..."},
		reason: "the configuration describes the rooms; it does not know them",
	},
	{
		from: []string{"connectors/..."}, to: []string{"transforms/...", "pipeline/...", "cmd/..."},
		reason: "a source hands facts on and does not know what becomes of them",
	},
	{
		from: []string{"connectors/*"}, to: []string{"connectors/*"},
		reason: "each source can be understood, changed and removed alone",
	},
	{
		from: []string{"connectors"}, to: []string{"connectors/*"},
		reason: "what a connector is does not depend on any one of them",
	},
	{
		from: []string{"pipeline/loaders/..."}, to: []string{"transforms/...", "connectors/...", "pipeline", "pipeline/journal/...", "pipeline/schedule/...", "cmd/..."},
		reason: "a loader writes finished figures and does not know how they came about",
	},
	{
		from: []string{"pipeline/loaders/*"}, to: []string{"pipeline/loaders/*"},
		except: []string{"pipeline/loaders/mirror", "pipeline/loaders/published"}, // what loaders have in common
		reason: "each loader can be understood, changed and removed alone",
	},
	{
		from: []string{"transforms/..."}, to: []string{"connectors/...", "pipeline/...", "cmd/...", "internal/..."},
		reason: "a figure is a function of facts, policy and day, wherever they come from and go to",
	},
	{
		from: []string{"transforms/posting"}, to: []string{"transforms/cube", "transforms/kpi"},
		reason: "the road leads from postings to the cube to the KPIs, never back",
	},
	{
		from: []string{"transforms/cube"}, to: []string{"transforms/kpi"},
		reason: "the road leads from postings to the cube to the KPIs, never back",
	},
	{
		from: []string{"transforms/..."},
		to: []string{"os/...", "net/...", "database/...", "syscall", "log/...", "math/rand/...", "crypto/rand", "embed",
			"github.com/jackc/...", "modernc.org/...", "github.com/xuri/...", "github.com/stripe/...", "github.com/hashicorp/..."},
		reason: "transforms have no clock, no I/O and no randomness (invariant 5)",
	},
	{
		from: []string{"pipeline/..."}, to: []string{"cmd/...", "connectors/*", "pipeline/loaders/all"},
		reason: "the pipeline is given its sources and loaders; it chooses none",
	},
	{
		from: []string{"pipeline"}, to: []string{"pipeline/loaders/*"},
		reason: "the pipeline is given its sources and loaders; it chooses none",
	},
	{
		from: []string{"pipeline/journal/...", "pipeline/schedule/..."}, to: []string{"pipeline", "transforms/...", "connectors/..."},
		reason: "the book and the clock serve the pipeline and do not know it",
	},
	{
		from: []string{"internal/..."}, to: []string{"connectors/...", "transforms/...", "pipeline/...", "cmd/..."},
		reason: "a private helper knows no room, so that every room may use it",
	},
	{
		from: []string{"..."}, to: []string{"cmd/..."},
		reason: "commands are the end of the road",
	},
	{
		from: []string{"..."}, to: []string{"connectors/all", "pipeline/loaders/all"},
		reason: "only the commands choose what is built in",
	},
	{
		from: []string{"..."}, to: []string{"internal/oracle", "internal/testpostgres", "internal/testhledger", "internal/stripemock", "connectors/connectortest", "pipeline/loaders/loadertest", "pipeline/journal/journaltest", "testing"},
		reason: "what serves the tests stays out of the program",
	},
	{
		from: []string{"..."}, to: []string{"internal/stores"},
		reason: "the libraries of the object stores are half of the program: what need not link them does not",
	},
	{
		from: []string{"..."}, to: []string{"internal/stripesandbox/..."},
		reason: "the sandbox serves the tests and the demo; no source may lean on it",
	},
}

// allowed are the exceptions, each for one importer. Suites are packages that only tests import.
var allowed = []edge{
	{from: []string{"connectors/all"}, to: []string{"connectors/*"}, reason: "it is the list of connectors"},
	{from: []string{"pipeline/loaders/all"}, to: []string{"pipeline/loaders/*"}, reason: "it is the list of loaders"},
	{from: []string{"cmd/daybook"}, to: []string{"connectors/all", "pipeline/loaders/all"}, reason: "it chooses what is built in"},
	{from: []string{"cmd/daybook"}, to: []string{"internal/stores"}, reason: "it gives them to the sources"},
	{from: []string{"cmd/daybook", "internal/bakery"}, to: []string{"internal/stripesandbox"}, reason: "the demo's shop"},
	{from: []string{"internal/stripesandbox/billing"}, to: []string{"internal/stripesandbox"}, reason: "it runs a business on the sandbox"},
	{from: []string{"internal/reference"}, to: []string{"..."}, reason: "it writes the reference of all rooms and is part of none"},
	{
		from: []string{"connectors/connectortest", "pipeline/loaders/loadertest", "pipeline/journal/journaltest", "internal/testpostgres", "internal/testhledger", "internal/stripemock"},
		to:   []string{"testing", "internal/testpostgres"}, reason: "suites are run by tests",
	},
}

// goPackage is what `go list` says of a package.
type goPackage struct {
	ImportPath, Dir, Doc string
	GoFiles, Imports     []string
}

const module = "daybook"

// packages lists the module's packages that hold code besides tests.
func packages(t *testing.T) []goPackage {
	t.Helper()
	out, err := exec.Command("go", "list", "-e", "-json=ImportPath,Dir,Doc,GoFiles,Imports", "./...").Output()
	if err != nil {
		t.Fatal(err)
	}
	var all []goPackage
	for stream := json.NewDecoder(strings.NewReader(string(out))); ; {
		var one goPackage
		if err := stream.Decode(&one); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		if len(one.GoFiles) > 0 {
			all = append(all, one)
		}
	}
	if len(all) < 5 {
		t.Fatalf("go list found %d packages", len(all))
	}
	return all
}

// folder names a package of this module by its folder.
func folder(importPath string) string {
	if importPath == module {
		return "."
	}
	return strings.TrimPrefix(importPath, module+"/")
}

func isOurs(importPath string) bool {
	return importPath == module || strings.HasPrefix(importPath, module+"/")
}

func fitsAny(patterns []string, importPath string) bool {
	return slices.ContainsFunc(patterns, func(pattern string) bool { return fitsPattern(pattern, importPath) })
}

func fitsPattern(pattern, importPath string) bool {
	first, _, _ := strings.Cut(importPath, "/")
	switch {
	case pattern == "std", pattern == "elsewhere":
		return !isOurs(importPath) && strings.Contains(first, ".") == (pattern == "elsewhere")
	case pattern == "...":
		return isOurs(importPath)
	case pattern == "*/...":
		return isOurs(importPath) && importPath != module
	}
	base, subtree := strings.CutSuffix(pattern, "/...")
	name := folder(importPath)
	if subtree && strings.HasPrefix(name, base+"/") {
		return true
	}
	match, err := path.Match(base, name)
	return err == nil && match
}

func TestNoImportGoesAgainstTheRoad(t *testing.T) {
	for _, from := range packages(t) {
		for _, to := range from.Imports {
			for _, rule := range forbidden {
				if !fitsAny(rule.from, from.ImportPath) || !fitsAny(rule.to, to) || fitsAny(rule.except, to) || isAllowed(from.ImportPath, to) {
					continue
				}
				t.Errorf("%s imports %s: %s", folder(from.ImportPath), folder(to), rule.reason)
			}
		}
	}
}

func isAllowed(from, to string) bool {
	return slices.ContainsFunc(allowed, func(e edge) bool { return fitsAny(e.from, from) && fitsAny(e.to, to) })
}

func TestEveryImportRuleHasAReasonAndSomethingToRule(t *testing.T) {
	all := packages(t)
	for _, rule := range slices.Concat(forbidden, allowed) {
		if rule.reason == "" {
			t.Errorf("no reason: %v", rule)
		}
		for _, pattern := range rule.from {
			if !slices.ContainsFunc(all, func(p goPackage) bool { return fitsPattern(pattern, p.ImportPath) }) {
				t.Errorf("no package is %s: %s", pattern, rule.reason)
			}
		}
	}
}

func TestImportPatternsFitWhatTheySay(t *testing.T) {
	for _, test := range []struct {
		pattern, importPath string
		want                bool
	}{
		{".", "daybook", true}, {".", "daybook/config", false}, {"...", "daybook", true}, {"...", "os", false},
		{"*/...", "daybook", false}, {"*/...", "daybook/connectors/stripe", true}, {"connectors", "daybook/connectors", true},
		{"connectors", "daybook/connectors/all", false}, {"connectors/*", "daybook/connectors/all", true}, {"connectors/*", "daybook/connectors", false},
		{"connectors/...", "daybook/connectors", true}, {"connectors/...", "daybook/connectors/a/b", true}, {"os/...", "os", true}, {"os/...", "os/exec", true},
		{"os/...", "osx", false}, {"elsewhere", "github.com/a/b", true}, {"elsewhere", "os", false}, {"std", "os", true}, {"std", "daybook", false},
	} {
		if got := fitsPattern(test.pattern, test.importPath); got != test.want {
			t.Errorf("%s fits %s: %v", test.pattern, test.importPath, got)
		}
	}
}

func TestEveryPackageHasAComment(t *testing.T) {
	for _, p := range packages(t) {
		if p.Doc == "" {
			t.Errorf("%s has no package comment", folder(p.ImportPath))
		}
	}
}

package deployments

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"
)

// ignored are the patterns of .dockerignore. Two forms are enough: a path from the top, and **/*.ending.
func ignored() ([]string, error) {
	text, err := os.ReadFile("../.dockerignore")
	if err != nil {
		return nil, err
	}
	var patterns []string
	for line := range strings.Lines(string(text)) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
			patterns = append(patterns, line)
		}
	}
	return patterns, nil
}

func matches(pattern, name string) bool {
	if ending, anywhere := strings.CutPrefix(pattern, "**/"); anywhere {
		found, _ := path.Match(ending, path.Base(name)) // fails only on a bad pattern
		return found
	}
	return name == pattern || strings.HasPrefix(name, pattern+"/")
}

func isIgnored(patterns []string, name string) bool {
	for _, pattern := range patterns {
		if matches(pattern, name) {
			return true
		}
	}
	return false
}

// copyContext copies what an engine would be sent.
func copyContext(from, to string) error {
	patterns, err := ignored()
	if err != nil {
		return err
	}
	return filepath.WalkDir(from, func(file string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name, err := filepath.Rel(from, file)
		if err != nil {
			return err
		}
		target := filepath.Join(to, name)
		switch {
		case isIgnored(patterns, filepath.ToSlash(name)) && entry.IsDir():
			return filepath.SkipDir
		case isIgnored(patterns, filepath.ToSlash(name)):
			return nil
		case entry.IsDir():
			return os.MkdirAll(target, 0o755)
		}
		content, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		return os.WriteFile(target, content, 0o644)
	})
}

func TestSecretsAndBooksNeverReachTheEngine(t *testing.T) {
	patterns, err := ignored()
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{
		".git/config", "bin/daybook", "daybook-demo/stripe.json", "daybook.db", "x/y/book.db-wal", "secrets.env", "a/.env",
		"deployments/secrets/stripe_api_key", "deployments/compose/exports/books-2026.csv",
	} {
		if !isIgnored(patterns, name) {
			t.Errorf(".dockerignore lets %s through", name)
		}
	}
	for _, pattern := range patterns {
		if plain := strings.TrimPrefix(pattern, "**/*."); strings.ContainsAny(plain, "*?[!") {
			t.Errorf(".dockerignore: %s is of a form that this test does not read", pattern)
		}
	}
}

func TestGitIgnoresTheSecretsThatComposeReads(t *testing.T) {
	text, err := os.ReadFile(".gitignore")
	if err != nil {
		t.Fatal(err)
	}
	for name, secret := range readCompose(t).Secrets {
		if !strings.HasPrefix(secret.File, "./secrets/") || !strings.Contains(string(text), "/secrets/\n") {
			t.Errorf("secret %s is read from %s, which git does not ignore", name, secret.File)
		}
	}
}

package stores_test

import (
	"context"
	"log/slog"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/johannesboyne/gofakes3"
	"github.com/johannesboyne/gofakes3/backend/s3mem"

	"daybook"
	"daybook/connectors/connectortest"
	"daybook/internal/files"
	"daybook/internal/stores"
)

// words makes an observation of each word of a file.
type words struct{}

func (words) Inspect(_ context.Context, file files.File) ([]daybook.Notice, error) {
	_, err := os.Stat(file.Path)
	return nil, err
}

func (words) Read(_ context.Context, file files.File, put func(daybook.Record) error) error {
	content, err := os.ReadFile(file.Path)
	if err != nil {
		return err
	}
	for _, word := range strings.Fields(string(content)) {
		if err := put(&daybook.Observation{Name: word}); err != nil {
			return err
		}
	}
	return nil
}

// pull reads a source from where the cursor stands and returns what was committed, "part: word word".
func pull(t *testing.T, source *files.Source, cursor *daybook.Cursor) []string {
	t.Helper()
	if _, err := source.Check(t.Context()); err != nil {
		t.Fatal(err)
	}
	into := &connectortest.Recorder{}
	if err := source.Pull(t.Context(), daybook.Request{Cursor: *cursor}, into); err != nil {
		t.Fatal(err)
	}
	var commits []string
	for _, batch := range into.Batches {
		text := batch.At.Part + ":"
		for _, record := range batch.Records {
			text += " " + record.(*daybook.Observation).Name
		}
		commits, *cursor = append(commits, text), batch.At.Cursor
	}
	return commits
}

// A server that speaks S3 over HTTP, in this process.
func TestObjectsOfAnS3StoreAreReadAndReadAgainOnlyIfTheyChange(t *testing.T) {
	t.Setenv("AWS_ACCESS_KEY_ID", "test")
	t.Setenv("AWS_SECRET_ACCESS_KEY", "test")
	t.Setenv("AWS_EC2_METADATA_DISABLED", "true")
	backend := s3mem.New()
	server := httptest.NewServer(gofakes3.New(backend).Server())
	defer server.Close()
	put := func(name, content string) {
		t.Helper()
		if _, err := backend.PutObject("exports", name, nil, strings.NewReader(content), int64(len(content)), nil); err != nil {
			t.Fatal(err)
		}
	}
	if err := backend.CreateBucket("exports"); err != nil {
		t.Fatal(err)
	}
	put("2024/books-b.csv", "2")
	put("2024/books-a.csv", "1")
	put("2024/other.csv", "3")
	put("2025/books-c.csv", "4")
	source := &files.Source{Pattern: "s3://exports/2024/books-*.csv?region=us-east-1&use_path_style=true&endpoint=" + server.URL, Reader: words{}, Buckets: stores.Open, Log: slog.New(slog.DiscardHandler)}
	var cursor daybook.Cursor
	if diff := cmp.Diff([]string{"s3://exports/2024/books-a.csv: 1", "s3://exports/2024/books-b.csv: 2"}, pull(t, source, &cursor)); diff != "" {
		t.Error(diff)
	}
	if again := pull(t, source, &cursor); len(again) > 0 {
		t.Errorf("read again: %q", again)
	}
	put("2024/books-b.csv", "2 5")
	if diff := cmp.Diff([]string{"s3://exports/2024/books-b.csv: 2 5"}, pull(t, source, &cursor)); diff != "" {
		t.Error(diff)
	}
	source.Pattern = strings.Replace(source.Pattern, "exports", "nowhere", 1)
	if _, err := source.Check(t.Context()); daybook.CodeOf(err) != daybook.Unreachable || !strings.HasPrefix(err.Error(), "s3://nowhere/2024/books-*.csv: found no access, wanted a bucket that can be read: ") {
		t.Error(err)
	}
}

func TestFoldersByTheirAddress(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "a b.csv"), []byte("1 2"), 0o600); err != nil {
		t.Fatal(err)
	}
	source := &files.Source{Pattern: "file://" + dir + "/*.csv", Reader: words{}, Buckets: stores.Open, Log: slog.New(slog.DiscardHandler)}
	var cursor daybook.Cursor
	if got := pull(t, source, &cursor); len(got) != 1 || !strings.HasSuffix(got[0], "/a b.csv: 1 2") || strings.Contains(got[0], "//"+dir+"//") {
		t.Errorf("%q", got)
	}
}

package files_test

import (
	"archive/zip"
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"gocloud.dev/blob"
	"gocloud.dev/blob/fileblob"

	"daybook"
	"daybook/internal/files"
)

func (d *desk) zip(name string, members ...string) {
	d.Helper()
	file, err := os.Create(filepath.Join(d.dir, name))
	if err != nil {
		d.Fatal(err)
	}
	archive := zip.NewWriter(file)
	for _, member := range members {
		name, content, _ := strings.Cut(member, "=")
		part, err := archive.Create(name)
		if err == nil {
			_, err = io.WriteString(part, content)
		}
		if err != nil {
			d.Fatal(err)
		}
	}
	if err := errors.Join(archive.Close(), file.Close()); err != nil {
		d.Fatal(err)
	}
}

func TestEachFileInAZipIsAPartOfItsOwn(t *testing.T) {
	d := newDesk(t)
	d.source.Pattern = "*.zip"
	d.zip("export.zip", "b.csv=3", "2024/a.csv=1 2", "__MACOSX/a.csv=junk", ".hidden=x", "empty/=")
	d.wants("export.zip/2024/a.csv: 1 2", "export.zip/b.csv: 3")
	d.wants()
	d.zip("export.zip", "b.csv=3 4", "2024/a.csv=1 2")
	later := time.Now().Add(time.Hour)
	if err := os.Chtimes(filepath.Join(d.dir, "export.zip"), later, later); err != nil {
		t.Fatal(err)
	}
	d.wants("export.zip/b.csv: 3 4")
	d.source.Options = "other"
	d.wants("export.zip/2024/a.csv: 1 2", "export.zip/b.csv: 3 4")
	if notices, err := d.source.Check(t.Context()); err != nil || len(notices) != 2 || notices[0].Place != "export.zip/2024/a.csv" {
		t.Errorf("%v (%v)", notices, err)
	}
	nothingLeft(t)
}

func nothingLeft(t *testing.T) {
	t.Helper()
	if left, _ := filepath.Glob(filepath.Join(os.TempDir(), "daybook-files-*")); len(left) > 0 {
		t.Errorf("left behind: %q", left)
	}
}

func TestADamagedZipDoesNotHoldUpTheOthers(t *testing.T) {
	d := newDesk(t)
	d.source.Pattern = "*.zip"
	d.zip("a.zip", "a.csv=1")
	d.write("b.zip", "PK\x03\x04 cut off")
	got, err := d.pull(false)
	if len(got) != 1 || err == nil || !strings.HasPrefix(err.Error(), "b.zip: found a damaged workbook or zip: its end is missing") {
		t.Errorf("%q, %v", got, err)
	}
}

// server is a web server with one file, which counts what it sent.
type server struct {
	content, kind, etag string
	modified            time.Time
	failures            int
	requests, sent      int
}

func (s *server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.requests++
	if s.failures > 0 {
		s.failures--
		http.Error(w, "busy", http.StatusServiceUnavailable)
		return
	}
	if s.kind != "" {
		w.Header().Set("Content-Type", s.kind)
	}
	if s.etag != "" {
		w.Header().Set("ETag", s.etag)
	}
	count := &counting{ResponseWriter: w}
	http.ServeContent(count, r, "", s.modified, strings.NewReader(s.content))
	if count.sent > 0 {
		s.sent++
	}
}

type counting struct {
	http.ResponseWriter
	sent int
}

func (c *counting) Write(p []byte) (int, error) {
	c.sent += len(p)
	return c.ResponseWriter.Write(p)
}

// serve puts a server in front of a source.
func (d *desk) serve(s *server) string {
	d.Helper()
	web := httptest.NewServer(s)
	d.Cleanup(web.Close)
	d.source.Pattern = web.URL + "/pub/spend.csv?key=secret"
	return web.URL + "/pub/spend.csv"
}

func TestAFileOnTheWebIsAskedForOnlyIfItHasChanged(t *testing.T) {
	for name, s := range map[string]*server{
		"by its ETag": {etag: `"v1"`}, "by its time": {modified: time.Date(2024, 2, 29, 12, 0, 0, 0, time.UTC)},
	} {
		t.Run(name, func(t *testing.T) {
			d := newDesk(t)
			s.kind, s.content = "text/csv", "1 2"
			at := d.serve(s)
			d.wants(at + ": 1 2")
			d.wants()
			if s.requests != 2 || s.sent != 1 {
				t.Errorf("%d requests, sent %d times", s.requests, s.sent)
			}
			s.content, s.etag, s.modified = "1 3", strings.Replace(s.etag, "1", "2", 1), s.modified.Add(time.Hour)
			d.wants(at + ": 1 3")
			d.source.Options = "other"
			d.wants(at + ": 1 3")
			if got, err := d.pull(true); err != nil || len(got) != 1 {
				t.Errorf("a backfill: %q, %v", got, err)
			}
			nothingLeft(t)
		})
	}
}

func TestAServerThatSaysNothingOfChangesIsComparedByContent(t *testing.T) {
	d := newDesk(t)
	s := &server{content: "1 2"}
	at := d.serve(s)
	d.wants(at + ": 1 2")
	d.wants()
	s.content = "2 1" // of the same length
	d.wants(at + ": 2 1")
}

func TestAZipOnTheWebIsUnpacked(t *testing.T) {
	d := newDesk(t)
	d.zip("export.zip", "a.csv=1", "b.csv=2")
	content, err := os.ReadFile(filepath.Join(d.dir, "export.zip"))
	if err != nil {
		t.Fatal(err)
	}
	s := &server{content: string(content), etag: `"z"`, kind: "application/zip"}
	web := httptest.NewServer(s)
	defer web.Close()
	d.source.Pattern = web.URL + "/export.zip"
	d.wants(web.URL+"/export.zip/a.csv: 1", web.URL+"/export.zip/b.csv: 2")
	d.wants()
	if s.sent != 1 {
		t.Errorf("sent %d times", s.sent)
	}
	d.source.Options = "other"
	d.wants(web.URL+"/export.zip/a.csv: 1", web.URL+"/export.zip/b.csv: 2")
}

func TestAServerThatIsBusyIsAskedAgain(t *testing.T) {
	d := newDesk(t)
	s := &server{content: "1", failures: 1}
	at := d.serve(s)
	d.wants(at + ": 1")
	if s.requests != 2 {
		t.Errorf("%d requests", s.requests)
	}
}

func TestWhatIsNoFileOnTheWebIsToldWithoutItsSecrets(t *testing.T) {
	var log strings.Builder
	for want, s := range map[string]http.Handler{
		"found a web page, perhaps one to sign in, wanted a file; use a link that downloads the file without signing in": &server{content: "<html>sign in</html>", kind: "text/html; charset=utf-8"},
		"found the answer 404 Not Found, wanted a file; check path:":                                                     http.NotFoundHandler(),
		"found the answer 403 Forbidden, wanted a file; use a link that downloads the file without signing in":           http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusForbidden) }),
		"found no answer, wanted a file": http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
			w.Header().Set("Content-Length", "100")
			_, _ = io.WriteString(w, "cut off")
		}),
	} {
		d := newDesk(t)
		d.source.Log = slog.New(slog.NewTextHandler(&log, nil))
		web := httptest.NewServer(s)
		defer web.Close()
		d.source.Pattern = strings.Replace(web.URL, "://", "://me:secret@", 1) + "/pub?output=csv&key=secret"
		_, err := d.pull(false)
		if err == nil || !strings.HasPrefix(err.Error(), web.URL+"/pub: "+want) || daybook.CodeOf(err) != daybook.Unreachable || strings.Contains(err.Error()+log.String(), "secret") {
			t.Errorf("%v\nwant %s\n%s", err, want, log.String())
		}
	}
}

func TestAGivenUpDownloadIsNoError(t *testing.T) {
	d := newDesk(t)
	d.serve(&server{content: "1"})
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := d.source.Check(ctx); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}

// folderBucket opens a folder as a bucket, as file:// does.
func folderBucket(folder string) files.Buckets {
	return func(context.Context, string) (*blob.Bucket, error) { return fileblob.OpenBucket(folder, nil) }
}

func TestObjectsThatMatchAreFilesAndAreFetchedOnlyIfTheyHaveChanged(t *testing.T) {
	d := newDesk(t)
	store := t.TempDir()
	d.source.Buckets, d.source.Pattern = folderBucket(store), "s3://exports/2024/books-*.csv?region=eu&key=secret"
	put := func(name, content string) {
		t.Helper()
		if err := errors.Join(os.MkdirAll(filepath.Join(store, filepath.Dir(name)), 0o700), os.WriteFile(filepath.Join(store, name), []byte(content), 0o600)); err != nil {
			t.Fatal(err)
		}
	}
	put("2024/books-b.csv", "2")
	put("2024/books-a.csv", "1")
	put("2024/old/books-c.csv", "3")
	put("2024/other.csv", "4")
	d.wants("s3://exports/2024/books-a.csv: 1", "s3://exports/2024/books-b.csv: 2")
	d.wants()
	put("2024/books-b.csv", "2 3")
	d.wants("s3://exports/2024/books-b.csv: 2 3")
	d.source.Options = "other"
	d.wants("s3://exports/2024/books-a.csv: 1", "s3://exports/2024/books-b.csv: 2 3")
	d.source.Pattern = "s3://exports/2025/*.csv"
	if _, err := d.pull(false); daybook.CodeOf(err) != daybook.Unreachable || !strings.HasPrefix(err.Error(), "s3://exports/2025/*.csv: found no object, wanted one named 2025/*.csv") {
		t.Error(err)
	}
	nothingLeft(t)
}

func TestAddressesThatCannotBeReadAreMisconfigured(t *testing.T) {
	for address, want := range map[string]string{
		"http://example.org/a.csv?key=secret": "path: found path http://example.org/a.csv, wanted https://; figures must not travel in the open",
		"ftp://example.org/a.csv":             "path: found the scheme ftp://",
		"s4://bucket/a.csv":                   "path: found the scheme s4://",
		"s3://bucket":                         "path: found path s3://bucket/, wanted s3://bucket/folder/*.csv",
		"https://":                            "path: found path https:///",
		"gs://bucket/[":                       "path: found path gs://bucket/[",
	} {
		if err := files.CheckPattern(address); daybook.CodeOf(err) != daybook.Misconfigured || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%s: %v", address, err)
		}
	}
	for _, address := range []string{"https://docs.google.com/spreadsheets/d/e/x/pub?output=csv", "http://127.0.0.1:8080/a.csv", "s3://bucket/books-*.csv?region=eu", "azblob://c/a.csv", "file:///exports/*.csv"} {
		if err := files.CheckPattern(address); err != nil {
			t.Error(err)
		}
	}
	d := newDesk(t)
	d.source.Pattern = "s3://bucket/a.csv"
	if _, err := d.pull(false); daybook.CodeOf(err) != daybook.Misconfigured {
		t.Errorf("without object stores: %v", err)
	}
}

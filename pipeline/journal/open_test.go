package journal_test

import (
	"errors"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"daybook"
	"daybook/internal/testpostgres"
	"daybook/pipeline/journal"
)

// wrong is an URL that cannot be opened, and what the error has to say.
type wrong struct {
	name, url string
	schema    string
	code      daybook.Code
	says      []string
}

func TestABookThatCannotBeOpenedSaysWhyAndWhatToDo(t *testing.T) {
	dir := t.TempDir()
	text := filepath.Join(dir, "books.csv")
	if err := os.WriteFile(text, []byte(strings.Repeat("Date,Account,Amount\n", 100)), 0o600); err != nil {
		t.Fatal(err)
	}
	const secret = "s3cr3t"
	for _, one := range []wrong{
		{"no URL", "", "", daybook.Misconfigured, []string{"no database", "daybook.db"}},
		{"another kind of database", "mysql://u:" + secret + "@h/d", "", daybook.Misconfigured, []string{"mysql://", "postgres://"}},
		{"sqlite without a path", "sqlite:", "", daybook.Misconfigured, []string{"without a path"}},
		{"an URL that cannot be read", "postgres://u:" + secret + "/x@h:port/d", "", daybook.Misconfigured, []string{"cannot be read", "postgres://user:password@host"}},
		{"a slash in the password", "postgres://u:" + secret + "/" + secret + "@h/d", "", daybook.Misconfigured, []string{"cannot be read"}},
		{"a slash in a password of digits", "postgres://u:1/" + secret + "@h/d", "", daybook.Misconfigured, []string{"cannot be read"}},
		{"a hash in a password of digits", "postgres://u:1#" + secret + "@h/d", "", daybook.Misconfigured, []string{"cannot be read"}},
		{"a schema that is no name", "postgres://u@h/d", "a-b", daybook.Misconfigured, []string{`"a-b"`, "lower-case"}},
		{"no such directory", filepath.Join(dir, "nowhere", "daybook.db"), "", daybook.Misconfigured, []string{"no directory", "create it"}},
		{"not a database", text, "", daybook.Misconfigured, []string{"books.csv", "not a SQLite database", "move the file away"}},
		{"a directory", dir, "", daybook.Unreachable, []string{dir}},
		{"nobody listens", "postgres://u:" + secret + "@127.0.0.1:1/d", "", daybook.Unreachable, []string{"127.0.0.1:1", "refused", "check that the server runs"}},
		{"no such host", "postgres://u:" + secret + "@nowhere.invalid/d?connect_timeout=5", "", daybook.Unreachable, []string{"nowhere.invalid"}},
	} {
		t.Run(one.name, func(t *testing.T) { one.check(t, secret) })
	}
}

func TestAWrongPasswordIsRefusedAndNotPrinted(t *testing.T) {
	address, _ := testpostgres.LockedURL(t)
	parsed, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	parsed.User = url.UserPassword(parsed.User.Username(), "wr0ng")
	wrong{url: parsed.String(), code: daybook.Unreachable, says: []string{"password", "check user and password"}}.check(t, "wr0ng")
}

func TestAMissingDatabaseIsUnreachable(t *testing.T) {
	parsed, err := url.Parse(testpostgres.URL(t))
	if err != nil {
		t.Fatal(err)
	}
	parsed.Path = "/nowhere"
	wrong{url: parsed.String(), code: daybook.Unreachable, says: []string{"nowhere", "create the database"}}.check(t, "no password was given")
}

func (w wrong) check(t *testing.T, secret string) {
	t.Helper()
	book, err := journal.Open(t.Context(), w.url, journal.Options{Company: "x", Schema: w.schema, Now: time.Now})
	if err == nil {
		book.Close()
		t.Fatal("it was opened")
	}
	var located *daybook.Error
	if !errors.As(err, &located) || daybook.CodeOf(err) != w.code {
		t.Errorf("wanted a located error of code %d, got code %d: %v", w.code, daybook.CodeOf(err), err)
	}
	text := err.Error() + daybook.HintOf(err)
	for _, part := range w.says {
		if !strings.Contains(text, part) {
			t.Errorf("wanted %q in %q", part, text)
		}
	}
	if strings.Contains(text, secret) {
		t.Errorf("the password is in %q", text)
	}
}

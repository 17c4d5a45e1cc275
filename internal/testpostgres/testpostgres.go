// Package testpostgres gives tests a real Postgres. It takes, in this order: the server that
// DAYBOOK_TEST_POSTGRES names; installed binaries, started as a throw-away cluster on a private Unix
// socket; on Debian as root, the package that it installs. Where none of these will do, the test fails
// and says what to do. It never skips.
//
// There is one cluster for a test process, and a database of its own for each test, which the next test gets
// emptied. The cluster ends with the process, however that ends.
package testpostgres

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"fmt"
	"net/url"
	"os"
	"sync"
	"testing"

	"github.com/jackc/pgx/v5"
)

// Variable names the environment variable with the URL of a server to use. Its user must be allowed
// to create databases and roles.
const Variable = "DAYBOOK_TEST_POSTGRES"

// server is the administrator's URL of the process's server.
var server = sync.OnceValues(func() (string, error) {
	if explicit := os.Getenv(Variable); explicit != "" {
		return explicit, nil
	}
	return startCluster()
})

// New makes an empty database and returns its URL and how to drop it: for those who have no testing.TB.
func New(ctx context.Context) (url string, drop func() error, err error) {
	admin, err := server()
	if err != nil {
		return "", nil, fmt.Errorf("no Postgres for tests: %w", err)
	}
	name := "daybook_test_" + random()
	if err := execute(ctx, admin, "CREATE DATABASE "+name); err != nil {
		return "", nil, err
	}
	drop = func() error {
		return execute(context.WithoutCancel(ctx), admin, "DROP DATABASE "+name+" WITH (FORCE)")
	}
	url, err = withPath(admin, name)
	return url, drop, err
}

// LockedURL is like URL, for a user who must give a password. It returns the right one too: it stands in the URL.
func LockedURL(tb testing.TB) (address, password string) {
	tb.Helper()
	admin, err := server()
	if err != nil {
		tb.Fatal(err)
	}
	open := URL(tb)
	parsed, err := url.Parse(open)
	if err != nil {
		tb.Fatal(err)
	}
	role, password := "daybook_test_"+random(), random()
	statement := fmt.Sprintf("CREATE ROLE %s LOGIN PASSWORD '%s' IN ROLE %s; GRANT ALL ON DATABASE %s TO %[1]s",
		role, password, lockedRole, parsed.Path[1:])
	ensure := fmt.Sprintf("DO $$ BEGIN CREATE ROLE %s; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$", lockedRole)
	if err := execute(tb.Context(), admin, ensure+"; "+statement); err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if err := execute(context.Background(), open, "DROP OWNED BY "+role+" CASCADE; DROP ROLE "+role); err != nil {
			tb.Error(err)
		}
	})
	query := parsed.Query()
	query.Del("user")
	parsed.User, parsed.RawQuery = url.UserPassword(role, password), query.Encode()
	return parsed.String(), password
}

func execute(ctx context.Context, address, statement string) error {
	conn, err := pgx.Connect(ctx, address)
	if err != nil {
		return err
	}
	defer conn.Close(ctx)
	_, err = conn.Exec(ctx, statement)
	return err
}

func withPath(address, database string) (string, error) {
	parsed, err := url.Parse(address)
	if err != nil {
		return "", err
	}
	parsed.Path = "/" + database
	return parsed.String(), nil
}

func random() string {
	var bytes [8]byte
	rand.Read(bytes[:])
	return hex.EncodeToString(bytes[:])
}

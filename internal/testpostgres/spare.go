package testpostgres

import (
	"context"
	"os"
	"testing"
)

// spare are databases of the throw-away cluster that a test is done with, emptied for the next one: to make one takes
// Postgres longer than most tests.
var spare = make(chan string, 1000)

// database returns the URL of an empty database, and how to give it back.
func database(ctx context.Context) (url string, giveBack func() error, err error) {
	if os.Getenv(Variable) != "" { // somebody's own server is left as it was
		return New(ctx)
	}
	select {
	case url = <-spare:
	default:
		url, _, err = New(ctx)
	}
	return url, func() error { return recycle(url) }, err
}

func recycle(url string) error {
	err := execute(context.Background(), url, empty)
	if err == nil {
		spare <- url
	}
	return err
}

// empty ends all other connections to the database, as dropping it would, and drops every schema.
const empty = `
SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid();
DO $$ DECLARE name text; BEGIN
	FOR name IN SELECT nspname FROM pg_namespace WHERE nspname NOT LIKE 'pg\_%' AND nspname <> 'information_schema' LOOP
		EXECUTE format('DROP SCHEMA %I CASCADE', name);
	END LOOP;
	CREATE SCHEMA public;
END $$`

// URL returns the URL of an empty database that is the test's own until it ends.
func URL(tb testing.TB) string {
	tb.Helper()
	url, giveBack, err := database(context.Background())
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if err := giveBack(); err != nil {
			tb.Error(err)
		}
	})
	return url
}

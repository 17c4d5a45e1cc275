package testpostgres

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/jackc/pgx/v5"
)

func TestEachTestHasADatabaseOfItsOwn(t *testing.T) {
	one, two := URL(t), URL(t)
	if err := execute(t.Context(), one, "CREATE TABLE a (b int)"); err != nil {
		t.Fatal(err)
	}
	if err := execute(t.Context(), two, "CREATE TABLE a (b int)"); err != nil {
		t.Fatal(err)
	}
}

func TestTheNextTestFindsNothingOfTheFormerOne(t *testing.T) {
	address := URL(t)
	left, err := pgx.Connect(t.Context(), address)
	if err != nil {
		t.Fatal(err)
	}
	defer left.Close(t.Context())
	for _, statement := range []string{"CREATE SCHEMA daybook", `CREATE SCHEMA "Odd name"`, "CREATE TABLE daybook.a (b int)", "CREATE VIEW v AS SELECT b FROM daybook.a"} {
		if _, err := left.Exec(t.Context(), statement); err != nil {
			t.Fatal(err)
		}
	}
	if err := recycle(address); err != nil {
		t.Fatal(err)
	}
	if left.Ping(t.Context()) == nil {
		t.Error("a connection outlived its test")
	}
	next, giveBack, err := database(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer giveBack()
	conn, err := pgx.Connect(t.Context(), next)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close(t.Context())
	var schemas, relations int
	if err := conn.QueryRow(t.Context(), `SELECT (SELECT count(*) FROM pg_namespace WHERE nspname NOT LIKE 'pg\_%' AND nspname NOT IN ('information_schema', 'public')),
		(SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'public')`).Scan(&schemas, &relations); err != nil {
		t.Fatal(err)
	}
	if schemas+relations > 0 {
		t.Errorf("%d schemas and %d relations were left", schemas, relations)
	}
}

func TestALockedUserNeedsThePassword(t *testing.T) {
	address, password := LockedURL(t)
	if err := execute(t.Context(), address, "SELECT 1"); err != nil {
		t.Fatal("with the password:", err)
	}
	config, err := pgx.ParseConfig(address)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(password, config.Password); diff != "" {
		t.Fatal(diff)
	}
	config.Password = "wrong"
	if conn, err := pgx.ConnectConfig(t.Context(), config); err == nil {
		conn.Close(t.Context())
		t.Fatal("a wrong password was let in")
	}
}

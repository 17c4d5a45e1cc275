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

func TestADatabaseIsDroppedWithItsTest(t *testing.T) {
	var address string
	t.Run("inner", func(t *testing.T) { address = URL(t) })
	if conn, err := pgx.Connect(t.Context(), address); err == nil {
		conn.Close(t.Context())
		t.Fatal("the database outlived its test")
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

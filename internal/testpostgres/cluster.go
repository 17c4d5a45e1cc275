package testpostgres

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/url"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"syscall"
	"time"

	"github.com/jackc/pgx/v5"
)

// lockedRole's members must give a password; everybody else on the private socket need not.
const lockedRole = "daybook_locked"

// startCluster makes a cluster in a directory of its own and starts it.
func startCluster() (string, error) {
	binaries, err := findBinaries()
	if err != nil {
		return "", err
	}
	account, err := unprivileged()
	if err != nil {
		return "", err
	}
	dir, err := privateDir(account)
	if err != nil {
		return "", err
	}
	if err := initialise(binaries, dir, account); err != nil {
		return "", errors.Join(err, os.RemoveAll(dir))
	}
	if err := launch(binaries, dir, account); err != nil {
		return "", errors.Join(err, os.RemoveAll(dir))
	}
	address := "postgres://postgres@/postgres?host=" + url.QueryEscape(dir)
	return address, await(address, filepath.Join(dir, "log"))
}

// unprivileged is the account to run Postgres under: it refuses to run as root. Nil means our own.
func unprivileged() (*syscall.Credential, error) {
	if os.Getuid() != 0 {
		return nil, nil
	}
	for _, name := range []string{"postgres", "nobody"} {
		if found, err := user.Lookup(name); err == nil {
			uid, uidErr := strconv.Atoi(found.Uid)
			gid, gidErr := strconv.Atoi(found.Gid)
			return &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}, errors.Join(uidErr, gidErr)
		}
	}
	return nil, errors.New("Postgres does not run as root, and there is neither a user postgres nor nobody; run the tests as another user or set " + Variable)
}

// privateDir makes the cluster's directory. A socket's path has to be shorter than 108 bytes, and
// the account must be able to enter: root's own temporary directory may be closed to it.
func privateDir(account *syscall.Credential) (string, error) {
	base := os.TempDir()
	if account != nil || len(base) > 60 {
		base = "/tmp"
	}
	dir, err := os.MkdirTemp(base, "daybook-postgres-")
	if err != nil || account == nil {
		return dir, err
	}
	return dir, os.Chown(dir, int(account.Uid), int(account.Gid))
}

func initialise(binaries, dir string, account *syscall.Credential) error {
	data := filepath.Join(dir, "data")
	initdb := exec.Command(filepath.Join(binaries, "initdb"), "-N", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-locale")
	initdb.Dir, initdb.SysProcAttr = dir, &syscall.SysProcAttr{Credential: account}
	if output, err := initdb.CombinedOutput(); err != nil {
		return fmt.Errorf("initdb: %w\n%s", err, output)
	}
	access := "local all +" + lockedRole + " scram-sha-256\nlocal all all trust\n"
	return os.WriteFile(filepath.Join(data, "pg_hba.conf"), []byte(access), 0o600)
}

// watchdog keeps Postgres running until its standard input ends, then stops it and removes its
// directory. The other end of that pipe is ours alone, so it ends with this process, even killed.
const watchdog = `"$0" "$@" & cat >/dev/null; kill -QUIT $!; wait; cd /; rm -rf "$DAYBOOK_CLUSTER"`

func launch(binaries, dir string, account *syscall.Credential) error {
	log, err := os.OpenFile(filepath.Join(dir, "log"), os.O_CREATE|os.O_WRONLY|os.O_APPEND, 0o644)
	if err != nil {
		return err
	}
	defer log.Close()
	postgres := exec.Command("/bin/sh", "-c", watchdog, filepath.Join(binaries, "postgres"), "-D", filepath.Join(dir, "data"),
		"-k", dir, "-c", "listen_addresses=", "-c", "fsync=off", "-c", "full_page_writes=off", "-c", "synchronous_commit=off",
		"-c", "max_connections=200")
	postgres.Dir, postgres.Stdout, postgres.Stderr = dir, log, log
	postgres.Env = append(os.Environ(), "DAYBOOK_CLUSTER="+dir)
	postgres.SysProcAttr = &syscall.SysProcAttr{Credential: account, Setpgid: true} // an interrupt reaches us first
	if _, err := postgres.StdinPipe(); err != nil {
		return err
	}
	if err := postgres.Start(); err != nil {
		return err
	}
	go postgres.Wait() // keeps the pipe from being collected, and so closed, while we live
	return nil
}

// await waits until the server answers.
func await(address, log string) error {
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	for {
		conn, err := pgx.Connect(ctx, address)
		if err == nil {
			return conn.Close(ctx)
		}
		if ctx.Err() != nil {
			output, _ := os.ReadFile(log)
			return fmt.Errorf("the throw-away Postgres does not answer: %w\n%s", err, bytes.TrimSpace(output))
		}
		time.Sleep(20 * time.Millisecond)
	}
}

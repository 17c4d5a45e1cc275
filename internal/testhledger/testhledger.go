// Package testhledger finds hledger for tests, installing Debian's package where it may. hledger is an accountant of
// its own: what it says of a journal, daybook must say of its export.
package testhledger

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"
)

// Run runs hledger over a journal and returns what it prints.
func Run(t testing.TB, journal string, arguments ...string) string {
	t.Helper()
	path, err := find()
	if err != nil {
		t.Fatal(err)
	}
	command := exec.Command(path, append([]string{"-f", journal}, arguments...)...)
	command.Env = append(os.Environ(), "LANG=C.UTF-8")
	output, err := command.Output()
	if failed := (*exec.ExitError)(nil); errors.As(err, &failed) {
		t.Fatalf("hledger %v: %v\n%s", arguments, err, failed.Stderr)
	}
	if err != nil {
		t.Fatal(err)
	}
	return string(output)
}

func find() (string, error) {
	if path, err := exec.LookPath("hledger"); err == nil {
		return path, nil
	}
	if _, err := exec.LookPath("apt-get"); err != nil || os.Getuid() != 0 {
		return "", errors.New("hledger is not installed; install it (Debian: apt-get install hledger)")
	}
	if err := install(); err != nil {
		return "", err
	}
	return exec.LookPath("hledger")
}

// install installs Debian's package. Test processes that run side by side take turns.
func install() error {
	lock, err := os.OpenFile(filepath.Join(os.TempDir(), "daybook-hledger-install.lock"), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return err
	}
	defer lock.Close()
	if err := syscall.Flock(int(lock.Fd()), syscall.LOCK_EX); err != nil {
		return err
	}
	apt := exec.Command("/bin/sh", "-c", "apt-get update && apt-get install -y --no-install-recommends hledger")
	apt.Env = append(os.Environ(), "DEBIAN_FRONTEND=noninteractive")
	if output, err := apt.CombinedOutput(); err != nil {
		return fmt.Errorf("installing hledger: %w\n%s", err, output)
	}
	return nil
}

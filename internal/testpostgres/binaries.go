package testpostgres

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"syscall"
)

// findBinaries returns the directory of initdb and postgres, installing them if that is possible.
func findBinaries() (string, error) {
	if dir := installed(); dir != "" {
		return dir, nil
	}
	if _, err := exec.LookPath("apt-get"); err != nil || os.Getuid() != 0 {
		return "", errors.New("Postgres is not installed; install it (Debian: apt-get install postgresql), or set " +
			Variable + " to the URL of a server, like postgres://user:password@localhost/postgres")
	}
	if err := install(); err != nil {
		return "", err
	}
	if dir := installed(); dir != "" {
		return dir, nil
	}
	return "", errors.New("the package postgresql is installed, but its initdb is nowhere to be found")
}

// installed looks where PATH points to, then where Debian and Homebrew put the newest version.
func installed() string {
	if path, err := exec.LookPath("initdb"); err == nil {
		if real, err := filepath.EvalSymlinks(path); err == nil && complete(filepath.Dir(real)) {
			return filepath.Dir(real)
		}
	}
	var found []string
	for _, pattern := range []string{"/usr/lib/postgresql/*/bin", "/opt/homebrew/opt/postgresql@*/bin"} {
		matches, _ := filepath.Glob(pattern) // fails only on a bad pattern
		found = append(found, matches...)
	}
	found = slices.DeleteFunc(found, func(dir string) bool { return !complete(dir) })
	if len(found) == 0 {
		return ""
	}
	return slices.MaxFunc(found, func(a, b string) int { return version(a) - version(b) })
}

func complete(dir string) bool {
	for _, name := range []string{"initdb", "postgres"} {
		if info, err := os.Stat(filepath.Join(dir, name)); err != nil || info.IsDir() {
			return false
		}
	}
	return true
}

// version reads the 15 of /usr/lib/postgresql/15/bin; 0 where there is none.
func version(dir string) int {
	number, _ := strconv.Atoi(filepath.Base(filepath.Dir(dir)))
	return number
}

// install installs Debian's package. Test processes that run side by side take turns.
func install() error {
	lock, err := os.OpenFile(filepath.Join(os.TempDir(), "daybook-postgres-install.lock"), os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return err
	}
	defer lock.Close()
	if err := syscall.Flock(int(lock.Fd()), syscall.LOCK_EX); err != nil {
		return err
	}
	if installed() != "" {
		return nil
	}
	apt := exec.Command("/bin/sh", "-c", "apt-get update && apt-get install -y --no-install-recommends postgresql")
	apt.Env = append(os.Environ(), "DEBIAN_FRONTEND=noninteractive")
	if output, err := apt.CombinedOutput(); err != nil {
		return fmt.Errorf("installing Postgres: %w\n%s", err, output)
	}
	return nil
}

package deployments

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// machine is a root folder with the image's files in it, in the place of a container or a server. As root
// we shut commands into it, as the image's user, so that they find nothing else. Otherwise paths are
// rewritten to lie below it.
type machine struct {
	t     *testing.T
	root  string
	image image
}

func newMachine(t *testing.T) machine {
	t.Helper()
	m := machine{t, t.TempDir(), theImage(t)}
	check(t, os.Chmod(m.root, 0o755))
	binary := m.image.entrypoint[0]
	check(t, os.MkdirAll(filepath.Dir(m.at(binary)), 0o755))
	check(t, os.Link(filepath.Join(m.image.root, binary), m.at(binary)))
	m.mkdir(m.image.folder, "")
	m.mkdir("/var/lib/daybook", m.image.user)
	m.mkdir("/tmp", m.image.user)
	return m
}

// confined tells whether commands are shut into the root folder.
func confined() bool { return os.Geteuid() == 0 }

// at is where a path of the machine lies on ours.
func (m machine) at(path string) string { return filepath.Join(m.root, path) }

func (m machine) mkdir(path, owner string) {
	m.t.Helper()
	check(m.t, os.MkdirAll(m.at(path), 0o755))
	check(m.t, own(m.at(path), owner))
}

// write writes a file that commands of the machine read.
func (m machine) write(path, text string) {
	m.t.Helper()
	m.place(path, m.rewrite(text))
}

// place writes a file as it is.
func (m machine) place(path, text string) {
	m.t.Helper()
	check(m.t, os.MkdirAll(filepath.Dir(m.at(path)), 0o755))
	check(m.t, os.WriteFile(m.at(path), []byte(text), 0o444))
}

// rewrite turns the machine's paths into ours where commands are not shut in.
func (m machine) rewrite(text string) string {
	if confined() {
		return text
	}
	return m.translate(text)
}

// translate turns the machine's paths into ours.
func (m machine) translate(text string) string {
	var pairs []string
	for _, top := range []string{"/etc/daybook", "/run/secrets", "/var/lib/daybook", "/usr/local/bin"} {
		pairs = append(pairs, top, m.at(top))
	}
	return strings.NewReplacer(pairs...).Replace(text)
}

// command is a command of the machine, with an environment that holds nothing else than env.
func (m machine) command(ctx context.Context, line []string, env []string) *exec.Cmd {
	words := make([]string, len(line))
	for i, word := range line {
		words[i] = m.rewrite(word)
	}
	command := exec.CommandContext(ctx, words[0], words[1:]...)
	command.Env, command.Dir = append([]string{}, env...), m.at(m.image.folder)
	if confined() {
		command.Dir = m.image.folder
		command.SysProcAttr = &syscall.SysProcAttr{Chroot: m.root, Credential: m.credential()}
	}
	return command
}

func (m machine) credential() *syscall.Credential {
	var c syscall.Credential
	if _, err := fmt.Sscanf(m.image.user, "%d:%d", &c.Uid, &c.Gid); err != nil {
		m.t.Fatal(err)
	}
	return &c
}

// run runs a command to its end.
func (m machine) run(line, env []string) (out, errors string, err error) {
	ctx, cancel := context.WithTimeout(m.t.Context(), time.Minute)
	defer cancel()
	var stdout, stderr bytes.Buffer
	command := m.command(ctx, line, env)
	command.Stdout, command.Stderr = &stdout, &stderr
	err = command.Run()
	return stdout.String(), stderr.String(), err
}

func (m machine) mustRun(line, env []string) string {
	m.t.Helper()
	out, errors, err := m.run(line, env)
	if err != nil {
		m.t.Fatalf("%s: %v\n%s", strings.Join(line, " "), err, errors)
	}
	return out
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func read(t *testing.T, path string) string {
	t.Helper()
	text, err := os.ReadFile(path)
	check(t, err)
	return string(text)
}

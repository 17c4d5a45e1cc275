// Package stripemock judges our Stripe requests and objects by Stripe's own specification: it runs stripe-mock,
// Stripe's server that refuses what does not conform to it, and holds objects against the schemas.
// The specification is newer than the version that we speak: what that has besides is older.
package stripemock

import (
	"bufio"
	"context"
	"io"
	"os/exec"
	"strings"
	"syscall"
	"testing"
)

// Start runs stripe-mock on the loopback until the test ends and returns its address.
func Start(t *testing.T) string {
	t.Helper()
	binary, err := exec.CommandContext(t.Context(), "go", "tool", "-n", "stripe-mock").Output()
	if err != nil {
		t.Fatalf("building stripe-mock: %v", err)
	}
	mock := exec.CommandContext(context.Background(), strings.TrimSpace(string(binary)), "-http-addr", "127.0.0.1:0", "-https-addr", "127.0.0.1:0")
	mock.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	output, err := mock.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := mock.Start(); err != nil {
		t.Fatalf("starting stripe-mock: %v", err)
	}
	t.Cleanup(func() {
		_ = mock.Process.Kill()
		_ = mock.Wait()
	})
	lines := bufio.NewScanner(output)
	for lines.Scan() {
		if address, ok := strings.CutPrefix(lines.Text(), "Listening for HTTP at address: "); ok {
			go func() { _, _ = io.Copy(io.Discard, output) }() // it logs every request, and waits until that is read
			return "http://" + address
		}
	}
	t.Fatal("stripe-mock ended before it listened")
	return ""
}

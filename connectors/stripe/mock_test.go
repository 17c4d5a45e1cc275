package stripe

import (
	"bufio"
	"context"
	"os/exec"
	"strings"
	"syscall"
	"testing"

	"daybook"
	"daybook/connectors/connectortest"
)

// stripeMock runs Stripe's own mock server, which knows Stripe's OpenAPI specification and refuses what
// does not conform to it, and returns its address.
func stripeMock(t *testing.T) string {
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
	for lines := bufio.NewScanner(output); lines.Scan(); {
		if address, ok := strings.CutPrefix(lines.Text(), "Listening for HTTP at address: "); ok {
			return "http://" + address
		}
	}
	t.Fatal("stripe-mock ended before it listened")
	return ""
}

func TestStripesSpecificationAcceptsEveryRequestOfOurs(t *testing.T) {
	s := paid(t)
	s.source.options.BaseURL = stripeMock(t)
	s.source.options.Start = day("2024-01-01")
	if _, err := s.source.Check(t.Context()); err != nil {
		t.Errorf("Check: %v", err)
	}
	if err := s.source.Pull(t.Context(), daybook.Request{}, &connectortest.Recorder{}); err != nil {
		t.Errorf("Pull: %v", err)
	}
	a := s.source.api(s.source.patience)
	for path, q := range map[string]query{
		"/v1/products":            {},
		"/v1/invoices/in_1/lines": {after: "il_1"},
		"/v1/subscription_items":  {filters: map[string]string{"subscription": "sub_1"}, after: "si_1", expand: []string{"discounts"}},
	} {
		for _, err := range a.list(t.Context(), path, q) {
			if err != nil {
				t.Errorf("%s: %v", path, err)
			}
		}
	}
	for _, expand := range [][]string{{"tiers", "currency_options"}, {"tiers", "currency_options", "currency_options.eur.tiers"}} {
		if err := a.get(t.Context(), "/v1/prices/price_1", expand, &price{}); err != nil {
			t.Errorf("price with %v: %v", expand, err)
		}
	}
	for _, err := range a.list(t.Context(), "/v1/charges", query{filters: map[string]string{"colour": "red"}}) {
		if err == nil {
			t.Error("stripe-mock accepts anything: this test cannot fail")
		}
		break
	}
}

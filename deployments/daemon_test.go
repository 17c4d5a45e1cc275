package deployments

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path"
	"strings"
	"syscall"
	"testing"
	"time"

	"daybook"
	"daybook/internal/bakery"
	"daybook/internal/stripesandbox"
	"daybook/internal/testpostgres"
)

// surroundings are what a deployment meets where it runs: a Stripe account and a Postgres.
type surroundings struct {
	stripe   string
	postgres *url.URL // over TCP, with a user and a password that is asked for
}

func newSurroundings(t *testing.T) surroundings {
	t.Helper()
	crumb, err := bakery.Generate(bakery.Options{Seed: 1, To: daybook.DayOf(time.Now(), time.UTC) - 2, Days: 60})
	check(t, err)
	sandbox := stripesandbox.New()
	crumb.Fill(sandbox)
	server := httptest.NewServer(sandbox)
	t.Cleanup(server.Close)
	address, _ := testpostgres.LockedURL(t)
	return surroundings{server.URL, overTCP(t, address)}
}

// settle points a deployment's Stripe source and book at the surroundings, and returns values for its secrets.
// Nothing else of its configuration is touched.
func (s surroundings) settle(t *testing.T, d deployment) map[string]string {
	t.Helper()
	password, _ := s.postgres.User.Password()
	host := "@" + s.postgres.Host + s.postgres.Path
	changed := strings.NewReplacer(
		"    type: stripe\n", "    type: stripe\n    base_url: "+s.stripe+"\n",
		"postgres://daybook:", "postgres://"+s.postgres.User.Username()+":", "@postgres:5432/daybook", host,
	).Replace(d.files[d.config])
	if !strings.Contains(changed, s.stripe) {
		t.Fatal("there is no Stripe source to point at the sandbox")
	}
	d.files[d.config] = changed
	return map[string]string{
		"stripe_api_key": "rk_test_crumb", "STRIPE_API_KEY": "rk_test_crumb",
		"postgres_password": password, "dashboard_database_url": s.postgres.String(),
	}
}

func TestTheDaemonOfEachDeploymentPublishesAndStopsWhenTold(t *testing.T) {
	for name, d := range deployments(t) {
		t.Run(name, func(t *testing.T) {
			values := newSurroundings(t).settle(t, d)
			m := newMachine(t)
			d.mount(m, values)
			daemon := startDaemon(m, d, values)
			awaitRun(m, d, values, daemon)
			if out := m.mustRun(d.ask("kpis", "--json"), d.environment(values)); !strings.Contains(out, `"kpi": "mrr"`) {
				t.Errorf("daybook kpis --json has no MRR:\n%.400s", out)
			}
			daemon.stop(d.stop)
		})
	}
}

// The CronJob does its work with its own arguments and the same files.
func TestTheCronJobRuns(t *testing.T) {
	manifests := readManifests(t)
	d := manifests.deployment(t, manifests.job.Spec.JobTemplate.Spec.Template.Spec)
	values := newSurroundings(t).settle(t, d)
	m := newMachine(t)
	d.mount(m, values)
	if out := m.mustRun(d.command(t), nil); !strings.Contains(out, "shop") {
		t.Errorf("daybook run says:\n%s", out)
	}
}

// ask is a command line of daybook about the deployment's book.
func (d deployment) ask(arguments ...string) []string {
	return append([]string{d.probe[0]}, append(arguments, "--config", d.config)...)
}

// process is a daemon that was started.
type process struct {
	m       machine
	command *exec.Cmd
	errors  *os.File // what it says
	ended   chan error
}

func startDaemon(m machine, d deployment, values map[string]string) *process {
	m.t.Helper()
	said, err := os.Create(path.Join(m.t.TempDir(), "stderr"))
	check(m.t, err)
	p := &process{m: m, errors: said, ended: make(chan error, 1)}
	p.command = m.command(context.Background(), d.command(m.t), d.environment(values))
	p.command.Stderr = said
	check(m.t, p.command.Start())
	go func() { p.ended <- p.command.Wait() }()
	m.t.Cleanup(func() { p.command.Process.Kill(); said.Close() })
	return p
}

func (p *process) said() string {
	text, _ := os.ReadFile(p.errors.Name())
	return string(bytes.TrimSpace(text))
}

// stop tells the daemon to stop, as systemd, Compose and Kubernetes do.
func (p *process) stop(within time.Duration) {
	p.m.t.Helper()
	check(p.m.t, p.command.Process.Signal(syscall.SIGTERM))
	select {
	case err := <-p.ended:
		if code := exitCode(p.m.t, err); code != "0" {
			p.m.t.Errorf("the daemon ended with %s:\n%s", code, p.said())
		}
	case <-time.After(within):
		p.m.t.Errorf("the daemon still runs %v after SIGTERM", within)
	}
}

// awaitRun waits until the health check passes and the book holds a run that is done. As an engine does, it lets
// the daemon start before it asks.
func awaitRun(m machine, d deployment, values map[string]string, daemon *process) {
	m.t.Helper()
	for deadline := time.Now().Add(2 * time.Minute); time.Now().Before(deadline); time.Sleep(300 * time.Millisecond) {
		select {
		case err := <-daemon.ended:
			m.t.Fatalf("the daemon ended: %v\n%s", err, daemon.said())
		default:
		}
		if strings.Contains(daemon.said(), "schedule") && hasRun(m, d, values) {
			return
		}
	}
	m.t.Fatalf("no run in two minutes:\n%s", daemon.said())
}

// hasRun reports whether the book holds a run that is done. From its start on a daemon has to be well.
func hasRun(m machine, d deployment, values map[string]string) bool {
	m.t.Helper()
	m.mustRun(d.probe, d.environment(values))
	var runs []daybook.Run
	check(m.t, json.Unmarshal([]byte(m.mustRun(d.ask("runs", "--json"), d.environment(values))), &runs))
	if len(runs) == 0 || runs[0].FinishedAt == nil {
		return false
	}
	if runs[0].Status != "done" {
		m.t.Fatalf("the run is %s: %s", runs[0].Status, runs[0].Error)
	}
	return true
}

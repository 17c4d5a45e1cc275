package deployments

import (
	"errors"
	"os/exec"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"daybook/config"
	allconnectors "daybook/connectors/all"
	allloaders "daybook/pipeline/loaders/all"
)

// deployment is what a file says of how the daemon is started.
type deployment struct {
	binary  string            // "" for the image's
	line    []string          // the arguments
	probe   []string          // the whole command that tells whether it is well
	stop    time.Duration     // how long it has to stop
	config  string            // where its configuration is mounted
	files   map[string]string // what is mounted beside, by path
	secrets []string          // the files with secrets, by path
	env     []string          // the environment variables with secrets
	kept    string            // the folder that outlives it; "" if none does
}

// deployments are all of them, by the file that says so.
func deployments(t *testing.T) map[string]deployment {
	t.Helper()
	return map[string]deployment{
		"compose.yaml": composeDeployment(t), unitPath: systemdDeployment(t), "kubernetes/daybook.yaml": kubernetesDeployment(t),
	}
}

// placeholders are values for all secrets of a deployment.
func placeholders(d deployment) map[string]string {
	values := map[string]string{}
	for _, name := range slices.Concat(d.secrets, d.env) {
		values[path.Base(name)] = "rk_test_placeholder"
		if strings.HasSuffix(name, "_url") {
			values[path.Base(name)] = "postgres://someone:placeholder@nowhere.invalid/dashboards"
		}
	}
	return values
}

// mount puts a deployment's files and secrets into a machine, secrets with values by their base name.
func (d deployment) mount(m machine, values map[string]string) {
	m.t.Helper()
	for name, text := range d.files {
		m.write(name, text)
	}
	for _, name := range d.secrets {
		m.write(name, values[path.Base(name)]+"\n")
	}
}

// environment is the environment with the secrets that come that way.
func (d deployment) environment(values map[string]string) []string {
	var env []string
	for _, name := range d.env {
		env = append(env, name+"="+values[name])
	}
	return env
}

// command is the daemon's whole command line.
func (d deployment) command(t *testing.T) []string {
	t.Helper()
	if d.binary != "" {
		return append([]string{d.binary}, d.line...)
	}
	return append(slices.Clone(theImage(t).entrypoint), d.line...)
}

// load loads the configuration from where it is mounted, with nothing but the deployment's own secrets.
func (d deployment) load(t *testing.T, m machine, values map[string]string) *config.Config {
	t.Helper()
	for name, text := range d.files {
		m.place(name, m.translate(text)) // config.Load runs outside of the machine
	}
	for _, name := range d.secrets {
		m.place(name, values[path.Base(name)]+"\n")
	}
	loaded, err := config.Load(m.at(d.config), func(name string) (string, bool) {
		return values[name], slices.Contains(d.env, name)
	})
	check(t, err)
	return loaded
}

func TestEveryConfigurationLoads(t *testing.T) {
	for name, d := range deployments(t) {
		t.Run(name, func(t *testing.T) {
			c := d.load(t, newMachine(t), placeholders(d))
			if len(c.Sources) == 0 {
				t.Error("no source: the daemon would have nothing to do")
			}
			checkOptions(t, c)
		})
	}
}

func TestTheSourcesThatAreCommentedOutLoadToo(t *testing.T) {
	commented := regexp.MustCompile(`(?m)^  # ((?:- name|  type|  path): .*)$`)
	found := 0
	for name, d := range deployments(t) {
		text := d.files[d.config]
		if !commented.MatchString(text) {
			continue
		}
		found++
		before := len(d.load(t, newMachine(t), placeholders(d)).Sources)
		d.files[d.config] = commented.ReplaceAllString(text, "  $1")
		c := d.load(t, newMachine(t), placeholders(d))
		if len(c.Sources) != before+1 {
			t.Errorf("%s: %d sources, and %d with the one that is commented out", name, before, len(c.Sources))
		}
		checkOptions(t, c)
	}
	if found != 2 {
		t.Errorf("%d files have such a source, want those of Compose and systemd", found)
	}
}

// checkOptions decodes the options of each source and loader as its own type does.
func checkOptions(t *testing.T, c *config.Config) {
	t.Helper()
	types := map[string]func() any{}
	for _, one := range allconnectors.List() {
		types["source "+one.Type] = one.Options
	}
	for _, one := range allloaders.List() {
		types["loader "+one.Type] = one.Options
	}
	decode := func(kind string, options config.Options) {
		zero, ok := types[kind]
		if !ok {
			t.Fatalf("no %s", kind)
		}
		if err := options.Decode(zero()); err != nil {
			t.Error(err)
		}
	}
	for _, s := range c.Sources {
		decode("source "+s.Type, s.Options)
	}
	for _, l := range c.Loaders {
		decode("loader "+l.Type, l.Options)
	}
}

// A book that is a file must lie where it outlives the process.
func TestEveryBookIsKept(t *testing.T) {
	for name, d := range deployments(t) {
		m := newMachine(t)
		book := d.load(t, m, placeholders(d)).Book.Reveal()
		if !strings.HasPrefix(book, "postgres://") && (d.kept == "" || path.Dir(book) != m.at(d.kept)) {
			t.Errorf("%s: the book is %s, what is kept is %q", name, book, d.kept)
		}
	}
}

func TestTheDaemonHasTimeToStop(t *testing.T) {
	for name, d := range deployments(t) {
		i := slices.Index(d.line, "--grace")
		if i < 0 {
			t.Errorf("%s: --grace is not given, so that nobody sees that stopping must take longer", name)
			continue
		}
		grace, err := time.ParseDuration(d.line[i+1])
		if err != nil || d.stop < grace+10*time.Second {
			t.Errorf("%s: %v to stop, --grace %s (%v)", name, d.stop, d.line[i+1], err)
		}
	}
}

// exitCode is the exit code of a command that ran.
func exitCode(t *testing.T, err error) string {
	t.Helper()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	if exit == nil {
		return "0"
	}
	return strconv.Itoa(exit.ExitCode())
}

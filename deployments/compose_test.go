package deployments

import (
	"bytes"
	"net/url"
	"os"
	"path"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/goccy/go-yaml"
)

// composeFile is what a compose file may say here; a key that is not listed is an error.
type composeFile struct {
	Name     string                    `yaml:"name"`
	Services map[string]composeService `yaml:"services"`
	Volumes  map[string]struct{}       `yaml:"volumes"`
	Secrets  map[string]struct {
		File string `yaml:"file"`
	} `yaml:"secrets"`
}

type composeService struct {
	Image string `yaml:"image"`
	Build struct {
		Context    string            `yaml:"context"`
		Dockerfile string            `yaml:"dockerfile"`
		Args       map[string]string `yaml:"args"`
	} `yaml:"build"`
	Command     []string          `yaml:"command"`
	Environment map[string]string `yaml:"environment"`
	Restart     string            `yaml:"restart"`
	StopGrace   duration          `yaml:"stop_grace_period"`
	DependsOn   map[string]struct {
		Condition string `yaml:"condition"`
	} `yaml:"depends_on"`
	Healthcheck struct {
		Test        []string `yaml:"test"`
		Interval    duration `yaml:"interval"`
		Timeout     duration `yaml:"timeout"`
		StartPeriod duration `yaml:"start_period"`
		Retries     int      `yaml:"retries"`
	} `yaml:"healthcheck"`
	Ports   []string `yaml:"ports"`
	Volumes []struct {
		Type     string `yaml:"type"`
		Source   string `yaml:"source"`
		Target   string `yaml:"target"`
		ReadOnly bool   `yaml:"read_only"`
	} `yaml:"volumes"`
	Secrets     []string `yaml:"secrets"`
	ReadOnly    bool     `yaml:"read_only"`
	Tmpfs       []string `yaml:"tmpfs"`
	CapDrop     []string `yaml:"cap_drop"`
	SecurityOpt []string `yaml:"security_opt"`
}

// duration is a length of time as Compose and systemd write it: 45s.
type duration time.Duration

func (d *duration) UnmarshalText(text []byte) error {
	parsed, err := time.ParseDuration(string(text))
	*d = duration(parsed)
	return err
}

func strictly(t *testing.T, text string, into any) {
	t.Helper()
	if err := yaml.NewDecoder(bytes.NewReader([]byte(text)), yaml.Strict()).Decode(into); err != nil {
		t.Fatal(err)
	}
}

func readCompose(t *testing.T) composeFile {
	t.Helper()
	var file composeFile
	strictly(t, read(t, "compose.yaml"), &file)
	return file
}

// composeDeployment is the daemon as the compose file starts it.
func composeDeployment(t *testing.T) deployment {
	t.Helper()
	file := readCompose(t)
	service := file.Services["daybook"]
	d := deployment{
		line:  service.Command,
		probe: service.Healthcheck.Test[1:],
		stop:  time.Duration(service.StopGrace),
		files: map[string]string{},
	}
	for _, volume := range service.Volumes {
		d.config = path.Join(volume.Target, "daybook.yaml")
		d.files[d.config] = read(t, path.Join(volume.Source, "daybook.yaml"))
	}
	for _, secret := range service.Secrets {
		d.secrets = append(d.secrets, "/run/secrets/"+secret)
	}
	return d
}

func TestComposeBuildsThisDockerfile(t *testing.T) {
	build := readCompose(t).Services["daybook"].Build
	for _, file := range []string{build.Context + "/go.mod", path.Join(build.Context, build.Dockerfile)} {
		if _, err := os.Stat(file); err != nil {
			t.Error(err)
		}
	}
	if path.Join(build.Context, build.Dockerfile) != "../deployments/Dockerfile" {
		t.Errorf("%+v", build)
	}
}

func TestComposePinsPostgres17AndWaitsForIt(t *testing.T) {
	services := readCompose(t).Services
	postgres := services["postgres"]
	if postgres.Image != "postgres:17" {
		t.Errorf("image %s", postgres.Image)
	}
	if test := postgres.Healthcheck.Test; len(test) < 2 || test[0] != "CMD" || test[1] != "pg_isready" {
		t.Errorf("health check %q", test)
	}
	if condition := services["daybook"].DependsOn["postgres"].Condition; condition != "service_healthy" {
		t.Errorf("daybook waits for %q", condition)
	}
}

// The address of the book and the database beside it have to agree in user, host, name and password.
func TestComposeMakesTheDatabaseThatTheBookNames(t *testing.T) {
	file := readCompose(t)
	config := read(t, "compose/daybook.yaml")
	line := regexp.MustCompile(`(?m)^book: (.*)$`).FindStringSubmatch(config)[1]
	secret := regexp.MustCompile(`\$\{file:(.*?)\}`).FindStringSubmatch(line)
	book, err := url.Parse(strings.Replace(line, secret[0], "secret", 1))
	check(t, err)
	postgres, ok := file.Services[book.Hostname()]
	if !ok {
		t.Fatalf("no service %s", book.Hostname())
	}
	want := map[string]string{
		"POSTGRES_USER": book.User.Username(), "POSTGRES_DB": strings.TrimPrefix(book.Path, "/"), "POSTGRES_PASSWORD_FILE": secret[1],
	}
	for name, value := range want {
		if postgres.Environment[name] != value {
			t.Errorf("%s is %q, the book says %q", name, postgres.Environment[name], value)
		}
	}
}

func TestComposeSecretsVolumesAndMountsAreDeclared(t *testing.T) {
	file := readCompose(t)
	for name, service := range file.Services {
		for _, secret := range service.Secrets {
			if file.Secrets[secret].File == "" {
				t.Errorf("%s: secret %s has no file", name, secret)
			}
		}
		for _, volume := range service.Volumes {
			_, declared := file.Volumes[volume.Source]
			_, err := os.Stat(volume.Source)
			if volume.Type == "volume" && !declared || volume.Type == "bind" && err != nil {
				t.Errorf("%s: volume %s is not there", name, volume.Source)
			}
		}
	}
}

func TestComposeShutsTheDaemonIn(t *testing.T) {
	service := readCompose(t).Services["daybook"]
	if !service.ReadOnly || len(service.CapDrop) != 1 || service.CapDrop[0] != "ALL" || len(service.SecurityOpt) == 0 {
		t.Errorf("%+v", service)
	}
	for _, volume := range service.Volumes {
		if !volume.ReadOnly {
			t.Errorf("%s can be written", volume.Target)
		}
	}
	for _, port := range readCompose(t).Services["postgres"].Ports {
		if !strings.HasPrefix(port, "127.0.0.1:") {
			t.Errorf("port %s is open to the network", port)
		}
	}
}

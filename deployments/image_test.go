package deployments

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"sync"
	"testing"
)

// step is an instruction of a Dockerfile: COPY, its flags, the rest.
type step struct {
	name  string
	flags map[string]string
	rest  string
}

// stage is a FROM with what follows it.
type stage struct {
	base, name string
	steps      []step
}

// image is what the last stage of a Dockerfile comes to.
type image struct {
	root       string // a folder that holds the files which the stage adds to its base
	user       string
	folder     string
	entrypoint []string
	command    []string
}

const testVersion = "v0.0.0-test"

// buildArguments are what BuildKit and the caller would give.
var buildArguments = map[string]string{"TARGETOS": "linux", "TARGETARCH": runtime.GOARCH, "VERSION": testVersion}

var workshop = sync.OnceValues(func() (string, error) { return os.MkdirTemp("", "daybook-image-") })

// built is the image, made once for all tests.
var built = sync.OnceValues(func() (image, error) {
	dir, err := workshop()
	if err != nil {
		return image{}, err
	}
	stages, err := readDockerfile("Dockerfile")
	if err != nil {
		return image{}, err
	}
	b := builder{dir: dir}
	for _, s := range stages {
		if err := b.build(s); err != nil {
			return image{}, fmt.Errorf("Dockerfile, stage %q: %w", s.name, err)
		}
	}
	return b.last, nil
})

func TestMain(m *testing.M) {
	code := m.Run()
	if dir, err := workshop(); err == nil {
		os.RemoveAll(dir)
	}
	os.Exit(code)
}

func theImage(t *testing.T) image {
	t.Helper()
	i, err := built()
	if err != nil {
		t.Fatal(err)
	}
	return i
}

func readDockerfile(path string) ([]stage, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	joined := strings.ReplaceAll(regexp.MustCompile(`(?m)^\s*#.*\n`).ReplaceAllString(string(text), ""), "\\\n", " ")
	var stages []stage
	for line := range strings.Lines(joined) {
		name, rest, _ := strings.Cut(strings.TrimSpace(line), " ")
		switch {
		case name == "":
		case name == "FROM":
			stages = append(stages, newStage(readStep(name, rest).rest))
		case len(stages) == 0:
			return nil, fmt.Errorf("%s before FROM", name)
		default:
			last := &stages[len(stages)-1]
			last.steps = append(last.steps, readStep(name, rest))
		}
	}
	return stages, nil
}

func newStage(from string) stage {
	base, name, _ := strings.Cut(from, " AS ")
	return stage{base: base, name: name}
}

func readStep(name, rest string) step {
	s := step{name: name, flags: map[string]string{}, rest: strings.TrimSpace(rest)}
	for strings.HasPrefix(s.rest, "--") {
		flag, after, _ := strings.Cut(s.rest, " ")
		key, value, _ := strings.Cut(flag, "=")
		s.flags[key], s.rest = value, strings.TrimSpace(after)
	}
	return s
}

// builder follows a Dockerfile's steps in folders of this machine: a folder for each stage in the place of
// its root.
type builder struct {
	dir  string
	last image
	env  []string
}

func (b *builder) build(s stage) error {
	b.last = image{root: b.root(s.name), folder: "/"}
	for _, step := range s.steps {
		if err := b.follow(step); err != nil {
			return fmt.Errorf("%s %s: %w", step.name, step.rest, err)
		}
	}
	return nil
}

func (b *builder) root(stage string) string { return filepath.Join(b.dir, "stage-"+stage) }

func (b *builder) follow(s step) error {
	switch s.name {
	case "ARG":
		name, fallback, _ := strings.Cut(s.rest, "=")
		if given, ok := buildArguments[name]; ok {
			fallback = given
		}
		b.env = append(b.env, name+"="+fallback)
		return nil
	case "WORKDIR":
		b.last.folder = s.rest
		return os.MkdirAll(filepath.Join(b.last.root, s.rest), 0o755)
	case "COPY":
		return b.copy(s)
	case "RUN":
		return b.run(s.rest)
	case "USER":
		b.last.user = s.rest
		return nil
	case "ENTRYPOINT":
		return json.Unmarshal([]byte(s.rest), &b.last.entrypoint)
	case "CMD":
		return json.Unmarshal([]byte(s.rest), &b.last.command)
	}
	return errors.New("an instruction that this test does not know")
}

// run runs a command in the stage's folder; what it writes to /out goes below that, too.
func (b *builder) run(command string) error {
	command = strings.ReplaceAll(command, " /out/", " "+b.last.root+"/out/")
	shell := exec.Command("/bin/sh", "-eu", "-c", command)
	shell.Dir, shell.Env = filepath.Join(b.last.root, b.last.folder), append(os.Environ(), b.env...)
	if output, err := shell.CombinedOutput(); err != nil {
		return fmt.Errorf("%w\n%s", err, output)
	}
	return nil
}

func (b *builder) copy(s step) error {
	from, to, _ := strings.Cut(s.rest, " ")
	source, target := filepath.Join(b.root(s.flags["--from"]), from), filepath.Join(b.last.root, to)
	if s.flags["--from"] == "" {
		return copyContext("..", filepath.Join(b.last.root, b.last.folder, to))
	}
	if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
		return err
	}
	if err := os.Rename(source, target); err != nil {
		return err
	}
	return own(target, s.flags["--chown"])
}

// own gives a file to uid:gid, if we may.
func own(path, owner string) error {
	if owner == "" || os.Geteuid() != 0 {
		return nil
	}
	var uid, gid int
	if _, err := fmt.Sscanf(owner, "%d:%d", &uid, &gid); err != nil {
		return err
	}
	return os.Chown(path, uid, gid)
}

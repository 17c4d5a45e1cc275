package deployments

import (
	"debug/elf"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

func dockerfile(t *testing.T) []stage {
	t.Helper()
	stages, err := readDockerfile("Dockerfile")
	if err != nil || len(stages) != 2 {
		t.Fatalf("%d stages, %v", len(stages), err)
	}
	return stages
}

func TestEveryBaseImageIsPinnedByTag(t *testing.T) {
	for _, s := range dockerfile(t) {
		if !isPinned(s.base) {
			t.Errorf("FROM %s", s.base)
		}
	}
}

// isPinned reports whether an image has a tag, and not the one that moves.
func isPinned(image string) bool {
	_, tag, tagged := strings.Cut(image[strings.LastIndex(image, "/")+1:], ":")
	return tagged && tag != "" && tag != "latest"
}

func TestTheCompilerIsTheOneThatTheModuleAsksFor(t *testing.T) {
	wanted := regexp.MustCompile(`(?m)^go (\d+\.\d+)`).FindStringSubmatch(read(t, "../go.mod"))[1]
	if base := dockerfile(t)[0].base; base != "golang:"+wanted {
		t.Errorf("FROM %s, go.mod asks for %s", base, wanted)
	}
}

func TestTheImageHasCertificatesButNoShell(t *testing.T) {
	final := dockerfile(t)[1]
	if !strings.HasPrefix(final.base, "gcr.io/distroless/static-debian") {
		t.Errorf("FROM %s: distroless/static is what brings CA certificates and no shell", final.base)
	}
	if slices.ContainsFunc(final.steps, func(s step) bool { return s.name == "RUN" }) {
		t.Error("the last stage runs a command: it has no shell")
	}
}

func TestTheImageDoesNotRunAsRoot(t *testing.T) {
	if user := theImage(t).user; !regexp.MustCompile(`^[1-9]\d*:[1-9]\d*$`).MatchString(user) {
		t.Errorf("USER %s: Kubernetes wants a number, and we want no root", user)
	}
}

func TestTheBinaryIsStatic(t *testing.T) {
	image := theImage(t)
	binary, err := elf.Open(filepath.Join(image.root, image.entrypoint[0]))
	if err != nil {
		t.Fatal(err)
	}
	defer binary.Close()
	for _, segment := range binary.Progs {
		if segment.Type == elf.PT_INTERP || segment.Type == elf.PT_DYNAMIC {
			t.Errorf("the binary has a %v segment: it needs a dynamic linker, and the image has none", segment.Type)
		}
	}
	if libraries, err := binary.ImportedLibraries(); err != nil || len(libraries) > 0 {
		t.Errorf("the binary needs %v (%v)", libraries, err)
	}
}

func TestTheBinaryKnowsItsVersion(t *testing.T) {
	m := newMachine(t)
	if out := m.mustRun(append(theImage(t).entrypoint, "version"), nil); !strings.HasPrefix(out, "daybook "+testVersion+" ") {
		t.Errorf("daybook version: %s", out)
	}
}

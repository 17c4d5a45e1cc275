package deployments

import (
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// knows asks the real binary for the help of a command line. A flag that does not exist is an error; for a
// command that does not exist the help is that of daybook itself.
func knows(m machine, arguments []string) error {
	out, errors, err := m.run(append(append(slices.Clone(m.image.entrypoint), arguments...), "--help"), nil)
	if err != nil {
		return fmt.Errorf("%w: %s", err, errors)
	}
	if !strings.Contains(out, "Usage:\n  daybook "+arguments[0]+" ") {
		return fmt.Errorf("no command %s", arguments[0])
	}
	return nil
}

func TestEveryCommandLineExists(t *testing.T) {
	m := newMachine(t)
	lines := map[string][]string{
		"Dockerfile":                      m.image.command,
		"kubernetes/daybook.yaml CronJob": readManifests(t).job.Spec.JobTemplate.Spec.Template.Spec.Containers[0].Args,
	}
	for name, d := range deployments(t) {
		lines[name] = d.line
		if d.probe[0] != m.image.entrypoint[0] {
			t.Errorf("%s: the health check runs %s, the binary is %s", name, d.probe[0], m.image.entrypoint[0])
		}
		lines[name+" health check"] = d.probe[1:]
	}
	for name, line := range lines {
		if err := knows(m, line); err != nil {
			t.Errorf("%s: daybook %s: %v", name, strings.Join(line, " "), err)
		}
	}
}

func TestACommandLineThatDoesNotExistIsNoticed(t *testing.T) {
	m := newMachine(t)
	for _, line := range [][]string{{"demon"}, {"daemon", "--graze", "30s"}, {"daemon", "--grace", "soon"}} {
		if knows(m, line) == nil {
			t.Errorf("daybook %q passes", line)
		}
	}
}

func TestTheReadmesCommandsExist(t *testing.T) {
	m, found := newMachine(t), 0
	for _, line := range regexp.MustCompile(`(?m)^\$ (.*)$`).FindAllStringSubmatch(read(t, "README.md"), -1) {
		arguments := argumentsOf(line[1], m.image.entrypoint[0])
		if arguments == nil {
			continue
		}
		found++
		if err := knows(m, arguments); err != nil {
			t.Errorf("%s: %v", line[1], err)
		}
	}
	if found < 4 {
		t.Errorf("found %d commands of daybook in README.md", found)
	}
}

// argumentsOf returns what daybook is given in a line such as "docker compose exec daybook daybook kpis"; nil
// where the line does not run daybook.
func argumentsOf(line, binary string) []string {
	words := strings.Fields(line)
	for i := len(words) - 2; i >= 0; i-- {
		imageRun := strings.HasPrefix(line, "docker run ") && strings.HasPrefix(words[i], "daybook:")
		if words[i] == "daybook" || words[i] == binary || imageRun {
			return words[i+1:]
		}
	}
	return nil
}

func TestTheReadmeNamesFilesThatExist(t *testing.T) {
	named := regexp.MustCompile(`\]\(([^)]+)\)`).FindAllStringSubmatch(read(t, "README.md"), -1)
	if len(named) < 7 {
		t.Errorf("%d files named", len(named))
	}
	for _, file := range named {
		if _, err := os.Stat(file[1]); err != nil {
			t.Error(err)
		}
	}
}

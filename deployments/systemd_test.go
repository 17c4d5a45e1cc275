package deployments

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

const unitPath = "systemd/daybook.service"

// readUnit reads a unit file: section, key, values. An assignment outside a section fails the test.
func readUnit(t *testing.T, text string) map[string]map[string][]string {
	t.Helper()
	unit, section := map[string]map[string][]string{}, ""
	for line := range strings.Lines(text) {
		line = strings.TrimSpace(line)
		key, value, assigned := strings.Cut(line, "=")
		switch {
		case line == "" || line[0] == '#':
		case line[0] == '[':
			section = strings.Trim(line, "[]")
			unit[section] = map[string][]string{}
		case section == "" || !assigned:
			t.Fatalf("%s: %q is no assignment in a section", unitPath, line)
		default:
			unit[section][key] = append(unit[section][key], value)
		}
	}
	return unit
}

func service(t *testing.T) map[string][]string {
	t.Helper()
	return readUnit(t, read(t, unitPath))["Service"]
}

// systemdDeployment is the daemon as the unit starts it.
func systemdDeployment(t *testing.T) deployment {
	t.Helper()
	s := service(t)
	stop, err := time.ParseDuration(s["TimeoutStopSec"][0])
	check(t, err)
	line := strings.Fields(s["ExecStart"][0])
	const config = "/etc/daybook/daybook.yaml"
	return deployment{
		binary: line[0], line: line[1:], stop: stop, config: config,
		probe: []string{line[0], "runs", "--config", config},
		files: map[string]string{config: read(t, "systemd/daybook.yaml")},
		env:   []string{"STRIPE_API_KEY"},
		kept:  "/var/lib/" + s["StateDirectory"][0],
	}
}

// known are the keys that the unit may use: systemd ignores a key that is misspelt.
var known = map[string][]string{
	"Unit":    {"Description", "Wants", "After"},
	"Install": {"WantedBy"},
	"Service": {
		"Type", "ExecStart", "EnvironmentFile", "DynamicUser", "User", "StateDirectory", "StateDirectoryMode", "UMask",
		"KillSignal", "TimeoutStopSec", "Restart", "RestartSec", "RestartPreventExitStatus",
		"ProtectSystem", "ProtectHome", "PrivateTmp", "PrivateDevices", "NoNewPrivileges", "CapabilityBoundingSet",
		"AmbientCapabilities", "RestrictAddressFamilies", "RestrictNamespaces", "RestrictRealtime", "RestrictSUIDSGID",
		"LockPersonality", "MemoryDenyWriteExecute", "ProtectClock", "ProtectControlGroups", "ProtectHostname",
		"ProtectKernelLogs", "ProtectKernelModules", "ProtectKernelTunables", "ProtectProc", "ProcSubset", "RemoveIPC",
		"SystemCallArchitectures", "SystemCallFilter", "SystemCallErrorNumber",
	},
}

func TestTheUnitUsesKnownKeysOnly(t *testing.T) {
	unit := readUnit(t, read(t, unitPath))
	if len(unit) != len(known) {
		t.Errorf("%d sections, want %d", len(unit), len(known))
	}
	for section, keys := range unit {
		for key := range keys {
			if !slices.Contains(known[section], key) {
				t.Errorf("[%s] %s is a key that this test does not know", section, key)
			}
		}
	}
}

func TestTheUnitIsHardened(t *testing.T) {
	want := map[string]string{
		"DynamicUser": "yes", "ProtectSystem": "strict", "ProtectHome": "read-only", "NoNewPrivileges": "yes", "PrivateTmp": "yes",
		"PrivateDevices": "yes", "CapabilityBoundingSet": "", "MemoryDenyWriteExecute": "yes", "KillSignal": "SIGTERM",
		"SystemCallArchitectures": "native", "UMask": "0077", "StateDirectoryMode": "0700",
	}
	s := service(t)
	for key, value := range want {
		if got := s[key]; len(got) != 1 || got[0] != value {
			t.Errorf("%s=%v, want %s", key, got, value)
		}
	}
}

// The daemon ends with 2 for a wrong configuration (see the exit codes in `daybook --help`).
func TestTheUnitDoesNotRestartOnAWrongConfiguration(t *testing.T) {
	m := newMachine(t)
	d := systemdDeployment(t)
	m.write(d.config, "compny: {}\n")
	_, _, err := m.run(append([]string{d.binary}, d.line...), nil)
	code := exitCode(t, err)
	if want := service(t)["RestartPreventExitStatus"][0]; want != code {
		t.Errorf("RestartPreventExitStatus=%s, but the daemon ends with %s", want, code)
	}
}

func TestSystemdAcceptsTheUnit(t *testing.T) {
	analyze, err := exec.LookPath("systemd-analyze")
	if err != nil {
		t.Log("systemd-analyze is not installed: the other tests of the unit are all there is")
		return
	}
	image := theImage(t)
	text := strings.ReplaceAll(read(t, unitPath), image.entrypoint[0], filepath.Join(image.root, image.entrypoint[0]))
	if complaints := verifyUnit(t, analyze, text); complaints != "" {
		t.Error(complaints)
	}
	if verifyUnit(t, analyze, strings.Replace(text, "DynamicUser=", "DynamicUsr=", 1)) == "" {
		t.Error("systemd-analyze accepts a misspelt key: this test proves nothing")
	}
}

// verifyUnit returns what systemd-analyze has to say of a unit; of other units it may say what it likes.
func verifyUnit(t *testing.T, analyze, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "daybook.service")
	check(t, os.WriteFile(path, []byte(text), 0o644))
	output, err := exec.Command(analyze, "verify", "--man=no", path).CombinedOutput()
	var complaints strings.Builder
	for line := range strings.Lines(string(output)) {
		if strings.Contains(line, "daybook.service") {
			complaints.WriteString(line)
		}
	}
	if err != nil && complaints.Len() == 0 {
		t.Fatalf("systemd-analyze: %v\n%s", err, output)
	}
	return complaints.String()
}

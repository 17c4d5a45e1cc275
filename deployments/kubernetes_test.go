package deployments

import (
	"fmt"
	"path"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/goccy/go-yaml"
	"github.com/google/go-cmp/cmp"

	"daybook/config"
)

// manifests are the objects of kubernetes/daybook.yaml.
type manifests struct {
	config configMap
	secret secret
	claim  claim
	daemon kubeDeployment
	job    cronJob
}

func readManifests(t *testing.T) manifests {
	t.Helper()
	var m manifests
	var kinds []string
	for _, document := range strings.Split(read(t, "kubernetes/daybook.yaml"), "\n---\n") {
		var o Object
		check(t, yaml.Unmarshal([]byte(document), &o))
		kind := o.APIVersion + " " + o.Kind
		kinds = append(kinds, kind)
		into, ok := map[string]any{
			"v1 ConfigMap": &m.config, "v1 Secret": &m.secret, "v1 PersistentVolumeClaim": &m.claim,
			"apps/v1 Deployment": &m.daemon, "batch/v1 CronJob": &m.job,
		}[kind]
		if !ok {
			t.Fatalf("an object of kind %s, which this test does not know", kind)
		}
		strictly(t, document, into)
		if o.Metadata.Name == "" || o.Metadata.Labels["app.kubernetes.io/name"] == "" {
			t.Errorf("%s has no name or no label", kind)
		}
	}
	if len(kinds) != 5 {
		t.Fatalf("%q: want each kind once", kinds)
	}
	return m
}

// pods are the two pod templates: the daemon's and the CronJob's.
func (m manifests) pods() map[string]podTemplate {
	return map[string]podTemplate{"Deployment": m.daemon.Spec.Template, "CronJob": m.job.Spec.JobTemplate.Spec.Template}
}

// at returns where a pod mounts the volume that is chosen.
func (p podSpec) at(t *testing.T, chosen func(volume) bool) mount {
	t.Helper()
	i := slices.IndexFunc(p.Volumes, chosen)
	if i < 0 {
		t.Fatal("no such volume")
	}
	for _, m := range p.Containers[0].VolumeMounts {
		if m.Name == p.Volumes[i].Name {
			return m
		}
	}
	t.Fatalf("volume %s is mounted nowhere", p.Volumes[i].Name)
	return mount{}
}

// kubernetesDeployment is a pod as its files and the config map, secret and claim that it names make it.
func (m manifests) deployment(t *testing.T, pod podSpec) deployment {
	t.Helper()
	c := pod.Containers[0]
	settings := pod.at(t, func(v volume) bool { return v.ConfigMap != nil && v.ConfigMap.Name == m.config.Metadata.Name })
	secrets := pod.at(t, func(v volume) bool { return v.Secret != nil && v.Secret.SecretName == m.secret.Metadata.Name })
	state := pod.at(t, func(v volume) bool {
		return v.PersistentVolumeClaim != nil && v.PersistentVolumeClaim.ClaimName == m.claim.Metadata.Name
	})
	if !settings.ReadOnly || !secrets.ReadOnly || state.ReadOnly {
		t.Errorf("%+v %+v %+v", settings, secrets, state)
	}
	d := deployment{
		line: c.Args, probe: c.ReadinessProbe.Exec.Command, stop: time.Duration(pod.TerminationGracePeriodSeconds) * time.Second,
		files: map[string]string{}, kept: state.MountPath, config: path.Join(settings.MountPath, "daybook.yaml"),
	}
	for key, text := range m.config.Data {
		d.files[path.Join(settings.MountPath, key)] = text
	}
	for key := range m.secret.StringData {
		d.secrets = append(d.secrets, path.Join(secrets.MountPath, key))
	}
	slices.Sort(d.secrets)
	return d
}

func kubernetesDeployment(t *testing.T) deployment {
	t.Helper()
	m := readManifests(t)
	return m.deployment(t, m.daemon.Spec.Template.Spec)
}

func TestPodsRunWithoutRights(t *testing.T) {
	for name, pod := range readManifests(t).pods() {
		s, c := pod.Spec.SecurityContext, pod.Spec.Containers[0].SecurityContext
		if user := fmt.Sprintf("%d:%d", s.RunAsUser, s.RunAsGroup); !s.RunAsNonRoot || user != theImage(t).user || s.FSGroup != s.RunAsGroup {
			t.Errorf("%s runs as %s, the image's user is %s", name, user, theImage(t).user)
		}
		if !c.ReadOnlyRootFilesystem || c.AllowPrivilegeEscalation == nil || *c.AllowPrivilegeEscalation || !slices.Equal(c.Capabilities.Drop, []string{"ALL"}) {
			t.Errorf("%s: container %+v", name, c)
		}
		if token := pod.Spec.AutomountServiceAccountToken; s.SeccompProfile.Type != "RuntimeDefault" || token == nil || *token {
			t.Errorf("%s: pod %+v", name, pod.Spec)
		}
	}
}

func TestPodsSayWhatTheyNeed(t *testing.T) {
	for name, pod := range readManifests(t).pods() {
		c := pod.Spec.Containers[0]
		if len(pod.Spec.Containers) != 1 || !isPinned(c.Image) || c.Resources.Requests["memory"] == "" || c.Resources.Limits["memory"] == "" {
			t.Errorf("%s: %+v", name, c)
		}
		temporary := pod.Spec.at(t, func(v volume) bool { return v.EmptyDir != nil })
		if temporary.MountPath != "/tmp" || temporary.ReadOnly {
			t.Errorf("%s: %+v; a large workbook is unpacked in /tmp", name, temporary)
		}
	}
}

// Two daemons would wait for each other, and two pods for the volume.
func TestThereIsOneWriter(t *testing.T) {
	m := readManifests(t)
	if m.daemon.Spec.Replicas != 1 || m.daemon.Spec.Strategy.Type != "Recreate" {
		t.Errorf("replicas %d, strategy %s", m.daemon.Spec.Replicas, m.daemon.Spec.Strategy.Type)
	}
	if !m.job.Spec.Suspend || m.job.Spec.ConcurrencyPolicy != "Forbid" {
		t.Errorf("the CronJob is not asleep, or may overlap: %+v", m.job.Spec)
	}
	if !slices.Equal(m.claim.Spec.AccessModes, []string{"ReadWriteOnce"}) || m.claim.Spec.Resources.Requests["storage"] == "" {
		t.Errorf("%+v", m.claim.Spec)
	}
}

func TestTheDeploymentSelectsItsOwnPodsOnly(t *testing.T) {
	m := readManifests(t)
	selector := m.daemon.Spec.Selector.MatchLabels
	if diff := cmp.Diff(selector, m.daemon.Spec.Template.Metadata.Labels); diff != "" {
		t.Error(diff)
	}
	if cmp.Equal(selector, m.job.Spec.JobTemplate.Spec.Template.Metadata.Labels) {
		t.Error("the Deployment would take the CronJob's pods for its own")
	}
}

func TestBothPodsSeeTheSameFiles(t *testing.T) {
	pods := readManifests(t).pods()
	daemon, job := pods["Deployment"].Spec, pods["CronJob"].Spec
	if diff := cmp.Diff(daemon.Volumes, job.Volumes); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(daemon.Containers[0].VolumeMounts, job.Containers[0].VolumeMounts); diff != "" {
		t.Error(diff)
	}
	if daemon.Containers[0].Image != job.Containers[0].Image {
		t.Errorf("%s, %s", daemon.Containers[0].Image, job.Containers[0].Image)
	}
}

func TestTheCronJobKeepsTheConfiguredSchedule(t *testing.T) {
	m := readManifests(t)
	deployed := kubernetesDeployment(t)
	c := deployed.load(t, newMachine(t), placeholders(deployed))
	if spec := m.job.Spec; spec.Schedule != c.Schedule || spec.TimeZone != c.Company.Zone.String() {
		t.Errorf("the CronJob wakes at %s in %s, the configuration says %s in %s", spec.Schedule, spec.TimeZone, c.Schedule, c.Company.Zone)
	}
}

// The codes are those of `daybook --help`: 2 for a wrong configuration, 4 for done but with rejects.
func TestTheCronJobDoesNotTryAgainWhatCannotMend(t *testing.T) {
	spec := readManifests(t).job.Spec.JobTemplate.Spec
	if spec.Template.Spec.RestartPolicy != "Never" || len(spec.PodFailurePolicy.Rules) != 1 {
		t.Fatalf("%+v", spec)
	}
	rule := spec.PodFailurePolicy.Rules[0]
	if rule.Action != "FailJob" || rule.OnExitCodes.Operator != "In" || rule.OnExitCodes.ContainerName != spec.Template.Spec.Containers[0].Name {
		t.Errorf("%+v", rule)
	}
	help := newMachine(t).mustRun(append(theImage(t).entrypoint, "--help"), nil)
	for code, meaning := range map[int]string{2: "2 bad configuration", 4: "4 finished with rejects"} {
		if !slices.Contains(rule.OnExitCodes.Values, code) || !strings.Contains(strings.Join(strings.Fields(help), " "), meaning) {
			t.Errorf("exit code %d (%s): %v", code, meaning, rule.OnExitCodes.Values)
		}
	}
}

func TestTheManifestHoldsNoRealSecret(t *testing.T) {
	for key, value := range readManifests(t).secret.StringData {
		if !strings.Contains(value, "replace_me") {
			t.Errorf("%s: %s", key, config.Secret(value))
		}
	}
}

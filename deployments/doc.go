// Package deployments holds the files with which daybook is put to work: a Dockerfile, a compose project, a
// systemd unit, Kubernetes manifests and a Grafana dashboard. It has no code but its tests, which check each
// file against the real program and the real published tables; README.md says what each file is.
package deployments

#!/usr/bin/env bash
# Everything a change must pass: formatting, vet, a static build, generated files up to date, tests.
set -euo pipefail
cd "$(dirname "$0")/.."

unformatted=$(gofmt -l .)
if [ -n "$unformatted" ]; then
	printf 'verify: gofmt these files:\n%s\n' "$unformatted" >&2
	exit 1
fi
go vet ./...
go vet -tags conformance ./conformance
go mod tidy -diff
CGO_ENABLED=0 go build -trimpath -o bin/daybook ./cmd/daybook
make --no-print-directory generate
if ! git diff --exit-code --stat -- docs; then
	echo "verify: generated pages were out of date; commit them" >&2
	exit 1
fi
bash scripts/test.sh

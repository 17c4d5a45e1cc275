#!/usr/bin/env bash
# Runs every test with the race detector. The detector needs a C compiler: where there is none, one is
# installed if we may, else the tests run without it, and say so. Postgres is found by the tests themselves.
set -euo pipefail
cd "$(dirname "$0")/.."

find_compiler() {
	command -v gcc >/dev/null || command -v clang >/dev/null
}

if ! find_compiler && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
	echo "test: no C compiler for the race detector; installing gcc"
	apt-get update -qq && apt-get install -y -qq --no-install-recommends gcc libc6-dev >/dev/null
fi

# The detector watches our code. SQLite, which was translated from C, is compiled without it: much faster, and what
# it would report there is not ours to mend. Only that package: generic code of the standard library, such as that of
# sync.Map, is compiled into whoever uses it, and the linker may choose a copy that the detector cannot see.
race=(-race -gcflags='modernc.org/sqlite/lib=-race=false')
if ! find_compiler; then
	race=()
	echo "test: WITHOUT the race detector: it needs a C compiler (install gcc)" >&2
fi
exec go test "${race[@]}" -timeout 15m ./... "$@"

# daybook: `make help` lists what there is to do.
.DEFAULT_GOAL := help
GO ?= go
FUZZTIME ?= 10s

.PHONY: help build demo test verify bench fuzz generate conformance

help: ## list the targets
	@awk -F':.*## ' '/^[a-z]+:.*## /{printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

build: ## build bin/daybook, one static binary
	CGO_ENABLED=0 $(GO) build -trimpath -o bin/daybook ./cmd/daybook

demo: build ## set up a bakery with two years of history and show its KPI board
	bin/daybook demo

test: ## run every test, with the race detector; finds or installs what it needs
	bash scripts/test.sh

verify: ## format, vet, generated files, tests
	bash scripts/verify.sh

bench: ## run the benchmarks behind docs/performance.md
	$(GO) test -run '^$$' -bench . -benchmem ./...

fuzz: ## run each fuzz target for FUZZTIME (10s)
	GO="$(GO)" FUZZTIME="$(FUZZTIME)" bash scripts/fuzz.sh

generate: ## write the generated reference pages anew
	$(GO) run ./internal/reference

conformance: ## check against public data with known answers: make conformance DATA=folder
	$(GO) test -count=1 -tags conformance ./conformance -data "$(abspath $(DATA))"

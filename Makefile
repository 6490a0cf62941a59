.DEFAULT_GOAL := help
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c

BUF           := go tool -modfile=tools/buf/go.mod buf
GOLANGCI_LINT := go tool -modfile=tools/lint/go.mod golangci-lint
GOFUMPT       := go tool -modfile=tools/lint/go.mod gofumpt

# Tests of the other languages: a script in the client's folder is all it takes to run here and in CI.
CLIENT_TESTS := $(sort $(wildcard clients/*/test.sh))

.PHONY: help
help: ## Show this list.
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "%-18s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

.PHONY: run
run: build ## Serve the four sandboxes, gRPC and JSON, without any configuration.
	bin/crmstream demo

.PHONY: build
build: ## Build the binary into bin/.
	go build -trimpath -o bin/ ./cmd/...

.PHONY: check
check: ## Build, vet, lint and run the short Go tests: the quick check before a commit.
	go build ./...
	go vet ./...
	$(MAKE) --no-print-directory lint-go lint-proto
	go test -short -timeout 5m ./...

.PHONY: test
test: test-go test-clients ## Run every test.

.PHONY: test-go
test-go: ## Run the Go tests, and again with the race detector, in fewer modes.
	go test -timeout 40m ./...
	go test -race -short -timeout 40m ./...

.PHONY: test-clients
test-clients: ## Run the tests of the clients in other languages.
	@for script in $(CLIENT_TESTS); do echo "== $$script"; "$$script"; done

.PHONY: bench
bench: ## Print the performance ratios beside their goals.
	go run ./bench

.PHONY: bench-kill
bench-kill: ## Kill the server while clients read, and count what is lost and what it costs.
	go run ./bench/kill

# Tests that print figures, as `CHECK name value limit`; and how the names begin that there must be.
CHECK_TESTS := ^Test(UpstreamFaults|Stop|TheUpstreamLearns|StalledReaders|BooksEqual|Nasty|Memory|HTTP2|Soak|Kills|NothingLost|Nights|EveryCallNeeds|Foreign|NoSecretGetsOut|WhoSpentWhat|SpendingOf|Origins|TokensOf|ConfigMistakes|ReadyWhile|Walk|ReplaysAtOnce|ReplaysOfMany|WritersThatExpect|WritesAreInTheNextList|WritesAreExecuted|GuessesTheOther|BatchesFitTheUpstream|Costs$$|WritesReadBack|DryRunsShow|UploadsTake|UploadsOf|RotationsCut|ReloadsCut|LogFigures|AnsweredEvents|NoSecretOfAReceiver|ManyWatchers|WatchIsLive|WatchTokens|OutgoingSMS|BadRequests|RefusalsTake|NothingIsSmuggled|FiguresOfEvents|Feed$$|SMSGatewayReads|EventsShow|WatchesResume|WaitersShare|ALoneScanSyncs|ManyBudgetsWrite|ManySecretsCost|RoomForValues|ReleasedMemory|LeavingAfterTheFirst|APageIsKept|ManySources|SourcesThatCan|ListingSources|WhatGraphCosts)
CHECK_NAMES := costs graph quota nasty_values faults kills stop cancel stalled budget nights hostile memory http2 soak access reloads spending auth writes upload log inbound watch watchers sms events feed push redact parse pages source requests_beyond

.PHONY: checks
checks: ## Print one table of what the tests count and measure beside its limits; fails where a limit is broken.
	@mkdir -p bin
	@CRMSTREAM_CHECKS=1 go test -v -p 1 -count=1 -timeout 60m -run '$(CHECK_TESTS)' -bench '^BenchmarkAuthenticate$$' ./cmd/crmstream ./server ./server/access ./server/changelog ./server/inbound ./server/inbox ./server/gateway ./server/quota ./server/writes ./server/pagecache ./internal/redact ./connectors/administrate ./connectors/apro ./connectors/internal/transcode ./bench/hostile ./bench/kill > bin/checks.log 2>&1 || true
	@go run ./tools/checks $(CHECK_NAMES) < bin/checks.log || { echo "what the tests said: bin/checks.log"; exit 1; }

.PHONY: test-log
test-log: ## Run all tests of logs on the disk: also those that take long, which `make test` skips.
	CRMSTREAM_CHECKS=1 go test -count=1 -timeout 40m ./server/changelog

.PHONY: soak
soak: ## Read lists with 50 streams and 5 % faults for SOAK (10m), with the race detector, and require that nothing grows.
	go test ./cmd/crmstream -run '^TestSoak$$' -count=1 -v -soak=$${SOAK:-10m} -soak.race -timeout 2h

.PHONY: writes-soak
writes-soak: ## Write WRITES (20000) records through faults and kills, and require that none is written twice.
	go test ./cmd/crmstream -run '^TestWritesAreExecutedAtMostOnce$$' -count=1 -v -timeout 2h -args -writes=$${WRITES:-20000}

.PHONY: fuzz
fuzz: ## Run each fuzz target for FUZZTIME (60s).
	tools/fuzz.sh

.PHONY: vuln
vuln: ## Look for known vulnerabilities in what is linked; says so where the database is not reachable.
	tools/vuln.sh

.PHONY: licences
licences: ## Write docs/licences.md, the licences of what is linked.
	go run ./tools/licences

.PHONY: operations
operations: ## Write docs/operations.md, the operations of the upstreams with what serves them.
	go run ./tools/operations

.PHONY: generate
generate: ## Regenerate gen/ from proto/.
	tools/generate.sh

.PHONY: format
format: ## Format protos and Go code.
	$(BUF) format --write proto
	$(GOFUMPT) -w .

.PHONY: lint
lint: lint-go lint-proto lint-generated lint-licences ## Run every check that is not a test.

.PHONY: lint-go
lint-go: ## Check the Go code.
	@unformatted=$$($(GOFUMPT) -l .); [[ -z $$unformatted ]] || { echo "run make format:"; echo "$$unformatted"; exit 1; }
	$(GOLANGCI_LINT) run

.PHONY: lint-proto
lint-proto: ## Check the protos, also against the last release.
	$(BUF) build
	$(BUF) lint
	$(BUF) format --diff --exit-code proto
	$(BUF) breaking proto --exclude-imports --against proto/baseline.binpb

.PHONY: lint-generated
lint-generated: ## Check that gen/ is up to date.
	tools/generate.sh --check

.PHONY: lint-licences
lint-licences: ## Check that docs/licences.md is up to date, and that all licences are allowed.
	go run ./tools/licences --check

.PHONY: baseline
baseline: ## Accept the protos as what later changes must not break; part of a release.
	$(BUF) build proto --exclude-source-info --output proto/baseline.binpb

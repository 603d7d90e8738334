# Everything one does with Latchkey; `make help` lists it. The longer steps are scripts in .ci/.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

# Tried where rustup's server cannot be reached: a script that gives rustc the browser's target.
export WASM_TARGET_INSTALLER ?= ../shared/toolchain/install-wasm-target

# The browser's half has a target folder of its own, so that the two builds never wait for each other's lock.
FRONTEND := cargo build --quiet -p frontend --target wasm32-unknown-unknown --target-dir target/front
WASM_RELEASE := target/front/wasm32-unknown-unknown/wasm-release/frontend.wasm
WASM_DEBUG := target/front/wasm32-unknown-unknown/wasm-dev/frontend.wasm
NPM_TOOLS := end2end/node_modules/.package-lock.json
SITE_SOURCES := $(shell find style public) Cargo.lock .ci/site .ci/pack.mjs

##@ Run

.PHONY: run
run: build ## Build a release and serve it at http://127.0.0.1:3000 (DEMO=1: with demo data)
	.ci/serve release

.PHONY: dev
dev: site-debug ## The same with a debug build: quick to build again after a change
	cargo build -p server
	.ci/serve debug

.PHONY: build
build: ## Only build the release: target/release/latchkey and target/site
	@echo "Building the release. The first time takes about ten minutes on two cores, later only what changed."
	@$(MAKE) -j$$(nproc) server-release site-release

##@ Check

.PHONY: test
test: ## Everything: format, lints, unit, store, HTTP and browser tests
	@.ci/test

.PHONY: lint
lint: wasm-target ## Clippy over both halves, as `make test` does it
	cargo clippy --workspace --exclude frontend --all-targets -- -D warnings
	cargo clippy -p frontend --target wasm32-unknown-unknown --target-dir target/front --profile wasm-dev -- -D warnings

.PHONY: deny
deny: ## Licences, banned and doubled crates (needs cargo-deny)
	cargo deny check bans licenses sources

.PHONY: fmt
fmt: ## Format the Rust
	cargo fmt --all

.PHONY: bench
bench: $(NPM_TOOLS) ## Tokens per second beside oidc-provider and a bare server
	.ci/bench

.PHONY: screenshots
screenshots: site-debug ## The pictures of the README, made anew
	cargo build -p server
	cd end2end && SCREENSHOTS=1 CHROMIUM=$$(../.ci/tools chromium) LEPTOS_SITE_ROOT=$$PWD/../target/site-debug \
		LATCHKEY_BINARY=$$PWD/../target/debug/latchkey npx playwright test screens.readme --project=hydrated --workers=1

.PHONY: clean-test-databases
clean-test-databases: ## Drop what tests left on the server of TEST_DATABASE_URL
	@test -n "$${TEST_DATABASE_URL:-}" || { echo "TEST_DATABASE_URL names no server; \`make test\` starts and removes its own."; exit 1; }
	@psql "$$TEST_DATABASE_URL" -qAtc "SELECT 'DROP DATABASE ' || quote_ident(datname) || ';' FROM pg_database WHERE datname ~ '^t[0-9]+_[0-9]+$$'" \
		| psql "$$TEST_DATABASE_URL" -q

.PHONY: help
help: ## This list
	@awk 'BEGIN { FS = ":.*## " } \
		/^##@/ { printf "\n%s\n", substr($$0, 5) } \
		/^[a-z-]+:.*## / { printf "  make %-22s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# --- parts of the above -----------------------------------------------------------------------------------

# A `+` hands make's job slots on to cargo, so that two builds at once share the cores.
# cargo knows best what has changed, so it is asked every time; make only looks at what comes out of it.
.PHONY: FORCE
FORCE:

.PHONY: wasm-target
wasm-target:
	@.ci/tools wasm-target >/dev/null

$(NPM_TOOLS): end2end/package-lock.json
	@echo "Installing the npm tools of end2end/ …"
	@cd end2end && PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --silent
	@touch $@

.PHONY: server-release
server-release:
	+@cargo build --quiet --release -p server

$(WASM_RELEASE): FORCE | wasm-target
	+@$(FRONTEND) --profile wasm-release

$(WASM_DEBUG): FORCE | wasm-target
	+@$(FRONTEND) --profile wasm-dev

.PHONY: site-release
site-release: target/.site-release
target/.site-release: $(WASM_RELEASE) $(NPM_TOOLS) $(SITE_SOURCES) $(if $(wildcard target/site),,FORCE)
	@.ci/site release $(WASM_RELEASE)
	@touch $@

.PHONY: site-debug
site-debug: target/.site-debug
target/.site-debug: $(WASM_DEBUG) $(NPM_TOOLS) $(SITE_SOURCES) $(if $(wildcard target/site-debug),,FORCE)
	@.ci/site debug $(WASM_DEBUG)
	@touch $@

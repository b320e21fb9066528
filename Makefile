# Every command of this repository. `make` alone lists them; laptop, pre-commit and CI call the same ones.
# A machine needs Python 3.11, git and make. Set-up is done once, and again when what it is made from changes.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:
MAKEFLAGS += --no-builtin-rules

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input --quiet
# Two makes in one checkout wait for each other while they install.
LOCK := $(if $(shell command -v flock),flock $(VENV)/.lock)
COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --no-header
# What Kafka is made from, and where its programs are kept; a changed file fetches them anew.
KAFKA := deploy/kafka/pom.xml .cache/kafka
ARGS ?=
WORKERS ?= auto

export PATH := $(CURDIR)/$(BIN):$(PATH)
export PIP_ROOT_USER_ACTION := ignore
export UV_SYSTEM_CERTS := true

.PHONY: help
help: ## List these commands.
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  %-14s %s\n", $$1, $$2}' $(firstword $(MAKEFILE_LIST))

# --- Run ----------------------------------------------------------------------------------------

# make itself dies of the signal that Ctrl-C sends to everybody in the foreground, whatever the recipe answers.
# So at a terminal the platform gets the foreground for itself: it alone is interrupted, and its status is make's.
define FOREGROUND
import os, signal, subprocess, sys
if not (os.isatty(0) and os.tcgetpgrp(0) == os.getpgrp()):
    os.execv(sys.argv[1], sys.argv[1:])
signal.signal(signal.SIGTTOU, signal.SIG_IGN)
signal.signal(signal.SIGTSTP, signal.SIG_IGN)
platform = subprocess.Popen(sys.argv[1:], process_group=0)
for sign in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
    signal.signal(sign, lambda sign, _: platform.send_signal(sign))
os.tcsetpgrp(0, platform.pid)
status = platform.wait()
os.tcsetpgrp(0, os.getpgrp())
sys.exit(status)
endef
export FOREGROUND

.PHONY: up
up: $(VENV)/.app $(VENV)/.ours $(VENV)/.assets ## Run the whole platform here; Ctrl-C stops it. PORT= and DATA= choose where.
	@exec $(BIN)/python -c "$$FOREGROUND" $(BIN)/rapid-review up

.PHONY: secrets
secrets: ## Make the passwords and keys of a region, in deploy/secrets; what is there stays as it is.
	$(PYTHON) deploy/make_secrets.py

.PHONY: kafka
kafka: $(VENV)/.app $(VENV)/.ours ## Run a Kafka here by hand; Ctrl-C stops it. PORT_KAFKA= and DATA= choose where.
	@exec $(BIN)/python -c "$$FOREGROUND" $(BIN)/python -m rapid_review.kafka.foreground $(KAFKA)

.PHONY: region
region: $(VENV)/.app $(VENV)/.ours $(VENV)/.assets ## Run a region here: PostgreSQL, Kafka and each part as processes. PORT= and DATA= choose where.
	@exec env DATA=$${DATA:-var/region} $(BIN)/python -c "$$FOREGROUND" $(BIN)/rapid-review region

# --- Test ---------------------------------------------------------------------------------------

.PHONY: test
test: $(VENV)/.dev $(VENV)/.ours $(VENV)/.assets $(VENV)/.chromium $(VENV)/.provider ## Everything: lint and all tests. ARGS= is passed to pytest.
	@$(BIN)/python -m rapid_review.kafka.jars $(KAFKA) || true # Its tests say what they lack.
	@status=0; \
	$(MAKE) --no-print-directory lint || status=$$?; \
	$(BIN)/python -m pytest --numprocesses=$(WORKERS) --maxprocesses=4 $(ARGS) || status=$$?; \
	exit $$status

.PHONY: test-fast
test-fast: $(VENV)/.dev $(VENV)/.ours ## Tests without database, browser or running platform.
	$(BIN)/python -m pytest -m "not integration and not browser and not system" $(ARGS)

.PHONY: check
check: lint test-fast ## What to run before a commit: lint and the fast tests.

.PHONY: lint
lint: $(VENV)/.dev $(VENV)/.ours ## Style, format, import rules and types.
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/mypy

.PHONY: bench
bench: $(VENV)/.bench $(VENV)/.ours $(VENV)/.message-db ## Measure beside peers. ONLY= SIZES= SECONDS_EACH= ROUNDS= choose; JSON= writes data.
	@$(BIN)/python -m benchmarks

# --- Change -------------------------------------------------------------------------------------

.PHONY: format
format: $(VENV)/.dev ## Lay out the code and mend what can be mended by rule.
	$(BIN)/ruff check --fix-only --quiet .
	$(BIN)/ruff format .

.PHONY: contracts
contracts: $(VENV)/.dev $(VENV)/.ours ## Make the gRPC code and the JSON Schemas again from their sources.
	$(BIN)/python -m grpc_tools.protoc -I. --python_out=. --pyi_out=. --grpc_python_out=. contracts/grpc/*.proto
	rm -f contracts/grpc/common_pb2_grpc.py contracts/grpc/decision_pb2_grpc.py
	$(BIN)/python -m contracts.generate

.PHONY: dashboards
dashboards: $(VENV)/.dev ## Make the dashboards of Grafana again from deploy/dashboards.py.
	$(BIN)/python -m deploy.dashboards

.PHONY: reference
reference: $(VENV)/.dev $(VENV)/.ours ## Make the pages of gates, code lists, access and refusals again from what they tell of.
	$(BIN)/python -m rapid_review.reference_pages
	PYTHONPATH=. $(BIN)/python docs/make_access_page.py
	PYTHONPATH=. $(BIN)/python docs/make_refusals_page.py

.PHONY: screenshots
screenshots: $(VENV)/.dev $(VENV)/.ours $(VENV)/.assets $(VENV)/.chromium ## Take the pictures of the pages in docs/images again.
	PYTHONPATH=. $(BIN)/python docs/take_screenshots.py

.PHONY: requirements
requirements: $(VENV)/.dev ## Pin the newest versions that fit requirements/*.in.
	cd requirements && for set in app dev node bench; do ../$(COMPILE) --upgrade $$set.in -o $$set.txt; done

.PHONY: clean
clean: ## Remove what was made here, except the platform's own data in var/.
	rm -rf $(VENV) build contracts/build .mypy_cache .ruff_cache .pytest_cache .hypothesis \
		.import_linter_cache .grimp_cache .cache/kafka .coverage node_modules portal/node_modules benchmarks/message_db/node_modules portal/static/govuk ./*.egg-info contracts/*.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# --- Set-up: a stamp under .venv says that a step is done ---------------------------------------

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null \
		|| { echo "Rapid Review needs Python 3.11 or newer; name one with PYTHON=, such as make PYTHON=python3.11." >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.app: requirements/app.txt | $(BIN)/python
	$(LOCK) $(PIP) install --require-hashes -r requirements/app.txt
	@touch $@

# Holds all of app.txt, too: one installation is enough.
$(VENV)/.dev: requirements/dev.txt | $(BIN)/python
	$(LOCK) $(PIP) install --require-hashes -r requirements/dev.txt
	@touch $@ $(VENV)/.app

# Beside the application: the peers that it is measured with.
$(VENV)/.bench: requirements/bench.txt | $(VENV)/.app
	$(LOCK) $(PIP) install --require-hashes -r requirements/bench.txt
	@touch $@

$(VENV)/.ours: pyproject.toml contracts/pyproject.toml | $(VENV)/.app
	$(LOCK) $(PIP) install --no-deps --no-index --no-build-isolation -e ./contracts -e .
	@touch $@

# The style sheets and scripts of the pages come from npm; a machine without it gets it from a wheel.
$(VENV)/.assets: $(wildcard portal/build_static.py portal/package*.json portal/styles/*.scss) requirements/node.txt | $(VENV)/.ours
	command -v npm >/dev/null || $(LOCK) $(PIP) install --require-hashes -r requirements/node.txt
	$(BIN)/python -m portal.build_static
	@touch $@

# An event store that others have written, for one table of the benchmarks.
$(VENV)/.message-db: $(wildcard benchmarks/message_db/package*.json) requirements/node.txt | $(VENV)/.ours
	command -v npm >/dev/null || $(LOCK) $(PIP) install --require-hashes -r requirements/node.txt
	cd benchmarks/message_db && npm ci --silent
	@touch $@

# An OpenID provider that others have written, for one test.
$(VENV)/.provider: $(wildcard tests/support/oidc_provider/package*.json) requirements/node.txt | $(VENV)/.ours
	command -v npm >/dev/null || $(LOCK) $(PIP) install --require-hashes -r requirements/node.txt
	cd tests/support/oidc_provider && npm ci --silent
	@touch $@

$(VENV)/.chromium: | $(BIN)/python
	@if ! command -v chromium chromium-browser google-chrome >/dev/null; then \
		if command -v apt-get >/dev/null && [ "$$(id -u)" = 0 ]; then \
			apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium fonts-liberation; \
		else \
			echo "The browser tests need Chromium; please install it." >&2; exit 1; \
		fi; \
	fi
	@touch $@

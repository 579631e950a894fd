PYTHON ?= python3
SHELL := bash
VENV := .venv
BIN := $(VENV)/bin
PIP := set -o pipefail; $(BIN)/pip install --disable-pip-version-check --progress-bar off --require-hashes
BRIEFLY := awk '/^Collecting/ {print "  " $$2; fflush()} /^Installing collected/ {print "  unpacking"; fflush()}'
COMPILE := uv pip compile --universal --generate-hashes --no-emit-index-url --no-header --python-version 3.11

.DEFAULT_GOAL := help
.PHONY: help run wheel hooks test test-attack test-stack check lint docs audit score bench openapi lock clean

help: ## show this help
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

# What running needs. The developers' packages are added to the same folder, so that either may come first.
$(VENV)/.runtime: requirements.lock requirements-build.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; say make PYTHON=…")'
	@echo "Step 1 of 3: making $(VENV) with $$($(PYTHON) --version)"
	@$(PYTHON) -m venv $(VENV)
	@echo "Step 2 of 3: installing $$(grep -c '^[a-z].*==' requirements.lock) packages into it"
	@$(PIP) -r requirements.lock | $(BRIEFLY)
	@echo "Step 3 of 3: installing the service itself"
	@$(PIP) -r requirements-build.lock | $(BRIEFLY)
	@$(BIN)/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.installed: $(VENV)/.runtime requirements-dev.lock
	@echo "Adding the developers' packages to $(VENV)"
	@$(PIP) -r requirements-dev.lock | $(BRIEFLY)
	@touch $@

run: $(VENV)/.runtime ## serve on 127.0.0.1:8080 with an embedded Postgres; Ctrl-C stops it
	@echo "Starting Postgres and the service"
	@exec $(BIN)/claims serve

wheel: $(VENV)/.runtime ## build dist/claim_tracker-*.whl, to install anywhere with pip
	@$(BIN)/pip wheel --quiet --disable-pip-version-check --no-deps --no-build-isolation --wheel-dir dist .
	@ls dist/claim_tracker-*.whl

hooks: ## have git check the messages of your commits in this clone
	git config core.hooksPath .githooks

test: $(VENV)/.installed ## run every test but the attacks
	$(BIN)/python -m pytest -n auto --ignore=tests/attack

SHAPES ?= all
test-attack: $(VENV)/.installed ## try to make the service fall, on this machine alone; SHAPES=dozen tries a dozen hostile texts, not all
	SHAPES=$(SHAPES) $(BIN)/python -m pytest -n 2 tests/attack

test-stack: $(VENV)/.installed ## build and run the compose stack, and hurt it: needs a Docker engine (10 minutes)
	$(BIN)/python -m tests.stack

lint: $(VENV)/.installed ## ruff, mypy, import-linter, and no words of English in the code
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python .ci/words
	$(BIN)/python .ci/branches
	.githooks/commit-msg --history

audit: $(VENV)/.installed ## look for known vulnerabilities of what is shipped, where a network allows
	$(BIN)/python .ci/audit requirements.lock

docs: $(VENV)/.installed ## build the documents as a site in docs/_build; a warning is an error
	$(BIN)/sphinx-build -W --keep-going -q -b html docs docs/_build

check: lint docs test audit ## everything a change must pass

score: $(VENV)/.installed ## score the detector on labelled sets: make score EVAL=folder
	$(BIN)/python .ci/score $(EVAL)

bench: $(VENV)/.installed ## measure everything that docs/reference/speed.md tells of: make bench DOCS=docs.jsonl (half an hour, 8 GB of disk)
	$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-bench.lock
	$(BIN)/python -m tests.bench.detect_speed $(DOCS)
	$(BIN)/python -m tests.bench.propositions $(DOCS)
	$(BIN)/python -m tests.bench.claim_lists
	$(BIN)/python -m tests.bench.post_article
	$(BIN)/python -m tests.bench.evidence
	$(BIN)/python -m tests.bench.candidates
	$(BIN)/python -m tests.bench.scorecards
	$(BIN)/python -m tests.bench.reread

openapi: $(VENV)/.installed ## write openapi.yaml from the code
	$(BIN)/claims openapi > openapi.yaml.new && mv openapi.yaml.new openapi.yaml

GENERATED := tests/generated_clients
lock: ## renew the lock files (needs uv and npm); the image has the extra `otel`, so its lock does
	$(COMPILE) --upgrade --extra otel pyproject.toml -o requirements.lock
	$(COMPILE) --upgrade --extra otel pyproject.toml --group dev -c requirements.lock -o requirements-dev.lock
	$(COMPILE) --group build -c requirements-dev.lock -o requirements-build.lock
	$(COMPILE) pyproject.toml --group dev --group bench -c requirements-dev.lock -o requirements-bench.lock
	$(COMPILE) --upgrade $(GENERATED)/python/requirements.in -o $(GENERATED)/python/requirements.lock
	sed -i '1i # Made by `make lock`.' requirements.lock requirements-build.lock requirements-dev.lock requirements-bench.lock $(GENERATED)/python/requirements.lock
	cd $(GENERATED)/typescript && npm update --package-lock-only --ignore-scripts

clean: ## remove what the build made (never the data)
	rm -rf $(VENV) dist docs/_build .mypy_cache .ruff_cache .pytest_cache .import_linter_cache

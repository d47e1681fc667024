# make serve   load the graph and serve it on 127.0.0.1:8000
# make test    everything: types, lint, format, data, tests
# Nothing has to be installed first but Python 3.11 or newer (and, for `make test`, Chromium and Virtuoso:
# the target installs them where it may, and says what to do where it may not).

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
HOST   ?= 127.0.0.1
PORT   ?= 8000
SECONDS ?= 300
SEED   ?= 1

.DEFAULT_GOAL := help
.PHONY: help serve test check data lint types docs bench benchlarge conformance soak reason lock wheel clean tools

help:  ## list the targets
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST)

serve: $(VENV)/.run  ## load the graph and serve it on http://127.0.0.1:8000
	$(BIN)/kg serve --host $(HOST) --port $(PORT)

# Two at a time, except what measures how long a server takes: that has the machine to itself.
test: check tools  ## everything that must hold
	$(BIN)/python -m pytest -n 2 --dist loadfile --ignore tests/hostile/test_hostile_storm.py
	$(BIN)/python -m pytest tests/hostile/test_hostile_storm.py

check: lint types data  ## lint, types, data; no tests

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/.dev
	$(BIN)/mypy

data: $(VENV)/.dev
	$(BIN)/kg format --check
	$(BIN)/kg validate

docs: $(VENV)/.dev  ## write the pages of docs/ that follow from the data
	$(BIN)/python -m scripts.competency_page
	$(BIN)/kg audit --format coverage > docs/coverage.md.new
	mv docs/coverage.md.new docs/coverage.md

bench: $(VENV)/.dev $(VENV)/.bench  ## figures of speed beside other servers, as ratios of one run
	$(BIN)/python -m benchmarks

benchlarge: $(VENV)/.dev $(VENV)/.bench  ## the same on two million triples
	$(BIN)/python -m benchmarks.endpoint --large --rounds 2

conformance: $(VENV)/.dev  ## how many of the W3C's tests of SPARQL 1.1 the endpoint passes
	$(BIN)/python -m conformance

soak: $(VENV)/.dev  ## the hostile set at random for minutes (SECONDS=, SEED=)
	$(BIN)/python -m tests.soak --seconds $(SECONDS) --seed $(SEED)

reason: $(VENV)/.reason  ## the graph does not contradict itself: OWL 2 RL by rules, OWL 2 DL by HermiT
	@sh scripts/ensure-java
	$(BIN)/python -m reasoning
	$(BIN)/python -m pytest reasoning/tests

wheel: $(VENV)/.dev  ## build the wheel into dist/
	KG_EDITOR=require $(BIN)/python -m build --wheel

tools: $(VENV)/.dev
	@sh scripts/ensure-test-tools

# Two stamps: what a server needs, and what development needs on top of it.
$(VENV)/.run: requirements.lock pyproject.toml hatch_build.py $(wildcard editor/*.* editor/src/*)
	@sh scripts/make-venv $(PYTHON) $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $@

$(VENV)/.dev: requirements-dev.lock $(VENV)/.run
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements-dev.lock
	@touch $@

# What `make bench` measures beside ours, in an environment of its own.
$(VENV)/.bench: requirements-bench.lock $(VENV)/.run
	@sh scripts/make-venv $(PYTHON) $(VENV)/bench
	$(VENV)/bench/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements-bench.lock
	@touch $@

# HermiT comes with owlready2 (LGPL), which neither the server nor the tests of `make test` need.
$(VENV)/.reason: requirements-reason.lock $(VENV)/.dev
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements-reason.lock
	@touch $@

lock: $(VENV)/.dev  ## lock the dependencies anew
	$(BIN)/python -m pip install --quiet uv
	sh scripts/lock $(BIN)

clean:  ## remove what the targets made
	rm -rf $(VENV) dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis

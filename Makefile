# Each target sets itself up: a virtual environment from the lock file, once.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
export PIP_CONSTRAINT := $(CURDIR)/requirements/build.txt
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: demo test lint types unit test-slow accuracy mutation fuzz bench goldens lock clean

demo: $(READY) ## audit a fixture notice with gaps
	@$(BIN)/zhenggai check fixtures/b-shihe-town/b-shihe-town.txt --fail-on never

test: lint types unit mutation ## lint, types and all tests but the slow ones

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports

types: $(READY)
	$(BIN)/mypy

unit: $(READY)
	$(BIN)/pytest -n 2 -m "not slow"

test-slow: $(READY) ## tests that take minutes
	$(BIN)/pytest -n 2 -m slow

accuracy: $(READY) ## F1 of the extraction on the labelled notices
	$(BIN)/python -m tests.accuracy

mutation: $(READY) ## faults planted in complete notices, and which rules catch them
	$(BIN)/python -m tests.mutation

goldens: $(READY) ## write the sample reports and other goldens anew
	$(BIN)/python -m tests.goldens

INPUTS ?= 50000
SEED ?= 1
fuzz: $(READY) ## hostile inputs for every reader, grammar, loader and writer: INPUTS=n, SEED=n, or SECONDS=n
	$(BIN)/python -m tests.fuzz --seed $(SEED) $(if $(SECONDS),--seconds $(SECONDS),--inputs $(INPUTS))

bench: $(READY) ## ratios of time and growth, written into docs/performance.md
	$(BIN)/python -m benchmarks

lock: ## resolve the lock file anew (needs uv)
	uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -o requirements/lock.txt

$(READY): pyproject.toml requirements/lock.txt requirements/build.txt
	$(PYTHON) -m venv --clear $(VENV)
	$(BIN)/pip install --quiet --require-hashes -r requirements/lock.txt
	$(BIN)/pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis

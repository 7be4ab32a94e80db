# Everything below works on a fresh machine with Python 3.11-3.13 and make.
#   make assess     set up and run the main job: the 2023 summit becomes an edition in ./edition
#   make test       set up and run the tests (under five minutes)
#   make test-all   the slow proofs too
#   make docs       the documentation as a site, in build/docs
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
STAMP  := $(VENV)/.installed

.PHONY: setup assess test test-all lint format docs bench clean

setup: $(STAMP)

$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; v = sys.version_info; sys.exit(0 if (3, 11) <= v < (3, 14) else f"Communique needs Python 3.11 to 3.13; {sys.executable} is {v.major}.{v.minor}. Try: make PYTHON=python3.12")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --requirement requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
	@touch $(STAMP)

assess: $(STAMP)
	$(BIN)/communique assess nals2023 --out edition

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(STAMP)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

test: lint
	$(BIN)/pytest -m "not slow" -n 2 --dist loadfile

test-all: lint
	$(BIN)/pytest -n 2 --dist loadfile

docs: $(STAMP)
	$(BIN)/python -m sphinx -q -E -W --keep-going docs build/docs

bench: $(STAMP)
	@echo "Each benchmark prints its own table; see benchmarks/README.md"

clean:
	rm -rf $(VENV) build edition .mypy_cache .ruff_cache .hypothesis

# policykb: `make serve` and `make test` set up everything they need in .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
HOST ?= 127.0.0.1
PORT ?= 8000

.PHONY: help serve build test lint types unit format clean

help: ## list the targets
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/'

$(VENV)/.ready: pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo 'policykb needs Python 3.11 or newer; set PYTHON=/path/to/python3.11'; exit 1; }
	@echo '→ creating the virtual environment in $(VENV)'
	@$(PYTHON) -m venv $(VENV)
	@echo '→ installing policykb and its libraries (about a minute)'
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	@$(BIN)/python -m compileall -q indexer webapp corpus # pip compiles what it installs, but not what it links to
	@touch $@

$(VENV)/.dev: $(VENV)/.ready
	@echo '→ installing the tools for tests'
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	@touch $@

build: $(VENV)/.ready ## build the index of corpus/
	@echo '→ building the index of corpus/'
	@$(BIN)/policykb build

serve: build ## build the index and serve it on 127.0.0.1:8000
	@echo '→ starting the server (Ctrl+C stops it)'
	@exec $(BIN)/policykb serve --host $(HOST) --port $(PORT)

test: lint types unit ## every check

lint: $(VENV)/.dev ## formatting and linting
	@echo '→ ruff'
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .

types: $(VENV)/.dev ## strict types
	@echo '→ mypy'
	@$(BIN)/mypy

unit: $(VENV)/.dev ## unit, golden, property and browser tests
	@echo '→ pytest'
	@$(BIN)/python -m pytest

format: $(VENV)/.dev ## rewrite the code in the project's format
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

clean: ## remove the environment, the index and all caches
	rm -rf $(VENV) .index .pytest_cache .mypy_cache .ruff_cache .hypothesis build *.egg-info

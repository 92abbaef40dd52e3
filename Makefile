# The two commands of README.md are `make run` and `make test`; `make help` lists the rest.
PYTHON ?= python3
BIN := .venv/bin
CHROMIUM ?= /usr/bin/chromium

.PHONY: help run test golden lint graph bench look lock clean

help: ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 10

run: .venv/installed ## read the sample articles into an empty library and serve the dashboard
	$(BIN)/dragoman serve --sample

test: .venv/developing ## the whole test suite
	$(BIN)/python -m pytest --numprocesses 2 --dist worksteal

golden: .venv/developing ## keep what the rules find now, after a version was raised (docs/architecture.md)
	$(BIN)/python tests/golden.py --write

lint: .venv/developing ## style, types, licences and the rules of the house
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest tests/test_house.py tests/test_imports.py tests/test_mirror.py

graph: .venv/developing ## which room imports which, circles, and imports against the layers
	$(BIN)/python -m tests.imports

bench: .venv/developing ## the figures of speed and quality
	$(BIN)/python benchmarks/reading.py
	$(BIN)/python benchmarks/analysis.py

look: .venv/developing ## a screenshot of every page into look/
	$(BIN)/python tests/browser/look.py

lock: .venv/installed ## pin the dependencies of pyproject.toml anew
	$(BIN)/pip install --quiet uv
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-emit-index-url --no-annotate \
	    --output-file requirements.lock pyproject.toml
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header --no-emit-index-url --no-annotate --extra dev --extra mcp \
	    --constraint requirements.lock --output-file tests/requirements.lock pyproject.toml

clean: ## remove the environment and what tools leave behind (never a library)
	rm -rf .venv build dist *.egg-info .pytest_cache .hypothesis .mypy_cache .ruff_cache look

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Dragoman needs Python 3.11 or newer; set PYTHON=python3.12, say.")'
	$(PYTHON) -m venv .venv

.venv/installed: requirements.lock pyproject.toml | .venv/bin/python
	$(BIN)/python -m pip install --disable-pip-version-check --quiet --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --disable-pip-version-check --quiet --no-deps --no-build-isolation --editable .
	@touch $@

.venv/developing: tests/requirements.lock .venv/installed
	$(BIN)/python -m pip install --disable-pip-version-check --quiet --require-hashes -r tests/requirements.lock
	@touch $@

# `make demo` and `make test` do everything a fresh machine needs; `make help` lists the rest.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
IS_NEW_ENOUGH := -c "import sys; sys.exit(sys.version_info < (3, 11))"
export UV_NO_PROGRESS ?= 1

.PHONY: help setup demo test alert-tests grpc-tests lint bench live docs site pictures types requirements clean

help:
	@echo "make setup         create $(VENV) with everything pinned by hash"
	@echo "make demo          declare, plan and apply against the embedded Datadog; the sample shop reports (ONCE=1 ends by itself)"
	@echo "make test          lint, types and the whole test suite"
	@echo "make bench         the measured numbers, as tables"
	@echo "make live          hold doubtful rules of evaluation against the Datadog of DD_API_KEY, DD_APP_KEY, DD_SITE: a sandbox"
	@echo "make docs          write again what is made from the catalog and the code: docs/catalog/, CODEOWNERS, references"
	@echo "make site          the documentation as a site with a search, in build/site; a link that leads nowhere fails it"
	@echo "make pictures      draw the pictures of the README again"
	@echo "make types         write the types of widgets again, from the models of Datadog's own client"
	@echo "make requirements  compile requirements/*.in again"

setup: $(READY)

$(READY): requirements/uv.txt requirements/dev.txt pyproject.toml
	@echo "==> virtual environment in $(VENV)"
	@$(BIN)/python $(IS_NEW_ENOUGH) 2>/dev/null || $(PYTHON) $(IS_NEW_ENOUGH) || { \
		echo "dogwatch needs Python 3.11 or newer; $(PYTHON) is: `$(PYTHON) --version 2>&1`"; \
		echo "    name another one, as in: make $(or $(MAKECMDGOALS),setup) PYTHON=python3.12"; exit 1; } >&2
	@$(BIN)/python $(IS_NEW_ENOUGH) 2>/dev/null || $(PYTHON) -m venv --clear $(VENV)
	@echo "==> uv, checked against its hash"
	@test -x $(BIN)/uv || $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/uv.txt
	@echo "==> requirements, checked against their hashes"
	@VIRTUAL_ENV=$(VENV) $(BIN)/uv pip sync --quiet --compile-bytecode --require-hashes requirements/dev.txt
	@echo "==> dogwatch itself, editable"
	@VIRTUAL_ENV=$(VENV) $(BIN)/uv pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

demo: setup
	@$(BIN)/python -m dogwatch demo $(if $(ONCE),--once)

test: setup
	@# Commands that tests start would compile what they import, each one anew where nothing may write bytecode.
	@$(BIN)/python -m compileall -q src features.py monitors dashboards_py sync examples
	@$(MAKE) --no-print-directory --jobs=2 lint alert-tests grpc-tests
	@echo "==> tests"
	@# One process more than there are cores, since many tests wait.
	@$(BIN)/python -m pytest -n $$(( $$(getconf _NPROCESSORS_ONLN) + 1 )) --dist worksteal --ignore-glob='*/test_grpc*.py'

alert-tests: setup
	@echo "==> alert tests of the root catalog"
	@$(BIN)/dogwatch test

grpc-tests: setup
	@echo "==> tests of gRPC"
	@# gRPC has one poller for all event loops of a process: its servers under asyncio want one that others have not used.
	@$(BIN)/python -m pytest tests/instrument/frameworks/test_grpc.py tests/instrument/frameworks/test_grpc_streams.py

lint: setup
	@echo "==> ruff"
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@echo "==> mypy --strict"
	@$(BIN)/mypy

bench: setup
	@$(BIN)/python -m tests.bench

live: setup
	@$(BIN)/python -m tests.live

docs: setup
	@$(BIN)/python -m dogwatch docs --redraw
	@$(BIN)/python -m dogwatch.local.fidelity > docs/fidelity.md
	@$(BIN)/python -m tests.reference

site: setup
	@$(BIN)/python -m tests.site

pictures: setup
	@$(BIN)/python -m tests.pictures

types: setup
	@$(BIN)/python -m tests.widget_types

requirements: setup
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate requirements/uv.in -o requirements/uv.txt
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate requirements/dev.in -o requirements/dev.txt

clean:
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis build dist

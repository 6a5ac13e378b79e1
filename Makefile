# `make demo` and `make test` do everything a fresh machine needs; `make help` lists the rest.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
export UV_NO_PROGRESS ?= 1

.PHONY: help setup demo test lint bench docs requirements clean

help:
	@echo "make setup         create $(VENV) with everything pinned by hash"
	@echo "make demo          declare, plan and apply one feature against the embedded Datadog (ONCE=1 ends by itself)"
	@echo "make test          lint, types and the whole test suite"
	@echo "make bench         the measured numbers, as tables"
	@echo "make docs          write again what is made from the catalog and the code: docs/catalog/, CODEOWNERS, references"
	@echo "make requirements  compile requirements/*.in again"

setup: $(READY)

$(READY): requirements/uv.txt requirements/dev.txt pyproject.toml
	@echo "==> virtual environment in $(VENV)"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "==> uv, checked against its hash"
	@test -x $(BIN)/uv || $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/uv.txt
	@echo "==> requirements, checked against their hashes"
	@VIRTUAL_ENV=$(VENV) $(BIN)/uv pip sync --quiet --compile-bytecode --require-hashes requirements/dev.txt
	@echo "==> dogwatch itself, editable"
	@VIRTUAL_ENV=$(VENV) $(BIN)/uv pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

demo: setup
	@$(BIN)/python -m dogwatch demo $(if $(ONCE),--once)

test: lint
	@echo "==> tests"
	@$(BIN)/python -m pytest

lint: setup
	@echo "==> ruff"
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@echo "==> mypy --strict"
	@$(BIN)/mypy

bench: setup
	@$(BIN)/python -m tests.bench

docs: setup
	@$(BIN)/python -m dogwatch docs
	@$(BIN)/python -m tests.reference

requirements: setup
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate requirements/uv.in -o requirements/uv.txt
	@$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate requirements/dev.in -o requirements/dev.txt

clean:
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis dist

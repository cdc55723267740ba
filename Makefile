# Two commands matter: `make demo` and `make test`. Everything sets itself up; `make help` lists the rest.

SHELL := /bin/sh
BIN := .venv/bin
READY := .venv/.bookrunner-ready
WORKERS ?= 2
export PYTHON

.DEFAULT_GOAL := help

.PHONY: help
help: ## this list
	@echo "Bookrunner: make <target>"
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  %-10s %s\n", $$1, $$2 }' Makefile

.PHONY: demo
demo: $(READY) ## set up and write a sourced pitch book from the built-in sample into build/demo
	@$(BIN)/bookrunner demo

PORT ?= 8400
.PHONY: serve
serve: $(READY) ## build the workbench and serve it with the API at http://127.0.0.1:8400 (PORT=... for another)
	@[ ! -f scripts/build_web.py ] || $(BIN)/python scripts/build_web.py
	@$(BIN)/bookrunner serve --port $(PORT)

.PHONY: test
test: check ## check, then all tests but the long ones; ends with what was skipped and why
	@$(BIN)/python -m pytest -n $(WORKERS)

.PHONY: check
check: $(READY) ## format, lint, types, direction of imports, licences
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/ruff check --quiet .
	@$(BIN)/mypy --no-error-summary
	@said=$$($(BIN)/lint-imports --no-logo 2>&1) || { echo "$$said"; exit 1; }
	@$(BIN)/python scripts/licences.py --check

.PHONY: format
format: $(READY) ## put the code into its format and mend what ruff can mend
	@$(BIN)/ruff check --quiet --fix-only .
	@$(BIN)/ruff format --quiet .

.PHONY: soak
soak: $(READY) ## the long tests: kills, fuzz, whole corpora
	@$(BIN)/python -m pytest -m soak

.PHONY: bench
bench: $(READY) ## measure: runs every script of benchmarks/speed (installs what is compared with into build/bench)
	@found=; for script in benchmarks/speed/*.py; do \
		[ -f "$$script" ] || continue; found=yes; \
		echo "== $$script"; $(BIN)/python "$$script" || exit 1; \
	done; \
	[ -n "$$found" ] || echo "nothing found in benchmarks/speed"

.PHONY: pictures
pictures: demo ## draw the pictures of the README from build/demo (needs LibreOffice and poppler)
	@$(BIN)/python scripts/pictures.py

.PHONY: lock
lock: $(READY) ## write the lock files anew and NOTICE with them; UPGRADE=--upgrade takes the newest versions
	@$(BIN)/python scripts/lock.py $(UPGRADE)
	@scripts/bootstrap
	@$(BIN)/python scripts/licences.py --write

.PHONY: tools
tools: ## install what some tests use from Debian: LibreOffice, fonts, poppler
	@scripts/tools

.PHONY: clean
clean: ## remove what was built; `rm -r .venv` removes the environment too
	rm -rf build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis

# Makes or renews the environment; a warm one costs nothing.
$(READY): scripts/bootstrap scripts/bootstrap.py pyproject.toml requirements/dev.txt requirements/uv.txt
	@scripts/bootstrap

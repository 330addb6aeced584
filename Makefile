# `make help` lists the targets. Everything is made inside the checkout: .venv (environment), var (data).

PYTHON ?= python3
PORT ?= 8000
# Test processes; `make test JOBS=0` runs in one.
JOBS ?= auto
# Further words for pytest: `make test ARGS='-k blank'`.
ARGS ?=

# A process that begins reads what an earlier one has compiled; the tests begin hundreds.
unexport PYTHONDONTWRITEBYTECODE

BIN := .venv/bin
PY := $(BIN)/python
PYTEST := $(PY) -m pytest -q -rfEs -n $(JOBS) --dist worksteal
WITHOUT_BROWSER := --ignore=tests/browser
INSTALL := $(PY) -m pip install -qq --disable-pip-version-check --require-hashes
LINK := $(PY) -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation -e .
COMPILE := $(BIN)/uv pip compile pyproject.toml --quiet --universal --python-version 3.11 --generate-hashes \
	--no-header --no-annotate --group build

.DEFAULT_GOAL := help
.PHONY: help setup demo test check format lint types contracts migrations coverage test-postgres test-browser bench mutants \
	law-pages messages lock clean port

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-14s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: .venv/web.stamp ## make .venv: the platform and the command gongkai

demo: port ## serve the platform with sample data at http://127.0.0.1:8000 (PORT=…)
	@$(MAKE) --no-print-directory --silent setup
	@exec $(PY) -m gongkai demo --port $(PORT)

test: .venv/dev.stamp ## run the tests on SQLite (ARGS=… for pytest)
	$(PYTEST) $(WITHOUT_BROWSER) $(ARGS)

# The tests of the law run once, under `coverage`.
check: WITHOUT_BROWSER += --ignore=tests/law
check: lint types contracts migrations coverage test test-postgres test-browser ## everything that CI runs

format: .venv/dev.stamp ## put the code into its format and mend what ruff can mend
	$(BIN)/ruff check --fix --quiet .
	$(BIN)/ruff format .

lint: .venv/dev.stamp ## format and lint, changing nothing
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .

types: .venv/dev.stamp ## mypy --strict
	$(BIN)/mypy

contracts: .venv/dev.stamp ## the import contracts of .importlinter
	$(BIN)/lint-imports

migrations: .venv/dev.stamp ## fail when a model changed without its migration
	GONGKAI_DATABASE=sqlite:///:memory: $(PY) -m django makemigrations --check --dry-run --settings gongkai.settings

coverage: .venv/dev.stamp ## run the tests of the law; fail when they leave out a branch of it
	CI=1 $(PYTEST) tests/law --cov --cov-report=term $(ARGS)

# What asks no database, or a SQLite of its own, has run under `test`.
COMMANDS_ALONE := archive check_text convert deadline export fee outcome process report workdays workers
OF_NO_DATABASE := ipv6 listening marks outward templates
test-postgres: WITHOUT_BROWSER += $(addprefix --ignore=tests/,law architecture corpus docs documents tools)
test-postgres: WITHOUT_BROWSER += $(addprefix --ignore=tests/cli/test_,$(addsuffix .py,$(COMMANDS_ALONE)))
test-postgres: WITHOUT_BROWSER += $(addprefix --ignore=tests/security/test_,$(addsuffix .py,$(OF_NO_DATABASE)))
# Who may open which page was enumerated there too; that nothing leaks is looked for on both, page by page. Headers are said before
# a database is asked, and nginx reads files: that these are the same from both is looked for in the other tests of their folders.
test-postgres: WITHOUT_BROWSER += --ignore=tests/desk/test_matrix.py --ignore=tests/security/test_headers.py
test-postgres: WITHOUT_BROWSER += --ignore=tests/copies/test_nginx.py --ignore=tests/visits/test_nginx.py
# The demo lies in a SQLite; of it the year is told on PostgreSQL too, to which everything else leads.
test-postgres: WITHOUT_BROWSER += $(addprefix --ignore=tests/demo/test_,$(addsuffix .py,applications demo letters remedies samples telephones))
test-postgres: .venv/dev.stamp ## the tests that ask a database again, on a throw-away PostgreSQL
	$(PY) tools/with_postgres.py $(PYTEST) $(WITHOUT_BROWSER) $(ARGS)

# Each process serves a demo of its own; the tests of one file share it.
test-browser: .venv/dev.stamp ## drive the pages with Chromium
	$(PYTEST) --dist loadfile tests/browser $(ARGS)

bench: .venv/dev.stamp ## measure reports and clocks, as docs/performance.md records it
	$(PY) -m tools.bench $(ARGS)

mutants: .venv/dev.stamp ## change the law in small ways and count what its tests notice (ARGS=calendar for one part)
	$(PY) -m tools.mutants $(ARGS)

messages: .venv/dev.stamp ## compile the English labels after a change of locale/en/LC_MESSAGES/django.po
	$(PY) -m babel.messages.frontend compile -d src/gongkai/locale -D django

law-pages: .venv/dev.stamp ## write docs/law anew from the rules, numbers and cases
	$(PY) -m tools.law_pages

lock: .venv/dev.stamp ## write requirements/*.txt anew from pyproject.toml (UPGRADE=--upgrade for newer versions)
	$(COMPILE) $(UPGRADE) --extra web --group dev -o requirements/dev.txt
	$(COMPILE) --extra web --constraints requirements/dev.txt -o requirements/web.txt
	$(COMPILE) --constraints requirements/dev.txt -o requirements/base.txt

clean: ## remove the environment, the demo data and every cache
	rm -rf .venv var build dist test-results .coverage .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find src tests tools -name __pycache__ -type d -prune -exec rm -rf {} +

# Before anything that takes long.
port: | .venv/bin/python
	@$(PY) tools/port_free.py $(PORT)

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo 'Python 3.11 or newer is needed. Name it: make PYTHON=python3.12 …' >&2; exit 1; }
	@$(PYTHON) -m venv .venv || { echo 'The environment could not be made. On Debian: apt-get install python3-venv' >&2; rm -rf .venv; exit 1; }

.venv/web.stamp: requirements/web.txt pyproject.toml | .venv/bin/python
	@echo 'Installing the locked packages into .venv …'
	@$(INSTALL) -r requirements/web.txt
	@$(LINK)
	@touch $@

.venv/dev.stamp: requirements/dev.txt pyproject.toml | .venv/web.stamp
	@echo 'Installing the locked development packages into .venv …'
	@$(INSTALL) -r requirements/dev.txt
	@$(LINK)
	@touch $@

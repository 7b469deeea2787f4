# Everything happens in .venv in this checkout; a target installs what it needs first, from the lock in requirements/.

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PYTEST ?= -n 2
COMPILE = env -u PIP_FIND_LINKS -u PIP_INDEX_URL -u PIP_EXTRA_INDEX_URL PIP_CONFIG_FILE=/dev/null CUSTOM_COMPILE_COMMAND="make lock" \
	$(BIN)/pip-compile --quiet --generate-hashes --strip-extras --allow-unsafe --build-deps-for editable \
	--no-emit-index-url --no-emit-trusted-host --no-emit-find-links $(UPGRADE)
# what needs the data alone; not false_copies.py, which needs a reader, nor pages.py, plv.py and samples.py
MEASURED := anaphors.py credits.py entities.py kills.py lineage.py speed.py stories.py
INSTALL = $(BIN)/python -m pip install --quiet --require-hashes --requirement
INSTALL_SELF = $(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .

.PHONY: help install demo test browser lint check bench lock clean

help:
	@echo "make install   the command .venv/bin/onrecord"
	@echo "make demo      the sample stories, in the terminal"
	@echo "make test      the tests"
	@echo "make check     all that CI runs: linters, types, tests"
	@echo "make bench     the measurements; DATA=folder names the data, SCORE=folder the scorers of extraction,"
	@echo "               GROWTH=folder where the archive of bench/growth.py is kept (it takes an hour, and goes on)"
	@echo "make lock      pin the dependencies again; UPGRADE=--upgrade takes the newest"
	@echo "make clean     remove caches and built files"

install: $(VENV)/.installed

demo: install
	@$(BIN)/onrecord demo

test: $(VENV)/.installed-dev browser
	$(BIN)/python -m pytest -q $(PYTEST)

# Debian's Chromium, which the tests of the pages drive; elsewhere an installed Chromium or Chrome is taken, or they are skipped.
browser:
	@command -v chromium chromium-browser google-chrome >/dev/null || { command -v apt-get >/dev/null && \
		as_root=$$(test "$$(id -u)" = 0 || echo "sudo -n") && echo "installing chromium, for the tests of the pages" && \
		$$as_root apt-get update -qq && $$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium >/dev/null; } || \
		echo "no Chromium here, and none can be installed: the tests of the pages in a browser are skipped" >&2

lint: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

check: lint test

bench: $(VENV)/.installed-bench
	@test -d "$(DATA)" || { echo "name the folder with the data: make bench DATA=folder" >&2; exit 2; }
	@for script in $(addprefix bench/,$(MEASURED)); do \
		echo "== $$script"; $(BIN)/python "$$script" "$(DATA)" || exit 1; done
	@echo "== bench/lineage.py --growth"; $(BIN)/python bench/lineage.py "$(DATA)" --growth
	@echo "== bench/stories.py --folds 2 --stream"; $(BIN)/python bench/stories.py "$(DATA)" --folds 2 --stream
	@echo "== bench/stories.py --speed"; $(BIN)/python bench/stories.py "$(DATA)" --speed
	@test -z "$(SCORE)" || { echo "== bench/extraction.py"; $(BIN)/python bench/extraction.py "$(DATA)" "$(SCORE)"; }
	@test -z "$(GROWTH)" || { echo "== bench/growth.py"; $(BIN)/python bench/growth.py "$(DATA)" "$(GROWTH)"; }
	@test -z "$(GROWTH)" || { echo "== bench/serving.py"; $(BIN)/python bench/serving.py "$(DATA)" "$(GROWTH)"; }

lock: $(BIN)/python
	$(BIN)/python -m pip install --quiet pip-tools
	$(COMPILE) --output-file requirements/run.txt pyproject.toml
	$(COMPILE) --extra dev --constraint requirements/run.txt --output-file requirements/dev.txt pyproject.toml
	$(COMPILE) --extra dev --extra bench --constraint requirements/dev.txt --output-file requirements/bench.txt pyproject.toml

clean:
	rm -rf build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
	find onrecord tests bench -name __pycache__ -type d -prune -exec rm -rf {} +

$(VENV)/.installed: requirements/run.txt pyproject.toml | $(BIN)/python
	$(INSTALL) requirements/run.txt
	$(INSTALL_SELF)
	@touch $@

$(VENV)/.installed-dev: requirements/dev.txt pyproject.toml | $(BIN)/python
	$(INSTALL) requirements/dev.txt
	$(INSTALL_SELF)
	@touch $@ $(VENV)/.installed

$(VENV)/.installed-bench: requirements/bench.txt pyproject.toml | $(BIN)/python
	$(INSTALL) requirements/bench.txt
	$(INSTALL_SELF)
	@touch $@ $(VENV)/.installed-dev $(VENV)/.installed

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo \
		"onrecord needs Python 3.11 or newer, and $(PYTHON) is $$($(PYTHON) --version 2>&1); name another: make $(MAKECMDGOALS) PYTHON=python3.12" >&2; exit 1; }
	$(PYTHON) -m venv $(VENV)

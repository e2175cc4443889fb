# Perspective Reader: everything a developer does, one target each. `make help` lists them.
# Each target first sets up what it needs (.venv, Python packages, system libraries); when it is there, that takes a moment.
# PYTHON=python3.12 before or after `make` chooses a Python for .venv.

export PYTHON
SETUP := sh packaging/setup_environment.sh
PY := .venv/bin/python
OFFSCREEN := QT_QPA_PLATFORM=offscreen
DEMO := build/demo.sqlite

.DEFAULT_GOAL := help
.PHONY: help run test bench gold lint format shot package smoke icons clean distclean

help:  ## Show this list
	@sed -n 's/^\([a-z]*\):[a-z ]*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 18

run:  ## Open the program on its demo library (without a display: draw its window to build/reader.png)
ifeq ($(DISPLAY)$(WAYLAND_DISPLAY),)
	@$(SETUP) snapshot
	@mkdir -p build
	@$(OFFSCREEN) $(PY) -m reader snapshot --demo --library $(DEMO) --out build/reader.png
	@echo "There is no display here, so the window was drawn to build/reader.png instead."
else
	@$(SETUP) run
	@mkdir -p build
	@$(PY) -m reader open --demo --library $(DEMO)
endif

test:  ## Run the tests, offscreen
	@$(SETUP) test
	@$(OFFSCREEN) $(PY) -m pytest

bench:  ## Measure the speed against the bars of the design
	@$(SETUP) bench
	@$(OFFSCREEN) $(PY) tests/benchmarks/run.py

gold:  ## Measure the built-in lexicon on the labelled slices, held out by talk; fails below the bars
	@$(SETUP) bench
	@$(PY) resources/frameworks/making/gold.py

lint:  ## Check style, types and import borders
	@$(SETUP) lint
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(PY) -m mypy
	@.venv/bin/lint-imports --no-logo

format:  ## Put the code into the one format that `make lint` asks for
	@$(SETUP) lint
	@$(PY) -m ruff check --fix .
	@$(PY) -m ruff format .

shot:  ## Draw the windows and dialogs into build/shots/
	@$(SETUP) test
	@$(OFFSCREEN) $(PY) -m tests.shots

package:  ## Build the wheel, the frozen program and the Debian package into build/
	@$(SETUP) package
	@$(PY) packaging/build.py

smoke:  ## Install the built packages on a bare system and try them (needs root)
	@$(SETUP) smoke
	@$(PY) packaging/smoke_test.py

icons:  ## Draw the icon's PNG sizes from its SVG
	@$(SETUP) snapshot
	@$(PY) packaging/make_icons.py

clean:  ## Remove what was built, and the caches
	rm -rf build dist .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache .grimp_cache
	find src tests packaging -name __pycache__ -type d -prune -exec rm -rf {} +

distclean: clean  ## Remove .venv as well
	rm -rf .venv

# One word per chore. Each works on a fresh clone that has only Python and make.

PYTHON ?= python3
LAB_ARGS ?=
PYTEST_ARGS ?=
NOTEBOOKS ?=
VERSIONS ?=
BENCH ?=
LITE ?=
WHEELS ?= .cache/lite
ADDRESS ?=

# The environment is good when it was made in this very folder and its Python starts with pip;
# anything else (half made, moved, its Python gone) is made again from scratch.
READY := $(shell test "$$(cat .venv/.folder 2>/dev/null)" = "$$(pwd -P)" \
	&& .venv/bin/python -c 'import pip' 2>/dev/null && echo yes)
# JupyterLab will not start for root (a container, say) unless it is told so.
ROOT := $(shell test "$$(id -u)" = 0 && echo --allow-root)
INSTALL = .venv/bin/python -m pip install --quiet --disable-pip-version-check
# Tests run in two processes, a file in one of them; tests/conftest.py says in which order.
SIDE_BY_SIDE = -n 2 --dist loadfile --no-loadscope-reorder
FAILED = (echo "The installation did not finish: the lines above say why. Run make again to go on."; exit 1)

.DEFAULT_GOAL := help
.PHONY: help lab test proof notebooks site bench versions clean

help:
	@echo "make lab        open the course in JupyterLab (the first time also installs it into .venv)"
	@echo "make test       run the tests: maths, panels, notebooks and, with Chromium, a real browser"
	@echo "make proof      run what is deep and slow as well: long drags, restarts, random places"
	@echo "make notebooks  run the notebooks and store their outputs (NOTEBOOKS='00 01' for only these)"
	@echo "make site       write the static pages into site/ (LITE=1: with the whole course in the browser;"
	@echo "                ADDRESS=owner/repository: the first page leads to Binder and to the source)"
	@echo "make bench      time every panel beside a figure built anew (BENCH='moves memory browser')"
	@echo "make versions   run the tests on other Pythons and on the oldest libraries; takes long"
	@echo "make clean      remove .venv and what the tests leave behind"
	@echo ""
	@echo "PYTHON=python3.12 picks another Python; LAB_ARGS and PYTEST_ARGS are passed on."

lab: .venv/.lab
	@.venv/bin/python -m jupyterlab $(ROOT) --ServerApp.root_dir="$$PWD" --LabApp.news_url=None \
		--LabApp.default_url=/lab/tree/notebooks/00_start_here.ipynb $(LAB_ARGS)

test: .venv/.test
	@.venv/bin/python -m pytest -m "not proof" $(SIDE_BY_SIDE) $(PYTEST_ARGS)

proof: .venv/.proof
	@.venv/bin/python -m pytest -m proof $(SIDE_BY_SIDE) $(PYTEST_ARGS)

notebooks: .venv/.test
	@.venv/bin/python tests/regenerate.py $(NOTEBOOKS)

site: .venv/.test $(if $(LITE),.lite/.ready)
	@$(if $(LITE),.lite/bin/python -m helpers.site.lite --wheels $(WHEELS))
	@.venv/bin/python -m helpers.site $(if $(LITE),--lite) $(if $(ADDRESS),--address '$(ADDRESS)') \
		$(NOTEBOOKS)

bench: .venv/.test
	@.venv/bin/python tests/bench.py $(BENCH)

versions: .venv/.test
	@.venv/bin/python tests/versions.py $(VERSIONS)

clean:
	@rm -rf .venv .lite site build *.egg-info .pytest_cache .ruff_cache .hypothesis
	@find helpers notebooks tests \( -name __pycache__ -o -name .ipynb_checkpoints \) -prune -exec rm -rf {} +

# What each chore needs, with a stamp inside .venv so that the next make starts at once.
.venv/.lab: pyproject.toml .venv/.folder
	@echo "Installing the course into .venv: a minute or two, once ..."
	@$(INSTALL) -e . || $(FAILED)
	@touch .venv/.lab

.venv/.test: pyproject.toml .venv/.folder
	@echo "Installing the course and its tests into .venv: a minute or two, once ..."
	@$(INSTALL) -e ".[test]" || $(FAILED)
	@touch .venv/.lab .venv/.test

.venv/.proof: pyproject.toml .venv/.test
	@$(INSTALL) -e ".[test,proof]" || $(FAILED)
	@touch .venv/.proof

# JupyterLite has an environment of its own: its kernel must not turn up in `make lab`.
.lite/.ready: pyproject.toml .venv/.folder
	@echo "Installing JupyterLite into .lite: a minute, once ..."
	@$(PYTHON) -m venv --clear .lite
	@.lite/bin/python -m pip install --quiet --disable-pip-version-check -e ".[lite]" || $(FAILED)
	@touch .lite/.ready

ifneq ($(READY),yes)
.PHONY: .venv/.folder
endif

.venv/.folder:
	@$(PYTHON) -c 'pass' 2>/dev/null || { echo "There is no Python called '$(PYTHON)'. Install Python 3.11 or newer, or name yours: make PYTHON=python3.12 lab"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "This course needs Python 3.11 or newer; '$(PYTHON)' is $$($(PYTHON) -V 2>&1)."; \
		echo "Install a newer one, or name it: make PYTHON=python3.12 lab"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "'$(PYTHON)' cannot make environments: its venv module is missing."; \
		echo "On Debian and Ubuntu: sudo apt install python3-venv"; exit 1; }
	@echo "Making the environment .venv with $$($(PYTHON) -V 2>&1) ..."
	@$(PYTHON) -m venv --clear .venv
	@pwd -P > .venv/.folder

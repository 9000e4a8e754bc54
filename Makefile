# Works with python3 (3.11 or newer) and make alone; everything else is added where it is missing.
# Written for GNU make 3.81, which is what macOS has.

.DEFAULT_GOAL := help
.PHONY: help build test coverage golden bench clean libraries test-programs

PIP := .venv/bin/python -m pip install --quiet --disable-pip-version-check

# A name may exist and yet fail (pyenv's shims), so each is tried.
PYTHONS := $(or $(PYTHON),python3 python3.13 python3.12 python3.11)
NEW_ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))

# An environment whose interpreter was moved or removed is made anew.
ifneq ($(shell .venv/bin/python -c 'print("runs")' 2>/dev/null),runs)
$(shell rm -f .venv/.made .venv/.installed .venv/.installed-dev)
endif

help: ## List these targets
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/  make \1|\2/p' Makefile | awk -F'|' '{printf "%-15s%s\n", $$1, $$2}'
	@echo "PYTHON=python3.12 in front chooses the interpreter of a new .venv."

build: .venv/.installed libraries ## Make all documents of this repository's content, in output/
	.venv/bin/askwell build
	@echo "To use the program yourself: . .venv/bin/activate, then askwell new my-interviews"

test: .venv/.installed-dev libraries test-programs ## Run the whole gate: lint, format, types, layers, tests
	.venv/bin/ruff check
	.venv/bin/ruff format --check
	.venv/bin/mypy
	.venv/bin/lint-imports
	.venv/bin/pytest -n auto --dist worksteal

# Apart from the gate, which would take twice as long.
coverage: .venv/.installed-dev libraries test-programs ## Show which lines no test comes by
	.venv/bin/pytest -n auto --dist worksteal --cov --cov-report=term

golden: .venv/.installed-dev libraries ## Rewrite the golden files from what is made now
	.venv/bin/pytest --update-golden

bench: .venv/.installed-dev libraries ## Measure how fast documents are made
	@if [ -f bench/__main__.py ]; then .venv/bin/python -m bench; else echo "There is no benchmark yet."; fi

clean: ## Remove what was made: documents, caches, .venv
	rm -rf .venv build dist .coverage .coverage.* .*_cache .hypothesis
	[ ! -d output ] || find output -mindepth 1 ! -name .gitkeep -delete
	find . -name __pycache__ -prune -exec rm -rf {} +

libraries: .venv/.made
	@tools/system-packages libraries .venv/bin/python

test-programs:
	@tools/system-packages test-programs

.venv/.made:
	@found=; for python in $(PYTHONS); do \
	  if "$$python" -c '$(NEW_ENOUGH)' 2>/dev/null; then found=$$python; break; fi; \
	done; \
	if [ -z "$$found" ]; then \
	  echo "askwell needs Python 3.11 or newer; tried: $(PYTHONS)." >&2; \
	  echo "Install one, or name it: make build PYTHON=/path/to/python3.12" >&2; \
	  exit 1; \
	fi; \
	.venv/bin/python -m pip --version >/dev/null 2>&1 || { \
	  tools/system-packages venv "$$found" && "$$found" -m venv --clear .venv; }
	@touch $@

# A network may stumble, so each is tried twice.
.venv/.installed: pyproject.toml | .venv/.made
	$(PIP) --editable . || { sleep 10; $(PIP) --editable .; }
	@touch $@

.venv/.installed-dev: pyproject.toml | .venv/.made
	$(PIP) --editable '.[dev]' || { sleep 10; $(PIP) --editable '.[dev]'; }
	@touch .venv/.installed $@

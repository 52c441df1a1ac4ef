# Synapse: everything that people do with a checkout. `make` alone lists the targets.
#
# Needs Python 3.11 or newer, Node 20 or newer with npm, and make. All the rest is installed into the checkout.

PYTHON ?= $(shell for name in python3 python3.13 python3.12 python3.11 python; do \
	"$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo "$$name" && break; done)
VENV := .venv/bin/python
NAME ?= ingest gateway rank start faults

.DEFAULT_GOAL := help
.PHONY: help python setup demo up test check fmt bench lock

help: ## List the targets
	@echo "Synapse: what happens in a Discord community becomes recognition"
	@echo
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-7s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

python:
	@test -n "$(PYTHON)" || { \
	echo "Synapse needs Python 3.11 or newer, and finds none here. Install it, or name one: make PYTHON=/path/to/python3" >&2; \
	exit 1; }

setup: python ## Install everything into this checkout (quick when nothing changed)
	@$(PYTHON) -m tools.setup

demo: setup ## A living community on this machine: no Discord account, no database, no Docker
	@$(VENV) -m synapse demo $(ARGS)

up: setup ## The same against the real Discord, with the secrets of your .env
	@$(VENV) -m synapse up $(ARGS)

test: setup ## Every check, up to a real browser on the whole running system
	@$(VENV) -m tools.checks all

check: setup ## The fast checks: lint, format, types, import directions
	@$(VENV) -m tools.checks static

fmt: setup ## Write the code in the project's format
	@.venv/bin/ruff check --fix --quiet . || true
	@.venv/bin/ruff format .
	@cd dashboard && npm run --silent format

bench: setup ## Measure, all or some: make bench NAME="rank start" ARGS="--seconds 20"
	@for name in $(NAME); do $(VENV) -m bench $$name $(ARGS) || exit 1; done

lock: setup ## Renew requirements.lock and requirements-dev.lock from pyproject.toml
	@$(VENV) -m tools.lock

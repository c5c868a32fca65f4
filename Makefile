# Every target only calls dev.py, which Windows users can call themselves: py dev.py test

# The first Python that is new enough. Another one: make PYTHON=/path/to/python3.13 setup
ifndef PYTHON
PYTHON := $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 && echo $$p && break; done)
endif
DEV = $(or $(PYTHON),$(error clerk needs Python 3.11 or newer, and none was found on the PATH)) dev.py

.DEFAULT_GOAL := help
.PHONY: help setup run test check bench torture lock clean

help: ## show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile

setup: ## put the program and its tools in .venv, at the versions of the lock
	@$(DEV) setup

run: ## start the program on the demo meeting
	@$(DEV) run

test: ## run the tests
	@$(DEV) test

check: ## lint, formatting, types, then the tests
	@$(DEV) check

# dev.py names them; one alone: make bench BENCHES=bench/keys.py
bench: ## measure keys, latency and recording
	@$(DEV) bench $(BENCHES)

torture: ## run the long proofs
	@$(DEV) torture

lock: ## write requirements.lock anew from pyproject.toml (needs uv)
	@$(DEV) lock

clean: ## remove .venv and everything else that can be made again
	rm -rf .venv build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

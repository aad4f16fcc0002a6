# Every target sets up what it needs: a fresh machine has only git, make and Python 3.11 or newer.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
ONLY ?=

.PHONY: setup setup-dev demo run test check format bench calibrate lock clean

setup: $(VENV)/.runtime
setup-dev: $(VENV)/.dev

$(BIN)/python:
	$(PYTHON) -c 'import sys; sys.exit("OwnerDesk needs Python 3.11 or newer, this is " + sys.version.split()[0] if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)

# The lock files carry hashes, so pip refuses anything that is not the very file that was tested.
$(VENV)/.runtime: requirements.txt pyproject.toml | $(BIN)/python
	$(PIP) install --quiet --require-hashes -r requirements.txt
	$(PIP) install --quiet --no-deps --no-build-isolation --no-index -e .
	@touch $@

$(VENV)/.dev: requirements-dev.txt $(VENV)/.runtime
	$(PIP) install --quiet --require-hashes -r requirements-dev.txt
	@touch $@

demo: setup
	$(BIN)/ownerdesk playground

run: setup
	$(BIN)/ownerdesk run

test: setup-dev
	$(BIN)/python -m pytest -n auto

check: setup-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: setup-dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: setup-dev
	$(BIN)/python -m benchmarks $(ONLY)

# Learns from labelled questions about the shipped content and about three other bases; takes minutes.
LABELLED := tests/knowledge_base
calibrate: setup-dev
	$(BIN)/python -m knowledge_base.calibration $(LABELLED)/development.jsonl $(LABELLED)/calibration.jsonl \
		--base $(LABELLED)/second_base.jsonl $(LABELLED)/second_questions.jsonl \
		--base $(LABELLED)/third_base.jsonl $(LABELLED)/third_questions.jsonl \
		--base $(LABELLED)/fourth_base.jsonl $(LABELLED)/fourth_questions.jsonl

lock: setup-dev
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --extra build --extra dev pyproject.toml -o requirements-dev.txt
	$(BIN)/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header -c requirements-dev.txt --extra build pyproject.toml -o requirements.txt

clean:
	rm -rf $(VENV) build *.egg-info .mypy_cache .ruff_cache .pytest_cache

# make demo    reviews the shipped examples and shows the answers
# make test    runs the tests
# Both set up what they need in .venv first; all that has to be there is Python >= 3.11 and make.

PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test lint types layers check witnesses inferred wheel benchmark pictures clean

demo: .venv/ready
	$(BIN)/antecede demo

test: .venv/ready
	$(BIN)/python -m pytest -n auto

lint: .venv/ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: .venv/ready
	$(BIN)/mypy

layers: .venv/ready
	$(BIN)/lint-imports

check: .venv/ready
	$(BIN)/antecede check

witnesses: .venv/ready
	$(BIN)/antecede check --witnesses

inferred: .venv/ready
	$(BIN)/antecede build --check

# writes the pictures of the pages, and the lists that the tests of pictures compare with
pictures: .venv/ready
	$(BIN)/python -m tests.look.write

# a wheel in which the way of a case through its rules is compiled; needs a C compiler, and takes two minutes
wheel: .venv/ready
	rm -rf dist/wheel
	HATCH_BUILD_HOOKS_ENABLE=true $(BIN)/python -m build --wheel --no-isolation --outdir dist/wheel

# figures of the sources, then of the compiled wheel
benchmark: .venv/ready wheel
	$(BIN)/python benchmarks/run.py
	rm -rf dist/compiled
	$(BIN)/python -m zipfile -e dist/wheel/*.whl dist/compiled
	PYTHONPATH=dist/compiled $(BIN)/python benchmarks/run.py

.venv/ready: requirements.lock pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or later is needed: make PYTHON=python3.12 ...")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install -qq --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install -qq --disable-pip-version-check --no-deps --no-build-isolation -e .
	touch $@

clean:
	rm -rf .venv build dist

# The verbs of the project; each needs nothing but Python and make.

PYTHON ?= python3
BIN := .venv/bin
STAMP := .venv/.installed

.PHONY: demo test lint fmt accept docs screenshots accuracy mutants bench new-rule clean

demo: $(STAMP)  ## set up, and lint a sample
	@$(BIN)/reportlint samples/broken-references.txt || true

test: $(STAMP)  ## run all tests
	$(BIN)/python -m pytest -n auto --cov --cov-report=term

lint: $(STAMP)  ## check style and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

fmt: $(STAMP)  ## write all Python in the house style
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

accept: $(STAMP)  ## rewrite what is generated: grammar tables, outputs of the samples, docs; then read the diff
	$(BIN)/python -m reportlint.stored
	$(BIN)/python tests/accept.py

docs: $(STAMP)  ## build the documentation site into build/site
	$(BIN)/python -m pip install --quiet --quiet --group docs
	$(BIN)/python tests/documentation.py

screenshots: $(STAMP)  ## take the pictures in docs/images again; look at them
	$(BIN)/python tests/screenshots.py

accuracy: $(STAMP)  ## measure each rule on the real texts beside the checkout; writes docs/accuracy.md
	$(BIN)/python tests/accuracy.py

mutants: $(STAMP)  ## change the checks in thousands of small ways, and count how many the tests notice (hours; EVERY=4 tries a quarter)
	$(BIN)/python tests/mutation.py $(EVERY)

bench: $(STAMP)  ## measure against peers, as ratios of one run; BEFORE=REVISION measures against an earlier version
	$(BIN)/python $(if $(BEFORE),tests/bench_before.py $(BEFORE),tests/bench.py)

new-rule: $(STAMP)  ## make new-rule ID=my-rule [RULESET=official-document]: its table and its page, to be filled in
	$(BIN)/reportlint ruleset add rulesets/$(or $(RULESET),official-document) $(ID)

$(STAMP): pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --quiet --editable . --group dev
	@touch $@

clean:
	rm -rf .venv build dist *.egg-info checker/*.egg-info

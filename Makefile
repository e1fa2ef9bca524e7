# make scan · make test · make check · make eval · make bench · make fuzz: the whole of it.
PYTHON ?= python3
BIN := .venv/bin
IN ?= examples/mailbox.mbox examples/linkedin-export.zip examples/reported
OUT ?= report.html
FUZZ_SECONDS ?= 600
TARGETS ?=
# The engine has wheels for some Pythons only, and is never built here.
FUZZER = $(BIN)/pip install --quiet --require-hashes --only-binary :all: -r requirements/fuzz.txt
# Spark is packed from its source with the setuptools that is locked; nothing but these needs it.
SPARK = $(BIN)/pip install --quiet --require-hashes -r requirements/spark-build.txt && \
	$(BIN)/pip install --quiet --require-hashes --no-build-isolation -r requirements/spark.txt
LUREWATCH_DATA ?= ../shared/data
export LUREWATCH_DATA
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: scan setup test check eval bench fuzz weights docs lock clean

scan: setup  ## read IN (files, folders, archives), print the ranked table, write OUT
	$(BIN)/lurewatch scan $(IN) --html $(OUT)

setup: .venv/.run  ## .venv with the command and what it needs to run, no more

# One stamp for each locked set: changed locks install again, unchanged ones cost nothing.
.venv/.run: requirements/run.txt pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --require-hashes -r requirements/run.txt
	$(BIN)/pip install --quiet --no-deps --no-build-isolation --no-index --editable .
	touch $@

.venv/.dev: requirements/dev.txt .venv/.run
	$(BIN)/pip install --quiet --require-hashes -r requirements/dev.txt
	touch $@

.venv/.spark: requirements/spark.txt requirements/spark-build.txt .venv/.dev
	$(SPARK)
	touch $@

test: .venv/.dev  ## all that needs no system service; HEAVY=1: the rest too, installed by apt when root
ifeq ($(HEAVY),1)
	tools/install_services
	$(FUZZER) || echo "no atheris for this Python: its tests are skipped" >&2
	$(MAKE) --no-print-directory .venv/.spark
	$(BIN)/python -m pytest
else
	$(BIN)/python -m pytest -m "not service"
endif

check: .venv/.dev  ## format, lint, types, import contracts, docs in step, the shape of the twins, fairness
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy src tests tools evaluation benchmarks fuzz training
	$(BIN)/lint-imports
	$(BIN)/python -m tools.docs --check
	$(BIN)/python -m training.shape
	$(BIN)/python -m evaluation.fairness

docs: .venv/.dev  ## print the pages that come from the code
	$(BIN)/python -m tools.docs

eval: .venv/.dev  ## score the labelled sets under LUREWATCH_DATA; prints docs/evaluation.md
	$(BIN)/python -m evaluation --write

weights: .venv/.dev  ## learn the shipped weights again, from training/twins, generated pairs and the sets of LUREWATCH_DATA that may be learned from
	$(BIN)/python -m training.make_weights
	$(BIN)/python -m training.make_link_weights

bench: .venv/.dev  ## timed runs beside the standard parser, SpamAssassin, datasketch and rensa, as ratios in one run
	$(BIN)/pip install --quiet --require-hashes -r requirements/peers.txt
	$(BIN)/python -m benchmarks --write

fuzz: .venv/.dev  ## ten minutes of coverage-guided fuzzing for each reader: FUZZ_SECONDS, TARGETS (docs/how-to/fuzz.md)
	$(FUZZER)
	$(BIN)/python -m fuzz --seconds $(FUZZ_SECONDS) $(TARGETS)

lock:  ## lock the ranges of pyproject again (needs uv)
	uv pip compile --universal --quiet --generate-hashes --no-header --no-annotate --python-version 3.11 --extra desk --extra share --group build pyproject.toml -o requirements/run.txt
	uv pip compile --universal --quiet --generate-hashes --no-header --no-annotate --python-version 3.11 -c requirements/run.txt --extra desk --extra match --extra ocr --extra oidc --extra pdf --extra postgres --extra pst --extra release --extra share --extra watch --group dev pyproject.toml -o requirements/dev.txt
	uv pip compile --universal --quiet --generate-hashes --no-header --no-annotate --python-version 3.11 --group fuzz -o requirements/fuzz.txt
	uv pip compile --universal --quiet --generate-hashes --no-header --no-annotate --python-version 3.11 --group spark-build -o requirements/spark-build.txt
	uv pip compile --universal --quiet --generate-hashes --no-header --no-annotate --python-version 3.11 -c requirements/dev.txt --extra spark pyproject.toml -o requirements/spark.txt
	uv pip compile --universal --quiet --generate-hashes --no-header --no-annotate --python-version 3.11 -c requirements/run.txt --group peers -o requirements/peers.txt

clean:
	rm -rf .venv .mypy_cache .ruff_cache .hypothesis report.html

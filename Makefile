# The two commands of GoFerry are `make run` and `make test`; `make help` names the others.

PYTHON ?= python3
BIN := .venv/bin
PREPARE = @$(PYTHON) installer/prepare.py
BENCHES := $(patsubst tests/benchmarks/bench_%.py,bench-%,$(wildcard tests/benchmarks/bench_*.py))

.DEFAULT_GOAL := help
.PHONY: $(BENCHES) help run test test-core film coverage lint types servers-test builds-test fault-test fleet-test probation-test alarms-test shells-test doctor-test front-test logs-test rolling-test programs-test mutants pictures words golden fresh-machine-test lock dist clean ready ready-test ready-core

help: ## show this list
	@{ sed -n 's/^\([a-z-]*\):[^#]*## /\1\t/p' $(MAKEFILE_LIST); \
	for bench in $(BENCHES:bench-%=%); do \
	  sed -n "1s/\"\"\"/bench-$$bench\t/p" "tests/benchmarks/bench_$$bench.py"; done; } | expand -t 20

run: ready ## set up what is missing, then open the window (without a display: a demo in the terminal)
	@installer/start

# A file's tests stay together: they share its servers and programs.
WORKERS ?= 3
BESIDE = -n $(WORKERS) --dist loadfile --no-loadscope-reorder

# What passes in test-core, without Qt, is not run once more. With a blank in place of "=", pytest
# would look for its tests, and for the one who knows the option, in that file.
PASSED := .tests-of-core

test: test-core ready-test ## set up what is missing, then run every check and every test, WORKERS (3) files at once
	$(BIN)/python -m pytest $(BESIDE) --leave-out=$(PASSED)

# Which branches they take is measured, and held to tests/coverage.toml.
test-core: ready-core ## the tests of core, where Qt is not installed
	@rm -f $(PASSED)
	.venv-core/bin/python -m pytest $(BESIDE) tests/core -m "not server and not go" --note-passed=$(PASSED) \
	  --cov=core --cov-report=json:.coverage.json
	.venv-core/bin/python -m tests.coverage .coverage.json

film: ready-test ## film the window's journey for the README, into resources/pictures/walk.webp
	$(BIN)/python -m tests.journeys.film

coverage: ready-test ## every test, and which lines and branches of core and gui none of them takes
	$(BIN)/python -m pytest $(BESIDE) --cov --cov-report=term-missing:skip-covered

lint: ready-test ## the house style: sources, sentences, format, directions of imports, types
	$(BIN)/python -m pytest -p no:randomly tests/house

types: ready-test ## mypy, strict
	$(BIN)/mypy

$(BENCHES): bench-%: ready-test
	$(BIN)/python -m tests.benchmarks.bench_$* $(ARGS)

servers-test: ready-test ## the tests on real servers, with all rows of their tables
	GOFERRY_LONG=1 $(BIN)/python -m pytest $(BESIDE) tests/server tests/journeys

builds-test: ready-test ## every build by Go and by zig, also for those targets whose C library takes zig minutes
	GOFERRY_LONG=1 $(BIN)/python -m pytest $(BESIDE) tests/core -m go

FAULTS ?= 100

fault-test: ready-test ## deploys cut off at FAULTS (100) moments, lines at 2.5, races at 10 times that, attacks
	GOFERRY_FAULTS=$(FAULTS) $(BIN)/python -m pytest tests/server/test_deploy_faults.py \
	  tests/server/test_faults.py tests/server/test_races.py tests/server/test_upload_attacks.py \
	  tests/server/test_release_command_faults.py tests/server/test_further_processes.py

fleet-test: ready-test ## faults on each server of a fleet at each phase, and its client killed there; ARGS=10: so many servers
	$(BIN)/python -m tests.fleet_faults $(ARGS)

probation-test: ready-test ## every way to turn bad, at 0 to 100 seconds after the start, on one server
	GOFERRY_PROBATION=1 $(BIN)/python -m pytest -s tests/server/test_probation.py

alarms-test: ready-test ## an alarm over 1,000 restarts, and over a power cut while a message waits
	GOFERRY_ALARMS=1 $(BIN)/python -m pytest tests/server/test_alarms.py

shells-test: ready-test ## every login shell and habit of start-up files, every odd sshd setting, by every command
	GOFERRY_SHELLS=1 $(BIN)/python -m pytest tests/server/test_shells.py tests/server/test_every_command.py \
	  tests/server/test_sshd_settings.py

doctor-test: ready-test ## what the doctor says of real programs (needs the network)
	$(BIN)/python -m tests.corpus.real_programs

front-test: ready-test ## redeploys and reloads behind the front door, under load: nothing may be lost
	$(BIN)/python -m tests.front_load $(ARGS)

rolling-test: ready-test ## requests lost while new releases go to a fleet, ARGS="--servers 5 --times 10" (root)
	$(BIN)/python -m tests.rolling_load $(ARGS)

logs-test: ready-test ## the merged log of 10 servers over restarts, cut connections and a rotation: none lost, none doubled
	$(BIN)/python -m tests.merged_logs $(ARGS)

programs-test: ready-test ## nineteen real programs from their source to a service and back, ARGS="NAME…" (root, network, an hour)
	$(BIN)/python -m tests.real_programs $(ARGS)

mutants: ready-test ## put each fault of tests/mutants into a copy of the product: do the tests notice?
	$(BIN)/python -m tests.mutants $(ARGS)

pictures: ready-test ## every page and state in all 32 looks, with what is cut, overlaps or is too faint: build/pictures
	$(BIN)/python -m tests.gui.gallery build/pictures $(ARGS)

words: ready ## bring the translation files in step with the sentences in the sources
	$(BIN)/python installer/words.py

golden: ready-test ## keep the texts that the app makes now (tests/golden): read the difference before you commit
	$(BIN)/python -m tests.golden

FRESH ?= run test

fresh-machine-test: ## the two commands in a clean Debian 12 (Linux, root; FRESH="run" for one of them)
	$(PYTHON) tests/fresh/machine.py $(FRESH)

ready:
	$(PREPARE) run

ready-test:
	$(PREPARE) test

ready-core:
	$(PREPARE) core

# One resolution pins everything; the smaller files are cut from it, so that all agree.
# Hashes and versions only: which registry or mirror serves them is your pip's own setting.
UV ?= uv
PIN = $(UV) pip compile pyproject.toml --quiet --universal --python-version 3.11 \
	--generate-hashes --no-annotate --no-header
LOCK := installer/lock

lock: ## choose the newest versions that fit pyproject.toml, and pin them (needs uv)
	$(PIN) --upgrade --extra gui --extra packages --group build --group check -o $(LOCK)/test.txt
	$(PIN) --extra gui --extra packages --group build -c $(LOCK)/test.txt -o $(LOCK)/app.txt
	$(PIN) --extra packages --group build --group test -c $(LOCK)/test.txt -o $(LOCK)/core.txt
	$(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate \
		--no-header --upgrade --group pyproject.toml:go -o $(LOCK)/go.txt

VERSION ?=

dist: ready-core ## the wheel and the source archive in dist/, with their hashes (VERSION=1.2.3: only if it is that)
	.venv-core/bin/python installer/dist.py $(VERSION)

clean: ## remove the virtual environments and what the tools left behind
	rm -rf .venv .venv-core build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache
	find . -name __pycache__ -not -path './.git/*' -prune -exec rm -rf {} +

"""Make this computer ready for GoFerry: system packages, a virtual environment, Go.

`prepare.py run` makes `.venv` ready to start GoFerry, `prepare.py test` also to run all tests, and
`prepare.py core` makes `.venv-core`, where Qt is not installed. Each does only what is missing.
They use the standard library alone: nothing else is there when they start.
"""

from __future__ import annotations

import fcntl
import os
import sys
from pathlib import Path

OLDEST_PYTHON = (3, 11)
if sys.version_info < OLDEST_PYTHON:
    sys.exit(
        "GoFerry needs Python 3.11 or newer, and this one is older.\n"
        "Name a newer one, for example: make PYTHON=python3.12 run"
    )

import environment
import system

ROOT = Path(__file__).resolve().parent.parent


def prepare_run(*more: str) -> None:
    """Make `.venv` ready to start GoFerry, with what `more` lock files pin."""
    system.need("base", "window")
    if os.geteuid() == 0:
        system.want("practice")
    _fill(".venv", "app", *more)


def prepare_test() -> None:
    """Make `.venv` ready to run all tests."""
    _want_for_tests()
    prepare_run("test")


def prepare_core() -> None:
    """Make `.venv-core`, in which core must work though Qt is not installed."""
    _want_for_tests()
    system.need("base")
    _fill(".venv-core", "core")


def _want_for_tests() -> None:
    system.want("test", *(("test-as-root",) if os.geteuid() == 0 else ()))


def _fill(folder: str, *locks: str) -> None:
    venv = environment.Environment(ROOT / folder)
    venv.hold(*locks)
    venv.hold_project()
    if not venv.finds_go():
        venv.hold("go")


def main(what: str) -> None:
    """Prepare for `what`; a second one that is started meanwhile waits for the first."""
    folder = os.open(ROOT, os.O_RDONLY)
    fcntl.flock(folder, fcntl.LOCK_EX)
    {"run": prepare_run, "test": prepare_test, "core": prepare_core}[what]()


if __name__ == "__main__":
    try:
        main(sys.argv[1])
    except KeyboardInterrupt:
        sys.exit("\nStopped. The same command goes on from here.")

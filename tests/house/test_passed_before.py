"""`make test` runs nothing twice, and leaves out nothing that did not pass."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

_ROOT = Path(__file__).parents[2]
_TESTS = """\
import os, pytest

def test_well(): ...

@pytest.mark.parametrize("odd", ["a b", "line\\nbreak", "für"])
def test_odd(odd): ...

@pytest.mark.skipif("SECOND" not in os.environ, reason="cannot be told in the first run")
def test_skipped(): ...

def test_ill(): assert "SECOND" in os.environ
"""


def test_what_passed_is_left_out_and_what_was_skipped_or_failed_is_run(tmp_path: Path) -> None:
    """Also with several workers, and with names that have blanks and breaks in them."""
    (tmp_path / "test_some.py").write_text(_TESTS)
    noted = tmp_path / "passed"

    first = _run(tmp_path, "--note-passed", str(noted), "-n", "1")
    second = _run(tmp_path, "--leave-out", str(noted), "-n", "1", SECOND="yes")

    assert "1 failed, 4 passed, 1 skipped" in first
    assert "2 passed" in second
    assert "failed" not in second


def test_without_a_list_all_is_run(tmp_path: Path) -> None:
    """As where somebody removed it."""
    (tmp_path / "test_some.py").write_text(_TESTS)

    assert "6 passed" in _run(tmp_path, "--leave-out", str(tmp_path / "none"), SECOND="yes")


def test_make_test_says_it_in_a_way_that_pytest_understands(tmp_path: Path) -> None:
    """The very line of the Makefile, where the list exists, with fewer places to look for tests."""
    noted = tmp_path / "passed"
    file = "tests/house/test_passed_before.py"
    this = f"{file}::test_without_a_list_all_is_run"
    noted.write_text(f"{this!r}\n")
    settings = [f"PASSED={noted}", f"BIN={Path(sys.executable).parent}", "WORKERS=0"]
    made = ["make", "--dry-run", "--old-file=test-core", "--old-file=ready-test", "test"]
    # As from a shell: a make that runs these tests tells its own settings to each make below it.
    env = {k: v for k, v in os.environ.items() if k not in {"MAKEFLAGS", "MFLAGS", "MAKELEVEL"}}
    line = subprocess.run(
        [*made, *settings], cwd=_ROOT, env=env, capture_output=True, text=True, check=True
    )

    told = subprocess.run(
        [*shlex.split(line.stdout), "--collect-only", "-q", "-o", f"testpaths={file}"],
        cwd=_ROOT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert told.returncode == 0, told.stderr
    assert "test_what_passed_is_left_out" in told.stdout
    assert this not in told.stdout


def _run(folder: Path, *options: str, **env: str) -> str:
    words = [sys.executable, "-m", "pytest", "-p", "tests.passed_before", "-c", "/dev/null"]
    return subprocess.run(
        [*words, "--rootdir", str(folder), *options, "test_some.py"],
        cwd=folder,
        env={"PYTHONPATH": str(_ROOT), "PATH": "/usr/bin:/bin", **env},
        capture_output=True,
        text=True,
        check=False,
    ).stdout

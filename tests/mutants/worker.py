"""Tries faults in a copy of the repository: each in a process forked with the libraries loaded.

Started in the copy by `python -m tests.mutants`, it reads one fault for each line of its input, as
JSON, and answers each with `{"ended": ..., "said": ...}` on a line of its own.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import resource
import signal
import sys
import tempfile
import time
import traceback
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from tests.mutants.model import Mutant

_SECONDS = 90.0
_SECONDS_UNHARMED = 900.0  # every test that is named, one after the other
_LIBRARIES = (
    "hypothesis",
    "paramiko",
    "numpy",
    "PySide6.QtWidgets",
    "qasync",
    "elftools.elf.elffile",
    "pytestqt.plugin",
    "xdist.plugin",
    "pytest_randomly",
)
_ENDED = {0: "missed", 1: "noticed"}
# A machine's fault always fits, and may make a loop endless: nothing could be read, or no end came.
_MADE_ENDED = {**_ENDED, 2: "noticed", -signal.SIGXCPU: "noticed"}
_MADE_SECONDS = 12  # of the processor's own time
_OPTIONS = (
    *("-x", "-q", "-n0", "--no-header", "-p", "no:cacheprovider", "-p", "no:randomly"),
    *("-W", "ignore::pytest.PytestAssertRewriteWarning"),
)


def main() -> None:
    """Answer until the input ends."""
    for library in _LIBRARIES:
        with suppress(ImportError):
            importlib.import_module(library)
    gc.freeze()  # pytest collects garbage many times; none of this is any
    sys.dont_write_bytecode = True
    os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
    for line in sys.stdin:
        told = json.loads(line)
        mutant = Mutant(**{**told, "noticed_by": tuple(told["noticed_by"])})
        print(json.dumps(_try(mutant)), flush=True)  # noqa: T201 - the way to whoever started it


def _try(mutant: Mutant) -> dict[str, Any]:
    if not mutant.file:
        return _tested(mutant.noticed_by, _SECONDS_UNHARMED)
    file = Path(mutant.file)
    whole = file.read_bytes()
    times = file.stat()
    try:
        file.write_bytes(mutant.put_into(whole.decode()).encode())
        _forget_compiled(file)
        return _tested(mutant.noticed_by, _SECONDS, made=mutant.start >= 0)
    except ValueError as fits_not:
        return {"ended": "unusable", "said": str(fits_not)}
    finally:
        file.write_bytes(whole)
        os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))
        _forget_compiled(file)


def _forget_compiled(file: Path) -> None:
    """Python takes compiled code for the file's own when size and second of change agree."""
    for compiled in file.parent.glob(f"__pycache__/{file.stem}.*.pyc"):
        compiled.unlink()


def _tested(tests: tuple[str, ...], seconds: float, *, made: bool = False) -> dict[str, Any]:
    with tempfile.TemporaryFile() as said:
        child = os.fork()
        if child == 0:
            if made:
                resource.setrlimit(resource.RLIMIT_CPU, (_MADE_SECONDS, _MADE_SECONDS + 9))
            _be_pytest(tests, said.fileno())
        code = _waited(child, seconds)
        said.seek(0)
        return {
            "ended": (_MADE_ENDED if made else _ENDED).get(
                code, "hung" if code < 0 else "unusable"
            ),
            "said": said.read()[-3000:].decode(errors="replace"),
        }


def _be_pytest(tests: tuple[str, ...], output: int) -> None:
    os.setsid()
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(output, 1)
    os.dup2(output, 2)
    code = 3
    try:
        code = int(pytest.main([*_OPTIONS, *tests]))
    except BaseException:  # noqa: BLE001 - whatever it is, this process must not live on as a worker
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        os._exit(code)


def _waited(child: int, seconds: float) -> int:
    """Return the child's exit code, or a negative number when it had to be ended."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            with suppress(ProcessLookupError):  # what a broken product left behind
                os.killpg(child, signal.SIGKILL)
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.01)
    os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return -1


if __name__ == "__main__":
    main()

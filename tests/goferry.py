"""Runs `goferry` as a person or a script does: as a program of its own."""

from __future__ import annotations

import contextlib
import json
import os
import re
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).resolve().parents[1]
WORDS = (sys.executable, "-P", "-m", "core.cli")


@dataclass(frozen=True)
class Ran:
    """A finished command: its exit code and all it said; with --json one event for each line."""

    code: int
    out: str
    err: str

    @property
    def events(self) -> list[dict[str, Any]]:
        """Every line as the JSON object that it must be."""
        return [json.loads(line) for line in self.out.splitlines()]

    @property
    def result(self) -> dict[str, Any]:
        """The last object."""
        found = self.events[-1]
        assert found["event"] == "result"
        return found

    @property
    def problem(self) -> dict[str, Any]:
        """The problem of a command that did not go well: it has all that the contract promises."""
        assert self.result["ok"] is False
        problem: dict[str, Any] = self.result["problem"]
        assert problem["code"]
        assert problem["what"]
        assert problem["why"]
        assert isinstance(problem["next"], list)
        return problem


def environment(more: Mapping[str, str] | None = None) -> dict[str, str]:
    """The environment of a person without secrets, who runs the sources of this repository."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GOFERRY_")}
    return {**kept, "PYTHONPATH": str(ROOT), **(more or {})}


def goferry(
    *words: str | Path,
    home: Path,
    env: Mapping[str, str] | None = None,
    seconds: float = 1800,
    stdin: str = "",
) -> Ran:
    """Run one command line to its end, with nobody at a terminal."""
    done = subprocess.run(
        [*WORDS, "--home", str(home), *map(str, words)],
        env=environment(env),
        input=stdin,
        capture_output=True,
        text=True,
        timeout=seconds,
        check=False,
    )
    return Ran(done.returncode, done.stdout, done.stderr)


def processes_with(text: str, *, file: str = "cmdline") -> list[int]:
    """Find the processes whose command line (or, with "environ", environment) holds this text."""
    found = []
    for process in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):  # it ended just now, or is not ours to read
            if text.encode() in (process / file).read_bytes() and not _killed(process):
                found.append(int(process.name))
    return [pid for pid in found if pid != os.getpid()]


def _killed(process: Path) -> bool:
    """Tell whether it was killed already and only waits for its turn to end."""
    status = (process / "status").read_text("utf-8", "replace")
    pending = re.findall(r"^(?:SigPnd|ShdPnd):\s*(\w+)", status, re.MULTILINE)
    return any(int(signals, 16) & 1 << (signal.SIGKILL - 1) for signals in pending)

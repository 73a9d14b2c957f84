"""Look into a program file in a process of its own, so that the one that asks never waits."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from core.actions import Retry
from core.binary import wire
from core.problems import Advice, Problem, ProblemError
from core.processes import Command, OutputLine, capture, run
from core.words import say

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from core.binary.inspection import Inspection

_ROOT = Path(__file__).resolve().parents[2]  # the folder that holds the package core
_TIMEOUT = 120.0  # seconds; the largest known program takes one


def worker_words(path: Path) -> tuple[str, ...]:
    """The command that inspects a file in a process of its own.

    A frozen app has no separate Python: there the app itself is asked, by a word of its own.
    """
    if getattr(sys, "frozen", False):
        return (sys.executable, "--inspect-worker", str(path))
    return (sys.executable, "-P", "-m", "core.binary.worker", str(path))


async def inspect_apart(path: Path, *, functions: bool = True) -> Inspection:
    """Inspect a file in a child process, so that the window never waits. Cancelling ends it."""
    return await watch(path, lambda _: None, functions=functions)


async def watch(
    path: Path, take: Callable[[Inspection], None], *, functions: bool = True
) -> Inspection:
    """Inspect in a child process; `take` gets what is known as it becomes known, completest last.

    Raises `ProblemError` like `inspect`, and `inspection_ended` when the child came to grief.
    """
    reader = wire.Reader(path)
    words: list[str] = []
    last: Inspection | None = None

    def hear(line: OutputLine) -> None:
        nonlocal last
        if line.stream != "out":
            words.append(line.text)
        elif (step := reader.take(line.text)) is not None:
            last = step
            take(step)

    extra = () if functions else ("--no-functions",)
    command = Command(words=(*worker_words(path), *extra), env=_environment())
    code = await run(command, hear)
    if code or last is None:
        raise ProblemError(_ended(path, code, "\n".join(words)))
    return last


async def saved_apart(path: Path, groups: Sequence[Collection[str]]) -> tuple[int, ...] | None:
    """Like `saved_without`, in a child process. Raises `inspection_ended` when that breaks."""
    command = Command(words=(*worker_words(path), "--without"), env=_environment())
    asked = json.dumps([sorted(packages) for packages in groups]).encode()
    said = await capture(command, stdin=asked, seconds=_TIMEOUT)
    if said.code:
        raise ProblemError(_ended(path, said.code, said.err))
    return wire.saved_in(said.out)


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(_ROOT)}


def _ended(path: Path, code: int, details: str) -> Problem:
    return Problem(
        code="inspection_ended",
        what=say("Reading {name} stopped early.", name=path.name),
        why=say("The process that read the file ended with code {code}.", code=code),
        next=(Advice(say("Try again."), Retry()),),
        details=details,
    )

"""Run a local command, stream its lines, and never leave it behind.

Each command leads its own process group: `go build` starts compilers and linkers that outlive
`go` itself, so ending a command always means ending its group.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import subprocess
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from core.problems import Problem, ProblemError
from core.words import say, verbatim

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

LONGEST_LINE = 16 << 20  # the link line of a large cgo program passes asyncio's 64 KiB
_NO_CONSOLE = 0x0800_0000 if sys.platform == "win32" else 0  # CREATE_NO_WINDOW
_GRACE = 2.0  # seconds between the polite and the final signal


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """A program to run: its words, its folder, and its whole environment (None: this process's)."""

    words: tuple[str, ...]
    folder: Path | None = None
    env: Mapping[str, str] | None = field(default=None)


@dataclass(frozen=True, slots=True)
class OutputLine:
    """One line of output without its newline; `stream` is "out" or "err"."""

    text: str
    stream: str


@dataclass(frozen=True, slots=True)
class Captured:
    """What a short command said: exit code and decoded output."""

    code: int
    out: str
    err: str


async def run(
    command: Command,
    hear: Callable[[OutputLine], None],
    *,
    pulse: float = 0.0,
    still_runs: Callable[[], None] | None = None,
    begun: Callable[[], None] = lambda: None,
) -> int:
    """Run a command to its end, hand on its lines as they come, and return its exit code.

    The code is negative for a signal. `still_runs` is called for every `pulse` seconds of silence,
    `begun` once the command runs: what it need not wait for can be done beside it. What they and
    `hear` raise, and a cancel, end the whole process group.
    """
    process = await _start(command)
    lines: asyncio.Queue[OutputLine | None] = asyncio.Queue(maxsize=10_000)
    readers = [
        asyncio.create_task(_read(process.stdout, "out", lines)),
        asyncio.create_task(_read(process.stderr, "err", lines)),
    ]
    try:
        begun()
        await _hand_on(lines, hear, pulse, still_runs)
        return await process.wait()
    finally:
        for reader in readers:
            reader.cancel()
        await asyncio.shield(end_group(process))


async def capture(command: Command, *, stdin: bytes = b"", seconds: float = 60.0) -> Captured:
    """Run a short command to its end and return what it said.

    Raises `ProblemError` when it takes longer than `seconds` or cannot be started.
    """
    process = await _start(command, with_input=bool(stdin))
    try:
        async with asyncio.timeout(seconds):
            out, err = await process.communicate(stdin or None)
    except TimeoutError as late:
        raise ProblemError(_too_slow(command, seconds)) from late
    finally:
        await asyncio.shield(end_group(process))
    return Captured(
        process.returncode or 0, out.decode(errors="replace"), err.decode(errors="replace")
    )


async def end_group(process: asyncio.subprocess.Process) -> None:
    """End a process and everything it started: politely first, for certain after two seconds."""
    try:
        if process.returncode is None:
            _signal_group(process.pid, signal.SIGTERM)
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(process.wait(), _GRACE)
    finally:  # also when this is cancelled in its turn: then there is no time for politeness
        _signal_group(process.pid, signal.SIGKILL if os.name == "posix" else signal.SIGTERM)
        await process.wait()


def _signal_group(leader: int, number: signal.Signals) -> None:
    if sys.platform == "win32":
        words = ("taskkill.exe", "/T", "/F", "/PID", str(leader))
        subprocess.run(words, check=False, capture_output=True)
        return
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(leader, number)


async def _start(command: Command, *, with_input: bool = False) -> asyncio.subprocess.Process:
    """Start a command; one that is cancelled meanwhile may run already, and is ended as a group.

    asyncio itself would kill its leader alone, and then wait for the children that hold its pipes.
    """
    starting = asyncio.ensure_future(
        asyncio.create_subprocess_exec(
            *command.words,
            cwd=command.folder,
            env=None if command.env is None else dict(command.env),
            stdin=subprocess.PIPE if with_input else subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            limit=LONGEST_LINE,
            start_new_session=True,
            creationflags=_NO_CONSOLE,
        )
    )
    try:
        return await asyncio.shield(starting)
    except (OSError, ValueError) as reason:
        raise ProblemError(_not_started(command, str(reason))) from reason
    except asyncio.CancelledError:
        await asyncio.shield(_end_started(starting))
        raise


async def _end_started(starting: asyncio.Future[asyncio.subprocess.Process]) -> None:
    with contextlib.suppress(OSError, ValueError):  # then there is nothing to end
        await end_group(await starting)


async def _hand_on(
    lines: asyncio.Queue[OutputLine | None],
    hear: Callable[[OutputLine], None],
    pulse: float,
    still_runs: Callable[[], None] | None,
) -> None:
    """Hand on both streams' lines until both have ended."""
    open_streams = 2
    while open_streams:
        try:
            async with asyncio.timeout(pulse if still_runs else None):
                line = await lines.get()
        except TimeoutError:
            if still_runs:
                still_runs()
            continue
        if line is None:
            open_streams -= 1
        else:
            hear(line)


async def _read(
    pipe: asyncio.StreamReader | None, name: str, lines: asyncio.Queue[OutputLine | None]
) -> None:
    if pipe is None:  # both pipes are always asked for; this is for the type checker
        return
    while raw := await _one_line(pipe):
        await lines.put(OutputLine(raw.decode(errors="replace").rstrip("\r\n"), name))
    await lines.put(None)


async def _one_line(pipe: asyncio.StreamReader) -> bytes:
    """Read up to a newline, or a piece of a line that is longer than anyone should print."""
    try:
        return await pipe.readuntil(b"\n")
    except asyncio.IncompleteReadError as end:
        return end.partial
    except asyncio.LimitOverrunError as long:
        return await pipe.read(max(long.consumed, 1))


def _not_started(command: Command, reason: str) -> Problem:
    return Problem(
        code="program_not_started",
        what=say("{program} could not be started.", program=command.words[0]),
        why=say("The system reported: {reason}", reason=reason),
        details=" ".join(command.words),
    )


def _too_slow(command: Command, seconds: float) -> Problem:
    return Problem(
        code="program_too_slow",
        what=say("{program} did not respond.", program=command.words[0]),
        why=say("GoFerry stopped it after {seconds} seconds.", seconds=round(seconds)),
        details=str(verbatim(" ".join(command.words))),
    )

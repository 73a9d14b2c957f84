"""The demo's program on this computer for a moment, where no practice server can run it."""

from __future__ import annotations

import asyncio
import os
import socket
from typing import TYPE_CHECKING

from core.demo.terminal import ask, typed
from core.events import LogLine
from core.problems import Problem, ProblemError
from core.processes import Command, OutputLine, run
from core.words import say

if TYPE_CHECKING:
    from pathlib import Path

    from core.events import Report


async def run_here(program: Path, health_path: str, report: Report) -> None:
    """Run it on this computer's loopback, show its health, and end it again."""
    port = await asyncio.to_thread(_free_port)
    own = {"HOST": "127.0.0.1", "PORT": str(port), "DRAIN": "0s"}
    report(typed("env", *(f"{name}={value}" for name, value in own.items()), str(program)))
    listening = asyncio.Event()

    def hear(line: OutputLine) -> None:
        if not listening.is_set():
            report(LogLine(text=line.text, stream=line.stream))
        if "listening" in line.text:
            listening.set()

    command = Command(words=(str(program),), env={**os.environ, **own})
    running = asyncio.create_task(run(command, hear))
    try:
        await _first_of(listening, running)
        await ask(f"http://127.0.0.1:{port}{health_path}", report)
    finally:
        running.cancel()
        await asyncio.wait([running])


async def _first_of(listening: asyncio.Event, running: asyncio.Task[int]) -> None:
    """Wait until the program listens; raises "program_ended" when it ends before."""
    heard = asyncio.create_task(listening.wait())
    try:
        await asyncio.wait({heard, running}, return_when=asyncio.FIRST_COMPLETED)
    finally:
        heard.cancel()
    if not listening.is_set():
        raise ProblemError(_ended_at_once(running.result()))


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _ended_at_once(code: int) -> Problem:
    return Problem(
        code="program_ended",
        what=say("The program exited right after starting."),
        why=say("The program exited with code {code}. Its last output is shown above.", code=code),
    )

"""A program that keeps silent is told of, and one that speaks is not."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING

from core.processes import Command, OutputLine, run

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

SILENCE = "it still runs"


def test_silence_is_told_of_to_those_who_ask(tmp_path: Path) -> None:
    """The program keeps silent until it was told of."""
    told_of = tmp_path / "told-of"
    told: list[object] = []

    def still_runs() -> None:
        told_of.touch()
        told.append(SILENCE)

    script = f"until [ -e {told_of} ]; do sleep 0.05; done; echo one"
    running = run(_shell(script), told.append, pulse=0.05, still_runs=still_runs)
    assert asyncio.run(asyncio.wait_for(running, 60)) == 0
    assert told[0] == SILENCE
    assert [one for one in told if one != SILENCE] == [OutputLine("one", "out")]


def test_silence_is_told_of_as_often_as_was_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: set[float | None] = set()
    told: list[object] = []
    timeout = asyncio.timeout

    def noted(seconds: float | None) -> asyncio.Timeout:
        asked.add(seconds)
        return timeout(seconds)

    def still_runs() -> None:
        told.append(SILENCE)

    running = run(_shell("sleep 0.1"), told.append, pulse=7.5, still_runs=still_runs)
    monkeypatch.setattr(asyncio, "timeout", noted)
    assert (asyncio.run(running), told, asked) == (0, [], {7.5})


def test_lines_that_wait_are_no_silence() -> None:
    """The listener is slow: many beats pass while a hundred lines wait for it."""
    told: list[object] = []

    async def listen() -> None:
        def hear(line: OutputLine) -> None:
            told.append(line)
            if line.text == "1":
                time.sleep(0.5)

        def still_runs() -> None:
            told.append(SILENCE)
            if len(told) > told.count(SILENCE):
                running.cancel()

        script = _shell("seq 100; sleep 60")
        running = asyncio.create_task(run(script, hear, pulse=0.01, still_runs=still_runs))
        await asyncio.wait([running])

    asyncio.run(asyncio.wait_for(listen(), 30))
    wanted = [OutputLine(f"{n}", "out") for n in range(1, 101)]
    assert told[told.index(wanted[0]) :] == [*wanted, SILENCE]


def _shell(script: str) -> Command:
    return Command(words=("/bin/sh", "-c", script))

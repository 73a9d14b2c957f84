"""A program that keeps silent is told of, and one that speaks is not."""

from __future__ import annotations

import asyncio
from contextlib import aclosing
from typing import TYPE_CHECKING

from core.processes import Command, Exit, Line, Pulse, stream

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_silence_is_told_of_to_those_who_ask(tmp_path: Path) -> None:
    """The program keeps silent until it was told of."""
    told_of = tmp_path / "told-of"

    async def heard() -> list[object]:
        told: list[object] = []
        script = f"until [ -e {told_of} ]; do sleep 0.05; done; echo one"
        async with aclosing(stream(_shell(script), pulse=0.05)) as lines:
            async for one in lines:
                told_of.touch()
                told.append(one)
        return told

    told = asyncio.run(asyncio.wait_for(heard(), 60))
    assert told[0] == Pulse()
    assert [one for one in told if one != Pulse()] == [Line("one", "out"), Exit(0)]


def test_silence_is_told_of_as_often_as_was_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[float] = []
    sleep = asyncio.sleep

    async def noted(seconds: float) -> None:
        asked.append(seconds)
        await sleep(60)

    async def listen() -> list[object]:
        return [one async for one in stream(_shell("sleep 0.1"), pulse=7.5)]

    monkeypatch.setattr(asyncio, "sleep", noted)
    assert (asyncio.run(listen()), asked) == ([Exit(0)], [7.5])


def test_lines_that_wait_are_no_silence(monkeypatch: pytest.MonkeyPatch) -> None:
    """The listener is slow: many beats pass while a hundred lines wait for it."""
    beats = 0
    sleep = asyncio.sleep

    async def beat(_: float) -> None:
        nonlocal beats
        beats += 1
        await sleep(0)

    async def listen() -> tuple[list[object], object, bool]:
        async with aclosing(stream(_shell("seq 100; sleep 60"), pulse=1.0)) as lines:
            while (first := await anext(lines)) == Pulse():
                pass
            until = beats + 50
            while beats < until:
                await sleep(0)
            heard = [first, *[await anext(lines) for _ in range(99)]]
            until = beats
            return heard, await anext(lines), beats > until

    monkeypatch.setattr(asyncio, "sleep", beat)
    wanted = [Line(f"{n}", "out") for n in range(1, 101)]
    assert asyncio.run(asyncio.wait_for(listen(), 30)) == (wanted, Pulse(), True)


def _shell(script: str) -> Command:
    return Command(words=("/bin/sh", "-c", script))

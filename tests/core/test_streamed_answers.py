"""An answer that goes on and on: line by line, nothing kept, no faster than it is heard."""

from __future__ import annotations

import asyncio
import threading

import pytest

from core.ssh.connection.door import LONGEST_LINE, Question, Streamed
from core.ssh.connection.listening import Listening
from core.ssh.executor import StopToken

ASKED = Question("script", token="goferry-0")
WHOLE = b"noise\n\ngoferry-0-begin\none\ntwo \xc3\xa4\n\n\ngoferry-0-end 3\nafter\n"


@pytest.mark.parametrize("size", [1, 2, 7, 1000])
def test_its_lines_are_handed_on_whole_however_they_arrive(size: int) -> None:
    lines: list[str] = []
    heard = Streamed(ASKED, lines.extend)
    for start in range(0, len(WHOLE), size):
        if heard.code is None:
            heard.add(WHOLE[start : start + size])
    assert (lines, heard.code, heard.answer()) == (["one", "two ä"], 3, "")
    assert heard.saw("begin")


def test_a_line_without_an_end_is_not_kept_whole() -> None:
    lines: list[str] = []
    heard = Streamed(ASKED, lines.extend)
    heard.add(b"\ngoferry-0-begin\n")
    for _ in range(64):
        heard.add(b"x" * (LONGEST_LINE // 16))
    assert len(heard._line) == LONGEST_LINE
    heard.add(b"\nnext\n")
    assert [len(one) for one in lines] == [LONGEST_LINE, 4]


def test_noise_that_never_ends_is_bounded() -> None:
    heard = Streamed(ASKED, lambda _: None)
    for _ in range(100):
        heard.add(b"x" * 100_000)
    assert len(heard._kept) < 5_000_000
    assert len(heard._line) <= LONGEST_LINE


def test_the_thread_that_reads_waits_for_whoever_hears_and_a_stop_ends_that() -> None:
    heard: list[str] = []

    async def whole() -> None:
        begun = asyncio.Event()

        async def hear(lines: list[str]) -> None:
            heard.extend(lines)
            begun.set()
            await asyncio.Event().wait()

        stop = StopToken()
        hand_on = Listening(hear).until(stop)
        thread = threading.Thread(target=hand_on, args=(["one"],), daemon=True)
        thread.start()
        await begun.wait()
        await asyncio.sleep(0.02)
        assert thread.is_alive()
        stop.ask()
        await asyncio.to_thread(thread.join, 5)
        assert not thread.is_alive()
        hand_on(["nobody hears this"])

    asyncio.run(whole())
    assert heard == ["one"]


def test_what_goes_wrong_in_hearing_is_told_to_the_thread() -> None:
    async def hear(_: list[str]) -> None:
        raise _HeardEnoughError

    async def whole() -> None:
        await asyncio.to_thread(Listening(hear).until(StopToken()), ["one"])

    with pytest.raises(_HeardEnoughError):
        asyncio.run(whole())


class _HeardEnoughError(Exception):
    """Whoever hears wants no more."""

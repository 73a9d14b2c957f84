"""The logs of several servers as one: in order, and none waits long for another."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from core.operate.log_merge import MOST, Merge, Source
from tests.made_up_clock import leap, now
from tests.reading import line

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from core.events import ServiceLine

SECOND = 1_000_000


class Merged:
    """A merge of so many sources, what came out of it and when, and who was late."""

    def __init__(self, count: int = 2, patience: float = 0.5) -> None:
        self.sources = [Source(name=f"web{n + 1}") for n in range(count)]
        self.out: list[tuple[str, float]] = []
        self.late: list[tuple[str, float]] = []
        self.merge = Merge(self.sources, self._take, self._is_late, patience=patience)

    async def give(self, source: int, *stamps: float) -> None:
        """Give lines of this source that were written at these seconds."""
        lines = [line(f"{source}:{stamp}", time=round(stamp * SECOND)) for stamp in stamps]
        await self.merge.give(self.sources[source], lines)

    @property
    def texts(self) -> list[str]:
        return [text for text, _ in self.out]

    def _take(self, told: ServiceLine) -> None:
        self.out.append((told.text, round(now(), 3)))

    def _is_late(self, source: Source, seconds: float) -> None:
        self.late.append((source.name, seconds))


def run(work: Callable[[], Coroutine[None, None, None]]) -> None:
    leap(work())


def test_lines_come_in_the_order_of_their_stamps_as_soon_as_no_older_one_can_come() -> None:
    async def work() -> None:
        merged = Merged()
        await merged.give(0, 1, 3, 5)
        assert merged.texts == []
        await merged.give(1, 2, 4)
        assert merged.texts == ["0:1", "1:2", "0:3", "1:4"]
        await asyncio.sleep(1)
        assert merged.out[-1] == ("0:5", 0.5)
        assert merged.late == []

    run(work)


def test_of_equal_stamps_and_of_clocks_that_leap_back_a_sources_own_order_stays() -> None:
    async def work() -> None:
        merged = Merged(1)
        await merged.give(0, 7, 7, 3, 9)
        assert merged.texts == ["0:7", "0:7", "0:3", "0:9"]

    run(work)


def test_a_silent_source_holds_up_the_others_for_no_longer_than_the_patience() -> None:
    async def work() -> None:
        merged = Merged(3, patience=0.5)
        await merged.give(0, 1)
        await asyncio.sleep(0.2)
        await merged.give(1, 0.5)
        await asyncio.sleep(1)
        assert merged.out == [("1:0.5", 0.5), ("0:1", 0.5)]
        merged.merge.leave(merged.sources[2])
        merged.merge.leave(merged.sources[1])
        await merged.give(0, 2)
        assert merged.out[-1] == ("0:2", 1.2), "nobody waits for one that is gone"
        merged.merge.wait_for_all(("web2",))
        await merged.give(0, 3)
        assert merged.texts[-1] == "0:2"
        await merged.give(2, 4)
        assert merged.texts[-1] == "0:3"

    run(work)


def test_who_comes_late_is_told_once_until_it_is_in_time_again() -> None:
    async def work() -> None:
        merged = Merged(2, patience=0)
        await merged.give(0, 10)
        await merged.give(1, 9.0, 8.9, 5)
        assert (merged.texts, merged.late) == (["0:10", "1:9.0", "1:8.9", "1:5"], [("web2", 1.1)])
        await merged.give(1, 10.5)
        await merged.give(0, 20)
        await merged.give(1, 11)
        assert merged.late == [("web2", 1.1), ("web2", 9.0)]

    run(work)


def test_a_source_that_is_far_ahead_waits_instead_of_filling_the_memory() -> None:
    async def work() -> None:
        merged = Merged(2, patience=60)
        giving = asyncio.create_task(merged.give(0, *range(2 * MOST)))
        await asyncio.sleep(1)
        assert MOST < len(merged.sources[0].waiting) <= MOST + 200
        assert not giving.done()
        await merged.give(1, 3 * MOST)
        await giving
        assert merged.texts == [f"0:{n}" for n in range(2 * MOST)]
        merged.merge.finish()
        assert merged.texts[-1] == f"1:{3 * MOST}"

    run(work)

"""Lines of several servers in the order in which they were written, as far as one can wait for it.

Each server's own order stays as it is. Between servers the stamps of their own clocks decide: a
line waits until every other server has a younger one, or until it has waited long enough.
"""

from __future__ import annotations

import asyncio
import heapq
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from core.events import ServiceLine

MOST = 1_000  # lines of one source that wait here; then its server waits
_AT_ONCE = 200  # lines that are taken before others may work
_LATE = 1_000_000  # microseconds


@dataclass(slots=True, eq=False)
class Source:
    """Where lines come from, in their order. `present` is whether the others wait for it."""

    name: str
    present: bool = True
    late: bool = False
    waiting: deque[tuple[float, ServiceLine]] = field(default_factory=deque)
    room: asyncio.Event = field(default_factory=asyncio.Event)


class Merge:
    """Hands the lines of its sources to `take`; no line waits longer than `patience` seconds.

    `late` hears of a source whose line comes after younger ones of others went out, and by how
    many seconds; once, until it is in time again.
    """

    def __init__(
        self,
        sources: Sequence[Source],
        take: Callable[[ServiceLine], None],
        late: Callable[[Source, float], None],
        *,
        patience: float,
    ) -> None:
        self.patience = patience
        self._sources = sources
        self._take = take
        self._tell_late = late
        self._heads: list[tuple[int, int]] = []  # the stamp of each source's next line, its place
        self._newest = 0
        self._next: asyncio.TimerHandle | None = None
        self._loop = asyncio.get_running_loop()

    async def give(self, source: Source, lines: Sequence[ServiceLine]) -> None:
        """Take lines of one source, the oldest first; waits while too many of it wait."""
        for start in range(0, len(lines), _AT_ONCE):
            now = self._loop.time()
            if not source.waiting:
                self._offer(source, lines[start])
            source.waiting.extend((now, line) for line in lines[start : start + _AT_ONCE])
            self._go_on()
            await asyncio.sleep(0)
            if len(source.waiting) > MOST:
                source.room.clear()
                await source.room.wait()

    def leave(self, source: Source) -> None:
        """Wait for this source no longer: it has ended, or its line is cut."""
        source.present = False
        self._go_on()

    def wait_for_all(self, but: Collection[str]) -> None:
        """Wait for every source again, but for those of these names."""
        for source in self._sources:
            source.present = source.name not in but

    def finish(self) -> None:
        """Hand over all that waits."""
        self.patience = 0
        self._go_on()

    def _go_on(self) -> None:
        """Hand over what may go, and come back when the next line has waited long enough."""
        if self._next is not None:
            self._next.cancel()
            self._next = None
        now = self._loop.time()
        while self._heads:
            if any(one.present and not one.waiting for one in self._sources):
                due = min(one.waiting[0][0] for one in self._sources if one.waiting)
                if now < due + self.patience:
                    self._next = self._loop.call_at(due + self.patience, self._go_on)
                    return
            self._hand_over(self._sources[self._heads[0][1]])

    def _hand_over(self, source: Source) -> None:
        heapq.heappop(self._heads)
        _, line = source.waiting.popleft()
        if source.waiting:
            self._offer(source, source.waiting[0][1])
        if len(source.waiting) <= MOST:
            source.room.set()
        self._judge(source, line.time)
        self._take(line)

    def _offer(self, source: Source, line: ServiceLine) -> None:
        heapq.heappush(self._heads, (line.time, self._sources.index(source)))

    def _judge(self, source: Source, stamp: int) -> None:
        behind = self._newest - stamp
        if behind > _LATE and not source.late:
            self._tell_late(source, behind / 1_000_000)
        source.late = behind > _LATE
        self._newest = max(self._newest, stamp)

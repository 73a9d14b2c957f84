"""How fast something travels, and how long it will still take."""

from __future__ import annotations

import time
from collections import deque
from typing import TYPE_CHECKING

from core.words import Size, Text, say, say_count

if TYPE_CHECKING:
    from collections.abc import Callable

_WINDOW = 4.0  # seconds that the speed is taken over: steady enough to read
_SURE_AFTER = 0.8  # seconds before a speed means anything
_MINUTE = 60


class Pace:
    """Takes how much has arrived so far, and tells speed and time left in words."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._seen: deque[tuple[float, int]] = deque()

    def tell(self, done: int, total: int | None) -> Text:
        """Say how far it is; with a speed as soon as there is one to trust."""
        now = self._clock()
        if self._seen and done < self._seen[-1][1]:
            self._seen.clear()  # something else travels now
        self._seen.append((now, done))
        while now - self._seen[0][0] > _WINDOW:
            self._seen.popleft()
        if not total:
            return say("{done} sent", done=Size(done))
        speed = self._speed()
        if not speed or done >= total:
            return say("{done} of {total}", done=Size(done), total=Size(total))
        return say(
            "{done} of {total}, {speed} a second, {left}",
            done=Size(done),
            total=Size(total),
            speed=Size(round(speed)),
            left=_left((total - done) / speed),
        )

    def _speed(self) -> float:
        (since, first), (now, last) = self._seen[0], self._seen[-1]
        return (last - first) / (now - since) if now - since >= _SURE_AFTER else 0.0


def _left(seconds: float) -> Text:
    if seconds < _MINUTE:
        return say_count(max(round(seconds), 1), one="{n} second left", many="{n} seconds left")
    return say_count(round(seconds / _MINUTE), one="{n} minute left", many="{n} minutes left")

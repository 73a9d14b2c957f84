"""What a chart draws: values over time, moments that explain them, and where each point lies."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from core.words import Text, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from PySide6.QtCore import QRectF

    Points = list[tuple[float, float]]

_SILENCE = 3.5  # times the pauses beside it: nobody looked, and no line pretends otherwise


_UNKNOWN = say("unknown")


def _release(label: str) -> Text:
    return say("release {n}", n=label)


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A deploy on the time axis: when (seconds since 1970), and the release's short name."""

    at: float
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One measure: `points` are moments and values in order; a value nobody knew is None.

    `words` says a value with its unit; `ceiling` is the least that the axis reaches to, so that a
    flat line near zero looks flat. `clock` spells a moment that is no time of the day; `unknown`
    says why there is no value, and `since_words` what has begun with one of the `moments`.
    """

    name: Text
    points: tuple[tuple[float, float | None], ...]
    words: Callable[[float], Text]
    ceiling: float = 0.0
    moments: tuple[Moment, ...] = ()
    clock: Callable[[float], Text] | None = None
    unknown: Text = _UNKNOWN
    since_words: Callable[[str], Text] = _release

    @property
    def last(self) -> float | None:
        """The newest value that is known."""
        return next((value for _, value in reversed(self.points) if value is not None), None)

    def nearest(self, at: float) -> int:
        """Return the place of the point closest to a moment; -1 where there are none."""
        times = [when for when, _ in self.points]
        place = bisect_left(times, at)
        around = [one for one in (place - 1, place) if 0 <= one < len(times)]
        return min(around, key=lambda one: abs(times[one] - at), default=-1)

    def since(self, begin: float) -> Series:
        """Return what was from then on."""
        return replace(self, points=tuple(one for one in self.points if one[0] >= begin))

    def thinned(self, most: int) -> Series:
        """Return the same line with at most so many points: of those side by side, the highest."""
        step = -(-len(self.points) // most)
        if step <= 1:
            return self
        parts = (self.points[at : at + step] for at in range(0, len(self.points), step))
        return replace(self, points=tuple(max(part, key=_height) for part in parts))

    def release_at(self, at: float) -> str:
        """Name the release that was live at a moment; empty where no deploy before it is known."""
        before = [one.label for one in self.moments if one.at <= at]
        return before[-1] if before else ""


def _height(point: tuple[float, float | None]) -> float:
    return -1.0 if point[1] is None else point[1]


class Plot:
    """Places a series in a rectangle: time to the right, values upwards from zero."""

    def __init__(self, series: Series, place: QRectF, span: tuple[float, float]) -> None:
        self.series = series
        self.place = place
        self.begin, self.end = span
        known = [value for _, value in series.points if value is not None]
        self.top = max([*known, series.ceiling]) or 1.0

    def across(self, at: float) -> float:
        """Return where a moment lies."""
        length = self.end - self.begin
        part = (at - self.begin) / length if length > 0 else 1.0
        return self.place.left() + part * self.place.width()

    def up(self, value: float) -> float:
        """Return where a value lies; a tenth of the height stays free above the highest."""
        return self.place.bottom() - value / (self.top * 1.1) * self.place.height()

    def moment_at(self, x: float) -> float:
        """Return the moment at a place."""
        width = max(self.place.width(), 1.0)
        return self.begin + (x - self.place.left()) / width * (self.end - self.begin)

    @cached_property
    def runs(self) -> list[Points]:
        """The pieces of the line: it breaks where a value is unknown, or nobody looked for long."""
        found: list[Points] = [[]]
        for (at, value), silent in zip(self.series.points, self._silences(), strict=True):
            if value is None or silent:
                found.append([])
            if value is not None and self.begin <= at <= self.end:
                found[-1].append((self.across(at), self.up(value)))
        return [one for one in found if one]

    def marks(self) -> Iterator[tuple[float, Moment]]:
        """Yield the moments that are in sight, with their places."""
        for one in self.series.moments:
            if self.begin <= one.at <= self.end:
                yield self.across(one.at), one

    def _silences(self) -> list[bool]:
        """Tell for each point whether nobody looked for long before it.

        Old points are few and far between, so each pause is held to those beside it.
        """
        pauses = [after - before for before, after in pairwise(at for at, _ in self.series.points)]
        around = [0.0, *pauses, 0.0]
        long = [
            one > _SILENCE * (max(before, after) or one)
            for before, one, after in zip(around, pauses, around[2:], strict=False)
        ]
        return [False, *long][: len(self.series.points)]


def span_of(*several: Series) -> tuple[float, float]:
    """Return from when to when these charts go, so that those side by side share their axis."""
    times = [one.points[edge][0] for one in several if one.points for edge in (0, -1)]
    return (min(times), max(times)) if times else (0.0, 0.0)

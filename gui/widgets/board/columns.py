"""The columns of the board: what each says of a service, and what line it shows."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING

from core.spans import ago
from core.words import Size, Text, say, verbatim
from gui.widgets.chart.series import Moment, Series
from gui.wording import seen_words as words

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.service import seen as board
    from core.usecases.guarding import Environment

_FRESH = 60  # seconds for which what was seen counts as now
_QUIET_CPU = 0.1  # of a core: less than this should look like little
_QUIET_MEMORY = 16_000_000
_QUIET_LATENCY = 0.02
_QUIET_RESTARTS = 3


class Column(IntEnum):
    """The columns, in their order."""

    STATE = 0
    SERVICE = 1
    RELEASE = 2
    MEMORY = 3
    CPU = 4
    LATENCY = 5
    RESTARTS = 6
    UPTIME = 7
    CERTIFICATE = 8
    DISK = 9
    DRIFT = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One service on one server, with all that the board knows of it; `now` is this moment.

    `environment` is the server's, where it has one.
    """

    seen: board.Seen
    machine: board.Machine
    series: board.Series
    now: float
    environment: Environment | None = None

    @property
    def key(self) -> tuple[str, str]:
        """What stays the same from one look to the next."""
        return self.seen.server, self.seen.service

    @property
    def is_old(self) -> bool:
        """Whether this was seen so long ago that it may be another by now."""
        return self.machine.unknown is not None or self.now - self.machine.at > _FRESH

    @property
    def sign(self) -> words.Sign:
        """Its chip."""
        return words.SIGNS[words.condition(self.seen)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A column: its title, how many letters wide it is, and what it says.

    Where there is little room, the one with the highest `rank` is left out first. `below` is a
    second line in quiet letters, `line` what is painted over time.
    """

    title: Text
    letters: int
    rank: int
    text: Callable[[Row], Text]
    below: Callable[[Row], Text] | None = None
    line: Callable[[Row], Series] | None = None
    warns: Callable[[Row], bool] | None = None


def memory_line(row: Row) -> Series:
    """Its memory over time."""
    points = tuple((one.at, one.memory) for one in row.series.samples)
    return _line(row, say("Memory"), points, words.memory, _QUIET_MEMORY)


def cpu_line(row: Row) -> Series:
    """Its share of a core over time."""
    points = tuple((one.at, one.cpu) for one in row.series.samples)
    return _line(row, say("CPU"), points, words.cpu, _QUIET_CPU)


def latency_line(row: Row) -> Series:
    """How long its health check took over time."""
    points = tuple((one.at, one.latency) for one in row.series.samples)
    return _line(row, say("Response time"), points, words.latency, _QUIET_LATENCY)


def restarts_line(row: Row) -> Series:
    """How often systemd had started it again, over time."""
    points = tuple((one.at, one.restarts) for one in row.series.samples)
    return _line(row, say("Restarts"), points, words.restarts, _QUIET_RESTARTS)


LINES = (memory_line, cpu_line, latency_line, restarts_line)


def _line(
    row: Row,
    name: Text,
    points: tuple[tuple[float, float | None], ...],
    said: Callable[[float], Text],
    ceiling: float,
) -> Series:
    moments = tuple(
        Moment(at=one.at, label=words.number_of(one.release))
        for one in row.series.marks
        if one.verb in words.COMES
    )
    return Series(name=name, points=points, words=said, ceiling=ceiling, moments=moments)


def _known(value: float | None, said: Callable[[float], Text]) -> Text:
    return words.NOTHING if value is None else said(value)


def _where(row: Row) -> Text:
    if not row.is_old:
        return verbatim(row.seen.server)
    return say("{server} · seen {span}", server=row.seen.server, span=ago(row.now - row.machine.at))


COLUMNS: dict[Column, Entry] = {
    Column.STATE: Entry(title=say("State"), letters=15, rank=0, text=lambda row: row.sign.word),
    Column.SERVICE: Entry(
        title=say("Service"),
        letters=20,
        rank=0,
        text=lambda row: verbatim(row.seen.service),
        below=_where,
    ),
    Column.RELEASE: Entry(
        title=say("Release"),
        letters=17,
        rank=1,
        text=lambda row: words.release(row.seen),
        below=lambda row: words.release_age(row.seen, row.series, row.now),
    ),
    Column.MEMORY: Entry(
        title=say("Memory"),
        letters=17,
        rank=2,
        text=lambda row: _known(row.seen.memory, words.memory),
        line=memory_line,
    ),
    Column.CPU: Entry(
        title=say("CPU"),
        letters=14,
        rank=3,
        text=lambda row: _known(row.seen.cpu, words.cpu),
        line=cpu_line,
    ),
    Column.LATENCY: Entry(
        title=say("Response"),
        letters=15,
        rank=4,
        text=lambda row: _known(row.seen.latency, words.latency),
        line=latency_line,
    ),
    Column.RESTARTS: Entry(
        title=say("Restarts"),
        letters=12,
        rank=5,
        text=lambda row: verbatim(str(row.seen.restarts)),
        line=restarts_line,
        warns=lambda row: row.seen.restarts > 0,
    ),
    Column.UPTIME: Entry(
        title=say("Up for"), letters=13, rank=8, text=lambda row: words.uptime(row.seen)
    ),
    Column.CERTIFICATE: Entry(
        title=say("Certificate"),
        letters=13,
        rank=7,
        text=lambda row: words.certificate(row.seen),
        warns=lambda row: words.certificate_matters(row.seen),
    ),
    Column.DISK: Entry(
        title=say("Releases on disk"),
        letters=15,
        rank=9,
        text=lambda row: _known(row.seen.disk, lambda value: say("{size}", size=Size(int(value)))),
    ),
    Column.DRIFT: Entry(
        title=say("Drift"),
        letters=11,
        rank=6,
        text=lambda row: words.drift(row.seen),
        warns=lambda row: bool(row.seen.drift),
    ),
}

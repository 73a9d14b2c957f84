"""The way to what the board shows now: samples of each service, few and bounded, kept at home."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from core.declared import coded
from core.home import name_for
from core.memory import note, noted
from core.service.seen import Machine, Mark, Sample, Seen, Series

if TYPE_CHECKING:
    from collections.abc import Iterable

    from core.home import Home

_MOST_SAMPLES = 240  # half of them the last ones; of the older half, ever fewer
_MOST_MARKS = 60


@coded()
@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """What is remembered of one server: the last look at it, and the samples until then."""

    machine: Machine
    series: tuple[Series, ...] = ()


def longer(series: Iterable[Series], machine: Machine) -> tuple[Series, ...]:
    """Add what a look brought; a service that is gone from the server is gone from here, too."""
    known = {one.service: one for one in series}
    return tuple(
        _longer(known.get(one.service) or Series(server=one.server, service=one.service), one,
                at=machine.at)
        for one in machine.services
    )  # fmt: skip


def _longer(series: Series, seen: Seen, *, at: float) -> Series:
    sample = Sample(
        at=at, memory=seen.memory, cpu=seen.cpu, latency=seen.latency, restarts=seen.restarts
    )
    return replace(series, samples=_thinned((*series.samples, sample)), marks=_marks(series, seen))


def _thinned(samples: tuple[Sample, ...]) -> tuple[Sample, ...]:
    """Keep every other one of the older half where they are too many: so days fit, and minutes."""
    if len(samples) <= _MOST_SAMPLES:
        return samples
    half = _MOST_SAMPLES // 2
    return (*samples[:half:2], *samples[half:])


def _marks(series: Series, seen: Seen) -> tuple[Mark, ...]:
    """Join those of before with those that the server tells; its clock may move by a second."""
    begin = min((one.at for one in seen.changes), default=float("inf")) - 1
    older = tuple(one for one in series.marks if one.at < begin)
    return (*older, *seen.changes)[-_MOST_MARKS:]


def keep(home: Home, kept: Kept) -> None:
    """Write it down, for the next window to begin with."""
    note(_file(home, kept.machine.server), kept)


def recall(home: Home, server: str) -> Kept | None:
    """Read it again; None where there is nothing."""
    return noted(_file(home, server), Kept)


def _file(home: Home, server: str) -> Path:
    return home.state / "board" / f"{name_for(Path(server))}.json"

"""Deploys to several servers that this computer began, for a start after one was cut off."""

from __future__ import annotations

from contextlib import contextmanager, suppress
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from core.declared import coded
from core.events import Noticed
from core.home import alone, name_for
from core.memory import Memory
from core.typed import from_plain, to_plain
from core.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from core.events import Report
    from core.home import Home

_FORMAT = 1
_PATIENCE = 1.0  # seconds: who looks whether somebody is at it, holds the lock for a moment
_LOST = say("The record of a deploy to several servers could not be read.")


class Stage(StrEnum):
    """How far it had come: servers switch, all keep the release, or all keep it on probation."""

    SWITCHING = "switching"
    KEEPING = "keeping"
    PROBATION = "probation"


@coded()
@dataclass(frozen=True, slots=True, kw_only=True)
class Meant:
    """What a server of the fleet was to get, and what it ran before; empty for nothing."""

    server: str
    release: str
    previous: str = ""


@coded()
@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """One deploy to several servers; `at` is when it came to its stage (ISO 8601).

    `command` is whether the release has a command of its own, which may have run.
    """

    service: str
    servers: tuple[Meant, ...]
    stage: Stage = Stage.SWITCHING
    at: str = ""
    command: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """The servers' names."""
        return tuple(one.server for one in self.servers)

    @property
    def is_cut_off(self) -> bool:
        """Whether nobody knows how it ended: not of one that is on probation."""
        return self.stage is not Stage.PROBATION


@dataclass(frozen=True, slots=True)
class Journal:
    """A file for each service and its servers; gone once it is known that all ended as one.

    What is in it is never taken for what is: that is asked of the servers.
    """

    home: Home

    def write(self, begun: Begun) -> None:
        """Note how far a deploy has come. Raises `ProblemError`."""
        with self._memory(begun).changing() as found:
            found.update(to_plain(begun, found))

    def forget(self, begun: Begun) -> None:
        """Nothing of it is open any more."""
        with suppress(OSError):
            self._file(begun).unlink()

    def forget_older(self, service: str, servers: Sequence[str], *, report: Report) -> None:
        """Forget what was cut off on some of these servers: they all have another release now."""
        for one in self.found(service, report=report):
            if one.is_cut_off and set(one.names) <= set(servers):
                self.forget(one)

    @contextmanager
    def at(self, begun: Begun) -> Iterator[None]:
        """Be known to be at it: as long as this lasts, it is not one that was cut off."""
        with alone(self._lock(begun), patience=_PATIENCE):
            yield

    def found(self, service: str = "", *, report: Report) -> tuple[Begun, ...]:
        """Return what is noted, of one service or of all, and that nobody is at any more."""
        return tuple(
            one
            for file in sorted(self._folder.glob("*.json"))
            if (one := _read(file, report)) and service in {"", one.service} and self._is_left(one)
        )

    def _is_left(self, begun: Begun) -> bool:
        with alone(self._lock(begun)) as free:
            return free

    @property
    def _folder(self) -> Path:
        return self.home.state / "fleets"

    def _file(self, begun: Begun) -> Path:
        return self._folder / f"{name_for(Path(begun.service, *sorted(begun.names)))}.json"

    def _lock(self, begun: Begun) -> Path:
        return self._file(begun).with_suffix(".at")

    def _memory(self, begun: Begun) -> Memory:
        return Memory(self._file(begun), _FORMAT)


def _read(file: Path, report: Report) -> Begun | None:
    nothing = Begun(service="", servers=())
    found, lost = Memory(file, _FORMAT).load(
        _understood, fresh=nothing, code="journal_unreadable", lost=_LOST
    )
    if lost is not None:
        report(Noticed(problem=lost))
    return found if found.servers else None


_understood = partial(from_plain, Begun)

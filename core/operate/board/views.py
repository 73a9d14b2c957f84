"""What a row of the board is made of: a service as its server told it, and what it was before."""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from core.operate.board import machines
from core.plain_text import inert, whole_number
from core.problems import Problem
from core.service.layout import Layout
from core.service.model import Scope
from core.service.results import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.operate.board.answer import Answer, Place, Shown
    from core.operate.board.drifting import Digests
    from core.service.model import Service
    from core.service.seen import Machine, Seen
    from core.ssh.profile import Profile

_MICRO = 1_000_000
_SHOWN_TIME = "%a %Y-%m-%d %H:%M:%S UTC"


class Answered(NamedTuple):
    """What a process replied, and after how many seconds."""

    seconds: float | None
    said: str


Key = tuple[Scope, str, str]  # scope, service, and a process's name, empty for the main one
Reply = Answered | bool | Problem  # of a port; of the helper, which may say why it knows nothing


@dataclass(frozen=True, slots=True)
class Found:
    """A service that a server has, as its record describes it."""

    place: Place
    service: Service

    def key(self, process: str = "") -> Key:
        """Name it, or one of its processes."""
        return self.place.scope, self.service.name, process

    @property
    def layout(self) -> Layout:
        """Where it lies."""
        return Layout.of(self.service)

    @property
    def folder(self) -> str:
        """Where GoFerry's own files of it lie, from the server's root."""
        return f"{self.place.states}/{self.service.name}"

    @property
    def root(self) -> str:
        """The same of its releases."""
        return f"{self.folder.removesuffix(self.layout.state)}{self.layout.root}"

    def text(self, file: str) -> str:
        """Return one of these files; empty where it was not told."""
        return self.place.texts.get(f"{self.folder}/{file}", "")

    def unit(self, name: str) -> Shown:
        """What systemd shows of a unit; of one that has no file, nothing."""
        return self.place.units.get(name, {})

    def state(self, unit: str) -> str:
        """Its state; not known where systemd told of no unit at all."""
        told = self.unit(unit).get("ActiveState")
        return inert(told) if told else "inactive" if self.place.units else UNKNOWN

    def restarts(self, unit: str) -> bool:
        """Whether it ended, and systemd starts it again: nobody asked for a stop or a restart."""
        told = self.unit(unit)
        if told.get("ActiveState") == "deactivating":  # what is left of it still ends
            return not told.get("Job")
        return told.get("SubState", "").startswith("auto-restart")


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """What a server told, and when it was looked at `before`."""

    profile: Profile
    answer: Answer
    replies: Mapping[Key, Reply]
    digests: Digests
    before: Machine | None

    @property
    def clock(self) -> datetime | None:
        """The server's time."""
        return machines.clock(self.answer)

    @property
    def up(self) -> float:
        """For how many seconds the server is up."""
        return machines.uptime(self.answer)

    @property
    def late(self) -> float:
        """By how many seconds its clock is behind that of this computer."""
        return round(time.time() - self.clock.timestamp()) if self.clock else 0.0

    def at(self, monotonic: str) -> str:
        """Tell a moment of systemd's own clock by the server's (ISO 8601)."""
        since = whole_number(monotonic) / _MICRO
        if self.clock is None or not since:
            return ""
        return (self.clock - timedelta(seconds=round(self.up - since))).isoformat()

    def moment(self, shown: str) -> str:
        """Tell a time that systemd shows by the server's clock; empty for none."""
        try:
            found = datetime.strptime(f"{shown} +0000", f"{_SHOWN_TIME} %z")
        except ValueError:
            return ""
        return found.astimezone(self.clock.tzinfo if self.clock else None).isoformat()

    def last(self, one: Found) -> tuple[Seen | None, float]:
        """Return the same service as it was, and how many seconds ago."""
        if self.before is None:
            return None, 0.0
        known = (
            seen
            for seen in self.before.services
            if (seen.scope, seen.service) == (one.place.scope, one.service.name)
        )
        return next(known, None), self.up - (self.before.uptime or 0.0)

"""When a timer's job runs: asked of the server's own systemd, in its own time."""

from __future__ import annotations

import re
import shlex
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.plain_text import inert
from core.service.further import alone
from core.service.model import Kind

if TYPE_CHECKING:
    from core.service.model import Service
    from core.ssh.session import ServerSession

_RUN = re.compile(r"(?:Next elapse|Iter(?:ation|\.) #\d+): (\S.*)")
_NEVER = "never"
_MISSING = 127
_RUNS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """What systemd makes of a schedule: the next `runs` in its words, or why there are none.

    `told` is what it said, empty where nobody could ask it.
    """

    understood: bool
    runs: tuple[str, ...] = ()
    told: str = ""


async def asked(session: ServerSession, service: Service) -> Schedule | None:
    """Ask what becomes of the service's schedule; None for a service without any."""
    if service.kind is not Kind.TIMER or not service.schedule:
        return None
    words = shlex.join(question(service.schedule))
    ran = await session.run(f"LC_ALL=C {words} 2>&1")
    return answered(ran.out, code=ran.code)


def question(schedule: str) -> tuple[str, ...]:
    """Return the words that ask systemd when a schedule has its next runs."""
    return ("systemd-analyze", "calendar", f"--iterations={_RUNS}", schedule)


def answered(told: str, *, code: int) -> Schedule:
    """Read what systemd answered, in English."""
    runs = tuple(one for one in _RUN.findall(told) if one != _NEVER)
    words = "" if code == _MISSING else inert(told.strip())
    return Schedule(understood=code == 0, runs=runs, told=words)


async def of_processes(session: ServerSession, service: Service) -> dict[str, Schedule]:
    """Ask the same of further processes; those without a schedule are left out."""
    found = {one.name: await asked(session, alone(service, one)) for one in service.processes}
    return {name: one for name, one in found.items() if one is not None}

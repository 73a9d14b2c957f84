"""Values of the board: how services and their servers were, at the moment when they were asked."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from core.declared import coded
from core.problems import Problem
from core.service.daily_copy import Went
from core.service.model import Kind, Scope
from core.service.results import UNKNOWN, ProcessStatus, Runs
from core.words import Text, say


class Difference(StrEnum):
    """What on a server is not as GoFerry left it there."""

    EDITED = "edited"
    ADDED = "added"
    GONE = "gone"
    PROGRAM = "program"
    HELPER = "helper"
    RELEASE = "release"


@coded()
@dataclass(frozen=True, slots=True, kw_only=True)
class Drift:
    """One thing on a server that somebody changed since GoFerry's last change.

    `path` is the file it is about; of an unknown release, its name.
    """

    kind: Difference
    path: str

    @property
    def what(self) -> Text:
        """Say what is different."""
        match self.kind:
            case Difference.EDITED:
                return say("{path} was edited on the server.", path=self.path)
            case Difference.ADDED:
                return say("{path} was added on the server.", path=self.path)
            case Difference.GONE:
                return say("{path} was deleted on the server.", path=self.path)
            case Difference.PROGRAM:
                return say("The program {path} was replaced on the server.", path=self.path)
            case Difference.HELPER:
                return say("GoFerry's helper {path} was changed on the server.", path=self.path)
            case Difference.RELEASE:
                return say("GoFerry did not deploy the live release “{path}”.", path=self.path)


@coded()
@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A change of a service, for the time axis: `verb` as in the history, `release` what came.

    `at` is in seconds since 1970, by this computer's clock.
    """

    at: float
    verb: str
    release: str


@coded()
@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """One service on one server at one moment.

    `active` is systemd's ActiveState of the unit that is there all the time (of a job, its timer),
    and `since` when it came to that, by the server's clock (ISO 8601); `restarting` is whether it
    ended without anybody's doing, and systemd starts it again; `uptime` seconds of the
    main process, None where it does not run. `run` names that very run (systemd's InvocationID):
    where it is another, the service was started again. `restarts` are those by systemd since a
    person or a deploy started it. `memory` and `disk` (releases) are bytes; `cpu` is the share of
    one core since the look before, or of the whole run where there was none; `cpu_seconds` what it
    used in this run. `healthy` is None where nobody could look, and `unknown` says why; `why` says
    what is wrong where it is False. `latency` is how long the health check took on the server, in
    seconds, some milliseconds of it for the shell that asks. `drift_known` is whether the last
    change noted what it left; `changes` are the last ones, oldest first; `runs` those of a job,
    `copied` how its daily copy went, where it has one, and `uncopied` why somebody should look at
    it. None stands for what is not known, or makes no sense for its kind.
    """

    server: str
    service: str
    kind: Kind = Kind.WEB
    scope: Scope = Scope.SYSTEM
    active: str = UNKNOWN
    release: str = ""
    previous: str = ""
    since: str = ""
    restarting: bool = False
    uptime: float | None = None
    run: str = ""
    restarts: int = 0
    memory: int | None = None
    cpu: float | None = None
    cpu_seconds: float | None = None
    healthy: bool | None = None
    latency: float | None = None
    certificate_days: int | None = None
    disk: int | None = None
    drift: tuple[Drift, ...] = ()
    drift_known: bool = False
    probation_until: str = ""
    why: Problem | None = None
    unknown: Problem | None = None
    runs: Runs | None = None
    processes: tuple[ProcessStatus, ...] = ()
    changes: tuple[Mark, ...] = ()
    copied: Went | None = None
    uncopied: Problem | None = None
    url: str = ""

    @property
    def urgency(self) -> int:
        """In which order people want to see it: what failed first, then what nobody knows."""
        if self.healthy is False:
            return 0
        if self.healthy is None:
            return 1
        waits = self.drift or self.restarts or self.probation_until
        return 2 if waits or self.uncopied else 3


@coded()
@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """A server at one moment, and the services that GoFerry knows there.

    `at` is when it was looked at, in seconds since 1970 by this computer's clock, and `took` how
    long that took; `clock` the server's own time (ISO 8601), `uptime` its seconds since boot.
    `memory_used` and the sizes are bytes, `load` the average of the last minute.
    `reboot_required` and `security_updates` are what the system itself wrote down, None where it
    writes nothing. `unknown` says why nothing, or not all, could be asked: `services` are then
    what was seen before, or less than there is.
    """

    server: str
    at: float
    took: float = 0.0
    clock: str = ""
    uptime: float | None = None
    cpus: int | None = None
    load: float | None = None
    memory_used: int | None = None
    memory_size: int | None = None
    disk_free: int | None = None
    disk_size: int | None = None
    reboot_required: bool | None = None
    security_updates: int | None = None
    services: tuple[Seen, ...] = ()
    unknown: Problem | None = None


@coded()
@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """What a chart shows of one moment; `at` in seconds since 1970, None where nothing is known."""

    at: float
    memory: int | None = None
    cpu: float | None = None
    latency: float | None = None
    restarts: int = 0


@coded()
@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """The samples of one service on one server, oldest first, and the changes meanwhile."""

    server: str
    service: str
    samples: tuple[Sample, ...] = ()
    marks: tuple[Mark, ...] = ()


@coded()
@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """All that is known of all servers: the last look at each, and the way there."""

    machines: tuple[Machine, ...] = ()
    series: tuple[Series, ...] = ()

    @property
    def rows(self) -> tuple[Seen, ...]:
        """All services, those first that need somebody."""
        found = [one for machine in self.machines for one in machine.services]
        return tuple(sorted(found, key=lambda one: (one.urgency, one.service, one.server)))

    @property
    def unwell(self) -> int:
        """How many services are known not to be healthy: the number on the rail."""
        return sum(one.healthy is False for one in self.rows)

    def series_of(self, server: str, service: str) -> Series:
        """Find the samples of a service; empty ones where there are none yet."""
        found = (one for one in self.series if (one.server, one.service) == (server, service))
        return next(found, Series(server=server, service=service))

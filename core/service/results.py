"""What came of a change on a server, and how a service is there."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from core.declared import coded
from core.service.model import Kind, Scope
from core.words import say, say_count

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.doors import Door
    from core.problems import Problem
    from core.service.copies import DataCopy
    from core.service.fronted import Fronted
    from core.words import Text


class Result(StrEnum):
    """How a deploy to one server ended.

    `DOWN`: not even the previous release answers. `UNKNOWN`: the connection was lost while the
    server switched or watched the release, or the server went down; it ends by itself, and `status`
    tells how.
    """

    DEPLOYED = "deployed"
    UNCHANGED = "unchanged"
    ROLLED_BACK = "rolled_back"
    REFUSED = "refused"
    CANCELLED = "cancelled"
    DOWN = "down"
    UNKNOWN = "unknown"

    @property
    def good(self) -> bool:
        """Tell whether the server runs what was sent."""
        return self in {Result.DEPLOYED, Result.UNCHANGED}

    @property
    def failed(self) -> bool:
        """Tell whether it ended otherwise than a person asked for."""
        return not self.good and self is not Result.CANCELLED


@dataclass(frozen=True, slots=True, kw_only=True)
class Cut:
    """What a change cut, as far as the server looked.

    `count` connections the old release still held when it ended, `seconds` after it was told to;
    `staying` those that came while both ran, and may still finish.
    """

    count: int = 0
    seconds: int = 0
    staying: int = 0

    @property
    def words(self) -> Text:
        """Say what became of the connections."""
        if not self.staying:
            return self._of_the_old
        staying = say_count(
            self.staying,
            one="One connection that was opened meanwhile can still finish.",
            many="{n} connections that were opened meanwhile can still finish.",
        )
        return (
            say("{cut} {staying}", cut=self._of_the_old, staying=staying) if self.count else staying
        )

    @property
    def _of_the_old(self) -> Text:
        if not self.count:
            return say("No connection was cut.")
        if not self.seconds:  # nobody saw whether they were idle, and ended well
            return say_count(
                self.count,
                one="One connection was open, and ended with the old release.",
                many="{n} connections were open, and ended with the old release.",
            )
        return say_count(
            self.count,
            one="One connection was still open after {seconds} s and was cut.",
            many="{n} connections were still open after {seconds} s and were cut.",
            seconds=self.seconds,
        )


HELD_BACK = "fleet_stopped"  # the code of a problem that another server had


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a deploy or roll-back did on one server; `release` is what runs there now.

    `uploaded_bytes` is what travelled: less than the program where it was packed, or where only
    its difference to the release before went. A `problem` stands beside a good result where it was
    too late to cancel; `stays` says what was made ready on the server and is left there,
    `restored` what came back with a release beside its program: "unit", "environment" or
    "credentials". `probation_until` is when the server stops to watch a new release, by its clock
    (ISO 8601); `proved` says that somebody waited for that, and the release passed; `phase` the
    last one that the change came to; `cut` is None where nobody looked; `batch` says with which
    servers of a fleet it was to switch, from 1 on.
    """

    server: str
    result: Result
    release: str
    previous: str
    seconds: float
    uploaded_bytes: int
    url: str = ""
    problem: Problem | None = None
    scope: Scope = Scope.SYSTEM
    stays: tuple[Text, ...] = ()
    restored: tuple[str, ...] = ()
    probation_until: str = ""
    proved: bool = False
    phase: str = ""
    cut: Cut | None = None
    batch: int = 0

    @property
    def held_back(self) -> bool:
        """Whether nothing was wrong on this server: another one failed."""
        return self.problem is not None and self.problem.code == HELD_BACK


def of_all(outcomes: Sequence[Outcome]) -> str:
    """Tell in one word what came of several servers: a result, or "mixed"."""
    results = {one.result for one in outcomes}
    good = {one for one in results if one.good}
    if good and good != results and Result.UNKNOWN not in results:
        return "mixed"
    return next(one for one in _WORST if one in results)


_WORST = (
    Result.UNKNOWN, Result.DOWN, Result.ROLLED_BACK, Result.CANCELLED, Result.REFUSED,
    Result.DEPLOYED, Result.UNCHANGED,
)  # fmt: skip


def time_of_day(told: str) -> str:
    """Return hours and minutes of a server's time (ISO 8601); nothing where it is none."""
    try:
        return f"{datetime.fromisoformat(told):%H:%M}"
    except ValueError:
        return ""


def moment(told: str) -> str:
    """Return day, hours and minutes of a server's time (ISO 8601); nothing where it is none."""
    try:
        return f"{datetime.fromisoformat(told):%Y-%m-%d %H:%M}"
    except ValueError:
        return ""


UNKNOWN = "unknown"  # the state of a unit that systemd did not tell, a release nobody may see


@coded()
@dataclass(frozen=True, slots=True, kw_only=True)
class Runs:
    """When a timer's job runs next and ran last, by the server's clock (ISO 8601), empty for never.

    `code` is the exit code of the last run, 128 and a number where a signal ended it; `well` says
    whether systemd takes that for a good end. Of what was before the server started last, nothing
    is known.
    """

    next: str = ""
    last: str = ""
    code: int = 0
    well: bool = True
    running: bool = False


@coded()
@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessStatus:
    """A further process of a service: all as of the service itself."""

    name: str
    active: str
    healthy: bool | None = None
    kind: Kind = Kind.WORKER
    runs: Runs | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """A service on one server, as systemd and the releases folder tell it.

    `active` is systemd's ActiveState, "unknown" where it did not tell; `releases` is the recorded
    order, the newest last; `healthy` is None only when nobody could look. `release` and `previous`
    are "unknown" where they are closed to this login. `unknown` says why something is not known.
    `protocol` is the version of the helper there: 0 for an older one, which the next deploy
    replaces, None where it is closed. `active` is the main process's, or the timer's that starts
    it, of whose job `runs` tells; `healthy` speaks of all. `allow` are the doors of its sandbox
    that are open, `addresses` those of its ports, its own first. `probation_until` is as in an
    outcome; `probation` what came of the last one, where it did not hold. `domains` are those that
    lead to it, or why nobody could see them; `copies` those of its data, in the folder `copies_in`.
    """

    server: str
    active: str
    release: str
    previous: str
    releases: tuple[str, ...] = field(default=())
    healthy: bool | None = None
    exposure: float | None = None
    allow: tuple[Door, ...] = ()
    scope: Scope = Scope.SYSTEM
    unknown: Problem | None = None
    protocol: int | None = None
    processes: tuple[ProcessStatus, ...] = ()
    addresses: tuple[str, ...] = ()
    probation_until: str = ""
    probation: Problem | None = None
    kind: Kind = Kind.WEB
    runs: Runs | None = None
    domains: tuple[Fronted, ...] | Problem = ()
    copies: tuple[DataCopy, ...] = ()
    copies_in: str = ""

    def copy_for(self, release: str) -> DataCopy | None:
        """Find the copy of the data that belongs to a release, or to the one before."""
        wanted = release or self.previous
        return next((one for one in self.copies if one.release == wanted), None)

"""What a drill found: requests lost, how long replies took, how long the service was away."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from core.operate.generator import MICRO
from core.service.model import Mode
from core.words import say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from core.operate.generator import Shot
    from core.service.model import Service
    from core.words import Text


class Part(StrEnum):
    """The parts of a drill, in their order."""

    CALM = "calm"
    REDEPLOY = "redeploy"
    BACK = "back"
    FORWARD = "forward"
    KILL = "kill"


SWITCHES = frozenset({Part.REDEPLOY, Part.BACK, Part.FORWARD})


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """When a part of the drill began, in microseconds since 1970 by the server's clock."""

    part: Part
    at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """One part of a drill: the requests that ended in it, those lost by cause, and seconds.

    `half` of the answers took no longer than that, 99 of 100 no longer than `most`.
    """

    part: Part
    seconds: float = 0.0
    requests: int = 0
    causes: Mapping[str, int] = field(default_factory=dict)
    half: float = 0.0
    most: float = 0.0
    slowest: float = 0.0

    @property
    def lost(self) -> int:
        """How many got no answer, or a server's fault for one."""
        return sum(self.causes.values())


class Slice(NamedTuple):
    """A short while of a drill: seconds since the first request, and what came of those due in it.

    `slowest` is the longest wait for an answer, None where all were lost.
    """

    at: float
    slowest: float | None
    lost: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Drill:
    """What a drill found on one server.

    `recovered_seconds` is how long after its death the service answered well again, or ran again
    where no requests were sent: then there are no `parts`.
    """

    server: str
    service: str
    mode: Mode
    release: str
    recovered_seconds: float
    parts: tuple[Counted, ...] = ()
    shots: tuple[Shot, ...] = ()

    @property
    def seconds(self) -> float:
        """How long requests were sent, from the first one to the end of the last."""
        if not self.shots:
            return 0.0
        begun = min(one.due for one in self.shots)
        return (max(one.ended for one in self.shots) + 1 - begun) / MICRO

    @property
    def begins(self) -> tuple[float, ...]:
        """When each part began, in seconds since the first request."""
        ends = accumulate((one.seconds for one in reversed(self.parts)), initial=0.0)
        return tuple(self.seconds - one for one in ends)[:0:-1]

    def slices(self, most: int) -> tuple[Slice, ...]:
        """Cut the time into `most` pieces, and tell of those in which a request was due."""
        begun = min((one.due for one in self.shots), default=0)
        whole = max((one.due for one in self.shots), default=0) - begun + 1
        found: dict[int, list[Shot]] = {}
        for one in self.shots:
            found.setdefault((one.due - begun) * most // whole, []).append(one)
        return tuple(
            Slice(
                at=place * whole / most / MICRO,
                slowest=max((one.seconds for one in found[place] if not one.lost), default=None),
                lost=sum(one.lost for one in found[place]),
            )
            for place in sorted(found)
        )

    @property
    def switches(self) -> tuple[Counted, ...]:
        """The parts in which one release took over from another."""
        return tuple(one for one in self.parts if one.part in SWITCHES)

    @property
    def requests(self) -> int:
        """How many requests ended while releases took over."""
        return sum(one.requests for one in self.switches)

    @property
    def lost(self) -> int:
        """How many of these were lost."""
        return sum(one.lost for one in self.switches)

    @property
    def slowest(self) -> float:
        """The longest wait for an answer meanwhile, in seconds."""
        return max((one.slowest for one in self.switches), default=0.0)

    @property
    def steady(self) -> bool:
        """Whether nothing was lost before anything was changed: else nothing can be judged."""
        return not any(one.lost for one in self.parts if one.part is Part.CALM)

    @property
    def safe(self) -> bool:
        """Whether a deploy loses nothing."""
        return bool(self.parts) and self.steady and not self.lost

    @property
    def verdict(self) -> Text:
        """Say it in a sentence."""
        if not self.parts:
            return say("No requests were sent. The service recovered and can be restarted.")
        if not self.steady:
            return say("Requests were lost before anything was changed. Find out why first.")
        if self.safe:
            return say("Safe to deploy: no request was lost.")
        if self.mode is Mode.SHARED:
            return say("Not safe to deploy yet: the program cuts requests when it stops.")
        return say("A deploy loses requests. Deploy without downtime with mode shared.")


def drilled(
    server: str,
    service: Service,
    *,
    release: str,
    moments: Sequence[Moment],
    shots: Sequence[Shot],
) -> Drill:
    """Count what the generator wrote down, part by part."""
    ends = [*(one.at for one in moments[1:]), max((one.ended for one in shots), default=0) + 1]
    killed = next((one.at for one in moments if one.part is Part.KILL), 0)
    return Drill(
        server=server,
        service=service.name,
        mode=service.mode,
        release=release,
        recovered_seconds=_recovered(shots, killed),
        parts=tuple(
            _counted(one, until, shots, first=number == 0)
            for number, (one, until) in enumerate(zip(moments, ends, strict=True))
        ),
        shots=tuple(shots),
    )


def _recovered(shots: Sequence[Shot], killed: int) -> float:
    """Find the first good answer to what was asked after the death."""
    ended = [one.ended for one in shots if one.due >= killed and not one.lost]
    return (min(ended) - killed) / MICRO if ended else 0.0


def _counted(begun: Moment, until: int, shots: Sequence[Shot], *, first: bool) -> Counted:
    """Count the requests by when they ended: what was under way is lost by the change itself."""
    since = 0 if first else begun.at
    mine = [one for one in shots if since <= one.ended < until]
    took = sorted(one.seconds for one in mine if not one.lost)
    return Counted(
        part=begun.part,
        seconds=max(0.0, (until - begun.at) / MICRO),
        requests=len(mine),
        causes=dict(Counter(one.status for one in mine if one.lost)),
        half=_at(took, 0.5),
        most=_at(took, 0.99),
        slowest=took[-1] if took else 0.0,
    )


def _at(took: Sequence[float], share: float) -> float:
    return took[min(len(took) - 1, int(len(took) * share))] if took else 0.0

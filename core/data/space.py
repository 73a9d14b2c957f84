"""What a service takes on a server's disk, and which of its releases could go."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from core.codec import object_in
from core.declared import coded
from core.problems import Advice, Problem, ProblemError
from core.service import record, transaction
from core.service.layout import Layout
from core.service.protocol import Verb
from core.service.transaction import Change, new_change, whoami
from core.service_name import usable
from core.typed import Misfit, from_plain
from core.words import say

if TYPE_CHECKING:
    from core.ssh.session import ServerSession

_RELEASE = re.compile(r"[0-9]{1,9}-[0-9a-f]{8}")
_LISTING = """\
for one in /var/lib/goferry/*/service.json .local/state/goferry/*/service.json; do
  [ -e "$one" ] && echo "$one"
done
exit 0
"""


@coded()
@dataclass(frozen=True, slots=True, kw_only=True)
class Space:
    """What a service takes, in bytes; `releases` by name, each with what is kept beside it.

    `running` counts units of GoFerry's own that run now, as a change or a probation does; `copies`
    are those of the data. `uploads` are this login's, `old_uploads` those of them that
    nothing was written to for an hour. `beside` are the helper and units; nothing of these runs.
    `journal` is the whole server's, `free` and `size` the file system's. `current`, `before` (what
    a roll-back would take) and `watched` (the release on probation) never go.
    """

    service: str = ""
    server: str = ""
    current: str = ""
    before: str = ""
    watched: str = ""
    releases: Mapping[str, int] = field(default_factory=dict)
    copies: Mapping[str, int] = field(default_factory=dict)
    uploads: int = 0
    old_uploads: int = 0
    records: int = 0
    beside: int = 0
    running: int = 0
    data: int = 0
    journal: int = 0
    free: int = 0
    size: int = 0

    @property
    def used(self) -> int:
        """What GoFerry keeps there for the service, beside the data and the journal."""
        kept = sum(self.releases.values()) + sum(self.copies.values())
        return kept + self.uploads + self.records + self.beside

    def of_release(self, name: str) -> int:
        """What would be free without this release."""
        return self.releases.get(name, 0) + self.copies.get(name, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """How much may stay: so many releases, and so many bytes of them; None sets no limit."""

    keep: int | None = None
    most: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Cleaning:
    """What is to go of a service, or has gone; `frees` in bytes, old uploads included."""

    space: Space
    releases: tuple[str, ...]
    frees: int


async def services(session: ServerSession) -> tuple[str, ...]:
    """Name the services that GoFerry manages there, as far as this login may see them."""
    ran = await session.run(_LISTING)
    names = (line.rsplit("/", 2)[-2] for line in ran.out.splitlines() if "/" in line)
    return tuple(sorted({name for name in names if usable(name)}))


async def look(session: ServerSession, name: str) -> Space:
    """Measure what a service takes there; changes nothing."""
    found = await _asked(session, name, Verb.SPACE, "-")
    whose = {"service": name, "server": session.profile.name}
    try:
        return from_plain(Space, {**found, **whose})
    except Misfit as reason:
        raise ProblemError(_not_told(name, str(reason))) from reason


def planned(space: Space, wish: Wish) -> Cleaning:
    """Say what would go: releases beyond the number or the bytes, the oldest first.

    What runs, what a roll-back would take, and what is on probation stay, whatever they take.
    """
    safe = {space.current, space.before, space.watched}
    newest = sorted(filter(_RELEASE.fullmatch, space.releases), key=_number, reverse=True)
    left = _Left(space, wish, safe)
    gone = tuple(reversed([name for name in newest if not left.keeps(name)]))
    return Cleaning(
        space=space,
        releases=gone,
        frees=sum(map(space.of_release, gone)) + space.old_uploads,
    )


class _Left:
    """Counts what stays, from the newest release on."""

    def __init__(self, space: Space, wish: Wish, safe: set[str]) -> None:
        self._space = space
        self._wish = wish
        self._safe = safe
        self._number = 0
        self._bytes = sum(map(space.of_release, safe & space.releases.keys()))

    def keeps(self, name: str) -> bool:
        """Whether this one stays, after all that were asked before it."""
        if name in self._safe:
            self._number += 1
            return True
        size = self._space.of_release(name)
        most, keep = self._wish.most, self._wish.keep
        if keep is not None and self._number >= keep:
            return False
        if most is not None and self._bytes + size > most:
            return False
        self._number += 1
        self._bytes += size
        return True


async def clean(session: ServerSession, plan: Cleaning) -> Cleaning:
    """Remove what was planned, as far as the server agrees; `frees` is what became free."""
    wanted = f"{','.join(plan.releases) or '-'}+uploads"
    found = await _asked(session, plan.space.service, Verb.CLEAN, wanted)
    gone = found.get("gone")
    names = tuple(str(one) for one in gone) if isinstance(gone, list) else ()
    freed = found.get("freed")
    return Cleaning(
        space=plan.space,
        releases=tuple(filter(_RELEASE.fullmatch, names)),
        frees=freed if isinstance(freed, int) else 0,
    )


async def _asked(session: ServerSession, name: str, verb: Verb, wanted: str) -> dict[str, object]:
    layout = Layout.of(await record.read(session, name))
    asked = Change(verb=verb, id=new_change(), who=whoami(), wanted=wanted)
    ran = await transaction.tell(session, layout, asked)
    found = object_in(ran.out)
    if found.get("refused") == "busy":
        raise ProblemError(_busy(name))
    if ran.code or "refused" in found or not found:
        raise ProblemError(_not_told(name, f"{ran.out}\n{ran.err}"))
    return found


def _number(name: str) -> int:
    return int(name.partition("-")[0])


def _busy(name: str) -> Problem:
    return Problem(
        code="deploy_busy",
        what=say("{name} is being changed on this server.", name=name),
        why=say("Nothing is removed while a change is running."),
        next=(Advice(say("Try again after the change has finished.")),),
    )


def _not_told(name: str, details: str) -> Problem:
    return Problem(
        code="helper_older",
        what=say("The server did not report how much space {name} uses.", name=name),
        why=say(
            "Either the helper on the server is from an older GoFerry, or this "
            "login is not allowed to deploy."
        ),
        next=(Advice(say("Deploy the service once with this GoFerry version.")),),
        details=details,
    )

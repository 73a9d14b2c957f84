"""What services write on one server, as its journal keeps it; followed without missing a line."""

from __future__ import annotations

import asyncio
import re
from collections import deque
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import TYPE_CHECKING, Any

from core.codec import object_in
from core.events import ServiceLine
from core.operate import log_shapes
from core.operate.log_faults import MAY_READ, must_be_told, no_services
from core.plain_text import number_or_none
from core.problems import ProblemError
from core.service import privilege, record, transaction
from core.service.installed import ROOT_PROBLEMS
from core.service.layout import Layout
from core.service.model import Scope
from core.service.protocol import Verb
from core.service.transaction import NOT_UNDERSTOOD, Change, new_change, whoami

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Iterator, Mapping, Sequence

    from core.ssh.session import Ran, ServerSession

    Give = Callable[[Sequence[ServiceLine]], Coroutine[None, None, None]]

FIRST_LINES = 200
_FIELDS = "MESSAGE,PRIORITY,_SYSTEMD_UNIT,_SYSTEMD_USER_UNIT,UNIT,USER_UNIT"
_CURSOR = re.compile(r"[\w=;-]{1,300}", re.ASCII)  # it goes back into a command
_ITS_OWN = "init.scope"  # where systemd itself writes
_NOW = """date '+{"now":"%s"}';"""  # by the server's own clock
_PAUSE = 1.0  # seconds between two questions to the helper
_LONGEST = 3600  # seconds that a question stays open: what a dead line leaves there ends by itself
_OVERLAP = 200  # entries that are asked for again, and passed over
_FEW = 20  # the same where the helper is asked every second
_MICRO = 1_000_000
_LAST_MICROSECOND = 253_402_300_799_999_999  # of the year 9999


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Which part of a log is wanted, in seconds since 1970; 0: its newest lines, to its end."""

    since: float = 0
    until: float = 0


ALL = Span()


@dataclass(slots=True)
class Place:
    """How far the log of some services of one server was read, whatever became of the line.

    All services of one scope stand in one journal: `recent` are the newest entries of all, since a
    unit that appears while the log is followed may have written before they came. `told` are those
    of each service where the helper tells of one after the other. `through` tells whether
    what was there at first is read, `begun` when that began, by the server's clock.
    """

    layouts: tuple[Layout, ...]
    span: Span = ALL
    begun: int = 0
    through: bool = False
    told: dict[str, deque[str]] = field(default_factory=dict)
    recent: deque[str] = field(default_factory=lambda: deque(maxlen=_OVERLAP))
    units: set[str] = field(default_factory=set)

    @property
    def scope(self) -> Scope:
        """Whose journal it is."""
        return self.layouts[0].scope


class _NewUnitError(Exception):
    """A unit of the service came that the open question did not ask for."""


async def places(
    session: ServerSession, names: Sequence[str], span: Span = ALL
) -> tuple[Place, ...]:
    """Tell where the logs of these services stand, of all where none is named: one of each scope.

    Raises as `record.read`, and "no_services" where there is none.
    """
    found = names or await record.names(session)
    layouts = [Layout.of(await record.read(session, name)) for name in found]
    if not layouts:
        raise ProblemError(no_services(session.profile.name))
    scopes = {
        one.scope: [other for other in layouts if other.scope is one.scope] for one in layouts
    }
    return tuple(Place(layouts=tuple(found), span=span) for found in scopes.values())


async def read(session: ServerSession, place: Place, give: Give) -> None:
    """Hand over what is there, the oldest first; `place` says from where, and then how far."""
    await _ask(session, place, give, follow=False)
    place.through = True


async def follow(session: ServerSession, place: Place, give: Give) -> None:
    """Go on after what was read, until a cancel; raises where the line is lost."""
    while True:
        await _ask(session, place, give, follow=True)


async def _ask(session: ServerSession, place: Place, give: Give, *, follow: bool) -> None:
    """As root where that is possible; else by the helper, or as a member of systemd-journal."""
    script = _script(place, follow=follow)
    hearer = _Hearer(session.profile.name, place, give, follow=follow)
    try:
        ran = await privilege.listen(session, place.scope, script, hearer.hear)
    except _NewUnitError:
        return
    except ProblemError as refused:
        if place.scope is Scope.USER or refused.problem.code not in ROOT_PROBLEMS:
            raise
    else:
        must_be_told(session, ran)
        return
    if await _by_helper(session, hearer):
        await asyncio.sleep(_PAUSE if follow else 0)
        return
    try:
        must_be_told(session, await session.listen(f"{MAY_READ}{script}", hearer.hear))
    except _NewUnitError:
        return


def _script(place: Place, *, follow: bool) -> str:
    option = "--unit" if place.scope is Scope.SYSTEM else "--user --user-unit"
    units = [unit for layout in place.layouts for unit in _units(layout)]
    if follow:
        units.append(_ITS_OWN)
    return " ".join((
        f"timeout {_LONGEST}" if follow else _NOW,
        f"journalctl --no-pager --quiet --output=json --output-fields={_FIELDS}",
        *(f"{option}='{unit}'" for unit in units),
        *(("--follow --no-tail",) if follow else ()),
        *_bounds(place, follow=follow),
    ))  # fmt: skip


def _units(layout: Layout) -> tuple[str, ...]:
    more = ("-next@*", "-try@*", "-command@*", "-run@*", ".*.service")
    return (layout.unit, *(f"{layout.name}{one}" for one in more), layout.jobs_by_hand)


def _bounds(place: Place, *, follow: bool) -> Iterator[str]:
    """Say from where to where. `--after-cursor` would lose a line where its entry is gone."""
    if place.recent:
        yield f"--cursor='{place.recent[0]}'"
    elif place.span.since or follow:
        yield f"--since=@{place.span.since or place.begun:.0f}"
    elif not place.span.until:
        yield f"--lines={FIRST_LINES}"
    if place.span.until:
        yield f"--until=@{place.span.until:.6f}"


async def _by_helper(session: ServerSession, hearer: _Hearer) -> bool:
    """Ask the helper of each service, if this login may; tell whether it did."""
    place = hearer.place
    for layout in place.layouts:
        told = place.told.get(layout.name)
        ran = await _told_by_helper(session, layout, told[0] if told else "", place.span)
        if ran is None or ran.code != 0:
            return False
        await hearer.hear(ran.out.splitlines(), layout)
    return True


async def _told_by_helper(
    session: ServerSession, layout: Layout, cursor: str, span: Span
) -> Ran | None:
    since = f"@{span.since:.0f}" if span.since else "-"
    asked = Change(verb=Verb.LOGS, id=new_change(), wanted=cursor or since, who=whoami())
    try:
        ran = await transaction.tell(session, layout, asked)
        if ran.code == NOT_UNDERSTOOD and asked.wanted == since:  # an older helper knows no times
            ran = await transaction.tell(session, layout, replace(asked, wanted="-"))
    except ProblemError as refused:
        if refused.problem.code not in ROOT_PROBLEMS:
            raise
        return None
    return ran


class _Hearer:
    """Makes lines of the journal's entries, each once."""

    def __init__(self, server: str, place: Place, give: Give, *, follow: bool) -> None:
        self.place = place
        self._server = server
        self._give = give
        self._follows = follow
        self._seen = {*place.recent, *chain.from_iterable(place.told.values())}
        self._owners: dict[str, Layout | None] = {}

    async def hear(self, lines: Sequence[str], teller: Layout | None = None) -> None:
        """Take lines of a journal, or of what a helper tells of its own service."""
        found: list[ServiceLine] = []
        try:
            for line in lines:
                self._take(object_in(line), teller, found)
        finally:
            if found:
                await self._give(found)

    def _take(
        self, entry: Mapping[str, Any], teller: Layout | None, found: list[ServiceLine]
    ) -> None:
        self.place.begun = self.place.begun or number_or_none(str(entry.get("now", ""))) or 0
        cursor = str(entry.get("__CURSOR", ""))
        if cursor in self._seen or not _CURSOR.fullmatch(cursor):
            return
        self.place.recent.append(cursor)
        writer = _writer(entry)
        unit = _unit(entry) if writer == _ITS_OWN else writer
        layout = teller or self._owner(unit)
        if layout is None:
            return
        if teller is not None:
            self.place.told.setdefault(layout.name, deque(maxlen=_FEW)).append(cursor)
        if "MESSAGE" in entry and self._in_span(line := line_of(self._server, entry, layout)):
            found.append(line)
        known = unit in self.place.units
        self.place.units.add(unit)
        asked_again = self._follows and not teller and writer == _ITS_OWN
        if asked_again and not known and unit != layout.unit:
            raise _NewUnitError

    def _owner(self, unit: str) -> Layout | None:
        if unit not in self._owners:
            owners = (one for one in self.place.layouts if one.has_unit(unit))
            self._owners[unit] = next(owners, None)
        return self._owners[unit]

    def _in_span(self, line: ServiceLine) -> bool:
        span = self.place.span
        return line.time >= span.since * _MICRO and (
            not span.until or line.time <= span.until * _MICRO
        )


def line_of(server: str, entry: Mapping[str, Any], layout: Layout) -> ServiceLine:
    """Make a line of one of the journal's entries, whatever the program put into it."""
    text = message_of(entry["MESSAGE"])
    shape = log_shapes.of_text(text)
    level = shape.level or log_shapes.of_priority(entry.get("PRIORITY"))
    stamp = number_or_none(str(entry.get("__REALTIME_TIMESTAMP", ""))) or 0
    return ServiceLine(
        text=text,
        stream="err" if level in log_shapes.GRAVE else "out",
        server=server,
        process=layout.writer_of(_writer(entry)),
        service=layout.name,
        time=min(stamp, _LAST_MICROSECOND),
        level=level,
        message=shape.message,
        fields=shape.fields,
    )


def _writer(entry: Mapping[str, Any]) -> str:
    """Name the unit that wrote an entry; a user's systemd has a unit of the system's, too."""
    return str(entry.get("_SYSTEMD_USER_UNIT") or entry.get("_SYSTEMD_UNIT") or "")


def _unit(entry: Mapping[str, Any]) -> str:
    """Name the unit of which systemd tells."""
    return str(entry.get("USER_UNIT") or entry.get("UNIT") or "")


def message_of(value: object) -> str:
    """Read an entry's message: text, byte values where it is no clean UTF-8, or several of them.

    A program that speaks to the journal itself may give one entry more than one message; one that
    is too long for an answer comes as nothing.
    """
    if not isinstance(value, list):
        return "…" if value is None else str(value)
    small = [byte for byte in value if isinstance(byte, int) and 0 <= byte < 256]  # noqa: PLR2004
    if len(small) == len(value):
        return bytes(small).decode(errors="replace")
    return "\n".join(message_of(one) for one in value if not isinstance(one, int))

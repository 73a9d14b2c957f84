"""What GoFerry leaves on a server about a service, so that any computer can operate it later.

Older and newer GoFerrys read each other's records: a key that is missing has its usual value, one
that is not known is passed over, and `format` counts up only when both would lead astray.
"""

from __future__ import annotations

import json
import shlex
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from core.codec import read_json
from core.plain_text import inert
from core.problems import Advice, Problem, ProblemError
from core.service import protocol
from core.service.catalogue import ENTRIES
from core.service.further import OWN_ENTRIES, is_name
from core.service.layout import Layout
from core.service.model import Process, Scope, Service
from core.service.values import value_of, with_values
from core.service_name import usable
from core.typed import to_plain
from core.words import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from core.service.entry import OptionEntry
    from core.ssh.profile import Profile
    from core.ssh.session import Ran, ServerSession

FORMAT = 2
_ALONE = 1  # what an older GoFerry may read: it knows of no further processes, and would leave them
_RECORDED = tuple(entry for entry in ENTRIES if entry.recorded)
_OF_PROCESSES = tuple(entry for entry in OWN_ENTRIES if entry.recorded)
_LONGEST = 65_536
_ABSENT, _NOT_ALLOWED, _UNREADABLE = 10, 11, 12
_LOOK = f"""\
look() {{ # a file that is not there, one behind a closed door, and one that does not open differ
    for folder in "${{1%/*/*}}" "${{1%/*}}"; do
        [ -d "$folder" ] || return {_ABSENT}
        [ -x "$folder" ] || return {_NOT_ALLOWED}
    done
    [ -e "$1" ] || return {_ABSENT}
    [ -r "$1" ] || return {_NOT_ALLOWED}
    head -c {_LONGEST} <"$1" || return {_UNREADABLE}
}}
version() {{ found=$(grep -s -m 1 '^protocol=' "$1") && printf '\n%s\n' "$found"; }}
worst={_ABSENT}
"""
NOT_UNDERSTOOD = (  # what `parsed` and reading its text may raise, beside `Newer`
    ProblemError, ValueError, TypeError, AttributeError, KeyError, RecursionError, OverflowError,
)  # fmt: skip


class Newer(Exception):  # noqa: N818 - a state of the record
    """The record is of a format that this GoFerry does not know."""


def text(service: Service) -> str:
    """Write down what is needed to ask for the service's health; no secret, no local path."""
    found = {"format": FORMAT if service.processes else _ALONE, **_spelled(service, _RECORDED)}
    if service.processes:
        found["processes"] = [
            {"name": one.name, **_spelled(one, _OF_PROCESSES)} for one in service.processes
        ]
    return json.dumps(found, indent=2) + "\n"


def _spelled(holder: Service | Process, entries: Iterable[OptionEntry]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for entry in entries:
        section, _, name = entry.key.rpartition(".")
        place = found.setdefault(section, {}) if section else found
        place[name] = to_plain(value_of(holder, entry.key), kind=entry.kind.annotation)
    return found


async def read(session: ServerSession, name: str) -> Service:
    """Return the service as it was deployed last.

    Raises "service_not_found" only where it is known to be absent; else "record_not_allowed",
    "record_unreadable" or "record_newer".
    """
    places = {scope: _places(Layout(name, scope)) for scope in Scope}
    ran = await session.run(_script(*places.values()))
    if ran.code == _NOT_ALLOWED:
        ran = await _as_root(session, name, places[Scope.SYSTEM])
    return _service(session, name, ran)


async def names(session: ServerSession) -> tuple[str, ...]:
    """Name the services that have a record on the server, root's and those of the login itself."""
    records = (Layout("x", scope).record.replace("/x/", "/*/") for scope in Scope)
    ran = await session.run(
        f'for one in {" ".join(records)}; do [ -e "$one" ] && echo "$one"; done; exit 0'
    )
    found = {line.split("/")[-2] for line in ran.out.splitlines() if line.count("/") > 1}
    return tuple(sorted(filter(usable, found)))


def _places(layout: Layout) -> tuple[str, str]:
    return layout.record, layout.helper


def _script(*places: tuple[str, str]) -> str:
    """Spell how a record is read, and after it the version of the helper beside it."""
    looks = (
        f"look {shlex.quote(place)}; code=$?\n"
        f"[ $code = 0 ] && {{ version {shlex.quote(helper)}; exit 0; }}\n"
        "[ $code -gt $worst ] && worst=$code\n"
        for place, helper in places
    )
    return f"{_LOOK}{''.join(looks)}exit $worst"


async def _as_root(session: ServerSession, name: str, places: tuple[str, str]) -> Ran:
    try:
        return await session.run_as_root(_script(places))
    except ProblemError as refused:
        told = refused.problem
        closed = not_allowed(session.profile, name)
        problem = replace(closed, next=(*told.next, *closed.next), details=told.details)
        raise ProblemError(problem) from refused


def _service(session: ServerSession, name: str, ran: Ran) -> Service:
    server = session.profile.name
    if ran.code == _ABSENT:
        raise ProblemError(not_found(server, name))
    if ran.code:
        raise ProblemError(_unreadable(server, name, ran.err))
    protocol.must_not_be_newer(server, name, protocol.version_of(ran.out))
    return understood(server, name, ran.out.partition("\nprotocol=")[0])


def understood(server: str, name: str, told: str) -> Service:
    """Read a record as a server told it. Raises "record_newer" or "record_unreadable"."""
    try:
        return parsed(name, read_json(told))
    except Newer as reason:
        raise ProblemError(_newer(server, name)) from reason
    except NOT_UNDERSTOOD as reason:
        raise ProblemError(_unreadable(server, name, f"{reason}\n{told[:2000]}")) from reason


def parsed(name: str, found: dict[str, Any]) -> Service:
    """Read a record; raises `Newer`, or what Python raises at a value of a wrong kind."""
    if int(found.get("format", FORMAT)) > FORMAT:
        raise Newer
    service = with_values(Service(name=name), dict(_values(found, _RECORDED)))
    return replace(service, processes=tuple(map(_process, found.get("processes", ()))))


def _process(found: dict[str, Any]) -> Process:
    if not is_name(name := found["name"]):
        raise ValueError(name)
    return with_values(Process(name=name), dict(_values(found, _OF_PROCESSES)))


def must_not_be_newer(session: ServerSession, name: str, told: str) -> None:
    """Raise "record_newer" before anything is done with a service that a newer GoFerry made.

    One that is damaged does not forbid it: a deploy writes it anew.
    """
    try:
        parsed(name, read_json(told))
    except Newer as reason:
        raise ProblemError(_newer(session.profile.name, name)) from reason
    except NOT_UNDERSTOOD:
        return


def _values(found: dict[str, Any], entries: Iterable[OptionEntry]) -> Iterator[tuple[str, Any]]:
    """Yield each value that is there under its key; a server's words are not believed."""
    for entry in entries:
        section, _, name = entry.key.rpartition(".")
        place = {**found.get(section, {})} if section else found
        if name in place:
            older = entry.older is not None and entry.older.fits(place[name])
            yield entry.key, place[name] if older else entry.read(place[name])


def not_found(server: str, name: str) -> Problem:
    """Say that a server has no such service."""
    return Problem(
        code="service_not_found",
        what=say("{server} has no service “{name}” from GoFerry.", server=server, name=name),
        why=say("The service was never deployed there, or it was removed."),
    )


def not_allowed(profile: Profile, name: str) -> Problem:
    """Say that this login may not see what is there of a service."""
    return Problem(
        code="record_not_allowed",
        what=say(
            "“{user}” is not allowed to read the record of “{name}” on {server}.",
            user=profile.user,
            server=profile.name,
            name=name,
        ),
        why=say(
            "This login has no access to GoFerry's directory there, so the service "
            "might be running."
        ),
        next=(Advice(say("Or ask an administrator to run: chmod 755 /var/lib/goferry.")),),
    )


def _unreadable(server: str, name: str, told: str) -> Problem:
    return Problem(
        code="record_unreadable",
        what=say("The record of “{name}” on {server} cannot be read.", server=server, name=name),
        why=say("The file service.json there is damaged. The service itself might be running."),
        next=(Advice(say("Deploy the service again. That writes the file again.")),),
        details=inert(told),
    )


def _newer(server: str, name: str) -> Problem:
    return Problem(
        code="record_newer",
        what=say("“{name}” on {server} was deployed by a newer GoFerry.", name=name, server=server),
        why=say("This GoFerry version cannot read the newer record of a service."),
        next=(Advice(say("Update GoFerry on this computer.")),),
    )

"""What a server has kept of its services' past, in one round trip: releases, and what was done."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from core.codec import object_in
from core.plain_text import number_or_none
from core.problems import ProblemError
from core.service import closed, record, unseen
from core.service.history import entry_of
from core.service.installed import ROOT_PROBLEMS
from core.service.layout import Layout, is_release
from core.service.model import Scope
from core.service_name import must_be_usable, usable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from core.service.history import Entry
    from core.ssh.session import ServerSession

_ALL = "*"
_MANY, _EACH = 4000, 400  # entries of one service, and of each of many: an answer has its bounds


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A release that lies on the server: the bytes of its program, and what came with it."""

    release: str
    size: int | None
    manifest: Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """The past of one service on one server; the history's newest entry is the last.

    `changing`: a change is under way, of which the history does not know yet.
    """

    server: str
    service: str
    scope: Scope
    history: tuple[Entry, ...] = ()
    kept: tuple[Kept, ...] = ()
    bad: frozenset[str] = frozenset()
    current: str = ""
    changing: bool = False


async def ask(session: ServerSession, service: str = "") -> tuple[Past, ...]:
    """Look at the past of a service, or of every service that GoFerry knows there.

    Raises "service_not_found", and "traces_closed" where it is not for this login to see.
    """
    if service:
        must_be_usable(service)
    told = (await session.run(_script(service, *Scope))).out.splitlines()
    if hidden := _hidden(told):
        told = await _as_root(session, service, hidden)
    found = tuple(_read(session.profile.name, told))
    if service and not found:
        raise ProblemError(record.not_found(session.profile.name, service))
    return found


def _hidden(told: Iterable[str]) -> list[str]:
    return [line.removeprefix("closed ") for line in told if line.startswith("closed ")]


async def _as_root(session: ServerSession, service: str, hidden: list[str]) -> list[str]:
    try:
        return (await session.run_as_root(_script(service, Scope.SYSTEM))).out.splitlines()
    except ProblemError as refused:
        if refused.problem.code not in ROOT_PROBLEMS:
            raise
        profile = session.profile
        seen = unseen.closed_to(profile.user, service or profile.name, hidden)
        raise ProblemError(seen) from refused


def _script(service: str, *scopes: Scope) -> str:
    return f"""\
line() {{ printf '%s %s\\n' "$1" "$2"; }}
{closed.FUNCTION}
tell() {{ # SCOPE STATE ROOT NAME
  if closed "$2"; then line closed "$2"; return; fi
  [ -d "$2" ] || return 0
  line service "$1 $4"
  if [ -e "$2/txn.json" ]; then line changing yes; fi
  if closed "$2/history.jsonl"; then line closed "$2/history.jsonl"; fi
  tail -n {_MANY if service else _EACH} "$2/history.jsonl" 2>/dev/null | sed 's/^/history /'
  for one in "$3"/releases/*-*; do
    [ -d "$one" ] || continue
    size=$(stat -c %s "$one/bin/$4" 2>/dev/null)
    told=$(head -c 16384 "$one/manifest.json" 2>/dev/null | base64 -w0)
    line release "${{one##*/}} ${{size:--}} $told"
  done
  for one in "$2"/bad/*-*; do [ -e "$one" ] && line bad "${{one##*/}}"; done
  line current "$(basename "$(readlink "$3/current")" 2>/dev/null)"
}}
{"".join(_of_scope(service, scope) for scope in scopes)}
exit 0
"""


def _of_scope(service: str, scope: Scope) -> str:
    """Ask for one service, or for each folder that there is."""
    if service:
        layout = Layout(service, scope)
        return f"tell {scope} {layout.state} {layout.root} {service}\n"
    state, root = (place.removesuffix("x") for place in _places(scope))
    return f"""\
if closed {state}; then line closed {state}; fi
for folder in {state}*/; do
  name=$(basename "$folder")
  case $name in *[!a-z0-9-]*) ;; *) tell {scope} "{state}$name" "{root}$name" "$name" ;; esac
done
"""


def _places(scope: Scope) -> tuple[str, str]:
    any_service = Layout("x", scope)
    return any_service.state, any_service.root


def _read(server: str, told: Iterable[str]) -> Iterator[Past]:
    heads: list[str] = []
    lines: dict[str, list[tuple[str, str]]] = {}
    for line in told:
        key, _, value = line.partition(" ")
        if key == "service":
            heads.append(value)
        elif heads:
            lines.setdefault(heads[-1], []).append((key, value))
    for head in heads:
        scope, _, name = head.partition(" ")
        if usable(name) and scope in {*Scope}:
            yield _past(server, name, Scope(scope), lines.get(head, []))


def _past(server: str, name: str, scope: Scope, lines: list[tuple[str, str]]) -> Past:
    def all_of(wanted: str) -> list[str]:
        return [value for key, value in lines if key == wanted]

    kept = (_kept(*value.split(" ", 2)) for value in all_of("release") if value.count(" ") > 1)
    return Past(
        server=server,
        service=name,
        scope=scope,
        history=tuple(
            entry_of(name, told) for value in all_of("history") if (told := object_in(value))
        ),
        kept=tuple(one for one in kept if is_release(one.release)),
        bad=frozenset(filter(is_release, all_of("bad"))),
        current=next(filter(is_release, all_of("current")), ""),
        changing=bool(all_of("changing")),
    )


def _kept(release: str, size: str, manifest: str) -> Kept:
    try:
        text = base64.b64decode(manifest, validate=True)
    except binascii.Error:
        text = b""
    return Kept(release=release, size=number_or_none(size), manifest=object_in(text))

"""The releases of a service: those that are kept, and those that only its history still knows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from core.operate import past
from core.plain_text import one_line
from core.service.layout import is_release
from core.service.protocol import Verb

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.operate.past import Kept, Past
    from core.service.history import Entry
    from core.ssh.session import ServerSession


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """One release of a service on a server; what nobody wrote down is empty or None.

    `commit`, its `subject`, `author` and `committed` (ISO 8601) are of the source that it was
    built of, `dirty` whether that had changes beside. `size` is the program's in bytes, `grown`
    what it has more than the one before it. `who` brought it from the computer `origin` by
    `login` at `time`, and `outcome` is what came of that. A release that is not `kept` is gone
    from the server; `bad` was left as one that did not work, `live` runs now, and a roll-back
    would take `previous`.
    """

    release: str
    commit: str = ""
    subject: str = ""
    author: str = ""
    committed: str = ""
    dirty: bool | None = None
    version: str = ""
    go: str = ""
    target: str = ""
    sha256: str = ""
    size: int | None = None
    grown: int | None = None
    who: str = ""
    origin: str = ""
    login: str = ""
    time: str = ""
    outcome: str = ""
    kept: bool = False
    bad: bool = False
    live: bool = False
    previous: bool = False

    @property
    def number(self) -> int:
        """Its place in the order of releases."""
        return int(self.release.partition("-")[0])


@dataclass(frozen=True, slots=True, kw_only=True)
class Releases:
    """The releases of a service on one server, the newest first."""

    server: str
    service: str
    releases: tuple[Known, ...]


async def releases(session: ServerSession, service: str) -> Releases:
    """List the releases of a service, in one round trip. Raises as `past.ask`."""
    found = await past.ask(session, service)
    return listed(next((one for one in found if one.current), found[0]))


def listed(found: Past) -> Releases:
    """Put together what lies on the server and what its history tells."""
    brought = {
        one.release: one
        for one in found.history
        if one.verb == Verb.DEPLOY and is_release(one.release)
    }
    there = {one.release: one for one in found.kept}
    names = sorted({*brought, *there}, key=lambda name: int(name.partition("-")[0]))
    known: list[Known] = []
    back = _previous(found)
    for name in names:
        size = _size(there.get(name))
        before = known[-1].size if known else None
        known.append(
            Known(
                release=name,
                size=size,
                grown=None if size is None or before is None else size - before,
                kept=name in there,
                bad=name in found.bad,
                live=name == found.current,
                previous=name == back,
                **_of_manifest(there.get(name)),
                **_of_history(brought.get(name)),
            )
        )
    return Releases(server=found.server, service=found.service, releases=tuple(reversed(known)))


def _previous(found: Past) -> str:
    """Name what a roll-back would take, as the server's helper looks for it."""
    there = {one.release for one in found.kept} - {found.current} - found.bad
    return next((one.live for one in reversed(found.history) if one.live in there), "")


def _size(kept: Kept | None) -> int | None:
    return None if kept is None else kept.size


def _of_manifest(kept: Kept | None) -> dict[str, Any]:
    if kept is None:
        return {}
    told = kept.manifest
    dirty = told.get("modified")
    return {
        "commit": _word(told, "revision"),
        "subject": _word(told, "subject"),
        "author": _word(told, "author"),
        "committed": _word(told, "committed"),
        "dirty": dirty if isinstance(dirty, bool) else None,
        "version": _word(told, "version"),
        "go": _word(told, "go"),
        "target": _word(told, "target"),
        "sha256": _word(told, "sha256"),
    }


def _of_history(entry: Entry | None) -> dict[str, Any]:
    if entry is None:
        return {}
    return {
        "who": entry.who,
        "origin": entry.origin,
        "login": entry.login,
        "time": entry.time,
        "outcome": entry.outcome,
    }


def _word(told: Mapping[str, Any], key: str) -> str:
    return one_line(str(told.get(key) or ""))

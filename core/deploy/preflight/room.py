"""Is there a place for the release on the server?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.deploy import bundle
from core.problems import Advice, Problem
from core.service.layout import Layout
from core.service.model import Scope
from core.words import Size, Text, say

if TYPE_CHECKING:
    from core.deploy.preflight.case import Case
    from core.servers.facts import Room

_NOEXEC = say("The directory is mounted noexec. Programs in it cannot run.")
_FEWEST_INODES = 200
_SPARE_BYTES = 32_000_000


def no_space(case: Case) -> Problem | None:
    """Refuse when the upload and the release would not fit."""
    sizes = [one.path.stat().st_size for one in bundle.members(case.service)]
    # Both travel into the upload area and are copied from there; of a bundle, the archive and what
    # it holds are in the release together for a moment.
    needed = 2 * case.release.size + 3 * sum(sizes) + _SPARE_BYTES
    for place in _places(case):
        few = place.free_inodes is not None and place.free_inodes < _FEWEST_INODES + len(sizes)
        free = place.free_bytes
        wanted = needed + (_copied(case) if place.path != "/opt" else 0)
        if few or (free is not None and free < wanted):
            return _full(place, wanted, few_inodes=few)
    return None


def _copied(case: Case) -> int:
    """Count what a copy of the data takes beside the upload; it leaves room for the service."""
    return case.data.needed - _SPARE_BYTES if case.data and case.there.current else 0


def _full(place: Room, needed: int, *, few_inodes: bool) -> Problem:
    return Problem(
        code="disk_full",
        what=say("There is not enough space in {path} on the server.", path=place.path),
        why=(
            say(
                "Only {free} inodes are free. A few hundred are needed.",
                free=place.free_inodes or 0,
            )
            if few_inodes
            else say(
                "{free} are free. {needed} are needed.",
                free=Size(place.free_bytes or 0),
                needed=Size(needed),
            )
        ),
        next=(Advice(say("Free space on the server, or keep fewer releases.")),),
    )


def closed_place(case: Case) -> Problem | None:
    """Refuse where nothing may be written, or nothing of it run."""
    for place in (*_places(case), *_settings(case)):
        if place.read_only:
            return _closed(place.path, say("The directory is mounted read-only."))
        if place.noexec and place.path in {"/opt", case.facts.home}:
            return _closed(place.path, _NOEXEC)
    if "noexec" in case.there.exists:  # a mount of the service's own
        return _closed(f"{Layout.of(case.service).root}/releases", _NOEXEC)
    return None


def _closed(path: str, why: Text) -> Problem:
    return Problem(
        code="folder_closed",
        what=say("{path} on the server cannot hold the program.", path=path),
        why=why,
        next=(Advice(say("Ask an administrator to change the mount.")),),
    )


def _places(case: Case) -> tuple[Room, ...]:
    """Return where releases and uploads will lie."""
    paths = ("/opt", "/var/lib") if case.service.scope is Scope.SYSTEM else (case.facts.home,)
    return tuple(place for path in paths if (place := case.facts.place(path)))


def _settings(case: Case) -> tuple[Room, ...]:
    place = case.facts.place("/etc") if case.service.scope is Scope.SYSTEM else None
    return (place,) if place else ()

"""Does a Go program take its socket from systemd, say that it is ready, and stop politely?"""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from core.project.go_files import programs
from core.project.known_calls import Sign
from core.project.serving import signs
from core.project.traits import ServiceTraits

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from core.project.go_files import Program
    from core.project.serving import Signs


def examine_each(folder: Path) -> tuple[ServiceTraits, ...]:
    """Read each program of a folder for itself; tests and vendored code do not count."""
    found = programs(folder)
    told = zip(found, signs(found), strict=True)
    return tuple(_traits(program, those, folder) for program, those in told)


def examine(folder: Path) -> ServiceTraits:
    """Read the folder's own program; without one, only what each below it does is certain."""
    return together(examine_each(folder))


def together(found: Sequence[ServiceTraits]) -> ServiceTraits:
    """Put programs of one folder into one answer: its own one, or what is true of each."""
    own = [one for one in found if not one.package or len(found) == 1]
    if own:
        return replace(own[0], package="")
    return ServiceTraits(
        socket=bool(found) and all(one.socket for one in found),
        ready=bool(found) and all(one.ready for one in found),
        stops=bool(found) and all(one.stops for one in found),
        port=bool(found) and all(one.port for one in found),
        opens=_once(place for one in found for place in one.opens),
        listens=_once(place for one in found for place in one.listens),
        loopback=_once(place for one in found for place in one.loopback),
    )


def _traits(program: Program, found: Signs, folder: Path) -> ServiceTraits:
    places = {
        sign: _once(f"{_short(one.path, folder)}:{one.line}" for one in found.get(sign, ()))
        for sign in Sign
    }
    shown = {
        "socket": places[Sign.SOCKET],
        "ready": places[Sign.NOTIFY] if places[Sign.READY] else (),
        "stops": places[Sign.SIGNAL] if places[Sign.SHUTDOWN] else (),
        "port": places[Sign.PORT],
    }
    return ServiceTraits(
        package="" if program.folder == folder else _short(program.folder, folder),
        **{name: bool(those) for name, those in shown.items()},
        opens=places[Sign.SERVES],
        listens=places[Sign.LISTENS],
        loopback=places[Sign.LOOPBACK],
        shown={name: those[0] for name, those in shown.items() if those},
    )


def _short(path: Path, folder: Path) -> str:
    return Path(os.path.relpath(path, folder)).as_posix()


def _once(places: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(places))

"""Does a Go program take its socket from systemd, say that it is ready, and stop politely?"""

from __future__ import annotations

import difflib
import os
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

from core.problems import Advice, Problem, ProblemError
from core.project import template
from core.project.go_files import programs
from core.project.known_calls import Sign
from core.project.serving import signs
from core.project.traits import ServiceTraits
from core.words import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from core.project.go_files import Program
    from core.project.serving import Signs

_OFFERED = {
    "serve/serve.go": (),
    "graceful/graceful.go": ("gin", "pkg"),
    "systemd/listener.go": ("gin", "pkg"),
    "systemd/notify.go": ("gin", "pkg"),
}


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


def offered(module: str) -> dict[str, str]:
    """Return what a program lacks to lose no request: three small packages, text by path.

    In main, `serve.ListenAndServe(address, handler)` then takes the place of what opens the port.
    """
    templates = files("resources") / "templates"
    return {
        f"pkg/{name}": template.renamed(
            templates.joinpath(*place, name).read_bytes(), module
        ).decode()
        for name, place in _OFFERED.items()
    }


def offer(module: str) -> str:
    """Return the same as a diff that `git apply` takes."""
    return "".join(_new_file(name, text) for name, text in offered(module).items())


def add(folder: Path, module: str) -> tuple[Path, ...]:
    """Write the packages into a project; return the new files.

    Raises `ProblemError` ("file_in_the_way") before anything is written.
    """
    wanted = {folder / name: text for name, text in offered(module).items()}
    if there := next((file for file in wanted if file.exists()), None):
        raise ProblemError(_in_the_way(there))
    for file, text in wanted.items():
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return tuple(wanted)


def _in_the_way(file: Path) -> Problem:
    return Problem(
        code="file_in_the_way",
        what=say("There is a file at {file} already.", file=str(file)),
        why=say("GoFerry adds files to your project, but changes none."),
        next=(
            Advice(say("If it is GoFerry's: call serve.ListenAndServe in main, and build again.")),
        ),
    )


def _new_file(name: str, text: str) -> str:
    lines = text.splitlines(keepends=True)
    changes = difflib.unified_diff([], lines, "/dev/null", f"b/{name}")
    return "".join(changes)

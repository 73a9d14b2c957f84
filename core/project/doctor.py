"""Does a Go program take its socket from systemd, say that it is ready, and stop politely?"""

from __future__ import annotations

import difflib
import os
import re
from dataclasses import dataclass
from importlib.resources import files
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from core.problems import Advice, Problem, ProblemError
from core.project import template
from core.project.file_scan import without_comments
from core.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator

_Source = tuple[Path, str]  # a Go file and its text, without comments
_LONGEST_SOURCE = 2 << 20
_MOST_FILES = 5000
_NOT_OURS = {"vendor", "node_modules", "testdata"}
_OFFERED = {
    "serve/serve.go": (),
    "graceful/graceful.go": ("gin", "pkg"),
    "systemd/listener.go": ("gin", "pkg"),
    "systemd/notify.go": ("gin", "pkg"),
}

_SIGNS = {
    "socket": re.compile(r'"LISTEN_(?:FDS|PID)"|\bactivation\.Listeners\(|\bListenersWithNames\('),
    "ready": re.compile(r'"NOTIFY_SOCKET"|\bdaemon\.SdNotify\('),
    "signal": re.compile(r"\bsignal\.Notify(?:Context)?\("),
    "shutdown": re.compile(r"\.Shutdown\("),
    "port": re.compile(r'"PORT"|\.Run\(\s*\)|env:"PORT'),
}
_MAIN = re.compile(r"^package main\b", re.MULTILINE)
_WORD = re.compile(r'"([\w.~/-]+)"')  # as import paths are written
_OPENS = re.compile(r"\bListenAndServe(?:TLS)?\(|\.Run(?:TLS|Listener)?\(|\bnet\.Listen\(")


@dataclass(frozen=True, slots=True, kw_only=True)
class Manners:
    """How a program behaves as a service, as far as its source tells.

    `socket`: takes systemd's; `ready`: says READY=1; `stops`: ends its requests on SIGTERM;
    `port`: listens to PORT. `opens` are the places where it may open its port, "file:line".
    """

    socket: bool = False
    ready: bool = False
    stops: bool = False
    port: bool = False
    opens: tuple[str, ...] = ()

    @property
    def may_wait(self) -> bool:
        """Whether systemd can hold its port: it takes the socket and says when it is ready."""
        return self.socket and self.ready

    @property
    def may_share(self) -> bool:
        """Whether two copies can serve on one socket, so that a deploy loses no request."""
        return self.may_wait and self.stops


def examine(folder: Path) -> Manners:
    """Read what the module's programs are made of; tests and vendored code do not count."""
    seen: set[str] = set()
    opens: list[str] = []
    for path, text in _used(tuple(_sources(folder)), folder):
        seen |= {sign for sign, pattern in _SIGNS.items() if pattern.search(text)}
        opens += [
            f"{path.relative_to(folder)}:{text.count(chr(10), 0, found.start()) + 1}"
            for found in _OPENS.finditer(text)
        ]
    return Manners(
        socket="socket" in seen,
        ready="ready" in seen,
        stops={"signal", "shutdown"} <= seen,
        port="port" in seen,
        opens=tuple(opens),
    )


def _used(sources: tuple[_Source, ...], root: Path) -> Iterator[_Source]:
    """Leave out packages that no program imports: code that merely lies there does nothing."""
    waiting = {path.parent for path, text in sources if _MAIN.search(text)} | {root}
    used: set[Path] = set()
    others = {path.parent for path, _ in sources}
    while waiting:
        used |= waiting
        imported = {
            word for path, text in sources if path.parent in waiting for word in _WORD.findall(text)
        }
        waiting = {
            one for one in others - used if _ends_with(imported, one.relative_to(root).as_posix())
        }
    return (one for one in sources if one[0].parent in used)


def _ends_with(imported: set[str], package: str) -> bool:
    return any(word.endswith(f"/{package}") for word in imported)


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


def _sources(folder: Path) -> Iterator[_Source]:
    for path in islice(_files(folder), _MOST_FILES):
        try:
            with path.open("rb") as file:
                text = file.read(_LONGEST_SOURCE).decode("utf-8", "replace")
        except OSError:
            continue
        yield path, without_comments(text)


def _files(folder: Path) -> Iterator[Path]:
    for place, folders, names in os.walk(folder):
        folders[:] = sorted(one for one in folders if one[0] not in "._" and one not in _NOT_OURS)
        for name in sorted(names):
            if name.endswith(".go") and not name.endswith("_test.go") and name[0] not in "._":
                yield Path(place) / name

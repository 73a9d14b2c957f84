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

from core.project.file_scan import without_comments

if TYPE_CHECKING:
    from collections.abc import Iterator

_LONGEST_SOURCE = 2 << 20
_MOST_FILES = 5000
_NOT_OURS = {"vendor", "node_modules", "testdata"}
_TEMPLATE = ("templates", "gin", "pkg")
_OFFERED = ("systemd/listener.go", "systemd/notify.go", "graceful/graceful.go")

_SIGNS = {
    "socket": re.compile(r'"LISTEN_(?:FDS|PID)"|\bactivation\.Listeners\(|\bListenersWithNames\('),
    "ready": re.compile(r'"NOTIFY_SOCKET"|\bdaemon\.SdNotify\('),
    "signal": re.compile(r"\bsignal\.Notify(?:Context)?\("),
    "shutdown": re.compile(r"\.Shutdown\("),
    "port": re.compile(r'"PORT"|\.Run\(\s*\)|env:"PORT'),
}
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
    """Read the module's own sources; tests and vendored code do not count."""
    seen: set[str] = set()
    opens: list[str] = []
    for path, text in _sources(folder):
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


def offer() -> str:
    """Return the missing code as a diff that `git apply` takes: two small packages.

    In main: `listener, err := systemd.Listener()`, `net.Listen` where that is nil, and
    `graceful.Serve(ctx, server, listener, …)` in place of `ListenAndServe`.
    """
    source = files("resources").joinpath(*_TEMPLATE)
    return "".join(
        _new_file(f"pkg/{name}", source.joinpath(name).read_text("utf-8")) for name in _OFFERED
    )


def _new_file(name: str, text: str) -> str:
    lines = text.splitlines(keepends=True)
    changes = difflib.unified_diff([], lines, "/dev/null", f"b/{name}")
    return "".join(changes)


def _sources(folder: Path) -> Iterator[tuple[Path, str]]:
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

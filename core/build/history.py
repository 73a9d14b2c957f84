"""How long each package took to compile in earlier builds, so that the bar follows the clock."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from core.codec import Unreadable, read_json, write_json
from core.declared import coded
from core.home import write_whole
from core.problems import ProblemError
from core.typed import from_plain, to_plain

if TYPE_CHECKING:
    from pathlib import Path

    from core.build.options import BuildOptions
    from core.home import Home
    from core.toolchain import Go

_LONGEST_FILE = 64 << 20


@coded()
@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """Milliseconds by package, and of linking by program, for one Go version and target.

    `made` maps the path of a program that came out to its SHA-256.
    """

    packages: Mapping[str, float] = field(default_factory=dict)
    links: Mapping[str, float] = field(default_factory=dict)
    made: Mapping[str, str] = field(default_factory=dict)

    def with_run(self, run: History) -> History:
        """Return the history with a newer run's times over the older ones."""
        return History(
            packages={**self.packages, **run.packages},
            links={**self.links, **run.links},
            made={**self.made, **run.made},
        )


def file_of(home: Home, go: Go, options: BuildOptions) -> Path:
    """Return where the times of this Go version and target are kept."""
    target = options.target
    name = f"{go.version}-{target.goos}-{target.goarch}-cgo-{options.cgo}.json"
    return home.cache / "compile-times" / name


def load(file: Path) -> History:
    """Read the times; a missing or damaged file is an empty history."""
    with contextlib.suppress(OSError, Unreadable):
        return from_plain(History, read_json(_read(file), paths=True))
    return History()


def save(file: Path, history: History) -> None:
    """Keep the times; a disk that is full takes nothing away but the bar's precision."""
    with contextlib.suppress(ProblemError):
        write_whole(file, write_json(to_plain(history), indent=None))


def read_actions(file: Path) -> History:
    """Read what `-debug-actiongraph` wrote: the packages that were really compiled, and links."""
    packages: dict[str, float] = {}
    links: dict[str, float] = {}
    with contextlib.suppress(OSError, ValueError, TypeError, KeyError, AttributeError):
        for action in read_json(_read(file)):
            if action.get("Cmd") and action["Mode"] in {"build", "link"}:
                times = links if action["Mode"] == "link" else packages
                times[action["Package"]] = _milliseconds(action)
    return History(packages=packages, links=links)


def _read(file: Path) -> bytes:
    with file.open("rb") as opened:
        return opened.read(_LONGEST_FILE)


def _milliseconds(action: Mapping[str, Any]) -> float:
    return 1000 * (_time(action["TimeDone"]) - _time(action["TimeStart"])).total_seconds()


def _time(text: str) -> datetime:
    """Go writes nanoseconds and drops zeros at the end; Python reads microseconds."""
    seconds, _, rest = text.removesuffix("Z").partition(".")
    return datetime.fromisoformat(f"{seconds}.{rest[:6]:0<6}+00:00")

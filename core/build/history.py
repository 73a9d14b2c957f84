"""How long each package took to compile in earlier builds, so that the bar follows the clock."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from core.codec import LARGEST, read_json
from core.declared import coded
from core.memory import note, noted

if TYPE_CHECKING:
    from pathlib import Path

    from core.build.options import BuildOptions
    from core.home import Home
    from core.toolchain import Go

_ODD = (OSError, ValueError, TypeError, KeyError, AttributeError)


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
    return noted(file, History) or History()


def save(file: Path, history: History) -> None:
    """Keep the times; a disk that is full takes nothing away but the bar's precision."""
    note(file, history)


def read_actions(file: Path) -> History:
    """Read what `-debug-actiongraph` wrote: the packages that were really compiled, and links."""
    packages: dict[str, float] = {}
    links: dict[str, float] = {}
    with contextlib.suppress(*_ODD), file.open("rb") as opened:
        for action in read_json(opened.read(LARGEST)):
            if action.get("Cmd") and action["Mode"] in {"build", "link"}:
                times = links if action["Mode"] == "link" else packages
                times[action["Package"]] = _milliseconds(action)
    return History(packages=packages, links=links)


def _milliseconds(action: Mapping[str, Any]) -> float:
    return 1000 * (_time(action["TimeDone"]) - _time(action["TimeStart"])).total_seconds()


def _time(text: str) -> datetime:
    """Go writes nanoseconds and drops zeros at the end; Python reads microseconds."""
    seconds, _, rest = text.removesuffix("Z").partition(".")
    return datetime.fromisoformat(f"{seconds}.{rest[:6]:0<6}+00:00")

"""How far a compilation is: which packages must be compiled, and which have begun."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from core.events import Progress
from core.processes import Captured, Command, capture
from core.project.packages import read_objects

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.build.command import BuildCommand

_FIELDS = "ImportPath,Name,Stale"
_PATIENCE = 600.0  # seconds: the look may have to download modules first


@dataclass(frozen=True, slots=True)
class Forecast:
    """The packages that a build will compile; `said` is what Go said when asked."""

    packages: tuple[str, ...]
    said: Captured


async def foresee(command: BuildCommand, env: Mapping[str, str]) -> Forecast:
    """Ask Go which packages are not in its cache, with the very flags of the build."""
    words = (command.words[0], "list", "-e", "-deps", f"-json={_FIELDS}", *_list_words(command))
    said = await capture(Command(words=words, folder=command.folder, env=env), seconds=_PATIENCE)
    stale = (one["ImportPath"] for one in read_objects(said.out) if one.get("Stale"))
    return Forecast(tuple(stale), said)


def _list_words(command: BuildCommand) -> tuple[str, ...]:
    """The build's flags and package, without `-o`, which `go list` does not know."""
    words = list(command.words[2:])
    place = words.index("-o")
    del words[place : place + 2]
    return tuple(words)


@dataclass(slots=True)
class Compilation:
    """Counts packages. Go names a package when it *begins*, so the newest ones still run."""

    foreseen: set[str] | None = None
    begun: set[str] = field(default_factory=set)
    at_once: int = field(default_factory=lambda: os.cpu_count() or 1)

    def begin(self, package: str) -> Progress:
        """Count one more package."""
        self.begun.add(package)
        return self.progress()

    def progress(self) -> Progress:
        """Tell how many packages are done, and of how many."""
        done = max(len(self.begun) - self.at_once, 0)
        if self.foreseen is None:
            return Progress(done=done, total=None, unit="packages")
        return Progress(done=done, total=len(self.foreseen | self.begun), unit="packages")

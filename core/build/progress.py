"""How far a compilation is: which packages must be compiled, and how long each should take."""

from __future__ import annotations

import asyncio
import os
from collections import deque
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from core.events import Progress
from core.processes import Command, capture
from core.project.packages import read_objects

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Mapping

    from core.build.command import BuildCommand
    from core.build.history import History

_SOURCES = ("GoFiles", "CgoFiles", "CFiles", "CXXFiles", "SFiles")
_FIELDS = ",".join(("ImportPath", "Stale", "Dir", *_SOURCES))
_PATIENCE = 600.0  # seconds: the look may have to download modules first
_BYTES_A_MS = 300.0  # source compiled in a millisecond, where nothing was measured yet
_LEAST = 5.0  # milliseconds: starting a compiler takes that for the smallest package
_FIRST_LINK = 1500.0  # milliseconds, where nothing was measured yet


@dataclass(frozen=True, slots=True)
class Forecast:
    """The packages that a build will compile, each with the milliseconds it is expected to take."""

    packages: Mapping[str, float]
    link: float


async def foresee(command: BuildCommand, env: Mapping[str, str], history: History) -> Forecast:
    """Ask Go which packages are not in its cache, with the very flags of the build."""
    words = (command.words[0], "list", "-e", "-deps", f"-json={_FIELDS}", *_list_words(command))
    said = await capture(Command(words=words, folder=command.folder, env=env), seconds=_PATIENCE)
    stale = [one for one in read_objects(said.out) if one.get("Stale")]
    return Forecast(
        packages=await asyncio.to_thread(_expected, stale, history),
        link=history.links.get(command.words[-1], _FIRST_LINK),
    )


class Look:
    """The forecast, asked for when the first package begins to compile.

    A build that finds everything in the cache begins none, and so is never slowed by the look.
    """

    def __init__(self, ask: Callable[[], Coroutine[None, None, Forecast]]) -> None:
        self._ask = ask
        self._task: asyncio.Task[Forecast] | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)

    def begin(self) -> None:
        """Start looking, unless that was done before."""
        if self._task is None:
            self._task = asyncio.create_task(self._ask())

    @property
    def done(self) -> bool:
        """Whether the look has ended, with or without an answer."""
        return self._task is not None and self._task.done()

    def answer(self) -> Forecast | None:
        """The forecast, or None when Go could not give one."""
        if self._task is None or self._task.cancelled() or self._task.exception():
            return None
        return self._task.result()


def _list_words(command: BuildCommand) -> tuple[str, ...]:
    """The build's flags and package, without `-o`, which `go list` does not know."""
    words = list(command.words[2:])
    place = words.index("-o")
    del words[place : place + 2]
    return tuple(words)


def _expected(stale: list[dict[str, Any]], history: History) -> dict[str, float]:
    """Times of earlier builds where there are any, else the size of the source tells."""
    known = history.packages
    return {
        one["ImportPath"]: known.get(one["ImportPath"]) or _LEAST + _source_size(one) / _BYTES_A_MS
        for one in stale
    }


def _source_size(package: Mapping[str, Any]) -> int:
    folder = package.get("Dir", "")
    files = (file for kind in _SOURCES for file in package.get(kind) or ())
    return sum(_size(Path(folder, file)) for file in files)


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:
        return 0


@dataclass(slots=True)
class Compilation:
    """Counts packages. Go names a package when it *begins*, so the newest ones still run."""

    forecast: Forecast | None = None
    begun: dict[str, None] = field(default_factory=dict)
    at_once: int = field(default_factory=lambda: os.cpu_count() or 1)

    def begin(self, package: str) -> Progress:
        """Count one more package."""
        self.begun[package] = None
        return self.progress()

    def progress(self) -> Progress:
        """Tell how many packages are done, of how many, and how far that is by the clock."""
        done = max(len(self.begun) - self.at_once, 0)
        if self.forecast is None:
            return Progress(done=done, total=None, unit="packages")
        expected = self.forecast.packages
        total = len(expected.keys() | self.begun.keys())
        return Progress(done=done, total=total, unit="packages", share=self._share(expected))

    def expected(self) -> float:
        """Milliseconds that the whole compilation is expected to take."""
        if self.forecast is None:
            return 0.0
        return sum(self.forecast.packages.values()) / self.at_once

    def _share(self, expected: Mapping[str, float]) -> float:
        whole = sum(expected.values()) or 1.0
        running = deque(self.begun, maxlen=self.at_once)
        begun = sum(expected.get(package, 0.0) for package in self.begun)
        return max(begun - sum(expected.get(one, 0.0) for one in running) / 2, 0.0) / whole

"""How far a compilation is: which packages must be compiled, and when each should begin."""

from __future__ import annotations

import asyncio
import os
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Self

from core.build import source
from core.events import Progress
from core.processes import Command, capture
from core.project.packages import read_objects

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Mapping

    from core.build.command import BuildCommand
    from core.build.history import History
    from core.build.schedule import Schedule
    from core.project.packages import Package

_GO, _C = ("GoFiles", "CgoFiles"), ("CFiles", "CXXFiles", "MFiles", "SwigCXXFiles")
_FIELDS = ",".join(dict.fromkeys(("Stale", "Imports", *_GO, *_C, *source.FIELDS)))
_TIMEOUT = 600.0  # seconds: the look may have to download modules first
# Where nothing was measured yet, the source tells: its calls and conditions make the work, tables
# of data do not, so brackets foretell the time (r = 0.97 over Gin's 313 packages; bytes: 0.79).
_BRACKETS_A_MS = 3.3
_LEAST = 10.0  # milliseconds: starting a compiler takes that for the smallest package
_WITH_C = 700.0  # milliseconds: what cgo itself does around a package's C code
_FIRST_LINK = 700.0  # milliseconds
_LONGEST_SOURCE = 32 << 20
_STEADY = 1000.0  # milliseconds: no pace is judged by less


@dataclass(frozen=True, slots=True)
class Forecast:
    """The packages that a build will compile, and when; `link` the milliseconds of linking.

    The main package comes last and belongs to linking: nothing else is compiled beside it.
    `listed` is what Go said of every package of the program.
    """

    packages: frozenset[str]
    schedule: Schedule
    link: float
    listed: tuple[Package, ...] = ()


async def foresee(command: BuildCommand, env: Mapping[str, str], history: History) -> Forecast:
    """Ask Go which packages are not in its cache, with the very flags of the build."""
    listed = await list_packages(command, env)
    return await asyncio.to_thread(_forecast, listed, history, main=command.words[-1])


async def list_packages(command: BuildCommand, env: Mapping[str, str]) -> list[Package]:
    """Ask Go for the packages of a program, with the very flags of its build."""
    words = (command.words[0], "list", "-e", "-deps", f"-json={_FIELDS}", *_list_words(command))
    said = await capture(Command(words=words, folder=command.folder, env=env), seconds=_TIMEOUT)
    return read_objects(said.out)


def _forecast(listed: list[Package], history: History, *, main: str) -> Forecast:
    from core.build.schedule import rehearse

    stale = [one for one in listed if one.get("Stale")]
    times = {one["ImportPath"]: _expected(one, history) for one in stale}
    imports = {one["ImportPath"]: one.get("Imports") or () for one in stale}
    last = times.pop(main, 0.0)
    return Forecast(
        packages=frozenset({*times, main}),
        schedule=rehearse(times, imports, at_once=os.cpu_count() or 1),
        link=last + history.links.get(main, _FIRST_LINK),
        listed=tuple(listed),
    )


def _expected(package: Package, history: History) -> float:
    """The time of an earlier build where there is one, else what the source tells."""
    known = history.packages.get(package["ImportPath"])
    if known:
        return known
    folder = Path(package.get("Dir", ""))
    files = (folder / file for kind in (*_GO, *_C) for file in package.get(kind) or ())
    with_c = _WITH_C if package.get("CgoFiles") else 0.0
    return _LEAST + with_c + sum(map(_brackets, files)) / _BRACKETS_A_MS


def _brackets(file: Path) -> int:
    try:
        with file.open("rb") as opened:
            return opened.read(_LONGEST_SOURCE).count(b"(")
    except OSError:
        return 0


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
    def begun(self) -> bool:
        """Whether anything was compiled."""
        return self._task is not None

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


@dataclass(slots=True)
class Compilation:
    """Counts packages. Go names a package when it *begins*, so the newest ones still run.

    Between two beginnings the clock moves the share on, at the pace that was kept so far.
    """

    forecast: Forecast | None = None
    begun: set[str] = field(default_factory=set)
    clock: Callable[[], float] = time.monotonic
    _first: float = 0.0
    _last: float = 0.0
    _share: float = 0.0

    def begin(self, package: str) -> Progress:
        """Count one more package."""
        self._last = self.clock()
        self._first = self._first or self._last
        self.begun.add(package)
        return self.progress()

    def progress(self) -> Progress:
        """Tell how many packages are done, of how many, and how far that is by the clock."""
        done = max(len(self.begun) - (os.cpu_count() or 1), 0)
        if self.forecast is None:
            return Progress(done=done, total=None, unit="packages")
        total = len(self.forecast.packages | self.begun)
        self._share = max(self._share, self._by_now(self.forecast.schedule))
        return Progress(done=done, total=total, unit="packages", share=self._share)

    def linking(self) -> Progress:
        """Tell how far linking is, since the main package, the last one, began."""
        total = len(self.begun)
        if self.forecast is None:
            return Progress(done=total, total=None, unit="packages")
        since = self._since() * self._pace(self.forecast.schedule.end)
        share = min(since / self.forecast.link, 1.0)
        return Progress(done=total, total=total, unit="packages", share=share)

    def _by_now(self, schedule: Schedule) -> float:
        """Where the schedule stands: past the last beginning, and not yet at the next one."""
        begun = min(len(self.begun), len(schedule.starts))
        if not begun:
            return 0.0
        last = schedule.starts[begun - 1]
        coming = (*schedule.starts[begun : begun + 1], schedule.end)[0]
        return min(last + self._since() * self._pace(last), coming) / (schedule.end or 1.0)

    def _since(self) -> float:
        """Milliseconds since the last package began."""
        return 1000 * (self.clock() - self._last)

    def _pace(self, expected: float) -> float:
        """How much faster than expected it went up to the last beginning."""
        passed = 1000 * (self._last - self._first)
        return (expected + _STEADY) / (passed + _STEADY)

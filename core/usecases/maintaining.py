"""Small jobs around a build: check the code, look after its modules, get its C compiler."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from core.build.options import Cgo
from core.build.task import BuildTask

if TYPE_CHECKING:
    from pathlib import Path

    from core.build.options import BuildOptions
    from core.build.reproducible import Comparison
    from core.events import Report
    from core.home import Home
    from core.problems import Problem
    from core.target import Target
    from core.toolchain import Go
    from core.usecases.settling import BuildWish, Settled


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkPlace:
    """Where such a job runs: a project's folder, with this Go and these options."""

    folder: Path
    go: Go
    options: BuildOptions


def place_of(wish: BuildWish) -> WorkPlace:
    """Settle where a job runs for which the project need not be readable; raises `ProblemError`."""
    from core import toolchain
    from core.project import reader, shared
    from core.usecases.settling import options_of

    folder = reader.module_above(wish.folder).file.parent
    options = options_of(wish, shared.load(folder))
    return WorkPlace(folder=folder, go=toolchain.choose(wish.go), options=options)


async def run_task(task: BuildTask, place: WorkPlace, *, package: str = "", report: Report) -> str:
    """Run one of Go's own jobs and return what it said; `package` is what `WHY` asks about.

    Raises `ProblemError` for what it finds.
    """
    from core.build import go_jobs

    more = {"package": package} if task is BuildTask.WHY else {}
    job = getattr(go_jobs, task.value)
    said: str = await job(place.folder, place.go, options=place.options, report=report, **more)
    return said


async def compare_builds(
    home: Home, wish: BuildWish, *, report: Report
) -> tuple[tuple[Target, Comparison], ...]:
    """Build each target twice, in two folders, and tell whether the bytes are the same.

    Raises `ProblemError`.
    """
    from core.usecases.settling import settle

    return await compare_settled(home, await settle(home, wish), report=report)


async def compare_settled(
    home: Home, settled: Settled, *, report: Report
) -> tuple[tuple[Target, Comparison], ...]:
    """The same for what is settled already."""
    from core.build import reproducible

    return tuple(
        [
            (one.options.target, await reproducible.check(one, settled.go, home, report=report))
            for one in settled.requests
        ]
    )


def fault_of(found: tuple[tuple[Target, Comparison], ...]) -> Problem | None:
    """What to tell where builds that were compared are not the same; the first one counts."""
    faults = (one.problem() for _, one in found)
    return next((fault for fault in faults if fault is not None), None)


async def install_zig(*, report: Report) -> Path:
    """Get the C compiler for every system; return its program."""
    from core.build import zig

    return await zig.install(report=report)


async def prepare_zig(options: BuildOptions, *, report: Report) -> None:
    """Build the C library of a target now, and not in its first build."""
    from core.build import zig

    await zig.prepare(options, report=report)


async def prepare_zig_for(wish: BuildWish, *, report: Report) -> tuple[BuildOptions, ...]:
    """The same for each target that was named, outside of any project; return the options."""
    from core.usecases.settling import options_of

    typed = options_of(wish)
    wanted = tuple(_with_c(typed, target) for target in wish.targets or (typed.target,))
    for options in wanted:
        await prepare_zig(options, report=report)
    return wanted


def _with_c(options: BuildOptions, target: Target) -> BuildOptions:
    """Where cgo was not chosen it is what zig is for: static, or on where nothing is static."""
    cgo = Cgo.STATIC if target.goos == "linux" and not options.glibc else Cgo.ON
    return replace(options, target=target, cgo=cgo if options.cgo is Cgo.OFF else options.cgo)

"""What the build engine costs and keeps: `python -m tests.benchmarks.bench_build [PART …]`.

The parts are warm, process, fresh, bar, cancel and same; without any, all of them.
Everything is measured against plain `go build` of the same project in the same run, turn and turn
about, and printed as a ratio: absolute times of a shared machine mean little.
"""

from __future__ import annotations

import asyncio
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from bisect import bisect_right
from contextlib import suppress
from dataclasses import replace
from functools import partial
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

from core.build.builder import build
from core.build.command import build_command
from core.build.options import BuildOptions, BuildRequest, Cgo, Target
from core.build.places import output_of
from core.build.preflight import preflight
from core.events import Progress, StepFinished, StepStarted, unheard
from core.home import Home
from core.project.reader import read
from core.project.template import create
from core.toolchain import Go, choose, environment
from tests import go_projects

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from core.build.artifact import Artifact
    from core.events import Event, Job

_CANCELS = 12
_ROUNDS = 7
_SQLITE = Path(__file__).parents[1] / "programs" / "sqlite"


async def main(parts: list[str]) -> None:
    """Make a Gin project, then measure."""
    go = choose()
    with tempfile.TemporaryDirectory(prefix="bench-build-") as place:
        root = Path(place)
        folder = await create("gin", root / "shop", module="example.com/shop")
        project = await read(folder, go)
        request = BuildRequest(project=project, options=BuildOptions(), output=root / "out" / "p")
        home = Home.find(root / "home")
        print(f"Go {go.version}, {os.cpu_count()} processors")
        await build(request, go, home, report=unheard)
        again = replace(request, options=replace(request.options, fresh=True))
        if "warm" in parts:
            await measure_preflight(request, go, home, root)
            await measure_overhead(request, go, home, rounds=_ROUNDS)
            await measure_overhead(request, go, home, rounds=_ROUNDS, relink=True)
        if "fresh" in parts:
            await measure_overhead(again, go, home, rounds=2)
        if "bar" in parts:
            await measure_bar(again, go, root)
        if "process" in parts:
            measure_process(request, go, home)
            measure_start()
        if "cancel" in parts:
            await measure_cancels("plain", again, go, home)
            for kind, cgo in (("gcc", Cgo.ON), ("zig", Cgo.STATIC)):
                with_c = await _sqlite(root / kind, go, BuildOptions(cgo=cgo))
                await measure_cancels(kind, with_c, go, home)
        if "same" in parts:
            await measure_same_bytes(go, root)


async def measure_preflight(request: BuildRequest, go: Go, home: Home, root: Path) -> None:
    """Time the look before a build, with what it asks in Go's caches and with empty ones."""
    warm = [await _seconds(preflight(request, go, home)) for _ in range(5)]
    empty = replace(request.options, env=(("GOCACHE", str(root / "empty")),))
    cold = await _seconds(preflight(replace(request, options=empty), go, home))
    print(f"preflight                 warm {statistics.median(warm):.2f} s   cold {cold:.2f} s")


async def measure_overhead(
    request: BuildRequest, go: Go, home: Home, *, rounds: int, relink: bool = False
) -> None:
    """Compare the job with plain `go build`, same words, same environment.

    With `relink` the old programs are removed first, so that both have to link.
    """
    outputs = (output_of(request, home), request.project.folder.parent / "plain")
    plain: list[float] = []
    job: list[float] = []
    work: list[float] = []  # processor time, which a busy computer does not stretch as much
    for _ in range(rounds):
        for output in outputs if relink else ():
            output.unlink(missing_ok=True)
        before = _processor_time()
        plain.append(await asyncio.to_thread(_plain, request, go))
        between = _processor_time()
        job.append(await _seconds(build(request, go, home, report=unheard)))
        work.append((_processor_time() - between) / (between - before))
    ratios = [ours / theirs for ours, theirs in zip(job, plain, strict=True)]
    kind = "link only" if relink else "nothing to do"
    kind = "everything again (-a)" if request.options.fresh else kind
    print(
        f"job / go build            {statistics.median(ratios):.3f}"
        f"  (best / best {min(job) / min(plain):.3f},"
        f" processor time {statistics.median(work):.3f})   {kind}, {rounds} rounds,"
        f" go build {statistics.median(plain):.2f} s"
    )


async def measure_bar(request: BuildRequest, go: Go, root: Path) -> None:
    """Hold the bar against the clock: first with no history, then with one."""
    home = Home.find(root / "new home")
    for kind in ("first build", "with history"):
        marks, unforeseen = await _marks(partial(build, request, go, home))
        off = list(_deviations(marks))
        print(
            f"bar against clock         largest {max(off):.2f}  mean {statistics.mean(off):.2f}"
            f"  {kind}, {marks[-1][0]:.0f} s; packages not foreseen: {unforeseen}"
        )


async def _marks(job: Job[Artifact]) -> tuple[list[tuple[float, float]], int]:
    """The bar's place from each moment on: the step's span and the part of it that is done."""
    since, span, marks, totals = time.monotonic(), (0.0, 0.0), [(0.0, 0.0)], set()

    def report(event: Event) -> None:
        nonlocal span
        match event:
            case StepStarted():
                span = event.span
                bar = span[0]
            case Progress(fraction=float(share)):
                bar = span[0] + (span[1] - span[0]) * share
                totals.add(event.total or 0)
            case StepFinished():
                bar = span[1]
            case _:
                return
        marks.append((time.monotonic() - since, max(bar, marks[-1][1])))  # it never goes back

    await job(report=report)
    return marks, max(totals) - min(totals)


def _deviations(marks: list[tuple[float, float]]) -> Iterator[float]:
    """How far the bar is off at every thousandth of the build, also where it stood still."""
    moments, whole = [moment for moment, _ in marks], marks[-1][0]
    for thousandth in range(1000):
        now = whole * thousandth / 1000
        bar = marks[bisect_right(moments, now) - 1][1]
        yield abs(bar - thousandth / 1000)


async def measure_cancels(kind: str, request: BuildRequest, go: Go, home: Home) -> None:
    """Cancel at random moments; count what is left, then build once more."""
    once = replace(request, options=replace(request.options, fresh=False))
    await build(once, go, home, report=unheard)
    output = output_of(request, home)
    before = output.read_bytes()
    processes = folders = 0
    slowest = 0.0
    for number in range(_CANCELS):
        wanted = _never_built(request, number)
        task = asyncio.create_task(build(wanted, go, home, report=unheard))
        await asyncio.sleep(random.uniform(0.05, 8))  # noqa: S311 - a moment, not a secret
        since = time.monotonic()
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        slowest = max(slowest, time.monotonic() - since)
        processes += _left_running(home)
        folders += len([*home.cache.glob("build-*"), *output.parent.glob(".*")])
    intact = output.read_bytes() == before
    await build(once, go, home, report=unheard)
    same = output.read_bytes() == before
    print(
        f"{_CANCELS} cancels ({kind})        processes left {processes}, folders left {folders},"
        f" old program intact {intact}, next build right {same}, slowest {slowest:.2f} s"
    )


def _never_built(request: BuildRequest, number: int) -> BuildRequest:
    """The same program with its C code to be compiled again, at once; without C, all of it."""
    if request.options.cgo is Cgo.OFF:
        return request
    flags = f"-O2 -g0 -D_LARGEFILE64_SOURCE -DNUMBER={os.getpid()}{number}"
    return replace(request, options=replace(request.options, env=(("CGO_CFLAGS", flags),)))


async def measure_same_bytes(go: Go, root: Path) -> None:
    """Build in two folders, by two installations of Go, each time with a cold cache."""
    home = Home.find(root / "same home")
    installations = (go, go_projects.another_go(root / "another go"))
    for name, cgo in (
        ("linux/amd64", Cgo.OFF),
        ("linux/arm64", Cgo.OFF),
        ("linux/amd64", Cgo.STATIC),
        ("windows/amd64", Cgo.ON),
    ):
        goos, _, goarch = name.partition("/")
        source = {"main.go": go_projects.HELLO if cgo is Cgo.OFF else go_projects.WITH_C}
        digests = set()
        for number, (folder, which) in enumerate(product(("one", "an other's"), installations)):
            cold = (("GOCACHE", str(root / f"cold {goos} {goarch} {cgo} {number}")),)
            options = BuildOptions(target=Target(goos=goos, goarch=goarch), cgo=cgo, env=cold)
            project = await read(go_projects.write(root / "same" / folder, source), which)
            request = BuildRequest(project=project, options=options)
            digests.add((await build(request, which, home, report=unheard)).sha256)
        print(f"same bytes                {len(digests) == 1}  {name}, cgo {cgo}, 4 cold builds")


def measure_process(request: BuildRequest, go: Go, home: Home) -> None:
    """Compare the whole `goferry build` process with plain `go build` where little is to do."""
    output, plain = (request.project.folder.parent / name for name in ("by process", "plain"))
    build_it = ("--home", home.config, "build", request.project.folder, "--output", output)
    for kind in ("nothing to do", "link only"):
        olds = (output, plain) if kind == "link only" else ()
        rows = [_pair(lambda: _plain(request, go), build_it, olds) for _ in range(_ROUNDS + 2)]
        _print_pairs("process / go build ", rows[2:], kind)


def measure_start() -> None:
    """Compare `goferry --version` with the same Python doing nothing."""
    empty = (sys.executable, "-c", "pass")
    rows = [_pair(lambda: subprocess.run(empty, check=True), ("--version",)) for _ in range(31)]
    _print_pairs("--version / python", rows[1:], "")


def _pair(
    peer: Callable[[], object], words: tuple[str | Path, ...], olds: tuple[Path, ...] = ()
) -> tuple[tuple[float, float], tuple[float, float]]:
    """Wall and processor seconds of the peer, then of `goferry`, each a process of its own."""
    for old in olds:
        old.unlink(missing_ok=True)
    program = Path(sys.executable).with_name("goferry")
    return _timed(peer), _timed(
        lambda: subprocess.run((program, *words), check=True, capture_output=True, env=_installed())
    )


def _installed() -> dict[str, str]:
    """This checkout's code, with its bytecode kept, as wherever GoFerry is installed."""
    env = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**env, "PYTHONPATH": str(Path(__file__).parents[2])}


def _timed(work: Callable[[], object]) -> tuple[float, float]:
    since, before = time.monotonic(), _processor_time()
    work()
    return time.monotonic() - since, _processor_time() - before


def _print_pairs(
    name: str, rows: list[tuple[tuple[float, float], tuple[float, float]]], kind: str
) -> None:
    ratios = [
        statistics.median(ours[at] / max(theirs[at], 0.001) for theirs, ours in rows)
        for at in range(2)
    ]
    best = min(ours[0] for _, ours in rows) / min(theirs[0] for theirs, _ in rows)
    print(
        f"{name:<26}{ratios[0]:.2f}  (best / best {best:.2f},"
        f" processor time {ratios[1]:.2f})   {kind}, {len(rows)} rounds"
    )


async def _sqlite(folder: Path, go: Go, options: BuildOptions) -> BuildRequest:
    """A program with much C code of its own."""
    shutil.copytree(_SQLITE, folder)
    return BuildRequest(project=await read(folder, go), options=options)


def _left_running(home: Home) -> int:
    found = 0
    for place in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            found += str(home.cache).encode() in (place / "environ").read_bytes()
    return found


async def _seconds(work: object) -> float:
    since = time.monotonic()
    await work  # type: ignore[misc]
    return time.monotonic() - since


def _processor_time() -> float:
    """Seconds that this process and those that it waited for have worked."""
    return sum(os.times()[:4])


def _plain(request: BuildRequest, go: Go) -> float:
    command = build_command(request, go, output=request.project.folder.parent / "plain")
    since = time.monotonic()
    subprocess.run(
        command.words, cwd=command.folder, env=environment(go, extra=command.env), check=True
    )
    return time.monotonic() - since


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1:] or ["warm", "process", "fresh", "bar", "cancel", "same"]))

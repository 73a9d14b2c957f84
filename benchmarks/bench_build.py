"""What the build engine costs and keeps: `python -m benchmarks.bench_build [PART …]`.

The parts are warm, fresh, bar and cancel; without any, all of them.
Everything is measured against plain `go build` of the same project in the same run, turn and turn
about, and printed as a ratio: absolute times of a shared machine mean little.
"""

from __future__ import annotations

import asyncio
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import aclosing, suppress
from dataclasses import replace
from pathlib import Path

from core.build.builder import build
from core.build.command import build_command
from core.build.options import BuildOptions, BuildRequest
from core.build.places import output_of
from core.build.preflight import preflight
from core.events import Finished, Progress, StepFinished, StepStarted, result_of
from core.home import Home
from core.project.reader import read
from core.project.template import create
from core.toolchain import Go, choose, environment

_CANCELS = 12


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
        await result_of(build(request, go, home))
        again = replace(request, options=replace(request.options, fresh=True))
        if "warm" in parts:
            await measure_preflight(request, go, home, root)
            await measure_overhead(request, go, home, rounds=7)
            await measure_overhead(request, go, home, rounds=7, relink=True)
        if "fresh" in parts:
            await measure_overhead(again, go, home, rounds=2)
        if "bar" in parts:
            await measure_bar(again, go, root)
        if "cancel" in parts:
            await measure_cancels(request, go, home)


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
    for _ in range(rounds):
        for output in outputs if relink else ():
            output.unlink(missing_ok=True)
        plain.append(await asyncio.to_thread(_plain, request, go))
        job.append(await _seconds(result_of(build(request, go, home))))
    ratios = [ours / theirs for ours, theirs in zip(job, plain, strict=True)]
    kind = "link only" if relink else "nothing to do"
    kind = "everything again (-a)" if request.options.fresh else kind
    print(
        f"job / go build            {statistics.median(ratios):.3f}"
        f"  (best / best {min(job) / min(plain):.3f})   {kind}, {rounds} rounds,"
        f" go build {statistics.median(plain):.2f} s"
    )


async def measure_bar(request: BuildRequest, go: Go, root: Path) -> None:
    """Hold the bar against the clock: first with no history, then with one."""
    home = Home.find(root / "new home")
    for kind in ("first build", "with history"):
        marks, unforeseen = await _marks(build(request, go, home))
        whole = marks[-1][0]
        off = [abs(bar - when / whole) for when, bar in marks]
        print(
            f"bar against clock         largest {max(off):.2f}  mean {statistics.mean(off):.2f}"
            f"  {kind}; packages not foreseen: {unforeseen}"
        )


async def _marks(job: object) -> tuple[list[tuple[float, float]], int]:
    """The bar's place at each moment: the step's span and the part of it that is done."""
    since, span, marks, totals = time.monotonic(), (0.0, 0.0), [], set()
    async for event in job:  # type: ignore[attr-defined]
        match event:
            case StepStarted():
                span = event.span
                marks.append((time.monotonic() - since, span[0]))
            case Progress(fraction=float(share)):
                bar = span[0] + (span[1] - span[0]) * share
                marks.append((time.monotonic() - since, bar))
                totals.add(event.total)
            case StepFinished():
                marks.append((time.monotonic() - since, span[1]))
    return marks, max(totals) - min(totals)


async def measure_cancels(request: BuildRequest, go: Go, home: Home) -> None:
    """Cancel at random moments; count what is left, then build once more."""
    output = output_of(request, home)
    before = output.read_bytes()
    fresh = replace(request, options=replace(request.options, fresh=True))
    processes = folders = 0
    slowest = 0.0
    for _ in range(_CANCELS):
        task = asyncio.create_task(_run(fresh, go, home))
        await asyncio.sleep(random.uniform(0.05, 8))  # noqa: S311 - a moment, not a secret
        since = time.monotonic()
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        slowest = max(slowest, time.monotonic() - since)
        processes += _left_running(home)
        folders += len([*home.cache.glob("build-*"), *output.parent.glob(".*")])
    intact = output.read_bytes() == before
    await result_of(build(request, go, home))
    same = output.read_bytes() == before
    print(
        f"{_CANCELS} cancels                processes left {processes}, folders left {folders},"
        f" old program intact {intact}, next build right {same}, slowest {slowest:.2f} s"
    )


async def _run(request: BuildRequest, go: Go, home: Home) -> None:
    async with aclosing(build(request, go, home)) as job:
        async for event in job:
            if isinstance(event, Finished):
                return


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


def _plain(request: BuildRequest, go: Go) -> float:
    command = build_command(request, go, output=request.project.folder.parent / "plain")
    since = time.monotonic()
    subprocess.run(
        command.words, cwd=command.folder, env=environment(go, extra=command.env), check=True
    )
    return time.monotonic() - since


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1:] or ["warm", "fresh", "bar", "cancel"]))

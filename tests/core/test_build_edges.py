"""The edges of a build: parts of the bar, reasons of a disk, what may change, how much at most."""

from __future__ import annotations

import asyncio
import errno
import json
import os
import threading
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from core import processes
from core.build import builder, built_from, checked, proof
from core.build.command import BuildCommand
from core.build.consequences import consequences
from core.build.history import History
from core.build.matrix import build_matrix
from core.build.options import BuildOptions
from core.build.output import unwritable
from core.build.places import output_of
from core.build.progress import foresee
from core.build.why import heaviest
from core.events import LogLine, Noticed, StepStarted
from core.problems import Problem, ProblemError
from core.project.model import Main
from core.project.packages import may_change
from core.words import say
from tests.cancelling import cancelled_at
from tests.core.test_command import ONE
from tests.core.test_made_up_builds import (
    GOOD,
    LISTED,
    OTHER,
    build,
    go,
    left,
    plain,
    request_,
    told,
)
from tests.made_up_go import started
from tests.made_up_sizes import inspection

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.build.options import BuildRequest
    from core.events import Event, Report
    from core.home import Home
    from core.project.packages import Package
    from tests.made_up_go import MadeUpGo

__all__ = ["go", "plain", "request_"]  # fixtures


def test_the_steps_of_a_build_have_their_parts_of_the_bar_which_moves_four_times_a_second(
    request_: BuildRequest, go: MadeUpGo, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    pulses: list[float] = []

    def run(*words: Any, pulse: float, **named: Any) -> Any:  # noqa: ANN401 - as run is called
        pulses.append(pulse)
        return real(*words, pulse=pulse, **named)

    real = processes.run
    monkeypatch.setattr(builder, "run", run)
    go.does(GOOD)  # nothing is compiled, so nothing is looked at
    story, _ = build(request_, go, home)
    spans = [one.span for one in story if isinstance(one, StepStarted)]
    edges = [0, 0.02, 0.82, 0.97, 1]
    assert spans == [pytest.approx(pair) for pair in pairwise(edges)]
    assert pulses == [0.25]


def test_what_would_surprise_for_each_of_several_targets_is_told_once(
    request_: BuildRequest, go: MadeUpGo, home: Home
) -> None:
    go.does(GOOD, listed=LISTED.format(request_.project.folder))
    options = replace(request_.options, ldflags='-extldflags "-static"')
    twice = [replace(request_, options=replace(options, tags=one)) for one in (("a",), ("b",))]
    story, rows = told(build_matrix, twice, go.go, home)
    assert [one.artifact is not None for one in rows] == [True, True]
    assert [one.problem.code for one in story if isinstance(one, Noticed)] == ["old_recipe"]


WHYS = {
    errno.EACCES: "You do not have permission to", errno.EPERM: "The system does not allow",
    errno.EROFS: "The disk with this directory is read-only",
    errno.ENOENT: "The directory cannot hold files.",
    errno.ENOTDIR: "Part of the path is a", errno.EEXIST: "Part of the path is a",
    errno.ENAMETOOLONG: "The name is too long for", errno.ENOSPC: "The disk is full",
    errno.EDQUOT: "Your disk quota is used up.", errno.ETXTBSY: "The old program is",
    errno.EIO: "The system reported: ",
}  # fmt: skip


@pytest.mark.parametrize("number", WHYS)
def test_each_fault_of_a_disk_has_its_own_reason(number: int) -> None:
    problem = unwritable(Path("/x"), OSError(number, os.strerror(number)))
    assert (problem.code, problem.field) == ("output_unwritable", "output")
    assert str(problem.why).startswith(WHYS[number])


MAY_CHANGE: list[tuple[dict[str, Any], bool]] = [
    ({"Standard": True}, False), ({}, True), ({"Module": {"Main": True}}, True),
    ({"Module": {"Path": "x"}}, False),
    ({"Module": {"Path": "x", "Replace": {"Path": "./x"}}}, True),
    ({"Module": {"Path": "x", "Replace": {"Path": "y", "Version": "v1.0.0"}}}, False),
    ({"Module": {"Path": "x"}, "Dir": "/p/vendor/x"}, True),
    ({"Module": {"Path": "x"}, "Dir": "/p/vendored/x"}, False),
]  # fmt: skip


@pytest.mark.parametrize(("package", "may"), MAY_CHANGE)
def test_only_what_people_edit_may_change(
    package: Package,
    may: bool,  # noqa: FBT001 - a column of the table
) -> None:
    assert may_change({"Dir": "/m/x", **package}) is may


def test_a_workspace_is_read_only_where_it_is_used(
    request_: BuildRequest, go: MadeUpGo, home: Home
) -> None:
    folder = request_.project.folder
    go.does(GOOD, listed=LISTED.format(folder))
    for workspace in (True, False):
        options = replace(request_.options, workspace=workspace, profile="cpu.pgo")
        _, made = build(replace(request_, options=options), go, home)
        record = built_from.load(home, made.path)
        assert record is not None
        read = record.source.files
        assert (str(folder / "go.work") in read) is workspace
        assert (str(folder.parent / "go.work.sum") in read) is workspace
        assert {str(folder / one) for one in ("go.mod", "go.sum", "cpu.pgo", "default.pgo")} <= set(
            read
        )
        assert record.go == "1.26.8"


def test_twenty_imports_are_looked_at_those_that_bring_most(
    go: MadeUpGo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [f"p{n:02}" for n in range(25)]
    rows: list[dict[str, Any]] = [{"ImportPath": one} for one in names]
    rows[24] = {"ImportPath": "p24", "Imports": ["deep"]}
    rows += [{"ImportPath": "deep"}]
    rows += [{"ImportPath": "a.io/p", "Imports": names, "Module": {"Main": True}}]
    go.does(listed="\n".join(map(json.dumps, rows)))
    asked: list[int] = []

    async def saved(_: Path, groups: list[frozenset[str]]) -> tuple[int, ...]:
        asked.append(len(groups))
        return tuple(range(len(groups)))

    monkeypatch.setattr("core.build.why.saved_apart", saved)
    found = asyncio.run(heaviest(tmp_path, go=go.go, program=inspection({})))
    assert asked == [20]
    assert "p24" in {one.package for one in found}


def test_c_code_is_foreseen_to_take_its_time(go: MadeUpGo, tmp_path: Path) -> None:
    go.does(listed='{"ImportPath": "c", "Stale": true, "CgoFiles": ["c.go"]}')
    words = (str(go.go.program), "build", "-o", "/o", "a.io/p")
    command = BuildCommand(words=words, env={}, folder=tmp_path)
    found = asyncio.run(foresee(command, dict(os.environ), History()))
    assert (found.schedule.end, found.link) == (710.0, 700.0)


def test_a_name_is_never_longer_than_a_disk_takes(request_: BuildRequest, home: Home) -> None:
    long = replace(request_.project, mains=(Main(package=f"a/{'x' * 300}", folder=Path("/p")),))
    assert output_of(replace(request_, project=long), home).name == "x" * 80


def test_without_a_choice_this_computer_s_glibc_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    for own, shown in (("2.40", "2.40"), ("", "2.28")):
        monkeypatch.setattr("core.build.consequences.own_glibc", lambda own=own: own)
        _, on, _ = consequences(ONE, BuildOptions())
        assert str(on.needs) == f"The system's dynamic loader and glibc {shown} or newer."


@pytest.mark.parametrize("how", ["cancelled", "broken", "built"])
def test_nothing_looks_on_when_a_careful_build_has_ended(
    how: str, request_: BuildRequest, go: MadeUpGo, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it finds is awaited by a build that ends well or badly, not by one cancelled."""
    story: list[object] = []
    ended: list[str] = []
    looking, last = asyncio.Event(), asyncio.Event()

    async def looks(*_: object) -> tuple[()]:
        looking.set()
        try:
            await (last if how != "cancelled" else asyncio.Event()).wait()
        except asyncio.CancelledError:
            await asyncio.sleep(0.05)  # it has to tidy up, too
            ended.append("cancelled")
            raise
        ended.append("looked")
        return ()

    async def builds(*_: object, report: Report, begun: Callable[[], None]) -> str:
        await asyncio.sleep(0)
        assert not looking.is_set(), "Go begins first"
        begun()
        await looking.wait()
        report(LogLine(text="begun"))
        await asyncio.sleep(0)
        last.set()
        if how == "broken":
            raise ProblemError(problem)
        return "program"

    async def heard() -> list[object]:
        def report(event: Event) -> None:
            story.append(event)
            if how == "cancelled":
                building.cancel()

        job = checked.build_carefully(request_, go.go, home, report=report)
        building = asyncio.create_task(job)
        (end,) = await asyncio.gather(building, return_exceptions=True)
        return [*story, end if isinstance(end, str) else type(end), *ended]

    problem = Problem(code="x", what=say("x"), why=say("y"))
    monkeypatch.setattr(checked, "foreseen", looks)
    monkeypatch.setattr(checked, "build", builds)
    begun = LogLine(text="begun")
    wanted = {"cancelled": [begun, asyncio.CancelledError, "cancelled"],
              "broken": [begun, ProblemError, "looked"],
              "built": [begun, "program", "looked"]}[how]  # fmt: skip
    assert asyncio.run(heard()) == wanted


def test_what_is_laid_down_late_is_removed_with_the_rest_of_a_closed_build(
    request_: BuildRequest, go: MadeUpGo, home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The thread that proves the old program cannot be stopped: it offers it after the closing."""
    go.does(GOOD)
    _, old = build(request_, go, home)
    begun, closing = threading.Event(), threading.Event()

    def late(*words: Any) -> proof.Proved | None:  # noqa: ANN401 - as still_good is called
        begun.set()
        assert closing.wait(30)
        return real(*words)

    real = proof.still_good
    monkeypatch.setattr(proof, "still_good", late)
    go.does(OTHER, waits=True, said=started("a.io/p"))

    def enough(_: Event) -> bool:
        if found := begun.is_set() and go.waiting:
            asyncio.get_running_loop().call_later(0.1, closing.set)
        return found

    asyncio.run(cancelled_at(enough, builder.build, request_, go.go, home))
    assert left(home) == []
    assert old.path.read_bytes() == GOOD

"""Check that a build is reproducible: once more, in another folder, with an empty cache."""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from core.build.builder import build
from core.events import StepFinished, Steps, StepStarted
from core.problems import Advice, Problem, ProblemError
from core.words import Text, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.build.options import BuildRequest
    from core.events import Event, Report
    from core.home import Home
    from core.project.model import Project
    from core.toolchain import Go

_COPY = say("Copy the project to another directory")
_FIRST = say("Build it")
_SECOND = say("Build it again there with an empty cache")
_NOT_COPIED = ("node_modules", ".git")


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Two builds of the same source: their SHA-256, and why they differ where they do."""

    same: bool
    here: str
    there: str
    reasons: tuple[Text, ...] = ()

    def problem(self) -> Problem | None:
        """What to tell where the builds differ, the likeliest reason first."""
        if self.same:
            return None
        return Problem(
            code="not_reproducible",
            what=say("The two builds differ, so the build is not reproducible."),
            why=self.reasons[0] if self.reasons else say("The cause is not known."),
            next=tuple(Advice(reason) for reason in self.reasons[1:]),
            details=f"{self.here}\n{self.there}\n",
        )


async def check(request: BuildRequest, go: Go, home: Home, *, report: Report) -> Comparison:
    """Build twice and compare; the project and its program stay as they are.

    The version from git is left out of both, because the copy is no repository.
    """
    options = replace(request.options, vcs=False)
    folder = Path(await asyncio.to_thread(tempfile.mkdtemp, prefix="goferry-again-"))
    steps = Steps(3, report, shares=(1.0, 20.0, 79.0))

    def tell(event: Event) -> None:
        if not isinstance(event, StepStarted | StepFinished):
            report(event)

    digests: list[str] = []
    try:
        steps.start(_COPY)
        there = await asyncio.to_thread(_copied, request.project, folder / "copy of the project")
        steps.finish()
        cold = replace(options, env=(*options.env, ("GOCACHE", str(folder / "cache"))))
        pairs = ((_FIRST, request.project, options), (_SECOND, there, cold))
        for number, (step, project, how) in enumerate(pairs):
            steps.start(step)
            wanted = replace(
                request, project=project, options=how, output=folder / f"{number}" / "program"
            )
            digests.append((await build(wanted, go, home, report=tell)).sha256)
            steps.finish()
    finally:
        await asyncio.to_thread(_remove, folder)
    same = len(set(digests)) == 1
    why = () if same else tuple(reasons(request))
    return Comparison(same=same, here=digests[0], there=digests[1], reasons=why)


def _copied(project: Project, folder: Path) -> Project:
    try:
        ignored = shutil.ignore_patterns(*_NOT_COPIED)
        shutil.copytree(project.folder, folder, symlinks=True, ignore=ignored)
    except (OSError, shutil.Error) as reason:
        raise ProblemError(_not_copied(str(reason))) from reason
    mains = tuple(
        replace(main, folder=folder / main.folder.relative_to(project.folder))
        for main in project.mains
    )
    return replace(project, folder=folder, mains=mains)


def _remove(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)


def reasons(request: BuildRequest) -> Iterator[Text]:
    """Tell what in a request makes builds differ, the usual first."""
    options, project = request.options, request.project
    if not options.trimpath:
        yield say(
            "The program contains directory names of this computer. Leave them out (-trimpath)."
        )
    if any("time" in name.lower() or "date" in name.lower() for name, _ in options.stamps):
        yield say("A variable set at build time looks like the build time.")
    if project.cgo_packages and not options.strip:
        yield say("C debug information contains directory names. Leave out debug information.")
    if options.target.goos == "windows":
        yield say(
            "Windows programs linked by zig contain a timestamp unless debug "
            "information is left out."
        )
    yield say("Generated code, or a file that is embedded, may have changed between the builds.")


def _not_copied(reason: str) -> Problem:
    return Problem(
        code="project_not_copied",
        what=say("The project could not be copied for the second build."),
        why=say("The system reported: {reason}", reason=reason[:300]),
        details=reason[:4000],
    )

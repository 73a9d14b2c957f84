"""Several targets as one job: one after another, and no target is ever skipped in silence."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from core.build.artifact import TargetRow
from core.build.checked import build_carefully
from core.events import Noticed, StepFinished, StepStarted
from core.problems import ProblemError
from core.words import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.build.options import BuildOptions, BuildRequest
    from core.events import Event, Report
    from core.home import Home
    from core.problems import Problem
    from core.target import Target
    from core.toolchain import Go
    from core.words import Text


async def build_matrix(
    requests: Sequence[BuildRequest], go: Go, home: Home, *, report: Report
) -> tuple[TargetRow, ...]:
    """Build every request; one that does not build is noticed, and the others are still built.

    What is noticed for several targets is told once.

    One compilation already uses every processor, so targets run one by one.
    """
    rows: list[TargetRow] = []
    told: set[tuple[str, str]] = set()
    for place, request in enumerate(requests):
        target = request.options.target

        def tell(event: Event, target: Target = target, place: int = place) -> None:
            if not (isinstance(event, Noticed) and _is_known(event.problem, told)):
                report(_placed(event, target, place=place, of=len(requests)))

        try:
            made = await build_carefully(request, go, home, report=tell)
            rows.append(TargetRow(target=target, artifact=made))
        except ProblemError as error:
            rows.append(TargetRow(target=target, problem=error.problem))
            what = _for(error.problem.what, target)
            report(Noticed(problem=replace(error.problem, what=what)))
    return tuple(rows)


def _is_known(problem: Problem, told: set[tuple[str, str]]) -> bool:
    """Whether this was told before; from now on it was."""
    mark = (problem.code, str(problem.what))
    known = mark in told
    told.add(mark)
    return known


def _placed(event: Event, target: Target, *, place: int, of: int) -> Event:
    """Name the target in each step, and number the steps through all targets."""
    match event:
        case StepStarted():
            return replace(
                event,
                step=_for(event.step, target),
                number=place * event.of + event.number,
                of=of * event.of,
                span=((place + event.span[0]) / of, (place + event.span[1]) / of),
            )
        case StepFinished():
            return replace(event, step=_for(event.step, target))
        case _:
            return event


def _for(step: Text, target: Target) -> Text:
    return say("{target}: {step}", target=str(target), step=step)


def aimed(options: BuildOptions, target: Target) -> BuildOptions:
    """Return the options for one of several targets: a processor level is only its family's."""
    if not options.micro:
        return replace(options, target=target)
    from core.toolchain.micro import LEVELS

    levels = LEVELS.get(target.goarch)
    known = levels.values if levels else ()
    fits = options.micro.split(",")[0] in known
    return replace(options, target=target, micro=options.micro if fits else "")

"""Try what makes a program smaller: build it next to the real one, measure it, throw it away."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.binary.inspection import Inspection
    from core.binary.report.difference import Difference
    from core.build.lighter import Lighter
    from core.build.options import BuildOptions
    from core.events import Report
    from core.home import Home
    from core.usecases.settling import Settled


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """What a saving was measured to bring: bytes `before` and `after`, and where they went."""

    options: BuildOptions
    before: int
    after: int
    difference: Difference

    @property
    def saved(self) -> int:
        """How many bytes the program became smaller; negative when it grew."""
        return self.before - self.after


def savings(found: Inspection, options: BuildOptions) -> tuple[Lighter, ...]:
    """What the next build of a program could leave out, the largest first."""
    from core.build.lighter import lighter

    return lighter(found, options)


async def try_out(home: Home, settled: Settled, found: Inspection, *, report: Report) -> Tried:
    """Build the first target as settled, and compare it with the program that was `found`.

    The program itself, and what is remembered of it, stay as they are. Raises `ProblemError`.
    """
    from core.binary.report.difference import compare
    from core.usecases.building import build_aside
    from core.usecases.inspecting import inspect_program

    (request,) = settled.first().requests
    output = home.cache / "trial" / found.path.name
    plan = replace(settled, requests=(replace(request, output=output),))
    try:
        made = await build_aside(home, plan, report=report)
        smaller = await inspect_program(made.path)
    finally:
        output.unlink(missing_ok=True)
    return Tried(
        options=request.options,
        before=found.size,
        after=smaller.size,
        difference=compare(found, smaller),
    )

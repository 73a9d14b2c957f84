"""Build, and look beside it for what would go wrong or surprise later."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from core.build.builder import build
from core.build.foreseen import foreseen
from core.events import Noticed
from core.problems import ProblemError

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.build.artifact import Artifact
    from core.build.finding import Finding
    from core.build.options import BuildRequest
    from core.events import Event, Report
    from core.home import Home
    from core.toolchain import Go


async def build_carefully(
    request: BuildRequest,
    go: Go,
    home: Home,
    *,
    report: Report,
    begun: Callable[[], None] = lambda: None,
) -> Artifact:
    """Build one program for those who saw no preflight before: its findings come beside.

    One that stops the build ends it, as a `ProblemError` that knows more than Go says. `begun` is
    called once Go works.
    """
    goes = asyncio.Event()
    looking = asyncio.create_task(_look(request, go, home, goes))
    beside = _Beside(looking, report)

    def begin() -> None:
        goes.set()
        begun()

    try:
        made = await build(request, go, home, report=beside.report, begun=begin)
        beside.tell(await looking)
    except ProblemError as error:
        goes.set()
        if not beside.told and (stops := [one for one in await looking if one.stops]):
            raise ProblemError(stops[0].problem) from error
        raise
    else:
        return made
    finally:
        looking.cancel()
        await asyncio.gather(looking, return_exceptions=True)


async def _look(
    request: BuildRequest, go: Go, home: Home, goes: asyncio.Event
) -> tuple[Finding, ...]:
    """Look once Go works, or could not begin: a build with nothing to do waits for Go alone."""
    await goes.wait()
    return await foreseen(request, go, home)


class _Beside:
    """Tells the findings once, before the first event of the build that comes after them."""

    def __init__(self, looking: asyncio.Task[tuple[Finding, ...]], report: Report) -> None:
        self.told = False
        self._looking = looking
        self._report = report

    def report(self, event: Event) -> None:
        """Hand on an event; a finding that stops the build is raised, and so ends it."""
        if self._looking.done():
            self.tell(self._looking.result())
        self._report(event)

    def tell(self, found: tuple[Finding, ...]) -> None:
        """Tell what was found, unless that is done."""
        if self.told:
            return
        self.told = True
        for finding in found:
            if finding.stops:
                raise ProblemError(finding.problem)
            self._report(Noticed(problem=finding.problem))

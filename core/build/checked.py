"""Build, and look beside it for what would go wrong or surprise later."""

from __future__ import annotations

import asyncio
from contextlib import aclosing
from typing import TYPE_CHECKING

from core.build.builder import build
from core.build.foreseen import foreseen
from core.events import Finished, Noticed
from core.problems import ProblemError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from core.build.artifact import Artifact
    from core.build.finding import Finding
    from core.build.options import BuildRequest
    from core.events import Job
    from core.home import Home
    from core.toolchain import Go


async def build_carefully(request: BuildRequest, go: Go, home: Home) -> Job[Artifact]:
    """Build one program for those who saw no preflight before: its findings come beside.

    One that stops the build ends it, as a `ProblemError` that knows more than Go says.
    """
    looking = asyncio.create_task(foreseen(request, go, home))
    told = False
    try:
        async with aclosing(build(request, go, home)) as job:
            async for event in job:
                if not told and (looking.done() or isinstance(event, Finished)):
                    told = True
                    for notice in _notices(await looking):
                        yield notice
                yield event
    except ProblemError as error:
        if not told and (stops := [one for one in await looking if one.stops]):
            raise ProblemError(stops[0].problem) from error
        raise
    finally:
        looking.cancel()
        await asyncio.gather(looking, return_exceptions=True)


def _notices(found: tuple[Finding, ...]) -> Iterator[Noticed]:
    for finding in found:
        if finding.stops:
            raise ProblemError(finding.problem)
        yield Noticed(problem=finding.problem)

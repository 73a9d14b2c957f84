"""What a preflight found, told again as long as nothing changed that it had looked at."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path
from typing import TYPE_CHECKING

from core.build import room
from core.build.finding import Finding
from core.build.places import output_of
from core.problems import Problem
from core.project.look_cache import LookCache, whole
from core.toolchain import decisive, environment, surprises

if TYPE_CHECKING:
    from core.build.options import BuildOptions, BuildRequest
    from core.build.preflight import Seen
    from core.home import Home
    from core.toolchain import Go


async def foreseen(request: BuildRequest, go: Go, home: Home) -> tuple[Finding, ...]:
    """Find what `preflight` does for a build that begins now; the room on the disk is never old.

    Only what stops no build is remembered: whatever does is looked at again each time.
    """
    cache = _cache(request, go, home)
    found = await asyncio.to_thread(cache.find)
    if isinstance(found.answer, tuple) and _traceable(request.options):
        free = await asyncio.to_thread(room.free, output_of(request, home), home)
        return tuple(Finding(one, stops=False) for one in (*found.answer, *room.lacking(free)))
    from core.build.preflight import findings, look

    seen = await look(request, go, home, rehearse=False)
    told = findings(seen)
    if _lasts(seen) and not any(one.stops for one in told):
        notes = tuple(one.problem for one in told if one.problem.code != room.CODE)
        packages = [*seen.packages.values(), *seen.with_c.values()]
        await asyncio.to_thread(cache.keep, notes, packages, found=found)
    return told


def _cache(request: BuildRequest, go: Go, home: Home) -> LookCache:
    output = Path(os.path.realpath(output_of(request, home)))
    project = request.project
    asked = (
        *(*decisive(go, environment(go)), surprises(go)),
        *(project.module, project.go_version, project.mains, request.options),
    )
    return LookCache(
        home,
        project.folder,
        kind=("preflight", str(output)),
        asked=asked,
        answers=tuple[Problem, ...],
        but=output,
    )


def _traceable(options: BuildOptions) -> bool:
    """Whether no variable of one's own may lead Go to files that nobody here knows of."""
    return not any(name.startswith("GO") for name, _ in options.env)


def _lasts(seen: Seen) -> bool:
    """Whether everything could be asked, so that only a change could lead to more."""
    return (
        bool(seen.packages and seen.targets)
        and whole(seen.packages.values())
        and whole(seen.with_c.values())
    )

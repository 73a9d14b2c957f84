"""The program for each server of a deploy: a project is built for every processor among them."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from core.build.matrix import aimed
from core.deploy.preflight.program import starts_on
from core.service.model import Release
from core.target import Target
from core.usecases import building, inspecting, introducing, settling

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from core.events import Report
    from core.home import Home
    from core.servers.facts import Facts
    from core.ssh.session import ServerSession
    from core.usecases.settling import BuildWish, Settled


async def releases(
    home: Home,
    sessions: Sequence[ServerSession],
    what: Path | BuildWish | Release,
    *,
    others: Settled | None = None,
    report: Report,
) -> tuple[Release, ...]:
    """Return what goes to each of these servers; build where a project was named.

    A file goes to all, and a release, too; with `others`, servers where it does not start get the
    same project built for them. A program over its project's budget goes nowhere.
    """
    if isinstance(what, Path):
        return (await _looked_into(what),) * len(sessions)
    if isinstance(what, Release) and others is None:
        return (what,) * len(sessions)
    targets = await asyncio.gather(*(_target(one) for one in sessions))
    if isinstance(what, Release):
        found = [what, *await _built_anew(home, what, others, targets, report)]
    else:
        wish = replace(what, there=tuple(dict.fromkeys(targets)))
        found = await _built(home, await settling.settle(home, wish), report)
    return tuple(_fitting(found, one) for one in targets)


def starts_everywhere(release: Release, facts: Iterable[Facts]) -> bool:
    """Tell whether a release starts on the processors of these servers."""
    return all(starts_on(release.verdict.goarch, one.arch) for one in facts)


async def _built_anew(
    home: Home,
    release: Release,
    others: Settled | None,
    targets: Sequence[Target],
    report: Report,
) -> list[Release]:
    """Build for the processors where this release does not start."""
    built = release.verdict.goarch
    missing = dict.fromkeys(one for one in targets if not starts_on(built, one.goarch))
    if others is None or not missing:
        return []
    first = others.requests[0]
    requests = (replace(first, options=aimed(first.options, one)) for one in missing)
    return await _built(home, replace(others, requests=tuple(requests)), report)


async def _built(home: Home, settled: Settled, report: Report) -> list[Release]:
    programs = await building.build_within_budget(home, settled, report=report)
    return [await _looked_into(one.path) for one in programs]


async def _looked_into(program: Path) -> Release:
    return Release.of(await inspecting.inspect_program(program))


async def _target(session: ServerSession) -> Target:
    """The target that this server needs; the usual one where its processor is not known."""
    arch = (await introducing.ask_facts(session)).arch
    return Target(goarch=arch) if arch else Target()


def _fitting(found: Sequence[Release], target: Target) -> Release:
    """The program of this processor, else one that starts there, else the first: it is refused."""
    same = (one for one in found if one.verdict.goarch == target.goarch)
    starts = (one for one in found if starts_on(one.verdict.goarch, target.goarch))
    return next(same, None) or next(starts, None) or found[0]

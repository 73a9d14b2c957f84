"""Work on several servers side by side, and work that nobody can break off half way."""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

from core.problems import ProblemError
from core.service import stopping

if TYPE_CHECKING:
    from collections.abc import Coroutine, Mapping
    from typing import Any

    from core.events import Job, Report
    from core.service.results import Outcome

T = TypeVar("T")


async def together(jobs: Mapping[str, Job[Outcome]], report: Report) -> dict[str, Outcome]:
    """Run jobs side by side; a cancel goes to each, once, and what they then tell counts."""
    tasks: dict[str, asyncio.Task[Outcome]] = {}
    try:
        async with asyncio.TaskGroup() as group:
            for name, job in jobs.items():
                tasks[name] = group.create_task(_to_its_end(name, job, report))
    except asyncio.CancelledError:
        pass  # the group has handed it on and waited
    except BaseExceptionGroup as several:  # a bug or a broken pipe is told as what it is
        raise several.exceptions[0] from several
    return {name: _outcome(name, task) for name, task in tasks.items()}


def _outcome(name: str, task: asyncio.Task[Outcome]) -> Outcome:
    """What a task told; one that was cancelled before its first step has nothing to tell."""
    if task.cancelled():
        return stopping.refused(name, stopping.before_the_change())
    return task.result()


async def unstoppable(work: Coroutine[Any, Any, T]) -> T:
    """Bring work to its end, however often somebody wants it to stop."""
    task = asyncio.ensure_future(work)
    while not task.done():
        with suppress(asyncio.CancelledError):
            await asyncio.wait([task])
    return task.result()


async def _to_its_end(name: str, job: Job[Outcome], report: Report) -> Outcome:
    since = time.monotonic()
    try:
        return await job(report=report)
    except ProblemError as reason:
        problem = reason.problem
    except asyncio.CancelledError:  # it had not begun
        problem = stopping.before_the_change()
    return stopping.refused(name, problem, seconds=time.monotonic() - since)

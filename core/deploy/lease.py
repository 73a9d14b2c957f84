"""Keep others out between the plan and the switch; a client that dies lets go by itself."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from core.events import Noticed, unheard
from core.problems import ProblemError
from core.service import transaction
from core.service.protocol import LEASE_SECONDS, Verb

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from core.events import Report
    from core.problems import Problem
    from core.service.layout import Layout
    from core.service.transaction import Change
    from core.ssh.session import ServerSession

_PULSE = 0.3 * LEASE_SECONDS  # one that is late, or lost, leaves time for the next
_LONGER = 30  # seconds
_PAUSE = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long somebody else's change is waited for, and who hears of that.

    The lease is then a longer one, which outlives renewals that are late on a thin line.
    """

    seconds: float = 0.0
    report: Report = unheard


@asynccontextmanager
async def held(
    session: ServerSession,
    layout: Layout,
    change: Change,
    *,
    patience: Patience | None = None,
) -> AsyncIterator[None]:
    """Hold the lease of the service in the name of `change`.

    Raises "deploy_busy" with the holder's name. A switch that begins under the same name takes
    over; the server refuses it when the lease was lost meanwhile.
    """
    asked = replace(change, verb=Verb.LEASE, wanted="-", staged="")
    if patience is not None:
        longer = replace(asked, wanted=str(_LONGER))
        asked = await _when_free(session, layout, longer, patience)
    else:
        await transaction.begin(session, layout, asked)
    over = asyncio.Event()
    pulse = asyncio.create_task(_renew(session, layout, asked, over))
    try:
        yield
    finally:
        over.set()
        await asyncio.shield(_let_go(session, layout, asked, pulse))


async def _when_free(
    session: ServerSession, layout: Layout, asked: Change, patience: Patience
) -> Change:
    """Wait until it is free, and say who holds it; return how it is to be renewed."""
    clock = asyncio.get_running_loop().time
    until = clock() + patience.seconds
    told: Problem | None = None
    while True:
        try:
            await transaction.begin(session, layout, asked)
        except ProblemError as no:
            problem = no.problem
        else:
            return asked
        if problem.code == "change_not_begun" and asked.wanted != "-":
            asked = replace(asked, wanted="-")  # an older helper knows the usual time alone
        elif problem.code != "deploy_busy" or clock() >= until:
            raise ProblemError(problem)
        else:
            if problem != told:
                patience.report(Noticed(problem=problem))
            told = problem
            await asyncio.sleep(_PAUSE)


async def _renew(
    session: ServerSession, layout: Layout, asked: Change, over: asyncio.Event
) -> None:
    while not await _comes_within(_PULSE, over):
        await transaction.begin(session, layout, asked)


async def _comes_within(seconds: float, event: asyncio.Event) -> bool:
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await event.wait()
    return event.is_set()


async def _let_go(
    session: ServerSession, layout: Layout, asked: Change, pulse: asyncio.Task[None]
) -> None:
    """End the pulse, then let go: one that is on its way would take the lease once more."""
    await asyncio.wait([pulse], timeout=_PULSE)
    pulse.cancel()
    await asyncio.gather(pulse, return_exceptions=True)
    try:
        await transaction.tell(session, layout, replace(asked, verb=Verb.UNLEASE))
    except ProblemError:
        return  # out of reach: the lease ends by itself

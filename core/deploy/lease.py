"""Keep others out between the plan and the switch; a client that dies lets go by itself."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import TYPE_CHECKING

from core.problems import ProblemError
from core.service import transaction
from core.service.protocol import Verb

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from core.service.layout import Layout
    from core.service.transaction import Change
    from core.ssh.session import ServerSession

_PULSE = 3.0  # seconds; the server's lease lasts ten


@asynccontextmanager
async def held(session: ServerSession, layout: Layout, change: Change) -> AsyncIterator[None]:
    """Hold the lease of the service in the name of `change`.

    Raises "deploy_busy" with the holder's name. A switch that begins under the same name takes
    over; the server refuses it when the lease was lost meanwhile.
    """
    asked = replace(change, verb=Verb.LEASE, wanted="-", staged="")
    await transaction.begin(session, layout, asked)
    pulse = asyncio.create_task(_renew(session, layout, asked))
    try:
        yield
    finally:
        pulse.cancel()
        await asyncio.gather(pulse, return_exceptions=True)
        await asyncio.shield(_let_go(session, layout, asked))


async def _renew(session: ServerSession, layout: Layout, asked: Change) -> None:
    while True:
        await asyncio.sleep(_PULSE)
        await transaction.begin(session, layout, asked)


async def _let_go(session: ServerSession, layout: Layout, asked: Change) -> None:
    try:
        await transaction.tell(session, layout, replace(asked, verb=Verb.UNLEASE))
    except ProblemError:
        return  # out of reach: the lease ends by itself

"""Back to a release that was healthy before: nothing is uploaded, the server does it all."""

from __future__ import annotations

from contextlib import aclosing
from dataclasses import replace
from typing import TYPE_CHECKING

from core.events import Finished
from core.service import record
from core.service.following import url_of
from core.service.reverting import STOP, change, to_itself, to_release

if TYPE_CHECKING:
    from core.events import Job
    from core.service.model import Outcome
    from core.ssh.session import ServerSession


async def roll_back(session: ServerSession, name: str, *, release: str = "") -> Job[Outcome]:
    """Return to `release`, or to the one that was live before and is not known as bad."""
    service = await record.read(session, name)
    async with aclosing(change(session, service, to_release(service, release))) as events:
        async for event in events:
            if isinstance(event, Finished) and event.value.restored:
                service = await record.read(session, name)  # perhaps at another port
                yield Finished(replace(event.value, url=url_of(session, service)))
            else:
                yield event


async def restart(session: ServerSession, name: str) -> Job[Outcome]:
    """Restart the current release and wait until it is healthy."""
    service = await record.read(session, name)
    async with aclosing(change(session, service, to_itself(service))) as events:
        async for event in events:
            yield event


async def stop(session: ServerSession, name: str) -> Job[Outcome]:
    """Stop the service, also for the next start of the server; its releases stay."""
    async with aclosing(change(session, await record.read(session, name), STOP)) as events:
        async for event in events:
            yield event

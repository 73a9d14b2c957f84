"""Back to a release that was healthy before: nothing is uploaded, the server does it all."""

from __future__ import annotations

import time
from contextlib import aclosing
from dataclasses import replace
from typing import TYPE_CHECKING

from core.deploy import record, transaction
from core.deploy.attending import attend
from core.deploy.deployer import new_change, whoami
from core.deploy.layout import Layout
from core.deploy.model import Mode
from core.deploy.transaction import Change
from core.events import Finished, Steps

if TYPE_CHECKING:
    from core.deploy.model import Outcome
    from core.events import Job
    from core.server.session import ServerSession


async def roll_back(session: ServerSession, name: str, *, release: str = "") -> Job[Outcome]:
    """Return to `release`, or to the one that was live before and is not known as bad."""
    service = await record.read(session, name)
    steps = 5 if service.mode is Mode.SHARED else 4
    async with aclosing(change(session, name, verb="rollback", wanted=release, steps=steps)) as job:
        async for event in job:
            yield event


async def restart(session: ServerSession, name: str) -> Job[Outcome]:
    """Restart the current release and wait until it is healthy."""
    async with aclosing(change(session, name, verb="restart", steps=2)) as job:
        async for event in job:
            yield event


async def stop(session: ServerSession, name: str) -> Job[Outcome]:
    """Stop the service, also for the next start of the server; its releases stay."""
    async with aclosing(change(session, name, verb="stop", steps=1)) as job:
        async for event in job:
            yield event


async def change(
    session: ServerSession, name: str, *, verb: str, wanted: str = "", steps: int
) -> Job[Outcome]:
    """Ask the server's helper for a change and watch it to its end."""
    since = time.monotonic()
    service = await record.read(session, name)
    asked = Change(verb=verb, id=new_change(), wanted=wanted or "-", who=whoami())
    await transaction.begin(session, Layout(name), asked)
    counted = Steps(steps, server=session.profile.name)
    async with aclosing(attend(session, service, counted, change=asked)) as events:
        async for event in events:
            if isinstance(event, Finished):
                yield Finished(replace(event.value, seconds=time.monotonic() - since))
            else:
                yield event

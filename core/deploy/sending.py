"""Send a program, and make sure that the very bytes arrived."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from core.events import Progress
from core.problems import Problem, ProblemError
from core.words import say

if TYPE_CHECKING:
    from core.events import Report
    from core.service.model import Release
    from core.ssh.session import DeltaBase, ServerSession


async def must_have_arrived(session: ServerSession, target: str, sha256: str) -> None:
    """Raise "changed_on_the_way" unless the server has the very bytes."""
    ran = await session.run(f"sha256sum <{target}", seconds=300)
    if not ran.out.startswith(sha256):
        raise ProblemError(_damaged(ran.out))


async def upload(
    session: ServerSession,
    release: Release,
    target: str,
    *,
    delta_base: DeltaBase | None,
    report: Report,
) -> None:
    """Upload a program in a task of its own, and tell how far it is.

    What the transport says comes from outside any task, so it is told here: a listener that breaks
    then ends the upload, and nothing is told after its end.
    """
    sent: asyncio.Queue[int | None] = asyncio.Queue()
    work = asyncio.create_task(
        session.upload(release.binary, target, on_bytes=sent.put_nowait, delta_base=delta_base)
    )
    work.add_done_callback(lambda _: sent.put_nowait(None))
    try:
        while (done := await sent.get()) is not None:
            report(Progress(done=done, total=release.size, unit="bytes"))
        await work
    finally:
        if not work.done():
            work.cancel()
            await asyncio.gather(work, return_exceptions=True)


def _damaged(told: str) -> Problem:
    return Problem(
        code="changed_on_the_way",
        what=say("The uploaded program differs from the local one."),
        why=say("The SHA-256 on the server differs, so the upload was not used."),
        details=told,
    )

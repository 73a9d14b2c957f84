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
    """Upload a program, and tell how far it is; a listener that breaks ends the upload."""
    broken: list[BaseException] = []

    def tell(done: int) -> None:
        if work.done():
            return  # told by a thread that had not heard of the end
        try:
            report(Progress(done=done, total=release.size, unit="bytes"))
        except BaseException as reason:  # noqa: BLE001 - raised below, where the upload is awaited
            broken.append(reason)
            work.cancel()

    work = asyncio.ensure_future(
        session.upload(release.binary, target, on_bytes=tell, delta_base=delta_base)
    )
    try:
        await work
    finally:
        if broken:
            raise broken[0]


def _damaged(told: str) -> Problem:
    return Problem(
        code="changed_on_the_way",
        what=say("The program that arrived is not the one that was sent."),
        why=say("Its SHA-256 on the server differs, so it was not used."),
        details=told,
    )

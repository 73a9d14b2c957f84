"""Back to a release that was healthy before: nothing is uploaded, the server does it all."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from core.problems import ProblemError
from core.service import data_words, record
from core.service.following import url_of
from core.service.reverting import STOP, change, to_itself, to_noted, to_release, to_start

if TYPE_CHECKING:
    from core.events import Report
    from core.service.results import Outcome
    from core.ssh.session import ServerSession


async def roll_back(
    session: ServerSession,
    name: str,
    *,
    release: str = "",
    with_data: bool = False,
    report: Report,
) -> Outcome:
    """Return to `release`, or to the one that was live before and is not known as bad.

    `with_data` brings the copy of its data back, too; those that are there are set aside.
    """
    service = await record.read(session, name)
    wish = to_release(service, release, with_data=with_data)
    try:
        outcome = await change(session, service, wish, report=report)
    except ProblemError as reason:
        if not with_data or reason.problem.code != "change_not_begun":
            raise
        raise ProblemError(data_words.older_helper(reason.problem)) from reason
    if outcome.restored:
        service = await record.read(session, name)  # perhaps at another port
        return replace(outcome, url=url_of(session, service))
    return outcome


async def restart(session: ServerSession, name: str, *, report: Report) -> Outcome:
    """Restart the current release and wait until it is healthy."""
    service = await record.read(session, name)
    return await change(session, service, to_itself(service), report=report)


async def start(session: ServerSession, name: str, *, report: Report) -> Outcome:
    """Start what was stopped, also for the next start of the server; wait until it is healthy."""
    service = await record.read(session, name)
    return await change(session, service, to_start(service), report=report)


async def put_back(session: ServerSession, name: str, *, report: Report) -> Outcome:
    """Put the service's files back as the last change left them, and start it anew by them."""
    service = await record.read(session, name)
    return await change(session, service, to_noted(service), report=report)


async def stop(session: ServerSession, name: str, *, report: Report) -> Outcome:
    """Stop the service, also for the next start of the server; its releases stay."""
    return await change(session, await record.read(session, name), STOP, report=report)

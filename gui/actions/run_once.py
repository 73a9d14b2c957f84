"""Run the live release once more on one server, and say how that ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.events import LogLine
from core.words import Text, say
from gui.actions import ask
from gui.runtime.speech import shown

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.events import Event, Report
    from core.service.model import RunWish
    from core.usecases.connecting import Connection
    from core.usecases.running import OneOff
    from gui.page import Page


async def asked_for(page: Page, *, service: str, server: str, typed: str) -> tuple[str, ...] | None:
    """Ask with which arguments; None when the person thinks better of it."""
    from gui.widgets.service.run_dialog import RunDialog

    dialog = RunDialog(page, service=service, server=server, typed=typed)
    return dialog.arguments() if await ask.answer_of(dialog) else None


async def run(
    page: Page,
    connection: Connection,
    service: str,
    wish: RunWish,
    tell: Callable[[Event], None],
) -> Text:
    """Run it to its end as a job of the page, and return how it ended.

    Cancelled, it is stopped on the server, as by Ctrl+C on the command line.
    """
    from core.usecases import running

    async def job(*, report: Report) -> OneOff:
        (one,) = await running.run((connection,), service, wish, report)
        return one

    server = connection.profile.name
    whose = f"{service}.{wish.process}" if wish.process else service
    what = say("Running the job of {service} on {server}", service=whose, server=server)
    if wish.arguments:
        what = say("Running a command of {service} on {server}", service=service, server=server)
    ending = await page.runner.run(what, job, tell, at=page.stop)
    problem = ending.value.problem if ending.value is not None else ending.problem
    if problem is not None and problem.code != "cancelled":
        page.add_problems((problem,))
    ended = _ended(ending.value)
    tell(LogLine(text=shown(ended), server=server))
    return ended


def _ended(one: OneOff | None) -> Text:
    if one is None:
        return say("Canceled.")
    if one.problem is None:
        return say("✓ It ended with exit code {code}.", code=one.code or 0)
    problem = one.problem
    if problem.code == "cancelled":
        return say("{what} {why}", what=problem.what, why=problem.why)
    return say("✗ {what}", what=problem.what)

"""Put a domain with HTTPS before the service: ask which, then do it and show how it ended."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from core.words import say
from gui.actions import ask

if TYPE_CHECKING:
    from collections.abc import Callable

    from core.events import Event
    from core.usecases.connecting import Connection
    from gui.page import Page


async def put_before(
    page: Page, connection: Connection, service: str, *, tell: Callable[[Event], None]
) -> bool:
    """Show the domains of a server, and put another before this service when that is wanted.

    Tells whether it was.
    """
    from core.usecases import fronting
    from gui.widgets.service.front_dialog import FrontDialog

    known = await fronting.listed(connection)
    name = connection.profile.name
    asked = FrontDialog(page, server=name, service=service, known=known)
    if not await ask.answer_of(asked):
        return False
    job = partial(fronting.front, page.session.home, connection, asked.wish())
    what = say("Setting up HTTPS for {service} on {server}", service=service, server=name)
    ending = await page.runner.run(what, job, tell, at=page.stop)
    problem = ending.problem
    if ending.value is not None:
        problem = fronting.not_proved(ending.value)
        for one in ending.value if problem is None else ():
            page.told.emit(say("https://{domain} is ready.", domain=one.site.domain))
    page.add_problems((problem,) if problem else ())
    return True

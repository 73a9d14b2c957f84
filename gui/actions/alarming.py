"""Look after the alarm of a server: show it, then set, try or remove it."""

from __future__ import annotations

from contextlib import AsyncExitStack
from functools import partial
from typing import TYPE_CHECKING

from core.events import unheard
from core.words import say
from gui.actions import ask

if TYPE_CHECKING:
    from core.problems import Problem
    from core.ssh.profile import Profile
    from core.usecases.alarming import AlarmWish
    from core.usecases.connecting import Connection
    from gui.actions.connecting import Connector
    from gui.page import Page
    from gui.widgets.service.alarm_dialog import Deed


async def look_after(page: Page, connector: Connector, profile: Profile) -> None:
    """Show what is set up there, and do what is wanted. Raises what stands in the way."""
    from core.usecases import alarming
    from gui.widgets.service.alarm_dialog import AlarmDialog, Deed

    page.show_problems(())
    async with AsyncExitStack() as stack:
        connection = await connector.connect(profile, page.add_problems)
        stack.push_async_callback(connection.close)
        (known,) = await alarming.listed((connection,))
    dialog = AlarmDialog(page, known)
    if not await ask.answer_of(dialog):
        return
    deed, wish = dialog.deed, dialog.wish()  # Qt deletes the dialog while the server is reached
    async with AsyncExitStack() as stack:
        changing = deed is not Deed.TEST
        connection = await connector.connect(profile, page.add_problems, changing=changing)
        stack.push_async_callback(connection.close)
        problem = await _do(page, connection, deed, wish)
    page.add_problems((problem,) if problem else ())


async def _do(page: Page, connection: Connection, deed: Deed, wish: AlarmWish) -> Problem | None:
    """Carry it out, and say how it ended where it went well."""
    from core.usecases import alarming
    from gui.widgets.service.alarm_dialog import Deed

    server = connection.profile.name
    match deed:
        case Deed.SET:
            return await _set(page, connection, wish)
        case Deed.TEST:
            problem = alarming.not_delivered(await alarming.test((connection,)))
            if problem is None:
                page.told.emit(say("The test message of {server} was delivered.", server=server))
            return problem
        case Deed.REMOVE:
            await alarming.remove((connection,))
            page.told.emit(say("The alarm of {server} was removed.", server=server))
    return None


async def _set(page: Page, connection: Connection, wish: AlarmWish) -> Problem | None:
    from core.usecases import alarming

    server = connection.profile.name
    job = partial(alarming.set_up, page.session.home, (connection,), wish)
    what = say("Setting the alarm of {server}", server=server)
    ending = await page.runner.run(what, job, unheard, at=page.stop)
    if ending.value is None:
        return ending.problem
    if (problem := alarming.unwell(ending.value)) is None:
        page.told.emit(say("{server} has an alarm now. Send a test message.", server=server))
    return problem

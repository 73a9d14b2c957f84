"""Bring what is deployed to one more server: its dialog opens where the person is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.journey import State, Stop
from core.ssh.profile import Profile

if TYPE_CHECKING:
    from gui.page import Page


async def spread(page: Page) -> None:
    """Let a server be added, then deploy to it beside the others that are chosen.

    A server that was saved without a test is only on the list. A program that is not up to date
    is built first.
    """
    from gui.actions.server_editing import ServerEditing
    from gui.widgets.server.server_dialog import Purpose

    page.show_problems(())
    start = Profile(name="", host="")
    settled = await ServerEditing(page.session, page, start, purpose=Purpose.DEPLOY).run()
    if settled is None or not settled.tested:
        return
    current = page.session.current
    page.session.change(chosen=(*current.chosen, settled.server.name))
    if current.marks[Stop.BUILD].state is State.DONE:
        page.act_wanted.emit(Stop.DEPLOY)
    else:
        page.again_wanted.emit()

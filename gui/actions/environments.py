"""Describe an environment: what was chosen is kept, and what cannot be stays in the dialog."""

from __future__ import annotations

from typing import TYPE_CHECKING

from core.usecases import guarding
from core.words import say
from gui.actions import ask

if TYPE_CHECKING:
    from gui.page import Page


async def describe(page: Page) -> bool:
    """Ask for an environment and its servers; whether anything was kept."""
    from gui.widgets.server.environments_dialog import EnvironmentsDialog

    current = page.session.current
    dialog = EnvironmentsDialog(page, current.environments, current.servers)

    async def keep() -> None:
        guarding.put_together(page.session.home, dialog.environment(), dialog.servers())

    if not await ask.until_done(dialog, keep, dialog.complain_of):
        return False
    page.told.emit(say("Saved the environment {name}.", name=dialog.environment().name))
    return True

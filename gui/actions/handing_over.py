"""Hand a server over to a colleague: show the commands to send, and copy them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit

from core.usecases import handing_over
from core.words import say
from gui.actions import ask
from gui.actions.question import Question
from gui.look import theme
from gui.runtime.speech import tell

if TYPE_CHECKING:
    from core.ssh.profile import Profile
    from gui.page import Page

_LINES = 5


async def hand_over(page: Page, server: Profile) -> None:
    """Ask the server for its key, then show the commands. Raises `ProblemError`."""
    page.show_problems(())
    commands = "\n".join(await handing_over.handover(page.session.home, server))
    dialog = Question(
        page,
        say("Hand over {server}", server=server.name),
        say(
            "Send these commands to your colleague. They add the server to another GoFerry, with "
            "the host key that you compared. They contain no password and no private key: your "
            "colleague needs a login of their own on the server."
        ),
    )
    text = QPlainTextEdit(commands)
    text.setReadOnly(True)
    text.setTabChangesFocus(True)
    text.setFont(theme.mono_font())
    text.setMinimumHeight(text.fontMetrics().lineSpacing() * _LINES)
    tell(text, accessibleName=say("Commands for your colleague"))
    dialog.form.addRow(text)
    dialog.add_usual_deed(say("Copy the commands"))
    if await ask.answer_of(dialog):
        QGuiApplication.clipboard().setText(commands)
        page.told.emit(say("Copied the commands for {server}.", server=server.name))

"""Replace the host key of a server whose key changed: both are shown, and its name is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel

from core.words import Text, say
from gui.actions import ask
from gui.actions.question import Question
from gui.runtime.speech import shown

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from core.home import Home
    from core.ssh.profile import Profile
    from core.usecases.introducing import ShownKey


async def replace(parent: QWidget, home: Home, server: Profile) -> bool:
    """Ask the server for its key, show it beside the one before, and trust it when that is wanted.

    Raises `ProblemError`, also where the server presents yet another key when it is recorded.
    """
    from core.usecases import introducing

    found = await introducing.shown_key(home, server)
    if not found.before:  # somebody replaced it meanwhile, or never changed it
        return True
    if not await ask.answer_of(ChangedKey(parent, server, found, file=str(home.known_hosts))):
        return False
    await introducing.trust(home, server, found.key.fingerprint)
    return True


class ChangedKey(Question):
    """Both fingerprints, below each other; the button is off until the server's name is typed."""

    def __init__(self, parent: QWidget, server: Profile, found: ShownKey, *, file: str) -> None:
        super().__init__(
            parent,
            say("The host key of {server} has changed", server=server.name),
            say("GoFerry sent nothing to {server}.", server=server.address),
        )
        for number, before in enumerate(found.before):
            self.add_text(say("Before") if number == 0 else say("or"), before)
        self.add_text(say("Now"), found.key.fingerprint)
        self._explain(_RENEWED)
        self._explain(_INTERCEPTED)
        self.add_text(say("Run on the server"), ask.command_for(found.key.type))
        self._explain(
            say(
                "GoFerry changes only its own file, {file}. ~/.ssh/known_hosts is not changed: "
                "ssh in a terminal still refuses the new host key.",
                file=file,
            )
        )
        self.typed, self.agreed = self.add_typed_deed(server.name, say("Replace the host key"))

    def _explain(self, words: Text) -> None:
        line = QLabel(shown(words))
        line.setWordWrap(True)
        self.form.addRow(line)


_RENEWED = say(
    "Either the server was reinstalled, or its host key was renewed. Then its administrator sees "
    "the new fingerprint on the server."
)
_INTERCEPTED = say(
    "Or someone is intercepting the connection. Then the new host key is theirs, and they would "
    "see every password that you enter."
)

"""What changes the list of servers beside its dialog: import, labels, removal and the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit

from core.events import unheard
from core.problems import Problem, ProblemError
from core.usecases import servers
from core.words import say
from gui.actions import ask
from gui.actions.question import Question
from gui.runtime.speech import shown, tell
from gui.widgets.parts import sentence
from gui.wording.server_words import labels_of

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from core.ssh.profile import Profile
    from gui.page import Page


async def bring(page: Page) -> tuple[str, ...]:
    """Let hosts of ~/.ssh/config be chosen, and put them on the list; return their names.

    Raises `ProblemError`, also where the file names none.
    """
    from core.ssh.config.reader import SshConfig
    from gui.widgets.server.import_dialog import ImportDialog

    hosts = SshConfig.of_user().profiles()
    if not hosts:
        raise ProblemError(_no_host())
    taken = {one.name for one in page.session.current.servers}
    dialog = ImportDialog(page, hosts, taken)
    if not await ask.answer_of(dialog):
        return ()
    new = servers.take_over(page.session.home, dialog.chosen())
    return tuple(one.name for one in new)


async def label(page: Page, server: Profile) -> bool:
    """Let the labels of a server be typed; whether they were kept."""
    dialog = LabelsDialog(page, server)

    async def keep() -> None:
        wanted = labels_of(dialog.line.text())
        gone = dict.fromkeys(server.labels.keys() - wanted.keys(), "")
        servers.must_fit(page.session.home, dialog.changed(), known=server.name)
        servers.label(page.session.home, server.name, {**gone, **wanted}, report=unheard)

    return await ask.until_done(dialog, keep, dialog.complain_of)


class LabelsDialog(Question):
    """One line with all labels of a server."""

    def __init__(self, parent: QWidget, server: Profile) -> None:
        super().__init__(
            parent,
            say("Labels of {server}", server=server.name),
            say(
                "A label is a word, an equals sign and a word. Commands and goferry.toml choose "
                "servers by labels, and the list can be grouped by them."
            ),
        )
        self._server = server
        self.line = QLineEdit(server.typed_labels)
        tell(self.line, accessibleName=say("Labels"))
        tell(self.line, placeholderText=say("for example env=prod region=east"))
        self.fault = sentence()
        self.fault.setObjectName("wrong")
        self.fault.hide()
        self.form.addRow(shown(say("Labels")), self.line)
        self.form.addRow(self.fault)
        self.add_usual_deed(say("Save labels"))
        self.line.textEdited.connect(self.fault.hide)
        self.line.setFocus()

    def changed(self) -> Profile:
        """Return the server with these labels."""
        from dataclasses import replace

        return replace(self._server, labels=labels_of(self.line.text()))

    def complain_of(self, problem: Problem) -> None:
        """Say what is no label."""
        tell(self.fault, text=say("{what} {why}", what=problem.what, why=problem.why))
        self.fault.show()
        self.line.setFocus()


def _no_host() -> Problem:
    return Problem(
        code="no_host_in_config",
        what=say("There is no server to import."),
        why=say("No host is named in ~/.ssh/config."),
    )

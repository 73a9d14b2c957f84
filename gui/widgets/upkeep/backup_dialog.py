"""Where a backup goes, and with which key: asked before the data are read."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFormLayout, QLineEdit, QWidget

from core.usecases.backing_up import BackupWish
from core.words import say, verbatim
from gui.look.space import room
from gui.runtime.speech import tell
from gui.widgets.parts import add_field, button
from gui.widgets.upkeep.asking import JobDialog

_LETTERS = 56  # of a path


class BackupDialog(JobDialog):
    """Asks for a folder of this computer; `wish()` is what was asked for."""

    folder_wanted = Signal()

    def __init__(self, parent: QWidget, *, service: str, server: str, folder: Path) -> None:
        title = say("Back up {service} from {server}", service=service, server=server)
        super().__init__(parent, title, deed=say("Back up"))
        self.folder, self.stopped = QLineEdit(str(folder)), QCheckBox()
        self.before, self.after = QLineEdit(), QLineEdit()
        self._lay_out()

    def wish(self) -> BackupWish:
        """Return what was typed."""
        key = self.key.text().strip()
        return BackupWish(
            output=Path(self.folder.text().strip()),
            key=Path(key) if key else None,
            before=self.before.text().strip(),
            after=self.after.text().strip(),
            stopped=self.stopped.isChecked(),
        )

    def accept(self) -> None:
        """Close only with a folder."""
        if Path(self.folder.text().strip()).is_absolute():
            super().accept()
        else:
            self.complain(say("Choose the folder for the backup."))
            self.folder.setFocus()

    def _lay_out(self) -> None:
        self.folder.setMinimumWidth(room(self, letters=_LETTERS, share=0.45).width())
        tell(self.key, placeholderText=say("none: the backup is not encrypted"))
        tell(self.stopped, text=say("&Stop the service while its data are read"))
        choose = button(say("&Choose…"))
        choose.setAutoDefault(False)
        choose.clicked.connect(self.folder_wanted)
        fields, commands = QFormLayout(), QFormLayout()
        add_field(fields, say("&Folder on this computer"), self.folder, choose)
        self.add_key(fields)
        fields.addRow(self.stopped)
        tell(self.before, placeholderText=verbatim("pg_dump -Fc shop -f /var/tmp/shop.dump"))
        add_field(commands, say("&Before the data are read"), self.before)
        add_field(commands, say("&Afterwards"), self.after)
        self.lay_out(_EXPLAINED, fields, say("Commands on the server"), commands)


_EXPLAINED = say(
    "The backup is one file. GoFerry checks each file in it by its hash and each SQLite database "
    "by its own integrity check. Without a key, everyone who can read the file can read the data."
)

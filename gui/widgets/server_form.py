"""The form for another server, and what ~/.ssh/config already knows."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QFrame, QLineEdit, QMenu, QVBoxLayout

from core.server.profile import Profile
from core.words import say
from gui.speech import shown, tell
from gui.widgets.parts import add_field, button, heading, port_box, row

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_SSH_PORT = 22


class ServerForm(QFrame):
    """`added` and `imported` carry the profiles that shall stand on the list."""

    added = Signal(object)  # a Profile
    imported = Signal(object)  # a tuple of them
    key_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self.name = QLineEdit()
        self.host = QLineEdit()
        self.port = port_box(_SSH_PORT)
        self.user = QLineEdit("root")
        self.key = QLineEdit()
        self.add = button(say("&Add this server"), name="primary2")
        self.choose_key = button(say("C&hoose…"))
        self.hosts = button(say("&From your SSH settings"))
        self.hosts_menu = QMenu(self.hosts)
        self._lay_out()
        self._connect()

    def fill(self, profile: Profile) -> None:
        """Show a server that can be added as it is, or changed before."""
        self.name.setText(profile.name)
        self.host.setText(profile.host)
        self.port.setValue(profile.port)
        self.user.setText(profile.user)
        self.key.setText(profile.key)
        self.add.setFocus()

    def empty(self) -> None:
        """Be ready for the next server; user and port are mostly the same there."""
        for field in (self.name, self.host, self.key):
            field.clear()
            field.setModified(False)

    def field(self, name: str) -> QWidget:
        """Return the field that a problem names."""
        fields = {"name": self.name, "user": self.user, "key": self.key, "port": self.port}
        return fields.get(name, self.host)

    def _take(self) -> None:
        host = self.host.text().strip()
        profile = Profile(
            name=self.name.text().strip() or host,
            host=host,
            port=self.port.value(),
            user=self.user.text().strip(),
            key=self.key.text().strip(),
        )
        self.added.emit(profile)

    def _offer_hosts(self) -> None:
        """Offer the hosts of ~/.ssh/config; choosing one fills the form."""
        from core.server.ssh_config import SshConfig

        menu = self.hosts_menu
        menu.clear()
        known = SshConfig.of_user().profiles()
        for profile in known:
            action = menu.addAction(f"{profile.name}  ({profile.address})")
            action.triggered.connect(partial(self.fill, profile))
        if len(known) > 1:
            menu.addSeparator()
            every = menu.addAction(shown(say("Add all of them")))
            every.triggered.connect(partial(self.imported.emit, known))
        if not known:
            menu.addAction(shown(say("No host is named in ~/.ssh/config."))).setEnabled(False)
        menu.popup(self.hosts.mapToGlobal(self.hosts.rect().bottomLeft()))

    def _suggest_name(self, host: str) -> None:
        if not self.name.isModified():
            self.name.setText(host.split(".", maxsplit=1)[0] if not host[:1].isdigit() else host)

    def _lay_out(self) -> None:
        tell(self.host, placeholderText=say("a host name or an IP address"))
        tell(self.key, placeholderText=say("none: agent or password"))
        form = QFormLayout()
        add_field(form, say("Addr&ess"), self.host)
        add_field(form, say("&User"), self.user)
        add_field(form, say("P&ort"), self.port)
        add_field(form, say("&Key file"), self.key, self.choose_key)
        add_field(form, say("Na&me"), self.name)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(16, 12, 16, 12)
        inside.setSpacing(8)
        inside.addWidget(heading(say("Add a server")))
        inside.addLayout(form)
        inside.addLayout(row(self.add, self.hosts))

    def _connect(self) -> None:
        self.add.clicked.connect(self._take)
        self.host.returnPressed.connect(self._take)
        self.host.textEdited.connect(self._suggest_name)
        self.hosts.clicked.connect(self._offer_hosts)
        self.choose_key.clicked.connect(self.key_wanted)

"""The form for another server or a changed one, and what ~/.ssh/config already knows."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QFrame, QLineEdit, QMenu, QVBoxLayout

from core.ports import SSH_PORT
from core.ssh.profile import Profile
from core.words import say
from gui.runtime.speech import shown, tell
from gui.widgets.parts import add_field, button, heading, port_box, row
from gui.widgets.server.server_list import labels_as_typed

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class ServerForm(QFrame):
    """`added` and `imported` carry the profiles that shall stand on the list.

    `edited` carries the name of a server on the list, and the profile that takes its place.
    """

    added = Signal(object)  # a Profile
    edited = Signal(str, object)  # a name, and a Profile
    imported = Signal(object)  # a tuple of them
    key_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self._known: Profile | None = None  # the server that is changed, None for another one
        self.title = heading(say("Add a server"))
        self.name = QLineEdit()
        self.host = QLineEdit()
        self.port = port_box(SSH_PORT)
        self.user = QLineEdit("root")
        self.key = QLineEdit()
        self.labels = QLineEdit()
        self.add = button(say("&Add this server"), name="primary2")
        self.leave = button(say("Leave it as it is"))
        self.choose_key = button(say("C&hoose…"))
        self.hosts = button(say("&From your SSH settings"))
        self.hosts_menu = QMenu(self.hosts)
        self._lay_out()
        self._connect()

    @property
    def editing(self) -> str:
        """The name of the server that is changed here, empty for another one."""
        return self._known.name if self._known else ""

    def fill(self, profile: Profile) -> None:
        """Show a server that can be added as it is, or changed before."""
        self._show(None, profile)
        self.add.setFocus()

    def edit(self, profile: Profile, *, field: str = "") -> None:
        """Show a server of the list, to be changed; `field` is what a problem named."""
        self._show(profile, profile)
        place = self.field(field)
        place.setFocus()
        if isinstance(place, QLineEdit):
            place.selectAll()

    def empty(self) -> None:
        """Be ready for the next server; user and port are mostly the same there."""
        self._begin(None)
        for field in (self.name, self.host, self.key, self.labels):
            field.clear()
            field.setModified(False)

    def field(self, name: str) -> QWidget:
        """Return the field that a problem names."""
        fields = {"name": self.name, "user": self.user, "key": self.key, "port": self.port}
        fields["labels"] = self.labels
        return fields.get(name, self.host)

    def _show(self, known: Profile | None, profile: Profile) -> None:
        self._begin(known)
        self.name.setText(profile.name)
        self.host.setText(profile.host)
        self.port.setValue(profile.port)
        self.user.setText(profile.user)
        self.key.setText(profile.key)
        self.labels.setText(labels_as_typed(profile.labels))

    def _begin(self, known: Profile | None) -> None:
        self._known = known
        title, primary_action = say("Add a server"), say("&Add this server")
        if known is not None:
            title, primary_action = say("Change {name}", name=known.name), say("S&ave the changes")
        tell(self.title, text=title)
        tell(self.add, text=primary_action)
        self.hosts.setVisible(known is None)
        self.leave.setVisible(known is not None)

    def _take(self) -> None:
        host = self.host.text().strip()
        values: dict[str, Any] = {
            "name": self.name.text().strip() or host,
            "host": host,
            "port": self.port.value(),
            "user": self.user.text().strip(),
            "key": self.key.text().strip(),
            "labels": _labels(self.labels.text()),
        }
        if self._known is None:
            self.added.emit(Profile(**values))
        else:
            self.edited.emit(self._known.name, replace(self._known, **values))

    def _offer_hosts(self) -> None:
        """Offer the hosts of ~/.ssh/config; choosing one fills the form."""
        from core.ssh.config.reader import SshConfig

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
        tell(self.labels, placeholderText=say("for example env=prod region=east"))
        form = QFormLayout()
        add_field(form, say("A&ddress"), self.host)
        add_field(form, say("&User"), self.user)
        add_field(form, say("P&ort"), self.port)
        add_field(form, say("&Key file"), self.key, self.choose_key)
        add_field(form, say("Na&me"), self.name)
        add_field(form, say("Lab&els"), self.labels)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(16, 12, 16, 12)
        inside.setSpacing(8)
        inside.addWidget(self.title)
        inside.addLayout(form)
        inside.addLayout(row(self.add, self.hosts, self.leave))
        self.leave.hide()

    def _connect(self) -> None:
        self.add.clicked.connect(self._take)
        self.host.returnPressed.connect(self._take)
        self.host.textEdited.connect(self._suggest_name)
        self.leave.clicked.connect(self.empty)
        self.hosts.clicked.connect(self._offer_hosts)
        self.choose_key.clicked.connect(self.key_wanted)


def _labels(text: str) -> dict[str, str]:
    """Read labels as they are typed; what is none is refused where the server is kept."""
    pairs = (word.partition("=") for word in text.replace(",", " ").split())
    return {key: value for key, _, value in pairs}

"""The one dialog for a server: to add it, to change it, and to repair a login that was refused."""

from __future__ import annotations

from dataclasses import replace
from enum import Enum, auto
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from core import actions as do
from core.ports import SSH_PORT
from core.words import Text, say
from gui.runtime.speech import shown, tell
from gui.widgets.parts import beside, button, port_box, sentence
from gui.widgets.problem_card import ProblemCard
from gui.wording.server_words import labels_of

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from core.problems import Problem
    from core.ssh.profile import Profile

_WIDE = 72  # letters
_IS_HERE = (do.EnterPassword, do.ChooseKey, do.EditServer, do.CheckServer, do.Retry)
_LOGIN = frozenset({"user", "key", "password", "passphrase"})


class Purpose(Enum):
    """What the dialog is for."""

    ADD = auto()
    DEPLOY = auto()  # to add it, and to deploy there at once
    EDIT = auto()
    LOG_IN = auto()


class Press(Enum):
    """What was pressed."""

    TEST = auto()
    ANYWAY = auto()  # to keep it without a test
    CHOOSE_KEY = auto()
    STOP = auto()  # the test that runs, else the dialog


class ServerDialog(QDialog):
    """`pressed` carries what is wanted; the dialog stays until that went well.

    `advised` carries an `Action` beside a fault, `edited` tells that something was typed.
    """

    pressed = Signal(object)
    advised = Signal(object)
    edited = Signal()

    def __init__(self, parent: QWidget, purpose: Purpose, start: Profile) -> None:
        super().__init__(parent)
        self.purpose = purpose
        self._start = start
        self.host, self.user = QLineEdit(), QLineEdit()
        self.port = port_box(SSH_PORT)
        self.password, self.key = QLineEdit(), QLineEdit()
        self.keep = QCheckBox()
        self.name, self.labels = QLineEdit(), QLineEdit()
        self.choose_key = button(say("C&hoose…"))
        self.hosts = button(say("&Fill in from ~/.ssh/config"), name="quiet")
        self.hosts_menu = QMenu(self.hosts)
        for one in (self.choose_key, self.hosts):
            one.setAutoDefault(False)  # Enter means the deed of the dialog
        self.state = sentence()
        self.fields = QWidget()
        self._places: dict[str, QVBoxLayout] = {}
        self._card: ProblemCard | None = None
        self._last = QVBoxLayout()
        self.buttons = QDialogButtonBox()
        self._name_it()
        self._lay_out()
        self._connect()
        self.fill(start)

    def fill(self, profile: Profile) -> None:
        """Show these values; they can be changed."""
        self.name.setText(profile.name)
        self.name.setModified(bool(profile.name))
        self.host.setText(profile.host)
        self.port.setValue(profile.port)
        self.user.setText(profile.user)
        self.key.setText(profile.key)
        self.labels.setText(profile.typed_labels)

    def profile(self) -> Profile:
        """Return the server as it is typed now; what has no field stays as it was."""
        host = self.host.text().strip()
        values: dict[str, Any] = {
            "name": self.name.text().strip() or host,
            "host": host,
            "port": self.port.value(),
            "user": self.user.text().strip(),
            "key": self.key.text().strip(),
            "labels": labels_of(self.labels.text()),
        }
        return replace(self._start, **values)

    def field(self, name: str) -> QLineEdit | QWidget:
        """Return the field that a problem names; the address where it names none of these."""
        fields: dict[str, QWidget] = {
            "name": self.name,
            "user": self.user,
            "port": self.port,
            "key": self.key,
            "passphrase": self.key,
            "password": self.password,
            "labels": self.labels,
        }
        return fields.get(name, self.host)

    @property
    def fault(self) -> Problem | None:
        """What is said to be wrong now."""
        return self._card.problem if self._card is not None else None

    @property
    def card(self) -> ProblemCard | None:
        """The card that says so."""
        return self._card

    def complain_of(self, problem: Problem, *, keep_anyway: bool = False) -> None:
        """Show what is wrong below the field that caused it, which gets the keyboard."""
        self.be_ready()
        left = tuple(one for one in problem.next if not isinstance(one.action, _IS_HERE))
        self._card = ProblemCard(replace(problem, next=left))  # of what has a field, no button
        self._card.chosen.connect(self.advised)
        place = self._place_of(problem.field)
        place.addWidget(self._card)
        self.anyway.setVisible(keep_anyway)
        self.focus(problem.field)

    def focus(self, name: str) -> None:
        """Give a field the keyboard, with its text selected."""
        field = self.field(name)
        field.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(field, QLineEdit):
            field.selectAll()

    def be_ready(self) -> None:
        """Take what is typed: no test runs, and nothing is said to be wrong."""
        self.fields.setEnabled(True)
        self.test.setEnabled(True)
        self.state.hide()
        if self._card is not None:
            self._card.setParent(None)
            self._card.deleteLater()
            self._card = None

    def say_testing(self, server: Profile) -> None:
        """Say that this server is being reached; nothing can be typed until that has ended."""
        self.be_ready()
        self.fields.setEnabled(False)
        self.test.setEnabled(False)
        self.anyway.hide()
        self.say(say("Connecting to {server}…", server=server.address))
        self.cancel.setFocus()

    def say_stopped(self) -> None:
        """Say that a test was stopped."""
        self.be_ready()
        self.say(say("Test stopped. Nothing was saved."))
        self.test.setFocus()

    def say(self, text: Text) -> None:
        """Say one sentence above the buttons."""
        tell(self.state, text=text)
        self.state.show()

    def offer_hosts(self, known: tuple[Profile, ...]) -> None:
        """Offer the hosts of ~/.ssh/config; choosing one fills the fields."""
        menu = self.hosts_menu
        menu.clear()
        for profile in known:
            action = menu.addAction(f"{profile.name}  ({profile.address})".replace("&", "&&"))
            action.triggered.connect(partial(self._take_host, profile))
        if not known:
            menu.addAction(shown(say("No host is named in ~/.ssh/config."))).setEnabled(False)
        menu.popup(self.hosts.mapToGlobal(self.hosts.rect().bottomLeft()))

    def reject(self) -> None:
        """Stop the test that runs; without one, leave all as it is."""
        self.pressed.emit(Press.STOP)

    def showEvent(self, event: QShowEvent) -> None:  # noqa: N802 - Qt's name
        """Begin in the first field."""
        super().showEvent(event)
        if self._card is None and not event.spontaneous():
            self.focus("" if self.purpose is not Purpose.LOG_IN else "password")

    def _take_host(self, profile: Profile) -> None:
        self.fill(profile)
        self.test.setFocus()

    def _place_of(self, field: str) -> QVBoxLayout:
        """Return the place below a field; the last one where a problem is about none of them."""
        shown_ones = self._places if self.purpose is not Purpose.LOG_IN else _LOGIN | {"host"}
        name = {"passphrase": "key", "port": "host"}.get(field, field)
        return self._places[name] if name in shown_ones and name in self._places else self._last

    def _name_it(self) -> None:
        server = self._start.name
        title, deed = {
            Purpose.ADD: (say("Add a server"), say("&Add this server")),
            Purpose.DEPLOY: (say("Deploy to another server"), say("&Add and deploy")),
            Purpose.EDIT: (say("Edit {server}", server=server), say("&Save changes")),
            Purpose.LOG_IN: (say("Log in to {server}", server=server), say("Lo&g in and save")),
        }[self.purpose]
        roles = QDialogButtonBox.ButtonRole
        self.cancel = self._button(say("Cancel"), roles.RejectRole)
        self.anyway = self._button(say("Save &without a test"), roles.ActionRole)
        self.test = self._button(deed, roles.ActionRole)
        self.test.setObjectName("primary2")
        self.test.setDefault(True)
        self.anyway.hide()
        tell(self, windowTitle=title)
        tell(self.keep, text=say("Keep the password in this computer's keyr&ing"))
        tell(self.host, placeholderText=say("host name or IP address"))
        tell(self.key, placeholderText=say("none: ssh-agent or password"))
        tell(self.password, placeholderText=say("only if the server asks for one"))
        tell(self.labels, placeholderText=say("for example env=prod region=east"))
        self.password.setEchoMode(QLineEdit.EchoMode.Password)

    def _button(self, words: Text, role: QDialogButtonBox.ButtonRole) -> QPushButton:
        made = self.buttons.addButton(shown(words), role)
        tell(made, text=words)
        made.setAutoDefault(False)
        return made

    def _lay_out(self) -> None:
        form = QFormLayout(self.fields)
        form.setContentsMargins(0, 0, 0, 0)
        port = QLabel()
        tell(port, text=say("P&ort"))
        port.setBuddy(self.port)
        self._add("host", say("A&ddress"), self.host, port, self.port)
        self._add("user", say("&User"), self.user)
        self._add("password", say("&Password"), self.password)
        self._places["password"].addWidget(self.keep)
        self._add("key", say("&Key file"), self.key, self.choose_key)
        self._add("name", say("Na&me"), self.name)
        self._add("labels", say("Lab&els"), self.labels)
        if self.purpose is Purpose.LOG_IN:
            for row in ("name", "labels"):
                form.setRowVisible(self._places[row], False)  # noqa: FBT003 - Qt's
        self.hosts.setVisible(self.purpose in {Purpose.ADD, Purpose.DEPLOY})
        self.state.setObjectName("muted")
        self.state.hide()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(20, 16, 20, 16)
        whole.setSpacing(10)
        whole.addWidget(sentence(_EXPLAINED[self.purpose]))
        whole.addWidget(self.hosts, 0, Qt.AlignmentFlag.AlignLeft)
        whole.addWidget(self.fields)
        whole.addLayout(self._last)
        whole.addWidget(self.state)
        whole.addStretch(1)
        whole.addWidget(self.buttons)
        self.setMinimumWidth(self.fontMetrics().averageCharWidth() * _WIDE)

    def _add(self, name: str, words: Text, field: QWidget, *others: QWidget) -> None:
        """Add a field with its label, and below it room for what is wrong with it."""
        label = QLabel()
        tell(label, text=words)
        label.setBuddy(field)
        place = QVBoxLayout()
        place.addLayout(beside(field, *others))
        self._places[name] = place
        form = self.fields.layout()
        if isinstance(form, QFormLayout):
            form.addRow(label, place)

    def _connect(self) -> None:
        self.test.clicked.connect(lambda: self.pressed.emit(Press.TEST))
        self.anyway.clicked.connect(lambda: self.pressed.emit(Press.ANYWAY))
        self.choose_key.clicked.connect(lambda: self.pressed.emit(Press.CHOOSE_KEY))
        self.cancel.clicked.connect(self.reject)
        self.host.textEdited.connect(self._suggest_name)
        for line in (self.name, self.host, self.user, self.key, self.password, self.labels):
            line.textEdited.connect(self.edited)
        self.port.valueChanged.connect(self.edited)

    def _suggest_name(self, host: str) -> None:
        if not self.name.isModified():
            self.name.setText(host.split(".", maxsplit=1)[0] if not host[:1].isdigit() else host)


_TESTED = say("GoFerry connects first, and saves only a server that it can log in to.")
_EXPLAINED = {
    Purpose.ADD: _TESTED,
    Purpose.DEPLOY: say(
        "GoFerry connects first, saves the server, and deploys to it with the same settings."
    ),
    Purpose.EDIT: _TESTED,
    Purpose.LOG_IN: say(
        "Correct the user, the password or the key. GoFerry tries again, and remembers what works."
    ),
}

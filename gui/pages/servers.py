"""The servers: add one, test it, trust its key; and a practice server on this computer."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QMenu,
    QWidget,
)

from core.events import Event, LogLine
from core.journey import Stop
from core.problems import Action, Advice, Problem, ProblemError
from core.server.profile import Profile
from core.words import Size, Text, say
from gui import ask
from gui.connecting import Connector
from gui.page import Deed, Page
from gui.speech import shown, tell
from gui.widgets.log_pane import LogPane
from gui.widgets.parts import add_field, button, card, heading, port_box, row, sentence

if TYPE_CHECKING:
    from core.server.facts import Facts
    from gui.session import Session
    from gui.task_runner import TaskRunner

_SSH_PORT = 22


class ServersPage(Page):
    """Keeps the server list. No secret is ever stored with it."""

    stop: ClassVar = Stop.SERVERS
    title: ClassVar = say("Where shall it run?")
    lead: ClassVar = say(
        "Any Linux server that you can reach by SSH. Nothing needs to be installed there."
    )

    def __init__(self, session: Session, runner: TaskRunner) -> None:
        super().__init__(session, runner)
        self.connector = Connector(session, self)
        self._listed: list[tuple[str, str]] = []
        self.servers = QListWidget()
        self.name = QLineEdit()
        self.host = QLineEdit()
        self.port = port_box(_SSH_PORT)
        self.user = QLineEdit()
        self.key = QLineEdit()
        self.state = sentence()
        self.log = LogPane()
        self.add = button(say("&Add this server"), name="primary2")
        self.choose_key = button(say("C&hoose…"))
        self.test = button(say("&Test the connection"))
        self.remove = button(say("&Remove from the list…"))
        self.hosts = button(say("&From your SSH settings"))
        self.practice = button(say("&Start a practice server"))
        self.stop_practice = button(say("Sto&p the practice server"))
        self._lay_out()
        self._connect()

    def deed(self) -> Deed:
        """Go on to the deploy."""
        return Deed(label=say("Continue to the deploy"))

    def act(self) -> None:
        """Go on, or say what is missing."""
        if self.session.current.servers:
            self.go.emit(Stop.DEPLOY)
        else:
            self.show_problems((_no_server(),))
            self.host.setFocus()

    def choices(self) -> tuple[QWidget, ...]:
        """The lists and forms; output stays readable."""
        return self._cards

    def first_field(self) -> QWidget:
        """Adding starts with the address; with servers there, with the list."""
        return self.servers if self.session.current.servers else self.host

    def enter(self) -> None:
        """Read the list anew: the command line may have changed it."""
        self._reload()
        super().enter()

    def refresh(self) -> None:
        """Show the list."""
        wanted = [(shown(_title(one)), one.name) for one in self.session.current.servers]
        if wanted != self._listed:
            self._listed = wanted
            self._fill(wanted)
        self._enable()

    async def check(self, name: str) -> None:
        """Connect, ask the facts, and say what was found."""
        from core.server import facts

        profile = self._profile(name)
        if profile is None:
            return
        self.show_problems(())
        self.state.setText(shown(say("Connecting to {server}…", server=profile.address)))
        connection = await self.connector.connect(profile, self.show_problems)
        if connection is None:
            self.state.clear()
            return
        try:
            found = await facts.ask(connection)
            self.state.setText(shown(_described(profile, found)))
        except ProblemError as error:
            self.state.clear()
            self.show_problems((error.problem,))
        finally:
            await connection.close()

    async def start_practice(self) -> None:
        """Boot the practice server and put it on the list."""
        from core import practice

        self.log.clear()
        self.log.show()
        ending = await self.runner.run(
            say("Starting the practice server"), practice.start(self.session.home), self._on_event
        )
        self.log.setVisible(ending.problem is not None)
        self.show_problems((ending.problem,) if ending.problem else ())
        self._reload()
        if ending.value is not None:
            self._select(ending.value.name)
            await self.check(ending.value.name)

    async def end_practice(self) -> None:
        """Stop the practice server; all that was on it is gone."""
        from core import practice

        ending = await self.runner.run(
            say("Stopping the practice server"), practice.stop(self.session.home), self._on_event
        )
        self.show_problems((ending.problem,) if ending.problem else ())
        self._reload()

    def carry_out(self, advice: Advice) -> None:
        """Start the practice server, or try again with what the advice brings."""
        name = self._selected_name()
        match advice.action:
            case Action.START_PRACTICE_SERVER:
                self.runner.spawn(self.start_practice())
            case Action.RETRY | Action.CHECK_SERVER if name:
                self.runner.spawn(self.check(name))
            case Action.CHOOSE_KEY:
                self.runner.spawn(self._choose_key())
            case _:
                super().carry_out(advice)

    def _fill(self, wanted: list[tuple[str, str]]) -> None:
        chosen = self._selected_name()
        self.servers.clear()
        for title, name in wanted:
            item = QListWidgetItem(title)
            item.setData(Qt.ItemDataRole.UserRole, name)
            self.servers.addItem(item)
        self._select(chosen)
        if self.servers.currentRow() < 0 and wanted:
            self.servers.setCurrentRow(0)

    def _lay_out(self) -> None:
        columns = QHBoxLayout()
        top = Qt.AlignmentFlag.AlignTop
        self._cards = (self._list_card(), self._form_card(), self._practice_card())
        columns.addWidget(self._cards[0], 3, top)
        columns.addWidget(self._cards[1], 2, top)
        self.body.addLayout(columns)
        self.body.addLayout(self.problems)
        self.body.addWidget(self._cards[2])
        self.body.addWidget(self.log, 1)
        self.body.addStretch(1)
        self.log.hide()

    def _list_card(self) -> QWidget:
        frame, inside = card()
        inside.addWidget(heading(say("Your servers")))
        tell(self.servers, accessibleName=say("Your servers"))
        inside.addWidget(self.servers)
        inside.addLayout(row(self.test, self.remove))
        inside.addWidget(self.state)
        return frame

    def _form_card(self) -> QWidget:
        frame, inside = card()
        inside.addWidget(heading(say("Add a server")))
        form = QFormLayout()
        self.user.setText("root")
        tell(self.key, placeholderText=say("empty: SSH agent or password"))
        add_field(form, say("Addr&ess"), self.host)
        add_field(form, say("&User"), self.user)
        add_field(form, say("P&ort"), self.port)
        add_field(form, say("&Key file"), self.key, self.choose_key)
        add_field(form, say("Na&me"), self.name)
        inside.addLayout(form)
        inside.addLayout(row(self.add, self.hosts))
        return frame

    def _practice_card(self) -> QWidget:
        frame, inside = card()
        inside.addWidget(heading(say("Practice server on this computer")))
        inside.addWidget(
            sentence(
                say(
                    "A throw-away Debian with its own systemd and SSH: deploy, break and roll back "
                    "as you like, nothing here changes. Linux as root only."
                )
            )
        )
        inside.addLayout(row(self.practice, self.stop_practice))
        return frame

    def _connect(self) -> None:
        self.add.clicked.connect(self._add)
        self.hosts.clicked.connect(self._offer_hosts)
        self.host.returnPressed.connect(self._add)
        self.host.textEdited.connect(self._suggest_name)
        self.servers.currentItemChanged.connect(lambda *_: self._enable())
        self.test.clicked.connect(lambda: self.runner.spawn(self.check(self._selected_name())))
        self.remove.clicked.connect(lambda: self.runner.spawn(self._remove(self._selected_name())))
        self.choose_key.clicked.connect(lambda: self.runner.spawn(self._choose_key()))
        self.practice.clicked.connect(lambda: self.runner.spawn(self.start_practice()))
        self.stop_practice.clicked.connect(lambda: self.runner.spawn(self.end_practice()))

    def _offer_hosts(self) -> None:
        """Offer the hosts of ~/.ssh/config; choosing one fills the form."""
        from core.server.ssh_config import SshConfig

        menu = QMenu(self.hosts)
        for profile in SshConfig.of_user().profiles():
            action = menu.addAction(f"{profile.name}  ({profile.address})")
            action.triggered.connect(partial(self._fill_form, profile))
        if menu.isEmpty():
            menu.addAction(shown(say("No host is named in ~/.ssh/config."))).setEnabled(False)
        menu.popup(self.hosts.mapToGlobal(self.hosts.rect().bottomLeft()))

    def _fill_form(self, profile: Profile) -> None:
        self.name.setText(profile.name)
        self.host.setText(profile.host)
        self.port.setValue(profile.port)
        self.user.setText(profile.user)
        self.key.setText(profile.key)
        self.add.setFocus()

    def _add(self) -> None:
        from core.server.store import ServerStore

        profile = Profile(
            name=self.name.text().strip() or self.host.text().strip(),
            host=self.host.text().strip(),
            port=self.port.value(),
            user=self.user.text().strip(),
            key=self.key.text().strip(),
        )
        try:
            ServerStore(self.session.home).add(profile)
        except ProblemError as error:
            self.show_problems((error.problem,))
            fields = {"name": self.name, "host": self.host, "user": self.user, "key": self.key}
            fields.get(error.problem.field, self.host).setFocus()
            return
        self.show_problems(())
        for field in (self.name, self.host, self.key):
            field.clear()
        self._reload()
        self._select(profile.name)
        self.runner.spawn(self.check(profile.name))

    async def _remove(self, name: str) -> None:
        from core.server.store import ServerStore

        sure = await ask.confirm(
            self,
            say("Remove {name} from the list?", name=name),
            say("What runs on the server goes on running. Only GoFerry forgets the server."),
            deed=say("Remove {name}", name=name),
        )
        if sure:
            ServerStore(self.session.home).remove(name)
            self._reload()

    async def _choose_key(self) -> None:
        chosen = await ask.file(self, say("Choose your private key"))
        if chosen is not None:
            self.key.setText(str(chosen))

    def _reload(self) -> None:
        problem = self.session.reload_servers()
        if problem is not None:
            self.show_problems((problem,))
        self.refresh()

    def _suggest_name(self, host: str) -> None:
        if not self.name.isModified():
            self.name.setText(host.split(".", maxsplit=1)[0] if not host[:1].isdigit() else host)

    def _select(self, name: str) -> None:
        for place in range(self.servers.count()):
            item = self.servers.item(place)
            if item.data(Qt.ItemDataRole.UserRole) == name:
                self.servers.setCurrentItem(item)

    def _selected_name(self) -> str:
        item = self.servers.currentItem()
        return item.data(Qt.ItemDataRole.UserRole) if item else ""

    def _profile(self, name: str) -> Profile | None:
        return _named(self.session.current.servers, name)

    def _enable(self) -> None:
        something = bool(self._selected_name()) and not self.runner.busy
        self.test.setEnabled(something)
        self.remove.setEnabled(something)
        practising = _named(self.session.current.servers, "practice") is not None
        self.practice.setEnabled(not self.runner.busy)
        self.stop_practice.setEnabled(practising and not self.runner.busy)

    def _on_event(self, event: Event) -> None:
        if isinstance(event, LogLine):
            self.log.append([event.text])


def _named(servers: tuple[Profile, ...], name: str) -> Profile | None:
    return next((one for one in servers if one.name == name), None)


def _title(profile: Profile) -> Text:
    if profile.name == "practice":
        return say("Practice server on this computer ({address})", address=profile.address)
    return say("{name} ({address})", name=profile.name, address=profile.address)


def _described(profile: Profile, found: Facts) -> Text:
    place = found.place("/opt")
    return say(
        "{name} answers: {system}, {processor} processor, systemd {systemd}, {free} free.",
        name=profile.name,
        system=found.os,
        processor=found.arch or found.machine,
        systemd=found.systemd,
        free=Size(place.free_bytes if place else 0),
    )


def _no_server() -> Problem:
    return Problem(
        code="no_server",
        what=say("There is no server on the list yet."),
        why=say("Enter the address of a server that you reach by SSH, or start a practice server."),
        next=(Advice(say("Start a practice server"), Action.START_PRACTICE_SERVER),),
        field="host",
    )

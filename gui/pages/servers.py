"""The servers: add one, test it, trust its key; and a practice server on this computer."""

from __future__ import annotations

from contextlib import AsyncExitStack
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar, assert_never

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from core import actions as do
from core.events import unheard
from core.journey import Stop
from core.problems import Advice, Problem, ProblemError
from core.usecases import servers
from core.words import say
from gui.actions import ask
from gui.actions.connecting import Connector
from gui.actions.practising import Practice
from gui.page import Page, PrimaryAction
from gui.widgets.server.server_card import ServerCard
from gui.widgets.server.server_form import ServerForm
from gui.wording.server_words import no_server

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from core.ssh.profile import Profile
    from core.usecases.connecting import Connection
    from gui.runtime.session import Session
    from gui.runtime.task_runner import TaskRunner

_NOT_MET = say("no connection at the last test")


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
        self.card = ServerCard()
        self.form = ServerForm()
        self.practice = Practice(self)
        self._untested: tuple[str, Profile] | None = None  # what the form's problem is about
        self._lay_out()
        self._connect()

    def primary_action(self) -> PrimaryAction:
        """Go on to the deploy."""
        return PrimaryAction(label=say("Continue to the deploy"))

    def act(self) -> None:
        """Go on, or say what is missing."""
        if self.session.current.servers:
            self.go.emit(Stop.DEPLOY)
        else:
            self.show_problems((no_server(),))
            self.form.host.setFocus()

    def choices(self) -> tuple[QWidget, ...]:
        """The lists and forms; output stays readable."""
        return (self.card, self.form, self.practice.card)

    def first_field(self) -> QWidget:
        """Adding starts with the address; with servers there, with the list."""
        return self.card.servers if self.session.current.servers else self.form.host

    def enter(self) -> None:
        """Read the list anew: the command line may have changed it."""
        self._reload()
        super().enter()

    def refresh(self) -> None:
        """Show the list, and what is known about the server that is selected."""
        current, idle = self.session.current, not self.runner.busy
        self.card.show_servers(current.servers, current.facts, current.environments, idle=idle)
        self.practice.enable(idle=idle, there=self.card.profile("practice") is not None)

    async def check(self, *names: str) -> None:
        """Connect to servers, ask each about itself, and say what was found."""
        servers = tuple(one for one in self.session.current.servers if one.name in names)
        self.show_problems(())
        self._untested = None
        for one in servers:
            self.card.servers.say(one.name, say("Connecting…"))
        if len(servers) == 1:
            self.card.say_connecting(servers[0])
        async with AsyncExitStack() as stack:
            sessions = await self.connector.connect_each(servers, stack, self.add_problems)
            problems = [one for one in [await self._ask(each) for each in sessions] if one]
        met = {one.profile.name for one in sessions}
        for one in servers:
            self.card.servers.say(one.name, None if one.name in met else _NOT_MET)
        self.refresh()
        self.add_problems(tuple(problems))

    async def _ask(self, connection: Connection) -> Problem | None:
        from core.usecases.introducing import ask_facts

        try:
            found = await ask_facts(connection)
        except ProblemError as error:  # others are asked beside it, or it is kept all the same
            return error.problem
        known = {**self.session.current.facts, connection.profile.name: found}
        self.session.change(facts=known)
        return None

    def reveal(self, what: str) -> None:
        """Select a server by its name."""
        self.card.servers.select(what)

    def carry_out(self, action: do.Action) -> None:
        """Change the list, or try again with what the advice brings."""
        name = self.card.servers.selected()
        if isinstance(action, do.ServerAction):
            self._carry_out(action)
        elif name and isinstance(action, do.Again | do.CheckServer):
            self.runner.spawn(self._try_again(name))
        else:
            super().carry_out(action)

    def _carry_out(self, action: do.ServerAction) -> None:
        match action:
            case do.StartPracticeServer():
                self.runner.spawn(self.practice.start())
            case do.AddUntested():
                if self._untested is not None:
                    self.show_problems(())
                    self._keep(*self._untested)
            case do.EditServer(server) if server != self.form.editing:
                self._edit(server)
            case do.EditServer():
                self.form.host.setFocus()
            case do.ChooseKey(server):
                self.runner.spawn(self._choose_key(server))
            case _:
                assert_never(action)

    async def _try_again(self, name: str) -> None:
        """Try what was tried last: the server in the form, or the one on the list."""
        if self._untested is not None and self.form.host.text():
            self.form.add.click()
        else:
            await self.check(name)

    def _lay_out(self) -> None:
        top = Qt.AlignmentFlag.AlignTop
        columns = QHBoxLayout()
        columns.addWidget(self.card, 3, top)
        columns.addWidget(self.form, 2, top)
        self.body.addLayout(columns)
        self.body.addLayout(self.problems)
        self.body.addWidget(self.practice.card)
        self.body.addWidget(self.practice.log, 1)
        self.body.addStretch(1)

    def _connect(self) -> None:
        self.form.added.connect(lambda profile: self.runner.spawn(self._settle(profile)))
        self.form.edited.connect(
            lambda known, profile: self.runner.spawn(self._settle(profile, known=known))
        )
        self.form.imported.connect(self._import)
        self.form.key_wanted.connect(lambda: self.runner.spawn(self._choose_key()))
        listed = self.card.servers
        self.card.edit.clicked.connect(lambda: self._edit(listed.selected()))
        self.card.test.clicked.connect(lambda: self.runner.spawn(self.check(listed.selected())))
        self.card.test_all.clicked.connect(lambda: self.runner.spawn(self.check(*self._names())))
        self.card.alarm.clicked.connect(lambda: self.runner.spawn(self._alarm(listed.selected())))
        self.card.environments.clicked.connect(lambda: self.runner.spawn(self._describe()))
        self.card.remove.clicked.connect(lambda: self.runner.spawn(self._remove(listed.selected())))
        self.practice.changed.connect(self._take_practice)

    def _take_practice(self, name: str) -> None:
        """Show the list without the practice server, or with it; a new one is tested at once."""
        self._reload()
        if name:
            self.card.servers.select(name)
            self.runner.spawn(self.check(name))

    def _names(self) -> tuple[str, ...]:
        return tuple(one.name for one in self.session.current.servers)

    def _import(self, profiles: tuple[Profile, ...]) -> None:
        """Put servers of ~/.ssh/config on the list that are not there yet, and test them."""
        new: list[Profile] = []
        self.show_problems(())
        put = partial(servers.take_over, self.session.home, profiles)
        if self._stored(lambda: new.extend(put()), "") and new:
            self.card.servers.select(new[-1].name)
            self.runner.spawn(self.check(*(one.name for one in new)))

    async def _settle(self, profile: Profile, *, known: str = "") -> None:
        """Test a new server, or a changed one of the list; only one that answers is kept."""
        self._untested = (known, profile)
        async with AsyncExitStack() as stack:
            try:
                connection = await self._reach(profile, known=known)
            except ProblemError as error:  # shown with the keyboard where it was typed
                self._show_fault(error.problem)
                self.card.show_selected()
                return
            stack.push_async_callback(connection.close)
            problem = await self._ask(connection)
        if self._keep(known, profile) and problem is not None:
            self.add_problems((problem,))

    async def _reach(self, profile: Profile, *, known: str) -> Connection:
        """Connect to a server that may be on the list so."""
        self.show_problems(())
        servers.must_fit(self.session.home, profile, known=known)
        self.card.say_connecting(profile)
        self.card.state.show()
        return await self.connector.connect(profile, self.add_problems)

    def _show_fault(self, problem: Problem) -> None:
        """Show why a server is not kept, beside what was typed; nothing of it is lost."""
        anyway = Advice(say("Keep it without a test."), do.AddUntested())
        odd = problem.field in {"name", "port", "user", "labels"}
        self.add_problems((problem if odd else replace(problem, next=(*problem.next, anyway)),))
        self.form.field(problem.field).setFocus()

    def _keep(self, known: str, profile: Profile) -> bool:
        """Write a server down; whether that went well."""
        return self._stored(
            lambda: servers.keep(self.session.home, profile, known=known), profile.name
        )

    def _stored(self, change: Callable[[], object], name: str) -> bool:
        try:
            change()
        except ProblemError as error:  # shown with the keyboard where it was typed
            self.add_problems((error.problem,))
            self.form.field(error.problem.field).setFocus()
            return False
        self.form.empty()
        self._reload()
        self.card.servers.select(name)
        return True

    def _edit(self, name: str, *, field: str = "") -> None:
        """Show a server of the list in the form; another one's values stay there as typed."""
        profile = self.card.profile(name)
        if profile is not None:
            self.form.edit(profile, field=field)
        else:
            self.form.field(field).setFocus()

    async def _alarm(self, name: str) -> None:
        from gui.actions import alarming

        if (profile := self.card.profile(name)) is not None:
            await alarming.look_after(self, self.connector, profile)

    async def _describe(self) -> None:
        from gui.actions import environments

        if await environments.describe(self):
            self._reload()

    async def _remove(self, name: str) -> None:
        sure = await ask.confirm(
            self,
            say("Remove {name} from the list?", name=name),
            say("What runs on the server goes on running. Only GoFerry forgets the server."),
            primary_action=say("Remove {name}", name=name),
        )
        if sure:
            servers.forget(self.session.home, name, report=unheard)
            self._reload()

    async def _choose_key(self, name: str = "") -> None:
        """Choose a key for what is in the form, or for the server whose login was refused."""
        chosen = await ask.file(self, say("Choose your private key"))
        if chosen is None:
            return
        profile = None if name == self.form.editing else self.card.profile(name)
        if profile is None:
            self.form.key.setText(str(chosen))
        else:
            await self._settle(replace(profile, key=str(chosen)), known=name)

    def _reload(self) -> None:
        problem = self.session.reload_servers()
        if problem is not None:
            self.add_problems((problem,))
        self.refresh()

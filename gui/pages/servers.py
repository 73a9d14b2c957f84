"""The servers: a list to look after, one dialog for each, and a practice server here."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, ClassVar, assert_never

from PySide6.QtCore import Qt

from core import actions as do
from core.events import unheard
from core.journey import Stop
from core.ssh.profile import Profile
from core.usecases import seeing, servers
from core.words import say
from gui.actions import alarming, environments, handing_over, listing, replacing_key
from gui.actions.checking import Checker
from gui.actions.connecting import Connector
from gui.actions.practising import Practice
from gui.actions.taking_off import TakingOff
from gui.page import Page, PrimaryAction
from gui.widgets.empty_place import EmptyPlace
from gui.widgets.parts import button
from gui.widgets.server.known_servers import Known
from gui.widgets.server.server_card import ServerCard
from gui.widgets.server.server_dialog import Purpose
from gui.wording.server_words import PRACTICE

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine
    from typing import Any

    from PySide6.QtWidgets import QWidget

    from core.problems import Problem
    from gui.runtime.session import Session
    from gui.runtime.task_runner import TaskRunner

    Work = Callable[[Profile], Coroutine[Any, Any, None]]


class ServersPage(Page):
    """Keeps the server list. No secret is ever stored with it."""

    stop: ClassVar = Stop.SERVERS
    title: ClassVar = say("Servers")
    lead: ClassVar = say(
        "Any Linux server that you can reach over SSH. Nothing needs to be installed on it."
    )

    def __init__(self, session: Session, runner: TaskRunner) -> None:
        super().__init__(session, runner)
        self.connector = Connector(session, self)
        self.checker = Checker(self, self.connector)
        self.card = ServerCard()
        self.empty = EmptyPlace("quay")
        self.practice = Practice(self)
        self.gone = TakingOff(self)
        self.bring = button(say("&Import from ~/.ssh/config…"), name="quiet")
        self._leads = False  # to the deploy, as soon as there is a first server
        self._general: tuple[Problem, ...] = ()  # what is about no server of the list
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
            self.told.emit(say("Add a server first, or start the practice server."))
            self.empty.deed.setFocus()

    def begin(self) -> None:
        """Go on to the deploy, with the first server as soon as it is there."""
        if self.session.current.servers:
            self.act()
            return
        self._leads = True
        self.told.emit(say("The program is built. Add the first server to deploy it to."))
        self.empty.deed.setFocus()

    def _lead_on(self, *names: str) -> None:
        """Go on to the deploy where that was wanted, and nothing is wrong with the servers."""
        well = not any(self.checker.faults.get(name) for name in names)
        if self._leads and self.isVisible() and well:
            self.go.emit(Stop.DEPLOY)

    def choices(self) -> tuple[QWidget, ...]:
        """The lists and forms; output stays readable."""
        return (self.card, self.empty, self.bring, self.gone.line, self.practice.card)

    def first_field(self) -> QWidget:
        """Begin in the list, or with the one thing that can be done without one."""
        return self.card.servers if self.session.current.servers else self.empty.deed

    def enter(self) -> None:
        """Read the list anew: the command line may have changed it."""
        self._leads = False
        self._reload()
        super().enter()

    def refresh(self) -> None:
        """Show the list, and what is known about the server that is selected."""
        current, idle = self.session.current, not self.runner.busy
        seen = seeing.found_at(self.session.home, current.servers, current.board)
        known = Known(servers=current.servers, seen=seen, environments=current.environments)
        self.card.group_by(current.settings.servers_by)
        self.card.show_servers(known, current.facts, idle=idle)
        self.card.setVisible(bool(current.servers))
        self.empty.setVisible(not current.servers)
        self.bring.setVisible(not current.servers)
        there = self.card.profile(PRACTICE) is not None
        self.practice.enable(idle=idle, there=there)
        self.practice.card.fold(folded=bool(current.servers) and not there)
        self.gone.show()

    async def check(self, *names: str) -> None:
        """Connect to servers, ask each about itself, and say what was found."""
        wanted = tuple(one for one in self.session.current.servers if one.name in names)
        self._forget_faults(*names)
        self.card.servers.say_testing(names)
        if len(wanted) == 1:
            self.card.say_connecting(wanted[0])
        try:
            await self.checker.check(wanted)
        finally:
            self.card.servers.say_testing(())
            self.refresh()
        faulty = [one.name for one in wanted if one.name in self.checker.faults]
        if faulty:
            self.card.servers.select(faulty[0])
        self._show_faults()
        self._lead_on(*names)

    def show_problems(self, problems: tuple[Problem, ...]) -> None:
        """Show what is about no server of the list, above what is about the selected one."""
        self._general = problems
        self._show_faults()

    def _show_faults(self) -> None:
        faults = self.checker.faults.get(self.card.servers.selected(), ())
        super().show_problems((*self._general, *faults))

    def _forget_faults(self, *names: str) -> None:
        self.checker.forget(*names)
        self.show_problems(())

    def reveal(self, what: str) -> None:
        """Select a server by its name, whatever is searched for."""
        self.card.search.clear()
        self.card.servers.select(what)

    def carry_out(self, action: do.Action) -> None:
        """Change the list, or try again with what the advice brings."""
        name = self.card.servers.selected()
        if isinstance(action, do.ServerAction):
            self._carry_out(action)
        elif name and isinstance(action, do.Again | do.CheckServer):
            self.runner.spawn(self.check(name))
        else:
            super().carry_out(action)

    def _carry_out(self, action: do.ServerAction) -> None:
        match action:
            case do.StartPracticeServer():
                self.runner.spawn(self.practice.start())
            case do.EditServer(server):
                self._edit(server)
            case do.ChooseKey(server):
                self._edit(server, choose_key=True)
            case do.ReplaceHostKey(server):
                self._with(server, self._replace_key)
            case _:
                assert_never(action)

    def _lay_out(self) -> None:
        self.empty.show_words(say("No server is on the list yet."), say("&Add a server…"))
        self.body.addWidget(self.card)
        self.body.addWidget(self.empty)
        self.body.addWidget(self.bring, 0, Qt.AlignmentFlag.AlignHCenter)
        self.body.addWidget(self.gone.line)
        self.body.addLayout(self.problems)
        self.body.addWidget(self.practice.card)
        self.body.addWidget(self.practice.log, 1)
        self.body.addStretch(1)

    def _connect(self) -> None:
        card, listed = self.card, self.card.servers
        for add in (card.add.clicked, self.empty.pressed):
            add.connect(lambda: self._add(Profile(name="", host="")))
        for bring in (card.bring.triggered, self.bring.clicked):
            bring.connect(lambda: self.runner.spawn(self._import()))
        card.environments.triggered.connect(lambda: self.runner.spawn(self._describe()))
        card.test.clicked.connect(lambda: self.runner.spawn(self.check(listed.selected())))
        card.test_all.clicked.connect(lambda: self.runner.spawn(self.check(*self._names())))
        card.edit.clicked.connect(lambda: self._edit(listed.selected()))
        for wanted, work in (
            (card.duplicate.triggered, self._duplicate),
            (card.labels.triggered, self._label),
            (card.alarm.triggered, partial(alarming.look_after, self, self.connector)),
            (card.handover.triggered, partial(handing_over.hand_over, self)),
            (card.remove.clicked, self.gone.remove),
        ):
            wanted.connect(partial(self._with_selected, work))
        card.grouped.connect(self._remember_groups)
        listed.chosen.connect(self._show_faults)
        listed.moved.connect(lambda name, to: self.runner.spawn(self._move(name, to)))
        self.gone.removed.connect(self._on_removed)
        self.gone.returned.connect(self._on_returned)
        self.practice.changed.connect(self._take_practice)

    def _remember_groups(self, key: str) -> None:
        self.session.change(settings=replace(self.session.current.settings, servers_by=key))

    def _with_selected(self, work: Work, *_: object) -> None:
        self._with(self.card.servers.selected(), work)

    def _with(self, name: str, work: Work) -> None:
        """Let work begin that is about a server of the list."""
        if (profile := self.card.profile(name)) is not None:
            self.runner.spawn(work(profile))

    def _take_practice(self, name: str) -> None:
        """Show the list without the practice server, or with it; a new one is tested at once."""
        self._reload()
        if name:
            self.card.servers.select(name)
            self.runner.spawn(self.check(name))

    def _names(self) -> tuple[str, ...]:
        return tuple(one.name for one in self.session.current.servers)

    def _add(self, start: Profile) -> None:
        self.runner.spawn(self._settle(start, purpose=Purpose.ADD))

    def _edit(self, name: str, *, choose_key: bool = False) -> None:
        """Open the dialog of a server, with the keyboard where its last fault was."""
        profile = self.card.profile(name)
        if profile is not None:
            self.card.servers.select(name)
            self.runner.spawn(
                self._settle(profile, purpose=Purpose.EDIT, known=profile, choose_key=choose_key)
            )

    async def _settle(
        self,
        start: Profile,
        *,
        purpose: Purpose,
        known: Profile | None = None,
        choose_key: bool = False,
    ) -> None:
        """Show the dialog until the server is kept, or it is left."""
        from gui.actions.server_editing import ServerEditing

        editing = ServerEditing(self.session, self, start, purpose=purpose, known=known)
        fault = next(iter(self.checker.faults.get(known.name, ())), None) if known else None
        field = fault.field if fault else ""
        settled = await editing.run(field=field, choose_key=choose_key)
        if settled is None:
            return
        name = settled.server.name
        self._forget_faults(name, known.name if known else name)
        self.checker.faults[name] = settled.notes
        self._reload()
        self.card.servers.select(name)
        self._show_faults()
        if settled.tested:
            self._lead_on(name)

    async def _duplicate(self, profile: Profile) -> None:
        name = servers.free_name(self.session.current.servers, profile.name)
        await self._settle(replace(profile, name=name), purpose=Purpose.ADD)

    async def _import(self) -> None:
        new = await listing.bring(self)
        self._reload()
        if new:
            self.card.servers.select(new[-1])
            await self.check(*new)

    async def _label(self, profile: Profile) -> None:
        if await listing.label(self, profile):
            self._reload()

    async def _move(self, name: str, value: str) -> None:
        """Give a server that was dragged into a group the group's label."""
        wanted = {self.card.grouped_by: value}
        servers.label(self.session.home, name, wanted, report=unheard)
        self._reload()

    async def _describe(self) -> None:
        if await environments.describe(self):
            self._reload()

    async def _replace_key(self, profile: Profile) -> None:
        if await replacing_key.replace(self, self.session.home, profile):
            await self.check(profile.name)

    def _on_removed(self, name: str) -> None:
        self._forget_faults(name)
        self._reload()

    def _on_returned(self, name: str) -> None:
        self._reload()
        self.card.servers.select(name)
        self.card.servers.setFocus()

    def _reload(self) -> None:
        problem = self.session.reload_servers()
        if problem is not None:
            self.add_problems((problem,))
        self.refresh()

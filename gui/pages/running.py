"""What runs, on all servers: the board, those first that need somebody, and the chosen service."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from core import actions as do
from core.events import LogLine
from core.journey import Stop
from core.words import Text, joined, say, say_count
from gui.actions.back_again import BackAgain
from gui.actions.bringing import environments
from gui.actions.connecting import Connector
from gui.actions.editor import open_place
from gui.actions.following import LogReader
from gui.actions.past import Past
from gui.actions.spreading import spread
from gui.actions.tending import Tender
from gui.actions.upkeep import Upkeep
from gui.actions.watching import Watcher
from gui.page import Page, PrimaryAction
from gui.runtime.speech import tell
from gui.widgets.board.again_card import AgainCard
from gui.widgets.board.board_model import BoardModel
from gui.widgets.board.board_view import BoardView
from gui.widgets.board.detail import Detail
from gui.widgets.empty_place import EmptyPlace
from gui.widgets.parts import beside, button, can_be_copied, held, sentence
from gui.widgets.server.server_row import Wish
from gui.wording import seen_words
from gui.wording.again_words import Coming
from gui.wording.outcome_words import outcome_words

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QHideEvent
    from PySide6.QtWidgets import QWidget

    from core.events import Event
    from core.service.model import RunWish
    from core.service.seen import Board
    from core.ssh.profile import Profile
    from gui.runtime.session import Session
    from gui.runtime.task_runner import TaskRunner
    from gui.widgets.upkeep.together import Together


class RunningPage(Page):
    """Shows what is known at once, then looks, and looks again while it is in sight."""

    stop: ClassVar = Stop.RUNNING
    title: ClassVar = say("Running services")
    lead: ClassVar = say(
        "Every service that GoFerry knows on your servers. "
        "Services that need your attention come first."
    )

    def __init__(self, session: Session, runner: TaskRunner) -> None:
        super().__init__(session, runner)
        self.connector = Connector(session, self)
        self.watcher = Watcher(self, self.connector)
        self.tender = Tender(self, self.connector)
        self.back_again = BackAgain(self, self.tender)
        self.again = AgainCard()
        self.summary = can_be_copied(QLabel())
        self.look = button(say("Refresh now"), name="quiet")
        self.about = held(beside(self.summary, self.look))
        self.notes = sentence()
        self.notes.setObjectName("warning")
        self.model = BoardModel()
        self.board = BoardView(self.model)
        self.detail = Detail()
        self.past = Past(self, self.connector, self.detail)
        self.upkeep = Upkeep(self, self.connector, self.detail)
        self.reader = LogReader(self.connector, runner, self.detail.log, self.add_problems)
        self._coming = Coming()
        self._read = ""  # the service whose log is shown
        self.empty = EmptyPlace("harbour")
        self._lay_out()
        self._connect()

    def primary_action(self) -> PrimaryAction:
        """Bring what was deployed again; where nothing was, look, or lead to a server."""
        if not self.session.current.servers:
            return PrimaryAction(label=say("Add a server"))
        if self._coming.now(self.session.current) is not None:
            return PrimaryAction(label=say("Build and deploy again"))
        return PrimaryAction(label=self._look_label())

    def act(self) -> None:
        """Do that."""
        if not self.session.current.servers:
            self.go.emit(Stop.SERVERS)
        elif self._coming.now(self.session.current) is not None:
            self.again_wanted.emit()
        else:
            self._look()

    def _look_label(self) -> Text:
        if waiting := len(self.watcher.waiting):
            return say_count(waiting, one="Connect to {n} server", many="Connect to {n} servers")
        return say("Refresh now")

    def _look(self) -> None:
        """Connect where an answer of a person is missing, else look again."""
        if self.watcher.waiting:
            self.show_problems(())
            self.watcher.ask()
        else:
            self.watcher.look_now()

    def choices(self) -> tuple[QWidget, ...]:
        """What changes a service; what is seen stays readable."""
        return self.detail.controls()

    def first_field(self) -> QWidget:
        """The list of services; where there are none, the way to one."""
        return self.board if self.model.rows else self.empty.deed

    def enter(self) -> None:
        """Show what was known, and begin to look."""
        self.watcher.start()
        super().enter()
        self._show_parts()

    def hideEvent(self, event: QHideEvent) -> None:  # noqa: N802 - Qt's name
        """Read no log that nobody sees."""
        super().hideEvent(event)
        self._read = ""
        self.reader.stop()

    def reveal(self, what: str) -> None:
        """Select a service by "server/service"."""
        server, _, service = what.partition("/")
        self.board.choose((server, service))

    def carry_out(self, action: do.Action) -> None:
        """Do here what an advice offers for the chosen service; the rest is the window's."""
        match action:
            case do.ShowLogs():
                self.detail.tabs.setCurrentWidget(self.detail.log)
            case do.RollBack():
                self._roll_back("")
            case _:
                super().carry_out(action)

    def refresh(self) -> None:
        """Show the board, and the chosen service."""
        from core.service.seen import Board

        current, now = self.session.current, time.time()
        board = current.board or Board()
        self.model.show_board(board, now, environments(self.session))
        there = bool(self.model.rows)
        for part in (self.board, self.detail, self.about):
            part.setVisible(there)
        self._show_again()
        self.empty.setVisible(not there)
        self._show_notes(board)
        if there:
            tell(self.summary, text=seen_words.summary(board, now))
            if self.board.key() is None:
                self.board.choose(self.model.rows[0].key)
            self._show_chosen()
        else:
            why, deed = seen_words.nothing(board, servers=bool(current.servers))
            drawing = "quay" if not current.servers else "calm" if board.machines else "harbour"
            self.empty.show_words(why, deed, drawing=drawing)

    def _show_again(self) -> None:
        """Say what the primary button would do; looking has a small one of its own then."""
        found = self._coming.now(self.session.current)
        self.again.show_again(found)
        self.look.setVisible(found is not None)
        tell(self.look, text=self._look_label())

    def _show_chosen(self) -> None:
        if (key := self.board.key()) is not None:
            row = self.model.rows[self.model.row_of(key)]
            self.detail.show_row(row)
            self.upkeep.show(row.seen)

    def _show_parts(self) -> None:
        """Ask for what the tab in sight shows of the chosen service."""
        self._show_log()
        self._show_past()
        self.upkeep.look()

    def _show_log(self) -> None:
        """Read the log of the service on all of its servers, from when it is looked at on."""
        if (row := self.detail.row) is None or self.detail.tabs.currentWidget() != self.detail.log:
            return
        if row.seen.service != self._read:
            self._read = row.seen.service
            servers = {one.seen.server for one in self.model.rows if one.seen.service == self._read}
            profiles = self.session.current.servers
            self.reader.start([one for one in profiles if one.name in servers], [self._read])

    def _show_past(self) -> None:
        """Ask for the part of its past that is in sight."""
        if (asked := self._chosen()) is not None:
            self.past.show(*asked)

    def _learn_releases(self) -> None:
        """Fill the menu of releases, by and by where the server has to be asked."""
        if (asked := self._chosen()) is not None:
            self.past.learn_releases(*asked)
        self.detail.offer_releases()

    def _chosen(self) -> tuple[Profile, str, str] | None:
        """Return server, service and live release of the chosen row."""
        if (row := self.detail.row) is None:
            return None
        servers = {one.name: one for one in self.session.current.servers}
        profile = servers.get(row.seen.server)
        return (profile, row.seen.service, row.seen.release) if profile is not None else None

    def _offer_all(self, place: QPoint) -> None:
        """Open the menu of everything that can be done with the row under the mouse."""
        menu = self.detail.whole_menu()
        menu.popup(self.board.viewport().mapToGlobal(place))

    def _show_notes(self, board: Board) -> None:
        """Say what is worth knowing of the servers themselves."""
        from core.usecases.watching import differing

        current = self.session.current
        differ = differing(self.session.home, board, current.servers)
        lines = [one.what for one in differ]
        lines += [line for one in board.machines if (line := seen_words.note(one))]
        self.notes.setVisible(bool(lines))
        if lines:
            tell(self.notes, text=joined(lines, "\n"))

    def _begin_something(self) -> None:
        """Lead to what is missing for a first service: a server, a program, or the deploy."""
        marks, wanted = self.session.current.marks, Stop.DEPLOY
        if not self.session.current.servers:
            wanted = Stop.SERVERS
        while (missing := marks[wanted].missing) is not None:
            wanted = missing
        self.go.emit(wanted)

    def _lay_out(self) -> None:
        self.summary.setObjectName("muted")
        self.body.addLayout(self.problems)
        self.body.addWidget(self.empty, 1)
        for part in (self.again, self.about, self.board, self.notes):
            self.body.addWidget(part)
        self.body.addWidget(self.detail, 1)
        self.body.addStretch()

    def _connect(self) -> None:
        self.again.change_wanted.connect(lambda: self.go.emit(Stop.DEPLOY))
        self.again.another_wanted.connect(lambda: self.runner.spawn(spread(self)))
        self.look.clicked.connect(self._look)
        self.board.chosen.connect(self._on_chosen)
        self.detail.tabs.currentChanged.connect(self._show_parts)
        self.tender.happened.connect(self._on_event)
        self.tender.writes.connect(self.detail.begin_output)
        self.detail.releases.wanted.connect(self._roll_back)
        self.detail.releases.compare_wanted.connect(self._compare)
        self.watcher.looked.connect(self._on_looked)
        self.empty.pressed.connect(self._begin_something)
        self.detail.open_wanted.connect(lambda url: self.told.emit(open_place(url)))
        self.detail.wanted.connect(self._grant)
        self.detail.releases_wanted.connect(self._learn_releases)
        self.board.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.board.customContextMenuRequested.connect(self._offer_all)
        self.detail.roll_back_wanted.connect(lambda: self._roll_back(""))
        self.tender.said.connect(lambda _, text: self.told.emit(text))
        self.tender.ended.connect(lambda outcome: self.told.emit(outcome_words(outcome)))
        self.tender.looked.connect(self._on_changed)

    def _on_chosen(self) -> None:
        self._show_chosen()
        self._show_parts()

    def _on_event(self, event: Event) -> None:
        if isinstance(event, LogLine):
            self.detail.output.append([event.text])

    def _on_changed(self) -> None:
        self.watcher.look_now()
        self.past.forget()
        self._show_past()
        self.upkeep.forget()

    def _grant(self, wish: Wish | RunWish | Together) -> None:
        if (server := self._turn_to_chosen()) is not None:
            if wish in {Wish.RUN, Wish.RUN_JOB}:
                self.detail.begin_output()
            self.runner.spawn(self.tender.grant(server, wish))

    def _roll_back(self, release: str) -> None:
        if (row := self.detail.row) is not None:
            self.back_again.roll_back(row.seen, release)

    def _compare(self, old: str, new: str) -> None:
        if (asked := self._chosen()) is not None:
            self.show_problems(())
            self.runner.spawn(self.past.compare(*asked[:2], old=old, new=new))

    def _turn_to_chosen(self) -> str | None:
        """Let what is done now be about the chosen service; returns its server."""
        if (key := self.board.key()) is None:
            return None
        server, self.tender.service = key
        return server

    def _on_looked(self) -> None:
        if self.isVisible():
            self.refresh()
        self.deed_changed.emit()

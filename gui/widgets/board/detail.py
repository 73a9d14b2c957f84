"""The chosen service: what it is, why it is not healthy, what one can do, and its parts."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QTabWidget,
    QVBoxLayout,
)

from core.service.model import Kind
from core.words import Text, joined, say
from gui.runtime.speech import shown, speech, tell
from gui.widgets.board.ends import EndList
from gui.widgets.board.overview import Overview
from gui.widgets.board.past import HistoryList, ReleaseList
from gui.widgets.chip import Chip
from gui.widgets.flow_row import FlowRow
from gui.widgets.log.log_pane import LogPane
from gui.widgets.log.service_log import ServiceLog
from gui.widgets.parts import button, can_be_copied, sentence
from gui.widgets.parts import row as in_a_row
from gui.widgets.server.environment_chip import EnvironmentChip
from gui.widgets.server.server_row import WISHES, Wish
from gui.widgets.upkeep.drill_panel import DrillPanel
from gui.widgets.upkeep.store_panel import StorePanel
from gui.widgets.upkeep.together import WISHES as TOGETHER
from gui.wording import seen_words as words

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from gui.widgets.board.columns import Row

_DEEDS = (
    Wish.RUN_JOB,
    Wish.RUN,
    Wish.SECRETS,
    Wish.FRONT,
    Wish.TERMINAL,
    Wish.STOP,
    Wish.REMOVE,
)


class Detail(QFrame):
    """Shows one `Row`; `wanted` carries a `Wish` for it, `open_wanted` its address."""

    wanted = Signal(object)
    roll_back_wanted = Signal()
    releases_wanted = Signal()  # the menu of releases to return to is about to be seen
    open_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("card")
        self.row: Row | None = None
        self.chip = Chip()
        self.environment = EnvironmentChip()
        self.name = can_be_copied(QLabel())
        self.name.setObjectName("verdict")
        self.facts = sentence()
        self.facts.setObjectName("muted")
        self.machine = sentence()
        self.machine.setObjectName("muted")
        self.trouble = sentence()
        self.explain = button(say("Wh&y did it restart?"), name="quiet")
        self.errors = button(say("Show errors in the &log"), name="quiet")
        self.uncopied = sentence()
        self.uncopied.setObjectName("warning")
        self.drift = sentence()
        self.drift.setObjectName("warning")
        self.put_back = button(say("Restore what was de&ployed"))
        self.keep = button(say("&Accept the files as they are"))
        self.start = button(say("&Start"))
        self.restart = button(say("Re&start"))
        self.roll_back = button(say("R&oll back"))
        self.open = button(say("Ope&n in browser"))
        self.more = button(say("&More"))
        self.deeds: dict[Wish, QAction] = {}
        self.earlier = QMenu(self)
        self.overview = Overview()
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        tell(self.tabs, accessibleName=say("About the service"))
        self.more.setMenu(self._menu())
        self._titles: list[Text] = []
        self._lay_out()
        self._connect()
        self.releases = ReleaseList()
        self.history = HistoryList()
        self.ends = EndList()
        self.log = ServiceLog()
        self.drill = DrillPanel()
        self.store = StorePanel()
        self.output = LogPane()
        for title, part in (
            (say("Overview"), self.overview),
            (say("Log"), self.log),
            (say("Restarts"), self.ends),
            (say("Releases"), self.releases),
            (say("History"), self.history),
            (say("Drill"), self.drill),
            (say("Disk and backup"), self.store),
            (say("Output"), self.output),
        ):
            self._titles.append(title)
            self.tabs.addTab(part, shown(title))
        self.tabs.setTabVisible(self.tabs.indexOf(self.output), False)  # noqa: FBT003 - Qt's own

    def begin_output(self) -> None:
        """Show what a command or job writes that begins now."""
        self.output.clear()
        self.tabs.setTabVisible(self.tabs.indexOf(self.output), True)  # noqa: FBT003 - Qt's own
        self.tabs.setCurrentWidget(self.output)

    def clear_part(self, part: QWidget, why: Text) -> None:
        """Empty the part of a tab, and say why."""
        if isinstance(part, ReleaseList | HistoryList | EndList):
            part.clear()
            part.say(why)

    def controls(self) -> tuple[QWidget, ...]:
        """What must wait while a job runs."""
        deeds = (self.start, self.restart, self.roll_back, self.put_back, self.keep)
        upkeep = (*self.drill.controls(), *self.store.controls())
        return (*deeds, *upkeep, self.more, self.releases)

    def show_row(self, row: Row) -> None:
        """Show what is known of this service."""
        self.row = row
        seen = row.seen
        self.chip.show_sign(row.sign)
        tell(self.name, text=words.in_a_line(seen))
        self.environment.show_environment(row.environment)
        tell(self.facts, text=words.facts(seen, row.series, row.now))
        on_server = words.machine_facts(row.machine)
        tell(self.machine, text=say("{server}: {facts}", server=seen.server, facts=on_server))
        self.machine.setVisible(bool(on_server.values))
        self._show_trouble(row)
        self.uncopied.setVisible(seen.uncopied is not None)
        if (late := seen.uncopied) is not None:
            tell(self.uncopied, text=say("{what} {why}", what=late.what, why=late.why))
        tell(self.drift, text=joined((one.what for one in seen.drift), "\n"))
        for one in (self.drift, self.put_back, self.keep):
            one.setVisible(bool(seen.drift))
        self.open.setVisible(seen.url.startswith("http"))
        self.roll_back.setVisible(bool(seen.previous))
        stopped = words.condition(seen) is words.Condition.STOPPED
        self.start.setVisible(stopped)
        self.restart.setVisible(not stopped)
        self.deeds[Wish.STOP].setVisible(not stopped)
        self.deeds[Wish.RUN_JOB].setVisible(seen.kind is Kind.TIMER)
        odd = seen.restarts > 0 or words.condition(seen) is words.Condition.FAILED
        self.explain.setVisible(odd)
        self.errors.setVisible(odd or seen.healthy is False)
        self.overview.show_row(row)
        self.releases.tell_ages()

    def _show_trouble(self, row: Row) -> None:
        seen = row.seen
        problem = seen.why or seen.unknown or row.machine.unknown
        self.trouble.setVisible(problem is not None)
        self.trouble.setObjectName("wrong" if seen.healthy is False else "warning")
        self.trouble.style().polish(self.trouble)
        if problem is not None:
            tell(self.trouble, text=say("{what} {why}", what=problem.what, why=problem.why))

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        for wish in _DEEDS:
            action = QAction(menu)
            tell(action, text=WISHES[wish])
            action.triggered.connect(partial(self.wanted.emit, wish))
            menu.addAction(action)
            self.deeds[wish] = action
        for all_of_them, title in TOGETHER.items():
            action = QAction(menu)
            tell(action, text=title)
            action.triggered.connect(partial(self.wanted.emit, all_of_them))
            menu.insertAction(self.deeds[Wish.FRONT], action)
        tell(self.earlier, title=say("Roll back &to"))
        menu.insertMenu(menu.actions()[0], self.earlier)
        menu.aboutToShow.connect(self.releases_wanted)
        return menu

    def offer_releases(self) -> None:
        """List the releases that can come back, as far as the server told of them."""
        self.earlier.clear()
        for title, name in self.releases.others():
            action = self.earlier.addAction(shown(title).replace("&", "&&"))
            action.triggered.connect(partial(self.releases.wanted.emit, name))
        if self.earlier.isEmpty():
            self.earlier.addAction(self.releases.said.text()).setEnabled(False)

    def whole_menu(self) -> QMenu:
        """Make a menu of everything that can be done, for a press with the other mouse button."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for one in (self.open, self.start, self.restart, self.roll_back):
            if not one.isHidden():
                action = menu.addAction(one.text())
                action.setEnabled(one.isEnabled())
                action.triggered.connect(one.click)
        menu.addSeparator()
        menu.aboutToShow.connect(self.releases_wanted)
        if self.more.isEnabled():
            menu.addActions(self.more.menu().actions())
        return menu

    def _lay_out(self) -> None:
        deeds = (self.open, self.start, self.restart, self.roll_back, self.more)
        top = FlowRow(self.chip, self.name, *deeds, grows=self.name)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(16, 12, 16, 12)
        inside.setSpacing(6)
        inside.addLayout(top)
        told = QHBoxLayout()
        told.setSpacing(8)
        told.addWidget(self.environment, 0, Qt.AlignmentFlag.AlignTop)
        told.addWidget(self.facts, 1)
        inside.addLayout(told)
        for part in (self.machine, self.trouble):
            inside.addWidget(part)
        inside.addLayout(in_a_row(self.explain, self.errors))
        inside.addWidget(self.uncopied)
        inside.addWidget(self.drift)
        answers = QHBoxLayout()
        answers.setSpacing(8)
        answers.addWidget(self.put_back)
        answers.addWidget(self.keep)
        answers.addStretch(1)
        inside.addLayout(answers)
        inside.addWidget(self.tabs, 1)

    def _connect(self) -> None:
        self.start.clicked.connect(partial(self.wanted.emit, Wish.START))
        self.restart.clicked.connect(partial(self.wanted.emit, Wish.RESTART))
        self.put_back.clicked.connect(partial(self.wanted.emit, Wish.PUT_BACK))
        self.keep.clicked.connect(partial(self.wanted.emit, Wish.KEEP))
        self.roll_back.clicked.connect(self.roll_back_wanted)
        self.open.clicked.connect(self._open)
        self.explain.clicked.connect(lambda: self.tabs.setCurrentWidget(self.ends))
        self.errors.clicked.connect(self._show_errors)
        speech().changed.connect(self._reword)

    def _show_errors(self) -> None:
        self.log.show_level("error")
        self.tabs.setCurrentWidget(self.log)

    def _open(self) -> None:
        if self.row is not None:
            self.open_wanted.emit(self.row.seen.url)

    def _reword(self) -> None:
        for place, title in enumerate(self._titles):
            self.tabs.setTabText(place, shown(title))
        if self.row is not None:
            self.show_row(self.row)

"""The frame: rail, page and footer; it closes politely while a job runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from core.journey import STOPS, State, Stop
from core.words import Text, say
from gui.look.space import space
from gui.pages import page_kind
from gui.runtime.speech import shown, speech, tell
from gui.shell.dressing import apply_settings
from gui.shell.footer import Footer
from gui.shell.framed import Pages, framed
from gui.shell.help_desk import HelpDesk
from gui.shell.keyboard_place import KeyboardPlace
from gui.shell.menu_bar import MenuBar
from gui.shell.placing import Placing
from gui.shell.rail import Rail
from gui.widgets.term_label import TermLabel, asker

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent

    from core.actions import Action
    from gui.actions.advice import Adviser
    from gui.page import Page
    from gui.runtime.session import Session
    from gui.runtime.task_runner import TaskRunner
    from gui.shell.palette import Palette
    from gui.shell.settings_page import SettingsPage


class MainWindow(QWidget):
    """Shows one page at a time and carries the person from stop to stop."""

    close_wanted = Signal()  # whoever shows the window ends its jobs, then hides it

    def __init__(self, session: Session, runner: TaskRunner) -> None:
        super().__init__()
        self.session = session
        self.runner: TaskRunner = runner
        self.closing = False
        self.stop: Stop = Stop.PROJECT
        self.rail = Rail()
        self.footer: Footer = Footer(runner)
        self.title = QLabel()
        self.title.setObjectName("pageTitle")
        self.lead = TermLabel(links=False)
        self.lead.setObjectName("pageLead")
        self.pages = Pages(self._make_page)
        self._places = QStackedWidget()
        self._aside: Page | None = None  # what is shown in the place of a stop's page
        self._settings: SettingsPage | None = None
        self.placing = Placing(self, session)
        self._adviser: Adviser | None = None
        self._palette: Palette | None = None
        self.desk: HelpDesk = HelpDesk(self, session, runner)
        self._lay_out()
        self._connect()
        self.show_stop(Stop.PROJECT)

    @property
    def page(self) -> Page:
        """The page that is shown: that of a stop, or the settings."""
        return self._aside or self.pages[self.stop]

    def go_to(self, stop: Stop) -> None:
        """Move to a stop; a locked one moves nowhere and says which stop is missing."""
        mark = self.session.current.marks[stop]
        if mark.state is State.LOCKED and mark.why is not None:
            self.footer.say(say("{stop} is locked. {why}", stop=STOPS[stop].name, why=mark.why))
            self._show_marks()
            return
        self.show_stop(stop)

    def show_stop(self, stop: Stop) -> None:
        """Show the page of a stop, with the keyboard on its first field."""
        self.stop = self.runner.stop = stop
        self._aside = None
        self._show(self.pages[stop])
        self.placing.divide(stop, self.pages[stop])
        self.session.change(visited=self.session.current.visited | {stop})

    def show_settings(self, what: str = "") -> None:
        """Show the settings, with the keyboard on one of them."""
        from gui.shell.settings_page import SettingsPage

        if self._settings is None:
            self._settings = SettingsPage(self.session, self.runner)
            self._place(self._settings)
        self._settings.came_from = self.stop
        self._aside = self._settings
        self._show(self._settings)
        self._settings.reveal(what)

    def _show(self, page: Page) -> None:
        self._places.setCurrentWidget(page.frame)
        tell(self.title, text=page.title)
        self.lead.say(page.lead)
        self.footer.say(None)
        page.enter()
        self._show_marks()
        self._show_deed()
        field = page.first_field()
        if field is not None:
            field.setFocus(Qt.FocusReason.OtherFocusReason)

    def apply_settings(self) -> None:
        """Speak and look as the settings say."""
        apply_settings(self.session)

    def begin(self) -> None:
        """Bring back what was remembered: the servers, and the project of last time."""
        problems = (self.session.settings_problem, self.session.reload_servers())
        self.pages[self.stop].show_problems(tuple(one for one in problems if one))
        self.lead.link()
        self.menu_bar.begin()
        self.open_last_project()
        self._open_at_home()
        self._watch_source()

    def _open_at_home(self) -> None:
        """Show what runs, once something is known to."""
        from core.usecases import watching

        found = watching.recall(self.session.home, self.session.current.servers)
        self.session.change(board=found)
        if found.rows and self.session.current.servers:
            self.show_stop(Stop.RUNNING)
        self.placing.return_to_page(self)

    def _watch_source(self) -> None:
        from gui.runtime.source_watch import SourceWatch

        SourceWatch(self.session, self.runner, self).start()

    def open_last_project(self) -> None:
        """Load the project of last time, with all its stops as they were left."""
        self.pages[Stop.PROJECT].resume()

    async def build_and_deploy_again(self) -> None:
        """Do in one keystroke what took the pages, as far as nothing is missing."""
        if self.session.current.project is None:
            self.go_to(Stop.BUILD)
            return
        self.show_stop(Stop.BUILD)
        if not await self.pages[Stop.BUILD].run():
            return
        if not self.session.current.servers:
            self._act_at(Stop.SERVERS)
            return
        self.go_to(Stop.DEPLOY)
        if not self.session.current.shipped:  # it is looked at first
            self.footer.primary_action.setFocus()
        elif self.stop is Stop.DEPLOY:
            await self.pages[Stop.DEPLOY].run()

    def hand_on(self, stop: Stop, action: Action) -> None:
        """Let the page that shows what happens do what an advice offers."""
        self.go_to(stop)
        if self.stop is stop:
            self.pages[stop].carry_out(action)

    def go_back(self) -> None:
        """Show the page before this one; from the settings, the one they were opened on."""
        if self._aside is not None:
            self.show_stop(self.stop)
            return
        stops = list(STOPS)
        place = stops.index(self.stop)
        if place:
            self.go_to(stops[place - 1])

    def reveal(self, stop: Stop, what: str) -> None:
        """Go where one thing is, and bring it into sight."""
        self.go_to(stop)
        if self.stop is stop:
            self.page.reveal(what)

    def find_anything(self) -> None:
        """Let the person look for a command, a page or a thing by its name."""
        from gui.shell.palette import Palette

        if self._palette is None:
            self._palette = Palette(self, self)
        self._palette.open()

    def show_help(self) -> None:
        """Say what this page is for."""
        self.desk.show_page(self.page)

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802 - Qt's name
        """Let the main coroutine cancel what runs and clean up; it closes the window then."""
        event.ignore()
        self.footer.say(say("Closing: what still runs is being stopped…"))
        self.closing = True
        self.placing.keep(self.stop, self.pages)
        self.close_wanted.emit()

    def _lay_out(self) -> None:
        side = QVBoxLayout()
        side.setContentsMargins(0, 0, 0, 0)
        side.addWidget(self.rail)
        place = QVBoxLayout()
        place.setContentsMargins(space(6), space(4), space(6), space(2))
        place.setSpacing(space(1))
        place.addWidget(self.title)
        place.addWidget(self.lead)
        place.addSpacing(space(2))
        place.addWidget(self._places, 1)
        right = QVBoxLayout()
        right.setSpacing(0)
        right.addLayout(place, 1)
        right.addWidget(self.footer)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(side)
        whole.addLayout(right, 1)
        self.menu_bar = MenuBar(self, self)
        whole.setMenuBar(self.menu_bar)
        unit = self.fontMetrics().height()
        self.resize(unit * 74, unit * 49)

    def _connect(self) -> None:
        self.rail.chosen.connect(self.go_to)
        self.rail.settings.clicked.connect(lambda _checked: self.show_settings())
        self.session.changed.connect(self._show_state)
        self.session.unsaved.connect(lambda problem: self.page.show_problems((problem,)))
        speech().changed.connect(self._show_state)
        self.footer.went_on.connect(self.rail.show_far)
        self.footer.deed_pressed.connect(self._act)
        self.footer.back_pressed.connect(self.go_back)
        self.runner.refused.connect(lambda problem, at: self.pages[at].show_problems((problem,)))
        self.runner.bug.connect(self.desk.tell_of_bug)
        self.runner.finished.connect(self._notify)
        asker().asked.connect(self.desk.explain)
        self.runner.finished.connect(KeyboardPlace(self, self._first_field).give_back)

    def _first_field(self) -> QWidget:
        field = self.page.first_field()
        return field if field is not None else self.footer.primary_action

    def _make_page(self, stop: Stop) -> Page:
        """Build a page on its first visit: the window opens with one, not with all."""
        page = page_kind(stop)(self.session, self.runner)
        self._place(page)
        return page

    def _place(self, page: Page) -> None:
        page.frame = framed(page)
        self._places.addWidget(page.frame)
        page.go.connect(self.go_to)
        page.advised.connect(self._carry_out)
        page.told.connect(self.footer.say)
        page.deed_changed.connect(self._show_deed)
        page.act_wanted.connect(self._act_at)
        page.again_wanted.connect(self._again)

    def _carry_out(self, action: Action) -> None:
        """Let the adviser do it, who comes when the first advice is taken."""
        if self._adviser is None:
            self._adviser = self._make_adviser()
        self._adviser.carry_out(action)

    def _make_adviser(self) -> Adviser:
        from gui.actions.advice import Adviser

        made = Adviser(self.session, self.runner, self)
        made.go.connect(self.go_to)
        made.retry.connect(self._act)
        made.reread.connect(self.open_last_project)
        made.said.connect(self._say_later)
        made.handed_on.connect(self.hand_on)
        return made

    def _act_at(self, stop: Stop) -> None:
        """Go to a stop and do there what its button says."""
        self.go_to(stop)
        if self.stop is stop:
            self.pages[stop].begin()

    def _again(self) -> None:
        self.runner.spawn(self.build_and_deploy_again())

    def _act(self) -> None:
        self.page.act()

    def _show_state(self) -> None:
        project = self.session.current.project
        name = project.name if project else None
        self.setWindowTitle(shown(say("{name} - GoFerry", name=name)) if name else "GoFerry")
        self._show_marks()
        self._show_deed()

    def _show_marks(self) -> None:
        current = self.session.current
        self.rail.show_marks(current.marks, None if self._aside else self.stop)
        self.rail.show_busy(current.busy)

    def _show_deed(self) -> None:
        if self._aside or self.stop in self.pages:
            first = self._aside is None and self.stop is Stop.PROJECT
            self.footer.show_primary_action(self.page.primary_action(), first=first)

    def _notify(self, what: Text) -> None:
        from gui.shell.notification import tell_end

        if self.session.current.settings.notify:
            tell_end(self, what, went_well=self.runner.went_well)

    def _say_later(self, sentence: Text) -> None:
        """Say something after the page that was changed to has cleared the footer."""
        QTimer.singleShot(0, lambda: self.footer.say(sentence))

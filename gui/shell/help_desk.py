"""Everything behind the menu Help: each part is made when it is first asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from gui.page import Page
    from gui.runtime.session import Session
    from gui.runtime.task_runner import TaskRunner
    from gui.shell.about import About
    from gui.shell.help import Help


class HelpDesk(QObject):
    """Opens help, glossary, the dialog about GoFerry, and reports."""

    def __init__(self, window: QWidget, session: Session, runner: TaskRunner) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._runner = runner
        self._help: Help | None = None

    @property
    def help(self) -> Help:
        """The help: it stays open beside the window."""
        from gui.shell.help import Help

        if self._help is None:
            self._help = Help(self._window)
        return self._help

    def show_page(self, page: Page) -> None:
        """Say what a page is for."""
        self.help.show_page(page)

    def explain(self, term: str = "") -> None:
        """Show the glossary, at one term if it is named."""
        self.help.show_term(term)

    def show_keys(self) -> None:
        """Show every key."""
        self.help.show_keys()

    def show_news(self) -> None:
        """Show what is new in this version."""
        self._about().show_news()

    def show_licences(self) -> None:
        """Show version and licenses."""
        self._about().show_licences()

    def report_problem(self) -> None:
        """Show a report that can be sent to the makers."""
        from gui.actions.report import report_problem

        self._runner.spawn(report_problem(self._window, self._session, self._runner))

    def tell_of_bug(self, crash: str) -> None:
        """Show the report of a fault of GoFerry itself."""
        from gui.actions.report import tell_of_bug

        self._runner.spawn(tell_of_bug(self._window, self._session, self._runner, crash))

    def _about(self) -> About:
        from gui.shell.about import About

        dialog = About(self._window)
        dialog.finished.connect(dialog.deleteLater)
        return dialog

"""Start the window: loop, language, colours; and end it without leaving anything behind."""

from __future__ import annotations

import asyncio
import sys
import traceback
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from gui.loop import run
from gui.main_window import MainWindow
from gui.menu import apply_settings
from gui.session import Session
from gui.task_runner import TaskRunner
from gui.widgets.icons import icon

if TYPE_CHECKING:
    from types import TracebackType

    from core.home import Home


ExceptHook = Callable[[type[BaseException], BaseException, "TracebackType | None"], None]


def main(home: Home) -> int:
    """Open the window and return the process's exit code when it was closed."""
    app = make_app()
    return run(lambda: _live(home), app)


def make_app() -> QApplication:
    """Make the application object, named and dressed."""
    app = QApplication.instance() or QApplication(sys.argv[:1])
    if not isinstance(app, QApplication):
        raise TypeError("another kind of Qt application is running already")
    QGuiApplication.setDesktopFileName("goferry")
    app.setApplicationName("GoFerry")
    app.setWindowIcon(icon("goferry"))
    app.setQuitOnLastWindowClosed(False)
    return app


def make_window(home: Home, closed: asyncio.Event) -> MainWindow:
    """Build the window with the settings of last time."""
    session = Session(home)
    apply_settings(session)
    window = MainWindow(session, TaskRunner(session), closed)
    problems = (session.settings_problem, session.reload_servers())
    window.pages[window.stop].show_problems(tuple(one for one in problems if one))
    return window


async def _live(home: Home) -> int:
    closed = asyncio.Event()
    window = make_window(home, closed)
    sys.excepthook = _reporter(window)
    window.show()
    window.open_last_project()
    try:
        await closed.wait()
    finally:
        await window.runner.close()
        window.hide()
    return 0


def _reporter(window: MainWindow) -> ExceptHook:
    """Show a fault in a slot as a report, instead of losing it on a terminal nobody sees."""

    def report(
        kind: type[BaseException], error: BaseException, where: TracebackType | None
    ) -> None:
        text = "".join(traceback.format_exception(kind, error, where))
        sys.stderr.write(text)
        window.runner.bug.emit(text)

    return report

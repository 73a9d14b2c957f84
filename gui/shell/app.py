"""Start the window: first what a person sees, then the loop; and end it without a trace left."""

from __future__ import annotations

import gc
import sys
import time
from typing import TYPE_CHECKING

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from gui.runtime.session import Session
from gui.runtime.task_runner import TaskRunner
from gui.shell.dressing import apply_settings
from gui.shell.main_window import MainWindow
from gui.widgets.icons import icon

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

    from core.home import Home

    ExceptHook = Callable[[type[BaseException], BaseException, TracebackType | None], None]

_LOOKS = 20  # at most, until the window system has shown the window
_LOOK = 0.01  # seconds
SELDOM = (20_000, 20, 50)  # as often as Python does by default, collecting stops the window often


def main(home: Home) -> int:
    """Open the window and return the process's exit code when it was closed."""
    app = make_app()
    window = make_window(home)
    show(app, window)
    from gui.runtime.loop import run

    return run(lambda: _live(window), app)


def make_app() -> QApplication:
    """Make the application object, named and dressed."""
    app = QApplication.instance() or QApplication([*sys.argv[:1], "-style", "fusion"])
    if not isinstance(app, QApplication):
        raise TypeError("another kind of Qt application is running already")
    QGuiApplication.setDesktopFileName("goferry")
    app.setApplicationName("GoFerry")
    app.setWindowIcon(icon("goferry"))
    app.setQuitOnLastWindowClosed(False)
    return app


def make_window(home: Home) -> MainWindow:
    """Build the window with the settings of last time."""
    session = Session(home)
    apply_settings(session)
    return MainWindow(session, TaskRunner(session))


def show(app: QApplication, window: MainWindow) -> None:
    """Show the window and let it paint, before the loop and all that comes with it is loaded."""
    window.placing.restore()
    window.show()
    app.processEvents()
    for _ in range(_LOOKS):
        if window.windowHandle().isExposed():
            break
        time.sleep(_LOOK)
        app.processEvents()
    gc.freeze()  # what is there now stays: no collection has to look at it again
    gc.set_threshold(*SELDOM)


async def _live(window: MainWindow) -> int:
    import asyncio

    closed = asyncio.Event()
    window.close_wanted.connect(closed.set)
    sys.excepthook = _reporter(window)
    window.begin()
    try:
        if not window.closing:
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
        import traceback

        text = "".join(traceback.format_exception(kind, error, where))
        sys.stderr.write(text)
        window.runner.bug.emit(text)

    return report

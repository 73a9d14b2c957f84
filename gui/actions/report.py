"""Show a report of a problem, to copy or save; nothing leaves this computer by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from core.words import Text, say
from gui.actions import ask
from gui.look import theme
from gui.runtime.speech import shown, speech
from gui.widgets.parts import sentence

if TYPE_CHECKING:
    from pathlib import Path

    from gui.runtime.session import Session
    from gui.runtime.task_runner import TaskRunner

_LETTERS, _LINES = 88, 20
_FAULT = say("GoFerry has a bug")
_FAULT_WHY = say(
    "This is a bug in GoFerry, not in your project. Your work is saved. "
    "The report below helps us fix it."
)
_WISH = say("Report a problem")
_WISH_WHY = say(
    "Add what you did and what you expected. "
    "Then send this text to the people who maintain your GoFerry."
)


class ReportDialog(QDialog):
    """The whole report is in sight before anything is copied or saved."""

    def __init__(self, window: QWidget, title: Text, why: Text, report: str) -> None:
        super().__init__(window)
        self.setWindowTitle(shown(title))
        self.text = QPlainTextEdit(report)
        self.said = sentence()
        self.box = QDialogButtonBox()
        role = QDialogButtonBox.ButtonRole
        self.copy = self.box.addButton(shown(say("Copy")), role.ActionRole)
        self.save = self.box.addButton(shown(say("Save as…")), role.ActionRole)
        self.shut = self.box.addButton(shown(say("Close")), role.RejectRole)
        self._lay_out(title, why)
        self.copy.clicked.connect(self._copy)
        self.box.rejected.connect(self.reject)

    def write(self, file: Path) -> None:
        """Save the report, and say how that went."""
        try:
            file.write_text(self.text.toPlainText(), "utf-8")
        except OSError as reason:
            why = reason.strerror or str(reason)
            self.said.setText(
                shown(say("{file} was not saved: {reason}. Copy it.", file=str(file), reason=why))
            )
        else:
            self.said.setText(shown(say("Saved as {file}.", file=str(file))))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self.said.setText(shown(say("The report is copied.")))

    def _lay_out(self, title: Text, why: Text) -> None:
        heading = QLabel(shown(title))
        heading.setObjectName("dialogTitle")
        self.text.setTabChangesFocus(True)
        self.text.setFont(theme.mono_font())
        self.text.setAccessibleName(shown(say("Report")))
        metrics = self.fontMetrics()
        self.text.setMinimumSize(metrics.averageCharWidth() * 50, metrics.height() * 8)
        note = say(
            "GoFerry left out passwords, the servers on your list, and the path of your home "
            "directory. Read the report before you send it."
        )
        inside = QVBoxLayout(self)
        for part in (heading, sentence(why), self.text, sentence(note), self.said, self.box):
            inside.addWidget(part)
        self.shut.setDefault(True)
        self.resize(metrics.averageCharWidth() * _LETTERS, metrics.height() * (_LINES + 8))


async def tell_of_bug(window: QWidget, session: Session, runner: TaskRunner, crash: str) -> None:
    """Show what is known of a fault of GoFerry itself."""
    await _show(window, _FAULT, _FAULT_WHY, _text(window, session, crash), runner)


async def report_problem(window: QWidget, session: Session, runner: TaskRunner) -> None:
    """Show what helps the makers, without any fault at hand."""
    await _show(window, _WISH, _WISH_WHY, _text(window, session), runner)


async def _show(window: QWidget, title: Text, why: Text, report: str, runner: TaskRunner) -> None:
    dialog = ReportDialog(window, title, why, report)

    async def save() -> None:
        name = "goferry-report.txt"
        if (file := await ask.new_file(dialog, say("Save the report"), name=name)) is not None:
            dialog.write(file)

    dialog.save.clicked.connect(lambda: runner.spawn(save()))
    await ask.answer_of(dialog)


def _text(window: QWidget, session: Session, crash: str = "") -> str:
    from core.usecases import reporting

    known = session.credentials.values()
    secrets = [(one.password, one.passphrase, one.sudo_password) for one in known]
    scene = reporting.Scene(
        settings=session.current.settings,
        servers=session.current.servers,
        face=_face(window),
        secrets=tuple(one for some in secrets for one in some if one),
        crash=crash,
    )
    return reporting.report(session.home, scene)


def _face(window: QWidget) -> dict[str, str]:
    screen, size = window.screen(), window.size()
    return {
        "Qt": qVersion(),
        "platform": QGuiApplication.platformName(),
        "language": speech().language,
        "dark": str(theme.current().dark),
        "window": f"{size.width()} x {size.height()}",
        "screen": f"{screen.size().width()} x {screen.size().height()}",
        "scale": f"{window.devicePixelRatioF():g}",
    }

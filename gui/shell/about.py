"""About GoFerry: its version, what is new in it, and the licenses of all that it comes with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QLabel,
    QListWidget,
    QPlainTextEdit,
    QSplitter,
    QTabWidget,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from core.usecases import about
from core.words import Text, say
from gui.runtime.speech import shown
from gui.widgets.parts import sentence

if TYPE_CHECKING:
    from core.usecases.about import Library

_LETTERS, _LINES = 96, 28
_NONE = say("This copy of GoFerry came without its list of changes.")


class About(QDialog):
    """Two tabs: what is new, and the licenses."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setWindowTitle(shown(say("About GoFerry")))
        self.news = QTextBrowser()
        self.names = QListWidget()
        self.text = QPlainTextEdit()
        self.tabs = QTabWidget()
        self._own = about.licence()
        self._libraries: list[Library] = about.libraries()
        self._lay_out()
        self.names.currentRowChanged.connect(self._show_licence)
        self.names.setCurrentRow(0)
        metrics = self.fontMetrics()
        self.resize(metrics.averageCharWidth() * _LETTERS, metrics.height() * _LINES)

    def show_news(self) -> None:
        """Show what is new."""
        self.tabs.setCurrentWidget(self.news)
        self.show()

    def show_licences(self) -> None:
        """Show whose work this is."""
        self.tabs.setCurrentIndex(1)
        self.show()

    def _lay_out(self) -> None:
        heading = QLabel(shown(say("GoFerry {version}", version=about.version())))
        heading.setObjectName("dialogTitle")
        what = say("From a Go project to a running service on your Linux servers.")
        self.news.setOpenLinks(False)
        self.news.setMarkdown(about.changelog() or shown(_NONE))
        _name(self.news, say("What is new"))
        _name(self.names, say("Packages"))
        _name(self.text, say("License text"))
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.names.addItem("GoFerry · Apache-2.0")
        for one in self._libraries:
            self.names.addItem(f"{one.name} {one.version} · {one.licence}".rstrip(" ·"))
        self.names.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for row in range(self.names.count()):
            item = self.names.item(row)
            item.setToolTip(item.text())
        both = QSplitter()
        both.addWidget(self.names)
        both.addWidget(self.text)
        both.setStretchFactor(1, 1)
        self.tabs.addTab(self.news, shown(say("What is new")))
        self.tabs.addTab(both, shown(say("Licenses")))
        close = QDialogButtonBox()
        close.addButton(shown(say("Close")), QDialogButtonBox.ButtonRole.RejectRole)
        close.rejected.connect(self.reject)
        inside = QVBoxLayout(self)
        for part in (heading, sentence(what), self.tabs, close):
            inside.addWidget(part)

    def _show_licence(self, row: int) -> None:
        text = self._own if row == 0 else self._libraries[row - 1].text
        none = say("This package came without the text of its license.")
        self.text.setPlainText(text or shown(none))


def _name(part: QWidget, name: Text) -> None:
    part.setAccessibleName(shown(name))

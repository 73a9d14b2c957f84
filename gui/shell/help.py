"""The help that F1 opens: what this page is for, and the keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QFormLayout, QLabel, QVBoxLayout, QWidget

from core.journey import STOPS
from core.words import Text, say
from gui.runtime.speech import shown

if TYPE_CHECKING:
    from gui.page import Page

_KEYS: tuple[tuple[str, Text], ...] = (
    (f"Ctrl+1 … Ctrl+{len(STOPS)}", say("go to a stop on the rail")),
    ("Ctrl+Enter", say("do what the large button says")),
    ("Ctrl+R", say("build and deploy again, with all choices of last time")),
    ("Ctrl+.", say("cancel what runs")),
    ("Ctrl+F", say("search in the output")),
    ("Alt", say("shows the underlined letters: Alt and the letter presses the button")),
    ("Enter, Backspace", say("in the map of the program: go in, go out")),
)


def show_help(parent: QWidget, page: Page) -> None:
    """Open the help for a page; the window stays usable beside it."""
    dialog = QDialog(parent)
    dialog.setWindowTitle(shown(say("Help")))
    inside = QVBoxLayout(dialog)
    inside.setContentsMargins(20, 16, 20, 16)
    inside.setSpacing(10)
    for name, text in (("dialogTitle", page.title), ("", page.lead)):
        label = QLabel(shown(text))
        label.setObjectName(name)
        label.setWordWrap(True)
        label.setMinimumWidth(parent.fontMetrics().averageCharWidth() * 70)
        inside.addWidget(label)
    keys = QFormLayout()
    for key, meaning in _KEYS:
        keys.addRow(QLabel(f"<b>{key}</b>"), QLabel(shown(meaning)))
    inside.addLayout(keys)
    dialog.finished.connect(dialog.deleteLater)
    dialog.show()

"""The places in the source that a build complained about, each once, to open by keyboard."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from core.words import say
from gui.runtime.speech import tell
from gui.widgets.log import ansi
from gui.widgets.log.log_lines import links

_MOST = 200
_LINES = 4
_PLACE = Qt.ItemDataRole.UserRole


class FaultList(QListWidget):
    """`opened` carries path, line and column of the row where Enter was pressed."""

    opened = Signal(str, int, int)

    def __init__(self) -> None:
        super().__init__()
        self._known: set[str] = set()
        tell(self, accessibleName=say("Problems"), toolTip=say("Enter opens the place"))
        self.setFixedHeight(self.fontMetrics().height() * (_LINES + 1))
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.itemActivated.connect(self._open)
        self.hide()

    def forget(self) -> None:
        """Begin anew with another job."""
        self._known.clear()
        self.clear()
        self.hide()

    def take(self, line: str) -> None:
        """Add a line of output if it begins with a place in a source file."""
        words = ansi.plain(line).strip()
        found = next(links(words), None)
        if found is None or found.start() or words in self._known or self.count() >= _MOST:
            return
        self._known.add(words)
        row = QListWidgetItem(words)
        row.setData(_PLACE, (found["path"], int(found["line"]), int(found["column"] or 1)))
        self.addItem(row)
        self.show()

    def _open(self, row: QListWidgetItem) -> None:
        self.opened.emit(*row.data(_PLACE))

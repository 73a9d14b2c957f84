"""The places in the source that a build complained about, in their order, to open by keyboard."""

from __future__ import annotations

from bisect import insort
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from core.words import Text, say, say_count
from gui.runtime.speech import tell
from gui.widgets.log import ansi
from gui.widgets.log.log_lines import links
from gui.widgets.parts import button, heading

if TYPE_CHECKING:
    from collections.abc import Collection

    Place = tuple[PurePath, int]

_MOST = 200
_UNFOLDED = 3  # rows in sight, until all are wanted
_ALL_ROWS = 12
_AROUND = 6  # pixels of frame and padding
_FAULT = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, order=True)
class _Fault:
    """What stands at a place; they are in the order of files, lines and columns."""

    file: PurePath
    line: int
    column: int
    words: str


class FaultList(QWidget):
    """Counts all faults; `opened` carries path, line and column of the row where Enter was pressed.

    What is explained elsewhere on the page is counted, and has no row here.
    """

    opened = Signal(str, int, int)

    def __init__(self) -> None:
        super().__init__()
        self.title = heading(Text(""))
        self.rows = QListWidget()
        self.more = button(Text(""), name="quiet")
        self._faults: list[_Fault] = []
        self._known: set[str] = set()
        self._explained: frozenset[Place] = frozenset()
        tell(
            self.rows,
            accessibleName=say("Faults in the code"),
            toolTip=say("Enter opens the place"),
        )
        self.rows.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.rows.itemActivated.connect(self._open)
        self.more.setCheckable(True)
        self.more.toggled.connect(self._show)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.more)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(4)
        inside.addLayout(head)
        inside.addWidget(self.rows)
        self.hide()

    def count(self) -> int:
        """Return how many faults there are."""
        return len(self._faults)

    def forget(self) -> None:
        """Begin anew with another job."""
        self._faults.clear()
        self._known.clear()
        self._explained = frozenset()
        self.more.setChecked(False)
        self._show()

    def take(self, line: str) -> None:
        """Add a line of output if it begins with a place in a source file."""
        words = ansi.plain(line).strip()
        found = next(links(words), None)
        if found is None or found.start() or words in self._known or self.count() >= _MOST:
            return
        self._known.add(words)
        column = int(found["column"] or 1)
        insort(self._faults, _Fault(PurePath(found["path"]), int(found["line"]), column, words))
        self._show()

    def leave_out(self, explained: Collection[Place]) -> None:
        """Give no row to the faults at these places."""
        self._explained = frozenset(explained)
        self._show()

    def _show(self) -> None:
        rows = [one for one in self._faults if (one.file, one.line) not in self._explained]
        self.rows.clear()
        for one in rows:
            row = QListWidgetItem(one.words)
            row.setToolTip(one.words)
            row.setData(_FAULT, one)
            self.rows.addItem(row)
        high = min(len(rows), _ALL_ROWS if self.more.isChecked() else _UNFOLDED)
        self.rows.ensurePolished()
        one_row = max(self.rows.sizeHintForRow(0), self.rows.fontMetrics().height())
        self.rows.setFixedHeight(one_row * high + _AROUND)
        self.rows.setVisible(bool(rows))
        self._name(len(rows))
        self.setVisible(bool(self._faults))

    def _name(self, rows: int) -> None:
        count = self.count()
        tell(
            self.title,
            text=say_count(count, one="{n} fault in the code", many="{n} faults in the code"),
        )
        few = say("Show fewer")
        tell(self.more, text=few if self.more.isChecked() else say("Show all {n}", n=rows))
        self.more.setVisible(rows > _UNFOLDED)

    def _open(self, row: QListWidgetItem) -> None:
        fault: _Fault = row.data(_FAULT)
        self.opened.emit(str(fault.file), fault.line, fault.column)

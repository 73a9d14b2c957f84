"""Several targets of one build, a row each: what happens now, and what came out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem

from core.words import Size, Text, say
from gui.runtime.speech import shown, speech, tell

if TYPE_CHECKING:
    from collections.abc import Iterable

    from core.build.artifact import TargetRow
    from core.target import Target

_TARGET, _STATE, _SIZE, _RESULT = range(4)
_MOST_LINES = 6


class TargetRows(QTreeWidget):
    """Shows the targets of the last build with several of them."""

    def __init__(self) -> None:
        super().__init__()
        self._cells: dict[str, dict[int, Text]] = {}
        self._rows: dict[str, QTreeWidgetItem] = {}
        self.setRootIsDecorated(False)
        self.setColumnCount(4)
        self.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        tell(self, accessibleName=say("Targets of this build"))
        speech().changed.connect(self._reword)
        self.hide()

    def begin(self, targets: Iterable[Target]) -> None:
        """Show these targets, waiting; without any there is nothing to show."""
        self.clear()
        self._cells = {str(target): {_STATE: say("waiting")} for target in targets}
        self._rows = {name: QTreeWidgetItem(self, [name]) for name in self._cells}
        self._reword()
        lines = min(len(self._rows), _MOST_LINES) + 2
        self.setFixedHeight(int(self.fontMetrics().height() * 1.4 * lines))
        self.setVisible(bool(self._rows))

    def happens(self, target: str, step: Text) -> None:
        """Say what is done for a target now."""
        self._set(target, {_STATE: step})

    def ended(self, rows: Iterable[TargetRow]) -> None:
        """Show what came of each target."""
        for row in rows:
            self._set(str(row.target), _cells(row))

    def stopped(self) -> None:
        """The build was stopped: what is not done yet stays undone."""
        for name, cells in self._cells.items():
            if _RESULT not in cells:
                self._set(name, {_STATE: say("stopped")})

    def _set(self, target: str, cells: dict[int, Text]) -> None:
        if target in self._cells:
            self._cells[target] |= cells
            self._write(target)

    def _write(self, target: str) -> None:
        for column, text in self._cells[target].items():
            self._rows[target].setText(column, shown(text))
            self._rows[target].setToolTip(column, shown(text))

    def _reword(self) -> None:
        titles = (say("Target"), say("State"), say("Size"), say("Result"))
        self.setHeaderLabels([shown(title) for title in titles])
        for target in self._cells:
            self._write(target)


def _cells(row: TargetRow) -> dict[int, Text]:
    made = row.artifact
    if made is None:
        reason = row.problem.what if row.problem else say("It was not built.")
        return {_STATE: say("not built"), _RESULT: reason}
    linked = say("static") if made.static else say("uses the system's libraries")
    if made.target.goos != "linux":
        linked = say("not for a Linux server, not verified")
    where = say("{linked}, saved as {file}", linked=linked, file=str(made.path))
    return {_STATE: say("built"), _SIZE: say("{size}", size=Size(made.size)), _RESULT: where}

"""Your own imports, and what the file would lose without each: what pulls in much for little."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from core.words import Size, Text, say
from gui.runtime.speech import shown, speech, tell
from gui.widgets.parts import sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.build.reason import Pull

_NAME, _WAY, _SAVES, _SIZE = range(4)
_LINES = 7  # in sight at once, with the header


class ImportList(QWidget):
    """`asked` carries the `Pull` of the row that was chosen."""

    asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.about = sentence()
        self.table = QTreeWidget()
        self._pulls: tuple[Pull, ...] = ()
        self._lay_out()
        self.table.currentItemChanged.connect(self._ask)
        speech().changed.connect(self._reword)
        self.wait()

    def wait(self) -> None:
        """The answer is being looked for."""
        self._show(say("Measuring your imports…"), ())

    def show_problem(self, text: Text) -> None:
        """Say why there is no answer."""
        self._show(text, ())

    def show_pulls(self, pulls: Sequence[Pull]) -> None:
        """Show these imports, in this order."""
        if pulls:
            self._show(
                say("How much smaller the file would be without one of your imports:"), pulls
            )
        else:
            self._show(say("Removing any single import would not make the file smaller."), ())

    def _show(self, about: Text, pulls: Sequence[Pull]) -> None:
        tell(self.about, text=about)
        self._pulls = tuple(pulls)
        self._reword()
        self.table.setVisible(bool(pulls))

    def _ask(self, item: QTreeWidgetItem | None) -> None:
        place = self.table.indexOfTopLevelItem(item) if item is not None else -1
        if place >= 0:
            self.asked.emit(self._pulls[place])

    def _reword(self) -> None:
        names = (say("Your import"), say("Import chain"), say("Smaller by"), say("Own size"))
        self.table.setHeaderLabels([shown(name) for name in names])
        self.table.clear()
        for column in (_SAVES, _SIZE):
            self.table.headerItem().setTextAlignment(column, Qt.AlignmentFlag.AlignRight)
        for pull in self._pulls:
            sizes = (shown(say("{size}", size=Size(n))) for n in (pull.saves or 0, pull.size))
            way = " → ".join(pull.chain)
            item = QTreeWidgetItem(self.table, [pull.package, way, *sizes])
            item.setToolTip(_WAY, way)
            for column in (_SAVES, _SIZE):
                item.setTextAlignment(column, Qt.AlignmentFlag.AlignRight)
        lines = min(len(self._pulls) + 1, _LINES)
        self.table.setFixedHeight(round(self.fontMetrics().height() * (1.6 * lines + 0.6)))

    def _lay_out(self) -> None:
        self.table.setColumnCount(4)
        self.table.setRootIsDecorated(False)
        self.table.setUniformRowHeights(True)
        self.table.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        header = self.table.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(_WAY, QHeaderView.ResizeMode.Stretch)
        for column in (_NAME, _SAVES, _SIZE):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)
        tell(self.table, accessibleName=say("Your imports"))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(4)
        whole.addWidget(self.about)
        whole.addWidget(self.table)

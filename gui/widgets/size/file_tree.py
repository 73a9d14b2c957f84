"""Files as the folders they stand in, each with its bytes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem

from core.words import Size, say
from gui.runtime.speech import shown, speech, tell

if TYPE_CHECKING:
    from collections.abc import Iterable

_NAME, _SIZE = range(2)
_LINES = 8
_BYTES = Qt.ItemDataRole.UserRole


class FileTree(QTreeWidget):
    """Shows paths and sizes; a folder is as large as what it holds."""

    def __init__(self) -> None:
        super().__init__()
        self.setColumnCount(2)
        self.setUniformRowHeights(True)
        self.header().setStretchLastSection(False)
        self.header().setSectionResizeMode(_NAME, QHeaderView.ResizeMode.Stretch)
        self.setFixedHeight(round(self.fontMetrics().height() * 1.4 * _LINES))
        tell(self, accessibleName=say("Embedded files"))
        speech().changed.connect(self._reword)
        self._reword()

    def show_files(self, files: Iterable[tuple[str, int]]) -> None:
        """Show these files; those at the top are in sight at once."""
        self.clear()
        folders: dict[str, QTreeWidgetItem] = {}
        for path, size in sorted(files):
            item: QTreeWidgetItem | None = self._add(path, folders)
            while item is not None:
                item.setData(_SIZE, _BYTES, (item.data(_SIZE, _BYTES) or 0) + size)
                item = item.parent()
        self.expandToDepth(0)
        self._reword()

    def _add(self, path: str, folders: dict[str, QTreeWidgetItem]) -> QTreeWidgetItem:
        folder, _, name = path.rpartition("/")
        if not folder:
            return QTreeWidgetItem(self, [name])
        if folder not in folders:
            folders[folder] = self._add(folder, folders)
        return QTreeWidgetItem(folders[folder], [name])

    def _reword(self) -> None:
        self.setHeaderLabels([shown(say("File")), shown(say("Size"))])
        self.headerItem().setTextAlignment(_SIZE, Qt.AlignmentFlag.AlignRight)
        every = self.findItems("*", Qt.MatchFlag.MatchWildcard | Qt.MatchFlag.MatchRecursive)
        for item in every:
            item.setText(_SIZE, shown(say("{size}", size=Size(item.data(_SIZE, _BYTES) or 0))))
            item.setTextAlignment(_SIZE, Qt.AlignmentFlag.AlignRight)

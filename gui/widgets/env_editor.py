"""The settings of a service as a table: names in sight, values only when somebody wants to see."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
)

from core.words import Text, say
from gui.speech import shown, tell
from gui.widgets.masked import Masked
from gui.widgets.parts import button, row, sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QWidget

_LINE = re.compile(r"\s*(?P<name>[A-Za-z_][A-Za-z0-9_]*)=(?P<value>.*)")
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_ROWS = 8


class EnvEditor(QDialog):
    """Edits NAME=VALUE lines; comments and the order of lines stay as they are."""

    def __init__(self, parent: QWidget, content: str, *, place: str) -> None:
        super().__init__(parent)
        self._before = content.splitlines()
        self.table = QTableWidget(0, 2)
        self.masked = Masked(self.table)
        self.show_values = QCheckBox()
        self.add = button(say("&Add a setting"))
        self.remove = button(say("&Remove it"))
        self.fault = QLabel()
        self.fault.setObjectName("warning")
        self.fault.setWordWrap(True)
        self.buttons = QDialogButtonBox()
        self._lay_out(place)
        self._connect()
        for name, value in _pairs(self._before):
            self._append(name, value)

    def content(self) -> str:
        """Return the file with what was changed."""
        wanted = dict(self._rows())
        lines: list[str] = []
        for line in self._before:
            found = _LINE.fullmatch(line)
            if found is None:
                lines.append(line)
            elif found["name"] in wanted:
                lines.append(f"{found['name']}={wanted.pop(found['name'])}")
        lines += [f"{name}={value}" for name, value in wanted.items()]
        return "".join(f"{line}\n" for line in lines)

    def accept(self) -> None:
        """Close only with names that a service can have, each of them once."""
        fault = self._find_fault()
        if fault is None:
            super().accept()
            return
        place, text = fault
        self.table.setCurrentCell(place, 0)
        self.table.setFocus()
        tell(self.fault, text=text)

    def _find_fault(self) -> tuple[int, Text] | None:
        seen: set[str] = set()
        for place, (name, _value) in enumerate(self._rows(empty=True)):
            if not _NAME.fullmatch(name):
                return place, say("A name has letters, digits and _, and begins with no digit.")
            if name in seen:
                return place, say("{name} stands here twice: remove one of them.", name=name)
            seen.add(name)
        return None

    def _rows(self, *, empty: bool = False) -> Iterator[tuple[str, str]]:
        for place in range(self.table.rowCount()):
            name, value = (self._text(place, column) for column in (0, 1))
            if empty or name.strip():
                yield name.strip(), value

    def _text(self, place: int, column: int) -> str:
        item = self.table.item(place, column)
        return item.text() if item is not None else ""

    def _append(self, name: str, value: str) -> None:
        place = self.table.rowCount()
        self.table.insertRow(place)
        for column, text in enumerate((name, value)):
            self.table.setItem(place, column, QTableWidgetItem(text))

    def _begin_new(self) -> None:
        self._append("", "")
        place = self.table.rowCount() - 1
        self.table.setCurrentCell(place, 0)
        self.table.edit(self.table.model().index(place, 0))

    def _lay_out(self, place: str) -> None:
        tell(self, windowTitle=say("Settings and secrets of the service"))
        tell(self.table, accessibleName=say("Settings and secrets of the service"))
        tell(self.show_values, text=say("&Show the values"))
        self.table.setHorizontalHeaderLabels([shown(say("Name")), shown(say("Value"))])
        self.table.verticalHeader().hide()
        self.table.setTabKeyNavigation(False)  # Tab leads on to the buttons
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setItemDelegateForColumn(1, self.masked)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        header.setStretchLastSection(True)
        letter, line = self.fontMetrics().averageCharWidth(), self.fontMetrics().height()
        self.table.setColumnWidth(0, letter * 28)
        self.table.setMinimumSize(letter * 76, line * _ROWS)
        save = self.buttons.addButton(
            shown(say("Save the settings")), QDialogButtonBox.ButtonRole.AcceptRole
        )
        save.setObjectName("primary2")
        self.buttons.addButton(shown(say("Cancel")), QDialogButtonBox.ButtonRole.RejectRole)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(20, 16, 20, 16)
        whole.setSpacing(10)
        whole.addWidget(sentence(_explained(place)))
        whole.addWidget(self.table, 1)
        whole.addLayout(row(self.add, self.remove, self.show_values))
        whole.addWidget(self.fault)
        whole.addWidget(self.buttons)
        self.resize(letter * 82, line * 2 * (_ROWS + 4))  # with room for a fault

    def _connect(self) -> None:
        self.add.clicked.connect(self._begin_new)
        self.remove.clicked.connect(lambda: self.table.removeRow(self.table.currentRow()))
        self.show_values.toggled.connect(self.masked.reveal)
        self.table.itemChanged.connect(lambda _: self.fault.clear())
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)


def _pairs(lines: list[str]) -> Iterator[tuple[str, str]]:
    found = (_LINE.fullmatch(line) for line in lines)
    return ((one["name"], one["value"]) for one in found if one is not None)


def _explained(place: str) -> Text:
    return say(
        "They travel with the next deploy into a file that root and the service alone can read. "
        "On this computer they stand in {place}, which only you can read.",
        place=place,
    )

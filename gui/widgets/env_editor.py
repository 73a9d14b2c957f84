"""The settings of a service as a table: names in sight, values only when somebody wants to see."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QTableWidgetItem

from core.words import Text, say
from gui.speech import tell
from gui.widgets.parts import button
from gui.widgets.values_dialog import ValuesDialog

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QWidget

_LINE = re.compile(r"\s*(?P<name>[A-Za-z_][A-Za-z0-9_]*)=(?P<value>.*)")
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


class EnvEditor(ValuesDialog):
    """Edits NAME=VALUE lines; comments and the order of lines stay as they are."""

    def __init__(self, parent: QWidget, content: str, *, place: str) -> None:
        title = say("Settings and secrets of the service")
        super().__init__(parent, title, (say("Name"), say("Value")))
        self._before = content.splitlines()
        self.show_values = QCheckBox()
        tell(self.show_values, text=say("&Show the values"))
        self.add = button(say("&Add a setting"))
        self.remove = button(say("&Remove it"))
        self.add.clicked.connect(lambda: self.begin_new(*_cells("", "")))
        self.remove.clicked.connect(self.remove_current)
        self.show_values.toggled.connect(self.masked.reveal)
        below = (self.add, self.remove, self.show_values)
        self.lay_out(_explained(place), below, save=say("Save the settings"))
        for name, value in _pairs(self._before):
            self.append(*_cells(name, value))

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
        self.complain(text, place)

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
            name, value = (self.cell(place, column).text() for column in (0, 1))
            if empty or name.strip():
                yield name.strip(), value


def _cells(name: str, value: str) -> tuple[QTableWidgetItem, QTableWidgetItem]:
    return QTableWidgetItem(name), QTableWidgetItem(value)


def _pairs(lines: list[str]) -> Iterator[tuple[str, str]]:
    found = (_LINE.fullmatch(line) for line in lines)
    return ((one["name"], one["value"]) for one in found if one is not None)


def _explained(place: str) -> Text:
    return say(
        "They travel with the next deploy into a file that root and the service alone can read. "
        "On this computer they stand in {place}, which only you can read.",
        place=place,
    )

"""The settings of a service as a table: names in sight, values only when somebody wants to see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QCheckBox, QTableWidgetItem

from core.service.env_syntax import can_be_name, entries, is_text, quoted
from core.words import Text, say
from gui.runtime.speech import tell
from gui.widgets.parts import button
from gui.widgets.service.values_dialog import ValuesDialog

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QWidget


class EnvEditor(ValuesDialog):
    """Edits values as the service gets them; all that nobody changed stays as it is written."""

    def __init__(self, parent: QWidget, content: bytes, *, place: str) -> None:
        title = say("Settings and secrets of the service")
        super().__init__(parent, title, (say("Name"), say("Value")))
        self._before = entries(content)
        self.show_values = QCheckBox()
        tell(self.show_values, text=say("&Show the values"))
        self.add = button(say("&Add a setting"))
        self.remove = button(say("&Remove it"))
        self.add.clicked.connect(lambda: self.begin_new(*_cells("", "")))
        self.remove.clicked.connect(self.remove_current)
        self.show_values.toggled.connect(self.masked.reveal)
        below = (self.add, self.remove, self.show_values)
        self.lay_out(_explained(place), below, save=say("Save the settings"))
        for name, value in {one.name: one.value for one in self._before if one.name}.items():
            self.append(*_cells(name, value))

    def content(self) -> bytes:
        """Return the file with what was changed; of two equal names, the last one counts."""
        wanted = dict(self._rows())
        last = {one.name: one for one in self._before if one.name}
        parts: list[str] = []
        for one in self._before:
            if one.name and one.name not in wanted:
                continue
            value = wanted.pop(one.name) if one is last.get(one.name) else one.value
            kept = value == one.value and all(piece.closed for piece in one.pieces)
            parts.append(one.source if kept else _line(one.name, value))
        whole = "".join(parts)
        if wanted and whole and not whole.endswith(("\n", "\r")):
            whole += "\n"
        whole += "".join(_line(name, value) for name, value in wanted.items())
        return whole.encode("utf-8", "surrogateescape")

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
        for place, (name, value) in enumerate(self._rows(empty=True)):
            if not can_be_name(name):
                return place, say(
                    "A name consists of letters, digits and _, and does not begin with a digit."
                )
            if name in seen:
                return place, say("{name} is listed twice. Remove one of them.", name=name)
            if not is_text(value):
                return place, say("{name} contains characters that are not text.", name=name)
            seen.add(name)
        return None

    def _rows(self, *, empty: bool = False) -> Iterator[tuple[str, str]]:
        for place in range(self.table.rowCount()):
            name, value = (self.cell(place, column).text() for column in (0, 1))
            if empty or name.strip():
                yield name.strip(), value


def _cells(name: str, value: str) -> tuple[QTableWidgetItem, QTableWidgetItem]:
    return QTableWidgetItem(name), QTableWidgetItem(value)


def _line(name: str, value: str) -> str:
    """Write an assignment; a plain value needs no quotes, whoever reads it."""
    return f"{name}={value if value.isalnum() and value.isascii() else quoted(value)}\n"


def _explained(place: str) -> Text:
    return say(
        "The next deploy uploads them to a file that only root and the "
        "service can read. On this computer they are in {place}, which only"
        " you can read.",
        place=place,
    )

"""Labels and their fields in two columns, of those alone that mean something to the service."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QGridLayout

from core.service.kinds import LocalPath, Many, OneOf
from gui.runtime.speech import tell

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QRect
    from PySide6.QtWidgets import QWidget

    from core.service.kinds import OptionKind
    from core.service.model import Service
    from gui.widgets.service.service_field import ServiceField

_IN_A_ROW = 2  # three side by side are too wide for a small screen
_LONGEST_BESIDE = 36  # letters of a choice that stands beside another field


@dataclass(frozen=True, slots=True, kw_only=True)
class _Cell:
    label: QWidget
    content: QWidget
    wide: bool
    matters: Callable[[Service], bool]


class FieldGrid(QGridLayout):
    """The narrow ones side by side, then a line for each wide one; all, before a service came."""

    def __init__(self) -> None:
        super().__init__()
        self._cells: list[_Cell] = []
        self._placed: list[_Cell] = []
        self._note: QWidget | None = None
        self.setHorizontalSpacing(12)
        self._in_a_row = _IN_A_ROW
        for place in range(_IN_A_ROW):
            self.setColumnStretch(2 * place + 1, 1)

    def add_field(self, field: ServiceField, content: QWidget | None = None) -> None:
        """Add an option's field; `content` holds its input where something stands beside that."""
        whole, wide = content or field.input, _is_wide(field.entry.kind)
        if content is not None:  # a label names only what stands beside it
            tell(field.input, accessibleName=field.entry.title)
        self.add(field.label, whole, wide=wide, matters=field.entry.matters)

    def add(
        self,
        label: QWidget,
        content: QWidget,
        *,
        wide: bool = False,
        matters: Callable[[Service], bool] = lambda _service: True,
    ) -> None:
        """Add a field that is none of an option."""
        self._cells.append(_Cell(label=label, content=content, wide=wide, matters=matters))
        self._place(self._cells)

    def labels(self) -> list[QWidget]:
        """Return the labels: those of grids below each other share an edge."""
        return [one.label for one in self._cells]

    def set_note(self, note: QWidget) -> None:
        """Put a sentence below the narrow ones."""
        self._note = note
        self._place(self._cells)

    def show_for(self, service: Service) -> bool:
        """Show what means something to this service, and tell whether that is anything."""
        wanted = [one for one in self._cells if one.matters(service)]
        if wanted != self._placed:
            for one in self._cells:
                for part in (one.label, one.content):
                    part.setVisible(one in wanted)
            self._place(wanted)
        return bool(wanted)

    def minimumSize(self) -> QSize:  # noqa: N802 - Qt's name
        """As wide as one below the other are."""
        least = super().minimumSize()
        return QSize(min(least.width(), self._width_of(1)), least.height())

    def setGeometry(self, rect: QRect) -> None:  # noqa: N802 - Qt's name
        """Put the narrow ones below each other where two have no room: text may be large."""
        fitting = _IN_A_ROW if self._width_of(_IN_A_ROW) <= rect.width() else 1
        if fitting != self._in_a_row:
            self._in_a_row = fitting
            self._place(self._placed)
        super().setGeometry(rect)

    def _width_of(self, in_a_row: int) -> int:
        """Return how wide the fields are at least, so many of the narrow ones side by side."""
        narrow = [one for one in self._placed if not one.wide]
        rows = [narrow[place::in_a_row] for place in range(in_a_row)]
        rows[0] = [*rows[0], *(one for one in self._placed if one.wide)]
        gaps = (2 * in_a_row - 1) * self.horizontalSpacing()
        return sum(_widest(row, _label_of) + _widest(row, _content_of) for row in rows) + gaps

    def _place(self, cells: list[_Cell]) -> None:
        while self.count():
            self.takeAt(0)
        narrow = [one for one in cells if not one.wide]
        for number, one in enumerate(narrow):
            line, place = divmod(number, self._in_a_row)
            self.addWidget(one.label, line, 2 * place)
            self.addWidget(one.content, line, 2 * place + 1)
        if self._note is not None:
            self.addWidget(self._note, len(narrow), 1, 1, 2 * _IN_A_ROW - 1)
        for line, one in enumerate((one for one in cells if one.wide), len(narrow) + 1):
            self.addWidget(one.label, line, 0)
            self.addWidget(one.content, line, 1, 1, 2 * _IN_A_ROW - 1)
        self._placed = list(cells)


def _widest(cells: list[_Cell], part: Callable[[_Cell], QWidget]) -> int:
    return max((part(one).minimumSizeHint().width() for one in cells), default=0)


def _label_of(cell: _Cell) -> QWidget:
    return cell.label


def _content_of(cell: _Cell) -> QWidget:
    return cell.content


def _is_wide(kind: OptionKind) -> bool:
    """Whether its values need a line of their own: paths, lists of words, long choices."""
    if isinstance(kind, OneOf):
        return any(len(str(one.title)) > _LONGEST_BESIDE for one in kind.choices)
    return isinstance(kind, LocalPath | Many)

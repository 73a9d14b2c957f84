"""The rows of the board; a refresh changes what they say, and neither selection nor place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from core.words import list_of, say
from gui.runtime.speech import shown, speech
from gui.widgets.board.columns import COLUMNS, Column, Row
from gui.widgets.server.environment_chip import words_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.service.seen import Board
    from core.service.seen import Series as Samples
    from core.usecases.guarding import Environment
    from core.words import Text
    from gui.widgets.chart.series import Series as Line

Index = QModelIndex | QPersistentModelIndex

NONE_KNOWN: Mapping[str, Environment | None] = {}
_NOWHERE = QModelIndex()
_LATELY = 3600  # seconds that a line in a cell goes back
_POINTS = 48  # of a line in a cell: more would share a pixel
_DISPLAY, _TIP, _SPOKEN, _ALIGNMENT = (
    int(role)
    for role in (
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.ToolTipRole,
        Qt.ItemDataRole.AccessibleTextRole,
        Qt.ItemDataRole.TextAlignmentRole,
    )
)


class BoardModel(QAbstractTableModel):
    """Each service on each server, those first that need somebody."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: tuple[Row, ...] = ()
        self._lines: dict[tuple[str, str, Column], tuple[Samples, Line]] = {}
        speech().changed.connect(self._reword)

    def show_board(
        self, board: Board, now: float, environments: Mapping[str, Environment | None] = NONE_KNOWN
    ) -> None:
        """Show what is known; rows that stay keep their selection, wherever they move."""
        machines = {one.server: one for one in board.machines}
        rows = tuple(
            Row(
                seen=seen,
                machine=machines[seen.server],
                series=board.series_of(seen.server, seen.service),
                now=now,
                environment=environments.get(seen.server),
            )
            for seen in board.rows
        )
        before = [one.key for one in self.rows]
        after = [one.key for one in rows]
        if before == after:
            self.rows = rows
            self._reword()
        elif not before or not after:
            self.beginResetModel()
            self.rows = rows
            self.endResetModel()
        else:
            self._move(before, after, rows)

    def line(self, row: Row, column: Column) -> Line | None:
        """Return what a cell paints over time, thin enough for it; made once for each look."""
        make = COLUMNS[column].line
        if make is None:
            return None
        place = (*row.key, column)
        known = self._lines.get(place)
        if known is None or known[0] is not row.series:
            line = make(row).since(row.machine.at - _LATELY).thinned(_POINTS)
            known = self._lines[place] = (row.series, line)
        return known[1]

    def row_of(self, key: tuple[str, str]) -> int:
        """Return where a service on a server is; -1 where it is no more."""
        return next((place for place, one in enumerate(self.rows) if one.key == key), -1)

    def rowCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """A row for each service on each server."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:  # noqa: N802 - Qt's name
        """A column for each fact."""
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:  # noqa: ANN401 - Qt's signature
        """Say what a cell shows, also to those who listen."""
        if role not in {_DISPLAY, _TIP, _SPOKEN} or not index.isValid():
            return None
        row, entry = self.rows[index.row()], COLUMNS[Column(index.column())]
        if role == _DISPLAY:
            return shown(entry.text(row))
        if role == _TIP:
            return shown(_hint(row, Column(index.column())))
        return shown(_spoken(row, Column(index.column())))

    def headerData(  # noqa: N802 - Qt's name
        self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY
    ) -> Any:  # noqa: ANN401 - Qt's signature
        """Name a column."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        entry = COLUMNS[Column(section)]
        if role == _ALIGNMENT and entry.line is not None:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return shown(entry.title) if role == _DISPLAY else None

    def _move(
        self, before: list[tuple[str, str]], after: list[tuple[str, str]], rows: tuple[Row, ...]
    ) -> None:
        self.layoutAboutToBeChanged.emit()
        held = self.persistentIndexList()
        places = {key: place for place, key in enumerate(after)}
        moved = []
        for one in held:
            place = places.get(before[one.row()], -1)
            moved.append(self.createIndex(place, one.column()) if place >= 0 else QModelIndex())
        self.rows = rows
        self.changePersistentIndexList(held, moved)
        self.layoutChanged.emit()

    def _reword(self) -> None:
        if self.rows:
            last = self.index(len(self.rows) - 1, len(COLUMNS) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(COLUMNS) - 1)


def _spoken(row: Row, column: Column) -> Text:
    """Say a cell with its title, and all that is painted in it."""
    entry = COLUMNS[column]
    if entry.below is None:
        return say("{title}: {text}", title=entry.title, text=entry.text(row))
    both = say("{title}: {text}, {below}", title=entry.title, text=entry.text(row),
               below=entry.below(row))  # fmt: skip
    if column is not Column.SERVICE or row.environment is None:
        return both
    return list_of((both, say("Environment {name}", name=words_of(row.environment))))


def _hint(row: Row, column: Column) -> Text:
    """Say more than the cell has room for."""
    entry, seen = COLUMNS[column], row.seen
    problem = seen.why or seen.unknown or row.machine.unknown or seen.uncopied
    if column is Column.STATE and problem is not None:
        return say("{what} {why}", what=problem.what, why=problem.why)
    if column is Column.DRIFT and seen.drift:
        return seen.drift[0].what
    if column is Column.RELEASE:
        return say("Full name: {release}", release=seen.release)
    if entry.line is None:
        return entry.text(row)
    line = entry.line(row)
    known = [value for _, value in line.points if value is not None]
    if not known:
        return entry.text(row)
    low, high = line.words(min(known)), line.words(max(known))
    return say("{title}: between {low} and {high}", title=line.name, low=low, high=high)

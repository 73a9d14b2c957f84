"""The servers as a table in groups: name, address, state, and when each was reached last."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QDateTime,
    QLocale,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QTreeWidget,
    QTreeWidgetItem,
)

from core.usecases.guarding import environment_of, usual
from core.words import Text, say, say_count, verbatim
from gui.look import theme
from gui.runtime.speech import shown, speech, tell
from gui.widgets.chip import chip_width, paint_chip
from gui.widgets.server.environment_chip import square
from gui.widgets.server.known_servers import Known
from gui.wording.server_words import (
    TESTING,
    seen_ago,
    sign_of,
    title_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QDragMoveEvent, QDropEvent, QPainter
    from PySide6.QtWidgets import QStyleOptionViewItem

    from core.ssh.profile import Profile
    from core.usecases.seeing import LastSeen
    from gui.wording.seen_words import Sign

_NAME, _ADDRESS, _STATE, _SEEN = range(4)
_SERVER, _GROUP, _SIGN = (Qt.ItemDataRole.UserRole + n for n in range(3))
_ROW = 1.7  # of a line: a chip needs more room than words
_ENVIRONMENT = "env"
_ITEM = QStyle.ControlElement.CE_ItemViewItem


class ServerList(QTreeWidget):
    """`chosen` tells that another server is selected; its name is `selected()`.

    `moved` carries a server that was dragged into a group, and the value of that group's label,
    empty for none.
    """

    chosen = Signal()
    moved = Signal(str, str)

    def __init__(self) -> None:
        super().__init__()
        self._known = Known()
        self._testing: set[str] = set()
        self._chosen = ""
        self.setColumnCount(4)
        self.setRootIsDecorated(False)
        self.setIndentation(0)
        self.setAllColumnsShowFocus(True)
        self.setItemDelegate(_Cell(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.CopyAction)  # Qt removes what is moved
        tell(self, accessibleName=say("Your servers"))
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(_ADDRESS, QHeaderView.ResizeMode.Stretch)
        self.currentItemChanged.connect(self._choose)
        speech().changed.connect(self._reword)
        theme.announcer().changed.connect(self._recolour)
        self._recolour()

    def show_known(self, known: Known) -> None:
        """Show these servers; the selected one stays selected, or the first one is."""
        before, self._known = self._known, known
        if (known.found(), known.by) != (before.found(), before.by):
            self._fill()
        self._reword()

    def say_testing(self, names: Iterable[str]) -> None:
        """Say that these servers are being tested now, and no others."""
        self._testing = set(names)
        self._reword()

    def selected(self) -> str:
        """Return the name of the selected server, empty where none is."""
        item = self.currentItem()
        return "" if item is None else str(item.data(_NAME, _SERVER) or "")

    def select(self, name: str) -> None:
        """Select a server by its name."""
        for item in self.rows():
            if item.data(_NAME, _SERVER) == name:
                self.setCurrentItem(item)

    def rows(self) -> list[QTreeWidgetItem]:
        """Return the lines of servers, from top to bottom."""
        return [item for item in self._items() if item.data(_NAME, _SERVER)]

    def groups(self) -> list[QTreeWidgetItem]:
        """Return the lines above each group, from top to bottom."""
        return [item for item in self._items() if not item.data(_NAME, _SERVER)]

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:  # noqa: N802 - Qt's name
        """Let a server be dropped on another group alone."""
        super().dragMoveEvent(event)
        if self._target(event) is None:
            event.ignore()
        else:
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dropEvent(self, event: QDropEvent) -> None:  # noqa: N802 - Qt's name
        """Tell which server belongs to which group from now on."""
        group = self._target(event)
        event.setDropAction(Qt.DropAction.CopyAction)
        if group is None or not (name := self.selected()):
            event.ignore()
            return
        event.accept()
        self.moved.emit(name, group)

    def _target(self, event: QDropEvent) -> str | None:
        """Return the group under the mouse, None where the selected server is in it already."""
        item, own = self.itemAt(event.position().toPoint()), self.currentItem()
        foreign = event.source() not in (None, self)
        if foreign or not self._known.by or item is None or own is None:
            return None
        group = str(item.data(_NAME, _GROUP))
        return None if group == str(own.data(_NAME, _GROUP)) else group

    def _choose(self) -> None:
        self._chosen = self.selected() or self._chosen
        self.chosen.emit()

    def _items(self) -> list[QTreeWidgetItem]:
        found: list[QTreeWidgetItem] = []
        for place in range(self.topLevelItemCount()):
            top = self.topLevelItem(place)
            inside = [top.child(row) for row in range(top.childCount())] if top is not None else []
            found += [one for one in (top, *inside) if one is not None]
        return found

    def _fill(self) -> None:
        chosen = self._chosen
        self.blockSignals(True)  # noqa: FBT003 - Qt's: nothing is chosen until all are there
        self.clear()
        for group, servers in self._known.grouped():
            top = self._line(self, group) if self._known.by else self
            for one in servers:
                self._line(top, group).setData(_NAME, _SERVER, one.name)
        self.expandAll()
        self.blockSignals(False)  # noqa: FBT003 - Qt's
        rows = self.rows()
        same = [one for one in rows if one.data(_NAME, _SERVER) == chosen]
        for item in (same or rows)[:1]:
            self.setCurrentItem(item)
        self.chosen.emit()

    def _line(self, above: QTreeWidget | QTreeWidgetItem, group: str) -> QTreeWidgetItem:
        item = QTreeWidgetItem(above)
        item.setData(_NAME, _GROUP, group)
        return item

    def _recolour(self) -> None:
        """Show what is selected on a quiet ground, which leaves a chip its own colour."""
        colours, palette = theme.current(), self.palette()
        palette.setColor(QPalette.ColorRole.Highlight, colours.selection)
        palette.setColor(QPalette.ColorRole.HighlightedText, colours.text)
        self.setPalette(palette)
        self._reword()

    def _reword(self) -> None:
        titles = (say("Server"), say("Address"), say("State"), say("Last seen"))
        self.setHeaderLabels([shown(title) for title in titles])
        servers = {one.name: one for one in self._known.servers}
        for item in self._items():
            server = servers.get(str(item.data(_NAME, _SERVER) or ""))
            if server is None:
                self._show_group(item)
            else:
                self._show_server(item, server)

    def _show_group(self, item: QTreeWidgetItem) -> None:
        group = str(item.data(_NAME, _GROUP))
        name = verbatim(group) if group else say("without this label")
        words = say("{group} · {servers}", group=name, servers=_count(item.childCount()))
        item.setText(_NAME, shown(words))
        item.setFirstColumnSpanned(True)
        letters = self.font()
        letters.setBold(True)
        item.setFont(_NAME, letters)
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsDropEnabled
        item.setFlags(flags | Qt.ItemFlag.ItemIsSelectable)
        if group and self._known.by == _ENVIRONMENT:
            described = {one.name: one for one in self._known.environments}
            item.setIcon(_NAME, square(described.get(group, usual(group)), self._side))

    @property
    def _side(self) -> int:
        return self.fontMetrics().ascent()

    def _show_server(self, item: QTreeWidgetItem, server: Profile) -> None:
        seen = self._known.seen.get(server.name)
        sign = TESTING if server.name in self._testing else sign_of(seen)
        item.setText(_NAME, shown(self._title(server)))
        item.setText(_ADDRESS, server.address)
        item.setText(_STATE, shown(sign.word))
        item.setData(_STATE, _SIGN, sign)
        item.setText(_SEEN, shown(seen_ago(seen, time.time())))
        item.setToolTip(_NAME, server.typed_labels)
        item.setToolTip(_ADDRESS, server.address)
        item.setToolTip(_STATE, item.text(_STATE))
        item.setToolTip(_SEEN, exactly(seen))
        environment = environment_of(server, self._known.environments)
        if environment is not None and self._known.by != _ENVIRONMENT:
            item.setIcon(_NAME, square(environment, self._side))

    def _title(self, server: Profile) -> Text:
        """Name a server, and its environment unless that stands above it."""
        environment = environment_of(server, self._known.environments)
        if environment is None or self._known.by == _ENVIRONMENT:
            return title_of(server)
        return say(
            "{server} · {environment}", server=title_of(server), environment=environment.name
        )


class _Cell(QStyledItemDelegate):
    """Paints the state as the chip that it is everywhere."""

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint a cell; of a state, its chip on the ground of the row."""
        sign: Sign | None = index.data(_SIGN)
        if sign is None:
            super().paint(painter, option, index)
            return
        self.initStyleOption(option, index)
        option.text = ""
        option.widget.style().drawControl(_ITEM, option, painter, option.widget)
        paint_chip(painter, option.rect.adjusted(4, 0, 0, 0), sign)

    def sizeHint(  # noqa: N802 - Qt's name
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Give a chip the room that it takes."""
        letters, sign = option.fontMetrics, index.data(_SIGN)
        wide = super().sizeHint(option, index).width() + letters.averageCharWidth() * 2
        if sign is not None:
            wide = chip_width(sign, letters) + letters.averageCharWidth() * 2
        return QSize(wide, round(letters.height() * _ROW))


def exactly(seen: LastSeen | None) -> str:
    """Spell the moment at which a server was reached last, empty where it never was."""
    if seen is None or seen.reached is None:
        return ""
    moment = QDateTime.fromSecsSinceEpoch(int(seen.reached))
    return QLocale().toString(moment, QLocale.FormatType.ShortFormat)


def _count(servers: int) -> Text:
    return say_count(servers, one="{n} server", many="{n} servers")

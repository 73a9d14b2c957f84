"""Find anything: one line to type in, and below it whatever fits, to be run with Enter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QColor,
    QKeyEvent,
    QKeySequence,
    QPainter,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QFrame,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from core.journey import Stop
from core.words import say
from gui.look import theme
from gui.look.space import space
from gui.runtime.speech import shown, tell
from gui.shell.findable import best, elsewhere, everything
from gui.widgets.icons import icon

if TYPE_CHECKING:
    from PySide6.QtGui import QMouseEvent, QPaintEvent

    from gui.shell.findable import Findable
    from gui.shell.frame import Frame

_MOST = 60  # rows: nobody reads on
_ROWS = 11  # in sight
_WIDTH = 44  # times the height of a line
_SCRIM = 90  # of 255: how dark the page behind becomes
_KEYS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: _ROWS - 1,
    Qt.Key.Key_PageUp: 1 - _ROWS,
    Qt.Key.Key_Tab: 1,
    Qt.Key.Key_Backtab: -1,
}
_FINDABLE = Qt.ItemDataRole.UserRole
_Index = QModelIndex | QPersistentModelIndex


class Palette(QWidget):
    """Lies over the window while something is looked for; whatever had the keyboard gets it back.

    It is no window of its own, so that input methods for Chinese work in it on every system.
    """

    def __init__(self, frame: Frame, over: QWidget) -> None:
        super().__init__(over)
        self._frame = frame
        self._over = over
        self._found: list[Findable] = []
        self._unasked: list[Stop] = []  # pages that have not yet told what they offer
        self._before: QWidget | None = None
        self.card = QFrame()
        self.line = _Line()
        self.rows = QListWidget()
        self.none = QLabel()
        self._more = QTimer(self, interval=0)
        self._lay_out()
        self._connect()
        self.hide()

    def open(self) -> None:
        """Show it, with everything that the pages in memory offer; the others follow."""
        self._before = QApplication.focusWidget()
        self._found = [*everything(self._frame)]
        self._unasked = [*Stop]
        self.line.clear()
        self._show_fitting()
        self._more.start()
        self.setGeometry(self._over.rect())
        self.show()
        self.raise_()
        self.line.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_and_return(self) -> None:
        """Hide it and give the keyboard back."""
        self._more.stop()
        self.hide()
        if self._before is not None:
            self._before.setFocus(Qt.FocusReason.PopupFocusReason)

    def run(self) -> None:
        """Do what is selected; what cannot be done now stays here."""
        row = self.rows.currentItem()
        chosen: Findable | None = row.data(_FINDABLE) if row is not None else None
        if chosen is None or not chosen.ready:
            return
        self.close_and_return()
        chosen.deed()

    def eventFilter(self, watched: object, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Stay as large as the window."""
        if watched is self._over and event.type() is QEvent.Type.Resize:
            self.setGeometry(self._over.rect())
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802, ARG002 - Qt's signature
        """A press beside it ends the search."""
        self.close_and_return()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802, ARG002 - Qt's signature
        """Let the page behind step back."""
        QPainter(self).fillRect(self.rect(), QColor(0, 0, 0, _SCRIM))

    def _lay_out(self) -> None:
        unit = self.fontMetrics().height()
        frame = self.card
        frame.setObjectName("card")
        frame.setFixedWidth(unit * _WIDTH)
        frame.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Maximum)
        inside = QVBoxLayout(frame)
        inside.addWidget(self.line)
        inside.addWidget(self.rows)
        inside.addWidget(self.none)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, unit * 4, 0, unit)
        column.addWidget(frame, 0, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop)
        self.rows.setItemDelegate(_Delegate(self.rows))
        self.rows.setStyleSheet("border: none")  # the card around it has one
        self.rows.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.rows.setUniformItemSizes(True)
        self.rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.rows.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.none.setContentsMargins(space(2), space(1), space(2), space(2))
        self.none.setObjectName("muted")
        tell(self.none, text=say("Nothing has this name."))
        tell(self.rows, accessibleName=say("What was found"))
        tell(
            self.line,
            accessibleName=say("Find anything"),
            placeholderText=say("Command, page, server, service, setting, project…"),
        )

    def _connect(self) -> None:
        self._over.installEventFilter(self)
        self._more.timeout.connect(self._ask_another)
        self.line.textChanged.connect(self._show_fitting)
        self.line.returnPressed.connect(self.run)
        self.line.moved.connect(self._move)
        self.line.left.connect(self.close_and_return)
        self.rows.itemClicked.connect(lambda _: self.run())
        self.rows.currentItemChanged.connect(lambda row, _: self._announce(row))

    def _ask_another(self) -> None:
        """Ask one page what it offers, one at a turn of the loop: a new one takes a moment."""
        if not self._unasked:
            self._more.stop()
            return
        self._found += elsewhere(self._frame, self._unasked.pop(0))
        self._show_fitting()

    def _show_fitting(self) -> None:
        now = self.rows.currentItem()
        chosen = now.data(_FINDABLE) if now is not None and self.rows.currentRow() else None
        fitting = best(self._found, self.line.text())[:_MOST]
        self.rows.clear()
        for one in fitting:
            row = QListWidgetItem(_said(one), self.rows)
            row.setData(_FINDABLE, one)
        self.rows.setCurrentRow(fitting.index(chosen) if chosen in fitting else 0)
        self.rows.setVisible(bool(fitting))
        self.none.setVisible(not fitting)
        self.rows.setFixedHeight(min(len(fitting), _ROWS) * self.rows.sizeHintForRow(0) + 6)
        self.card.adjustSize()

    def _move(self, steps: int) -> None:
        last = self.rows.count() - 1
        place = self.rows.currentRow() + steps
        if abs(steps) == 1 and not 0 <= place <= last:
            place = 0 if place > last else last
        self.rows.setCurrentRow(max(0, min(place, last)))

    def _announce(self, row: QListWidgetItem | None) -> None:
        """Say aloud which row is selected: the keyboard stays in the line."""
        if row is not None and self.isVisible():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self.line, row.text()))


class _Line(QLineEdit):
    """Hands on the keys that belong to the list."""

    moved = Signal(int)  # so many rows
    left = Signal()

    def event(self, event: QEvent) -> bool:
        """Take Tab, too, which would lead behind the palette."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            key = Qt.Key(event.key())
            if key in _KEYS:
                self.moved.emit(_KEYS[key])
                return True
            if key is Qt.Key.Key_Escape:
                self.left.emit()
                return True
        return super().event(event)


class _Delegate(QStyledItemDelegate):
    """Paints a row: its icon, what kind it is, its name, and its key at the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:  # noqa: N802, ARG002 - Qt's
        unit = option.fontMetrics.height()
        return QSize(unit * 20, round(unit * 1.75))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        one: Findable = index.data(_FINDABLE)
        colours, unit = theme.current(), option.fontMetrics.height()
        selected = QStyle.StateFlag.State_Selected in option.state
        place = QRect(option.rect).adjusted(2, 1, -2, -1)
        painter.save()
        if selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours.selection)
            painter.drawRoundedRect(place, 5, 5)
        place.adjust(unit // 2, 0, -unit // 2, 0)
        if one.icon:
            top = place.center().y() - unit // 2
            icon(one.icon).paint(painter, QRect(place.left(), top, unit, unit))
        place.adjust(round(unit * 1.6), 0, 0, 0)
        self._write(painter, option, place, one)
        painter.restore()

    @staticmethod
    def _write(
        painter: QPainter, option: QStyleOptionViewItem, place: QRect, one: Findable
    ) -> None:
        colours, metrics = theme.current(), option.fontMetrics
        gap, middle = metrics.height(), Qt.AlignmentFlag.AlignVCenter
        right = _key(one)
        painter.setPen(colours.text_muted)
        painter.drawText(place, middle | Qt.AlignmentFlag.AlignRight, right)
        room = place.adjusted(0, 0, -metrics.horizontalAdvance(right) - gap, 0)
        kind = shown(one.kind)
        width = metrics.horizontalAdvance(kind) + gap
        name = metrics.elidedText(one.label, Qt.TextElideMode.ElideMiddle, room.width() - width)
        painter.setPen(colours.text if one.ready else colours.text_muted)
        painter.drawText(room, middle | Qt.AlignmentFlag.AlignLeft, name)
        room.setLeft(room.left() + metrics.horizontalAdvance(name) + gap)
        painter.setPen(colours.text_muted)
        painter.drawText(room, middle | Qt.AlignmentFlag.AlignLeft, kind)


def _key(one: Findable) -> str:
    if not one.ready:
        return shown(say("not now", context="a command that cannot be run"))
    return QKeySequence(one.key).toString(QKeySequence.SequenceFormat.NativeText)


def _said(one: Findable) -> str:
    """What a screen reader says of a row."""
    spoken = say("{name}, {kind}", name=one.label, kind=one.kind)
    if one.key and one.ready:
        spoken = say("{name}, {kind}, {key}", name=one.label, kind=one.kind, key=_key(one))
    return shown(spoken)

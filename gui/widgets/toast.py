"""A toast: one sentence at the window's foot for some seconds, with a button that undoes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout

from core.words import Text, say
from gui.runtime.speech import shown, tell
from gui.widgets.parts import button, sentence
from gui.widgets.tool_button import tool_button

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QEnterEvent, QKeyEvent
    from PySide6.QtWidgets import QWidget

SECONDS = 10  # as long as a person needs to read it and think better of what was done
_AT_LEAST = 3  # seconds that it stays after the mouse or the keyboard has left it
_ABOVE = 5  # lines above the foot of the window: the footer stays in sight
_WIDEST = 0.8  # of the window
_NAME = "toast"


class Toast(QFrame):
    """One stands over a window at a time; `gone` tells that it is no longer there.

    The mouse over it, or the keyboard in it, makes it wait.
    """

    gone = Signal()

    def __init__(self, window: QWidget, said: Text, undo: Callable[[], object]) -> None:
        super().__init__(window)
        self.setObjectName(_NAME)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAutoFillBackground(True)
        self._undo = undo
        self.said = sentence(said)
        self.undo = button(say("Un&do"))
        self.leave = tool_button("close", say("Close this message"), self.end)
        self._clock = QTimer(self, interval=SECONDS * 1000, singleShot=True)
        tell(self, accessibleName=said)
        tell(self.undo, toolTip=say("Undo this ({keys})", keys=_keys()))
        self._lay_out()
        self._connect()
        self._place()
        self.show()
        self.raise_()
        self._clock.start()
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, shown(said)))

    @property
    def left(self) -> int:
        """The milliseconds until it goes; -1 while it waits."""
        return self._clock.remainingTime()

    def end(self) -> None:
        """Take it away; what was done stays done."""
        if self.isHidden():
            return
        self._clock.stop()
        self.hide()
        self.gone.emit()
        self.deleteLater()

    def enterEvent(self, event: QEnterEvent) -> None:  # noqa: N802 - Qt's name
        """Wait while the mouse is here."""
        super().enterEvent(event)
        self._clock.stop()

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 - Qt's name
        """Go on to its end."""
        super().leaveEvent(event)
        self._go_on()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 - Qt's name
        """Go away on Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.end()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Stay at the foot of the window."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _take_back(self) -> None:
        if not self.isHidden():
            self.end()
            self._undo()

    def _go_on(self) -> None:
        if not self.isHidden() and not self._clock.isActive():
            self._clock.start(_AT_LEAST * 1000)

    def _follow_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        if now is not None and self.isAncestorOf(now):
            self._clock.stop()
        elif not self.underMouse():
            self._go_on()

    def _place(self) -> None:
        window, line = self.parentWidget(), self.fontMetrics().height()
        if window is None:
            return
        most = round(window.width() * _WIDEST)
        self.said.setWordWrap(False)
        wide = min(most, self.sizeHint().width())
        self.said.setWordWrap(True)
        layout = self.layout()
        high = layout.totalHeightForWidth(wide) if layout else self.sizeHint().height()
        self.resize(wide, max(high, self.undo.sizeHint().height() + line))
        self.move((window.width() - wide) // 2, window.height() - self.height() - line * _ABOVE)

    def _lay_out(self) -> None:
        line = QHBoxLayout(self)
        line.addWidget(self.said, 1)
        line.addWidget(self.undo)
        line.addWidget(self.leave)

    def _connect(self) -> None:
        window = self.parentWidget()
        if window is not None:
            window.installEventFilter(self)
            QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self).activated.connect(
                self._take_back
            )
        self.undo.clicked.connect(self._take_back)
        self._clock.timeout.connect(self.end)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow_focus)


def offer_undo(page: QWidget, said: Text, undo: Callable[[], object]) -> Toast:
    """Say at the foot of a page's window what was done, and offer to undo it for some seconds."""
    window = page.window()
    for one in window.findChildren(Toast):
        one.end()
    return Toast(window, said, undo)


def _keys() -> str:
    return QKeySequence(QKeySequence.StandardKey.Undo).toString(
        QKeySequence.SequenceFormat.NativeText
    )

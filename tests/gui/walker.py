"""A person who does a task by mouse alone, or by keyboard alone, and counts what it takes."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
)

from core.journey import Stop
from tests.gui.seen import present

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from gui.shell.main_window import MainWindow

_SHOWN_DOWN = 0.2  # seconds: Qt shows the button pressed before it lets go
_FAR = 200  # presses of Tab: nothing is that far away
_NONE, _SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
_ALT = Qt.KeyboardModifier.AltModifier


class Walker:
    """`steps` are the presses of a mouse button, or of keys; a chord is one.

    `typed` are the letters of names and addresses, which no window can spare anybody.
    """

    def __init__(self, window: MainWindow, *, mouse: bool) -> None:
        self.window = window
        self.mouse = mouse
        self.steps = self.typed = 0

    async def go(self, stop: Stop) -> None:
        """Go to a stop: by its item on the rail, or by Ctrl and its number."""
        if self.mouse:
            await self.press(self.window.rail.items[stop])
        else:
            self.chord(f"Ctrl+{[*Stop].index(stop) + 1}")

    async def act(self) -> None:
        """Press the primary button, also by its chord."""
        if self.mouse:
            await self.press(self.window.footer.primary_action)
        else:
            assert self.window.footer.primary_action.isEnabled()
            self.chord("Ctrl+Return")

    def chord(self, keys: str) -> None:
        """Press keys together that work everywhere in the window."""
        self.window.activateWindow()  # as the system does when a dialog closes
        QTest.keySequence(self.window, QKeySequence(keys))
        self.steps += 1

    async def type(self, field: QLineEdit, text: str) -> None:
        """Fill a field, which takes a press to get there unless the keyboard is in it."""
        if not field.hasFocus():
            self.steps += 1 if self.mouse or _letter_to(field) else self._far(field)
            field.setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClicks(field, text)
        self.typed += len(text)

    async def press(self, widget: QAbstractButton) -> None:
        """Press a button: by its underlined letter where it has one, else from wherever Tab is.

        Return in a line of text presses the button that its dialog is for.
        """
        assert widget.isVisible(), widget.text()
        assert widget.isEnabled(), widget.text()
        if self.mouse:
            QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
            self.steps += 1
        elif isinstance(widget, QPushButton) and widget.isDefault() and _in_a_line():
            QTest.keyClick(present(QApplication.focusWidget()), Qt.Key.Key_Return)
            self.steps += 1
        elif letter := _mnemonic(widget.text()):
            key = Qt.Key(ord(letter.upper()))
            QTest.keyClick(present(QApplication.focusWidget()), key, _ALT)
            self.steps += 1
            await asyncio.sleep(_SHOWN_DOWN)
        else:
            self._reach(widget)
            QTest.keyClick(widget, Qt.Key.Key_Space)
            self.steps += 1

    def menu(self, button: QAbstractButton, *titles: str) -> None:
        """Open the menu of a button, and choose in it; what is inside of a part opens by itself."""
        self.steps += 1 if self.mouse or _mnemonic(button.text()) else self._far(button) + 1
        menu: QMenu = button.menu()  # type: ignore[attr-defined]  # only buttons with one come here
        menu.aboutToShow.emit()
        self._choose_in(menu, titles)

    def _choose_in(self, menu: QMenu, titles: tuple[str, ...]) -> None:
        for place, title in enumerate(titles, 1):
            shown = [one for one in menu.actions() if one.isVisible() and not one.isSeparator()]
            names = [_plain(one.text()) for one in shown]
            number = next(n for n, name in enumerate(names) if name.startswith(title))
            if not self.mouse:
                letters = [_mnemonic(one.text()) for one in shown]
                known = letters[number] and letters.count(letters[number]) == 1
                self.steps += 1 if known else number + 2 - (place > 1)  # inside, one is marked
            if place < len(titles):
                inner = shown[number].menu()
                assert isinstance(inner, QMenu)
                menu = inner
            else:
                self.steps += self.mouse
                shown[number].trigger()

    def _reach(self, widget: QWidget) -> None:
        self.steps += self._far(widget)
        widget.setFocus(Qt.FocusReason.TabFocusReason)

    def _far(self, widget: QWidget) -> int:
        """Count the presses of Tab, or of Shift+Tab, to a widget, whichever are fewer."""
        begin = present(QApplication.focusWidget())
        return min(_presses(begin, widget, _NONE), _presses(begin, widget, _SHIFT))


def _presses(begin: QWidget, end: QWidget, shift: Qt.KeyboardModifier) -> int:
    begin.setFocus(Qt.FocusReason.TabFocusReason)
    for number in range(_FAR):
        at = present(QApplication.focusWidget())
        if at is end:
            return number
        QTest.keyClick(at, Qt.Key.Key_Backtab if shift == _SHIFT else Qt.Key.Key_Tab, shift)
    return _FAR


def _in_a_line() -> bool:
    return isinstance(QApplication.focusWidget(), QLineEdit)


def _letter_to(field: QLineEdit) -> str:
    """Return the underlined letter of the label beside a field, empty where it has none."""
    labels = field.window().findChildren(QLabel)
    return next((_mnemonic(one.text()) for one in labels if one.buddy() is field), "")


def _plain(text: str) -> str:
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&")


def _mnemonic(text: str) -> str:
    place = text.replace("&&", "  ").find("&")
    return text[place + 1].lower() if place >= 0 else ""
